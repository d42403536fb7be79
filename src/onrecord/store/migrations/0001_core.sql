-- Core tables. {key} is a 64-bit integer primary key that we choose, {serial} one that the database chooses.
-- articles.n and statements.n order by time: see store/keys.py.

CREATE TABLE warcs (
    name TEXT PRIMARY KEY,
    length BIGINT NOT NULL,       -- bytes that transactions have confirmed; what lies behind them is torn
    opened TEXT NOT NULL
);

CREATE TABLE articles (
    n {key},
    id TEXT NOT NULL UNIQUE,
    address TEXT,
    address_key TEXT NOT NULL,
    current SMALLINT NOT NULL,    -- 1 for the latest version of its address, which lists and searches show
    replaced_by TEXT,             -- id of the article that a newer reader made of the same capture
    seen_at TEXT NOT NULL,        -- UTC; latest capture that printed this
    outlet TEXT,
    outlet_key TEXT,
    headline TEXT,
    published TEXT,               -- ISO 8601 as the page gives it: a day, or a local time with its offset
    modified TEXT,
    captured TEXT,
    day TEXT NOT NULL,            -- local day of publication, or else of the capture
    dateline_place TEXT,
    dateline_day TEXT,
    agency TEXT,
    language TEXT,
    country TEXT,
    incomplete TEXT,
    statement_count INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    text_length INTEGER NOT NULL, -- code points
    page_sha256 TEXT NOT NULL,
    reader TEXT,
    version_onrecord TEXT NOT NULL,
    version_rules TEXT NOT NULL,
    version_tagger TEXT NOT NULL,
    added TEXT NOT NULL
);
CREATE INDEX articles_by_address ON articles (address_key, seen_at);
CREATE INDEX articles_by_outlet ON articles (outlet_key, n) WHERE current = 1;
CREATE INDEX articles_by_country ON articles (country, n) WHERE current = 1;
CREATE INDEX articles_by_language ON articles (language, n) WHERE current = 1;

CREATE TABLE records (
    article {key} REFERENCES articles (n) ON DELETE CASCADE,
    packed BYTEA NOT NULL         -- the whole record: codec JSON, zlib
);

CREATE TABLE captures (
    n {serial},
    sha256 TEXT NOT NULL,
    address TEXT NOT NULL,
    url TEXT,
    name TEXT,
    captured TEXT,                -- as the page had it; null when nobody knows
    seen_at TEXT NOT NULL,        -- UTC; captured, or when it was added
    media_type TEXT,
    charset TEXT,
    size BIGINT NOT NULL,
    warc TEXT NOT NULL REFERENCES warcs (name),
    warc_offset BIGINT NOT NULL,
    warc_length BIGINT NOT NULL,
    payload_of BIGINT REFERENCES captures (n), -- a WARC revisit: the same bytes stand there
    article BIGINT NOT NULL REFERENCES articles (n) ON UPDATE CASCADE,
    added TEXT NOT NULL
);
CREATE INDEX captures_by_sha256 ON captures (sha256, address);
CREATE INDEX captures_by_article ON captures (article);
CREATE UNIQUE INDEX captures_by_place ON captures (warc, warc_offset);
CREATE INDEX captures_by_payload ON captures (payload_of) WHERE payload_of IS NOT NULL;

CREATE TABLE statements (
    n {key},
    id TEXT NOT NULL UNIQUE,
    article BIGINT NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    current SMALLINT NOT NULL,    -- as its article
    kind TEXT NOT NULL,
    medium TEXT NOT NULL,
    quote TEXT NOT NULL,
    spans TEXT NOT NULL,          -- JSON: content, cue, source, prompt, addressee, occasion, place, via
    speaker TEXT,
    speaker_key TEXT,
    speaker_type TEXT,
    role TEXT,
    body TEXT,
    body_key TEXT,
    prompt TEXT,
    addressee TEXT,
    occasion TEXT,
    place TEXT,
    said TEXT,
    parent INTEGER,               -- ordinal in the same article
    confidence DOUBLE PRECISION NOT NULL,
    outlet_key TEXT,
    language TEXT,
    country TEXT,
    day TEXT NOT NULL
);

-- Counts kept with every transaction, of what lists show (current articles and their statements).
CREATE TABLE tallies (
    dimension TEXT NOT NULL,      -- outlet, language, country, person, body, kind, medium
    value TEXT NOT NULL,
    label TEXT NOT NULL,
    articles BIGINT NOT NULL,
    statements BIGINT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    PRIMARY KEY (dimension, value)
);
CREATE INDEX tallies_by_statements ON tallies (dimension, statements, value);

CREATE TABLE failures (
    id TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    times INTEGER NOT NULL
);
CREATE INDEX failures_by_address ON failures (address);
CREATE INDEX failures_by_time ON failures (last_seen, id);
