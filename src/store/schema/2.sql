-- The feeds of the web. A feed's own row has its name, and its address as origin.
-- folders: a JSON array of paths, each an array of names from the outermost on. renamed: the name is the user's.
-- trusted: the scheme, host and port that the user gave, under which alone it may be in a private network.
CREATE TABLE subscription (
    feed_id   INTEGER PRIMARY KEY REFERENCES feed (id) ON DELETE CASCADE,
    url       TEXT NOT NULL UNIQUE,
    trusted   TEXT NOT NULL,
    site      TEXT,
    renamed   INTEGER NOT NULL DEFAULT 0,
    folders   TEXT NOT NULL DEFAULT '[]',
    pause     TEXT,
    full_text TEXT NOT NULL DEFAULT 'when_short'
);

-- How the fetching of a feed went last, and what makes the next time cheap. Times in microseconds since 1970.
CREATE TABLE health (
    feed_id  INTEGER PRIMARY KEY REFERENCES feed (id) ON DELETE CASCADE,
    fetched  INTEGER,
    answered INTEGER,
    error    TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    due      INTEGER,
    etag     TEXT,
    modified TEXT,
    hash     INTEGER
);

-- Removed feeds are not shown, and can be had back until the store is compacted.
ALTER TABLE feed ADD COLUMN removed INTEGER;

-- The further feeds that brought an article, beside article.feed_id.
CREATE TABLE also (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    feed_id    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, feed_id)
) WITHOUT ROWID;
CREATE INDEX also_feed ON also (feed_id);

-- Articles that no list shows: 1 their feeds are removed, 2 a rule mutes them, 4 they are older than their feed is kept.
ALTER TABLE article ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_hidden ON article (id) WHERE hidden <> 0;

-- What a feed was before a change, as JSON, where the change is one to a feed.
ALTER TABLE change ADD COLUMN feed_id INTEGER;
ALTER TABLE change ADD COLUMN was TEXT;

-- A hash of an article as this feed brought it last: what the feed says again is no change.
ALTER TABLE entry ADD COLUMN hash INTEGER;

-- Which page the text was taken from, where that is not what the feed carried.
ALTER TABLE body ADD COLUMN text_from TEXT;

-- Pages that are still to be fetched for their articles' text, and how often that was tried in vain.
CREATE TABLE wanted_page (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    url        TEXT NOT NULL,
    feed_id    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    tries      INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX wanted_page_feed ON wanted_page (feed_id, article_id);

-- What articles that say nearly the same are found by, see alike.rs.
CREATE TABLE sketch (
    hash       INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (hash, article_id)
) WITHOUT ROWID;

-- Rules that mute, as JSON; for one feed, or for all.
CREATE TABLE rule (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER REFERENCES feed (id) ON DELETE CASCADE,
    test    TEXT NOT NULL
);

-- For how many days, and how many of its newest articles, a feed is kept; for good where it does not say.
ALTER TABLE subscription ADD COLUMN keep_days INTEGER;
ALTER TABLE subscription ADD COLUMN keep_articles INTEGER;

-- Which revision one has read, and which one had read before that; when a revision was replaced.
ALTER TABLE status ADD COLUMN read_revision INTEGER;
ALTER TABLE status ADD COLUMN read_before INTEGER;
ALTER TABLE revision ADD COLUMN replaced INTEGER;
