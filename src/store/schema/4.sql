-- What the user calls articles, folded.
CREATE TABLE tag (
    name       TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (name, article_id)
) WITHOUT ROWID;
CREATE INDEX tag_article ON tag (article_id);

-- What the user notes beside articles.
CREATE TABLE note (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    text       TEXT NOT NULL
);

-- Searches that are kept, as their text, each a list of its own.
CREATE TABLE saved (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    name  TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL
);

-- Rules speak the language of searches.
UPDATE rule SET test = CASE json_extract(test, '$.by')
    WHEN 'words' THEN '"' || replace(json_extract(test, '$.what'), '"', ' ') || '"'
    WHEN 'actor' THEN 'actor:"' || replace(json_extract(test, '$.what'), '"', ' ') || '"'
    WHEN 'author' THEN 'author:"' || replace(json_extract(test, '$.what'), '"', ' ') || '"'
    WHEN 'section' THEN 'in:' || replace(json_extract(test, '$.what'), '_', '-')
    WHEN 'regex' THEN '/' || replace(json_extract(test, '$.what'), '/', '\/') || '/'
    ELSE test END
    WHERE json_valid(test);
