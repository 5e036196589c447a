-- Articles get shorter ids, which are their seconds: the order stays. Where a second has several, the next ones go on.
-- The columns that name articles, and the index, follow in schema.rs, which knows them by their names.
CREATE TEMP TABLE renumbered (
    old INTEGER PRIMARY KEY,
    new INTEGER NOT NULL
);
INSERT INTO temp.renumbered
    SELECT id, nth + max((id >> 8) - nth) OVER (ORDER BY id)
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM article);

-- Who is known as an article that is another by now, is known as that one.
UPDATE identity SET article_id = (SELECT into_id FROM merged WHERE merged.article_id = identity.article_id)
    WHERE article_id IN (SELECT article_id FROM merged);
DELETE FROM merged;
-- All of them are analysed again, and found by something else then.
DELETE FROM sketch;

PRAGMA defer_foreign_keys = ON;
UPDATE article SET id = (SELECT new FROM temp.renumbered WHERE old = article.id), index_version = 0;
DELETE FROM waiting;

-- Words of the names of actors that are gone stay: they find nobody.
CREATE TABLE actor_word_5 (
    word     TEXT NOT NULL,
    actor_id INTEGER NOT NULL,
    PRIMARY KEY (word, actor_id)
) WITHOUT ROWID;
INSERT INTO actor_word_5 SELECT word, actor_id FROM actor_word;
DROP TABLE actor_word;
ALTER TABLE actor_word_5 RENAME TO actor_word;

-- So that the words of one transaction are written in one piece: they are merged less often then.
INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);

-- Since when articles are hidden, in seconds: after some days they are removed for good. What merged says of those then is
-- 0 where they are not to come again, -1 where they may.
CREATE TABLE leaving (
    article_id INTEGER PRIMARY KEY,
    since      INTEGER NOT NULL
);
