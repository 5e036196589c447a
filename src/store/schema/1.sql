-- Small facts about the store itself: the session, what became of the samples.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- One row: counters over everything, kept with every change.
CREATE TABLE totals (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    articles INTEGER NOT NULL DEFAULT 0,
    unread   INTEGER NOT NULL DEFAULT 0,
    starred  INTEGER NOT NULL DEFAULT 0
);
INSERT INTO totals (id) VALUES (1);

-- Ids begin at 1: 0 stands for all feeds in the table unread.
CREATE TABLE feed (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL,
    origin   TEXT NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0,
    unread   INTEGER NOT NULL DEFAULT 0,
    UNIQUE (name, origin)
);

-- What a list shows, narrow; times in microseconds since 1970. The id is the order of reading.
CREATE TABLE article (
    id        INTEGER PRIMARY KEY,
    feed_id   INTEGER NOT NULL,
    title     TEXT NOT NULL,
    published INTEGER,
    received  INTEGER NOT NULL,
    revision  INTEGER NOT NULL,
    hash      INTEGER NOT NULL,
    index_version INTEGER NOT NULL,
    cast_version  INTEGER NOT NULL
);
CREATE INDEX article_hash ON article (hash);

-- What makes an article the same when it comes again.
CREATE TABLE identity (
    key        TEXT PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX identity_article ON identity (article_id);

-- The current revision and its cast, packed.
CREATE TABLE body (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    url        TEXT,
    document   BLOB NOT NULL,
    members    BLOB NOT NULL
);

-- The revisions before it.
CREATE TABLE revision (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    n          INTEGER NOT NULL,
    url        TEXT,
    document   BLOB NOT NULL,
    UNIQUE (article_id, n)
);

-- Which articles a feed brought.
CREATE TABLE entry (
    feed_id    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (feed_id, article_id)
) WITHOUT ROWID;

-- What the reader did with an article; one that nobody touched has no row.
CREATE TABLE status (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    read_at    INTEGER,
    starred_at INTEGER
);
CREATE INDEX status_starred ON status (article_id) WHERE starred_at IS NOT NULL;

-- The unread articles of each feed, and of feed 0, which is all of them.
CREATE TABLE unread (
    feed_id    INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (feed_id, article_id)
) WITHOUT ROWID;

-- Where one left an article.
CREATE TABLE place (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    value      TEXT NOT NULL
);

-- What was changed, for undo: the field, and what it was before in each article that changed.
CREATE TABLE change (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    field TEXT NOT NULL
);
CREATE TABLE change_row (
    change_id  INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL,
    was        INTEGER,
    PRIMARY KEY (change_id, article_id)
) WITHOUT ROWID;

-- searched: whether the articles stored before it was first named have been searched for the name.
CREATE TABLE actor (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    key      TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0,
    searched INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX actor_frequency ON actor (articles);
CREATE INDEX actor_searched ON actor (id) WHERE searched = 0;
CREATE TABLE actor_word (
    word     TEXT NOT NULL,
    actor_id INTEGER NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    PRIMARY KEY (word, actor_id)
) WITHOUT ROWID;
CREATE INDEX actor_word_actor ON actor_word (actor_id);

-- Which articles an actor is in.
CREATE TABLE appearance (
    actor_id   INTEGER NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    mentions   INTEGER NOT NULL,
    PRIMARY KEY (actor_id, article_id)
) WITHOUT ROWID;

-- Every word of the index, for prefixes.
CREATE TABLE word (
    text TEXT PRIMARY KEY
) WITHOUT ROWID;

-- The full-text index; its rowid is the article's id. tags: the article's feed and actors, see words.rs.
CREATE VIRTUAL TABLE search USING fts5 (
    title, lead, key_points, why_it_matters, background, stakeholders, reactions, analysis, whats_next, other,
    byline, tags,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
