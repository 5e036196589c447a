-- What articles call somebody is looked for by what they write alone, as few names are those of several: an index that has
-- the keys too takes twice the room.
CREATE TABLE name_6 (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    surface   TEXT NOT NULL,
    given_key TEXT NOT NULL,
    shown     TEXT NOT NULL,
    actor_id  INTEGER REFERENCES actor (id),
    articles  INTEGER NOT NULL DEFAULT 0
);
INSERT INTO name_6 SELECT id, surface, given_key, shown, actor_id, articles FROM name;
-- The index has tags of names that are gone: their numbers are not given again.
DELETE FROM sqlite_sequence WHERE name = 'name_6';
INSERT INTO sqlite_sequence (name, seq) SELECT 'name_6', seq FROM sqlite_sequence WHERE name = 'name';
DROP TABLE name;
ALTER TABLE name_6 RENAME TO name;
CREATE INDEX name_surface ON name (surface);
CREATE INDEX name_actor ON name (actor_id) WHERE actor_id IS NOT NULL;

-- What articles that say nearly the same are found by: their days, and less of a hash.
UPDATE OR REPLACE sketch SET hash = hash >> 40 << 32 | (hash >> 8 & 0xffffffff);
