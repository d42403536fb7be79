-- What quotations are looked up by (store/quotes.py); see 0020_quotes.sqlite.sql.

CREATE TABLE quote_texts (
    hash BIGINT PRIMARY KEY,
    text BIGINT NOT NULL
);

CREATE TABLE quote_places (
    text BIGINT NOT NULL,
    article BIGINT NOT NULL,
    passage INTEGER NOT NULL,
    first INTEGER,
    last INTEGER,
    PRIMARY KEY (text, article, passage)
);

CREATE TABLE quote_families (
    text BIGINT PRIMARY KEY,
    family BIGINT NOT NULL
);
CREATE INDEX quote_families_by_family ON quote_families (family);

CREATE TABLE quote_origins (
    article BIGINT PRIMARY KEY,
    origin BIGINT NOT NULL
);
CREATE INDEX quote_origins_by_origin ON quote_origins (origin);

CREATE TABLE quote_keys (
    text BIGINT PRIMARY KEY,
    keys BIGINT[] NOT NULL
);
CREATE INDEX quote_keys_by_key ON quote_keys USING gin (keys);
