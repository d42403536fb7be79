-- Full text; see store/postgresql.py. Words arrive cut and folded, so that the configuration only takes endings off;
-- no stop words, since people search for "not" and "will".

CREATE TEXT SEARCH DICTIONARY onrecord_endings (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR asciiword, word WITH onrecord_endings;

CREATE TABLE statements_fts (
    n BIGINT PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX statements_fts_words ON statements_fts USING gin (words);

CREATE TABLE articles_fts (
    n BIGINT PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX articles_fts_words ON articles_fts USING gin (words);

-- The folder of the captures: every client of this database finds it here.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
