-- What quotations are looked up by (store/quotes.py). A text is a passage's words, folded: passages of the same words
-- share it, however often they are printed.

CREATE TABLE quote_texts (
    hash INTEGER PRIMARY KEY,     -- 63 bits of the folded words
    text INTEGER NOT NULL         -- number of the text, counted up from 1
);

CREATE TABLE quote_places (
    text INTEGER NOT NULL,
    article INTEGER NOT NULL,     -- articles.n
    passage INTEGER NOT NULL,     -- number among the passages of its record; the statements come first
    first INTEGER,                -- code points of the article's text, for a passage beside the statements
    last INTEGER,
    PRIMARY KEY (text, article, passage)
) WITHOUT ROWID;

-- Texts that are variants of another, with the text that founded their family.
CREATE TABLE quote_families (
    text INTEGER PRIMARY KEY,
    family INTEGER NOT NULL
);
CREATE INDEX quote_families_by_family ON quote_families (family);

-- Articles that copy another, with the article that stands for their origin.
CREATE TABLE quote_origins (
    article INTEGER PRIMARY KEY,
    origin INTEGER NOT NULL
);
CREATE INDEX quote_origins_by_origin ON quote_origins (origin);

-- rowid is the text's number; `keys` holds one term per key (quotes/keys.py).
CREATE VIRTUAL TABLE quote_keys USING fts5 (
    keys, content = '', detail = none, columnsize = 0, tokenize = 'ascii'
);
