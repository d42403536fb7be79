-- What became of statements when an address was captured again with another text: an event each, in order of `n`.

CREATE TABLE quote_changes (
    n {serial},
    at TEXT NOT NULL,             -- UTC; the capture that showed the new version
    address_key TEXT NOT NULL,
    old_article TEXT NOT NULL,    -- ids
    new_article TEXT NOT NULL,
    what TEXT NOT NULL,           -- changed, gone, added
    old_statement TEXT,
    new_statement TEXT,
    UNIQUE (old_article, new_article, old_statement, new_statement)
);
CREATE INDEX quote_changes_by_old ON quote_changes (old_statement);
CREATE INDEX quote_changes_by_new ON quote_changes (new_statement);
CREATE INDEX quote_changes_by_address ON quote_changes (address_key, n);
