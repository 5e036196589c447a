-- What articles say, and who is in them, several packed together, see bundle.rs; how many articles still lie in it.
-- Ids are never given twice: where an article lies is how one sees whether it still says the same.
CREATE TABLE bundle (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    articles INTEGER NOT NULL,
    packed   BLOB NOT NULL
);
INSERT INTO bundle (id, articles, packed) SELECT article_id, 1, document FROM body;

-- Where in which bundle an article lies.
ALTER TABLE article ADD COLUMN bundle INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN slot INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN url TEXT;
ALTER TABLE article ADD COLUMN text_from TEXT;
UPDATE article SET bundle = article.id, url = body.url, text_from = body.text_from, index_version = 0, cast_version = 0
    FROM body WHERE body.article_id = article.id;
DROP TABLE body;

-- Articles that are still to be analysed, or to be analysed again.
CREATE TABLE waiting (
    article_id INTEGER PRIMARY KEY
);
INSERT INTO waiting SELECT id FROM article;
ALTER TABLE totals ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
UPDATE totals SET waiting = (SELECT count(*) FROM waiting);

-- What actors are called has changed: they come back when their articles are analysed.
DROP TABLE appearance;
DELETE FROM actor_word;
DELETE FROM actor;
DROP INDEX actor_searched;
ALTER TABLE actor DROP COLUMN searched;
-- What the user calls it.
ALTER TABLE actor ADD COLUMN called TEXT;

-- What articles call somebody, by whom it was recognised to be ('' for nobody): facts, which the index has of each
-- article. actor_id: whose it is now, which the user may change. shown: as it was first written. articles: hidden ones too.
CREATE TABLE name (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    surface   TEXT NOT NULL,
    given_key TEXT NOT NULL,
    shown     TEXT NOT NULL,
    actor_id  INTEGER REFERENCES actor (id),
    articles  INTEGER NOT NULL DEFAULT 0,
    UNIQUE (surface, given_key)
);
CREATE INDEX name_actor ON name (actor_id) WHERE actor_id IS NOT NULL;

-- What the user has changed in whose names are whose, as JSON; the order is the one in which it holds.
CREATE TABLE actor_edit (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    edit TEXT NOT NULL
);

-- The actors whom the user follows; their unread articles are in unread, see followed.rs.
CREATE TABLE followed (
    actor_id INTEGER PRIMARY KEY REFERENCES actor (id),
    unread   INTEGER NOT NULL DEFAULT 0
);
ALTER TABLE totals ADD COLUMN followed INTEGER NOT NULL DEFAULT 0;

-- When one last looked at the page of an actor.
CREATE TABLE actor_look (
    actor_id INTEGER PRIMARY KEY REFERENCES actor (id) ON DELETE CASCADE,
    looked   INTEGER NOT NULL
);

-- What makes an article the same when it comes again: a hash of its name, see identity.rs.
ALTER TABLE identity RENAME TO identity_by_text;
CREATE TABLE identity (
    hash       INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL
);
INSERT INTO meta (name, value) VALUES ('salt', abs(random()));
-- What a feed says is compared with what it said in another way than before.
UPDATE entry SET hash = NULL;

-- Articles that turned out to be others.
CREATE TABLE merged (
    article_id INTEGER PRIMARY KEY,
    into_id    INTEGER NOT NULL
);

-- The full-text index: of each article which words are in it, not where; its rowid is the article's id.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
