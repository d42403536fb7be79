-- What `onrecord watch` knows between two runs. Times are UTC as text.

CREATE TABLE sources (
    n {serial},
    url TEXT NOT NULL UNIQUE,     -- as it was given
    at TEXT NOT NULL,             -- where it was last found, after redirects
    host TEXT NOT NULL,           -- of `at`
    kind TEXT,                    -- feed, sitemap, index, list; null until it was read
    next_at TEXT NOT NULL,
    wait DOUBLE PRECISION NOT NULL, -- seconds between readings
    backlog SMALLINT NOT NULL,    -- 1: take everything that it lists, however old
    parent BIGINT REFERENCES sources (n), -- the index of sitemaps that names it
    label TEXT,
    hops SMALLINT NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    etag TEXT,
    modified TEXT,
    sha256 TEXT,
    last_try TEXT,
    last_success TEXT,
    problem TEXT,
    listed BIGINT NOT NULL DEFAULT 0,  -- entries at the last reading
    fresh BIGINT NOT NULL DEFAULT 0,   -- new ones among them
    total BIGINT NOT NULL DEFAULT 0,   -- new ones of all readings
    left_out TEXT NOT NULL DEFAULT '{}', -- JSON: entries passed over at the last reading, by reason
    hub TEXT,                     -- WebSub
    topic TEXT,
    every DOUBLE PRECISION,       -- seconds between readings that it wishes
    added TEXT NOT NULL
);
CREATE INDEX sources_due ON sources (host, next_at);
CREATE INDEX sources_by_parent ON sources (parent) WHERE parent IS NOT NULL;

-- Addresses of pages. They stay for good: what is known is not new.
CREATE TABLE targets (
    n {serial},
    url TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,
    source BIGINT REFERENCES sources (n), -- that named it first
    state TEXT NOT NULL,          -- waiting, kept, moved, forbidden, refused, failed, unread, gone
    due TEXT,                     -- when to ask for it next; null when it is done with
    found TEXT NOT NULL,
    hops SMALLINT NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    first TEXT,
    etag TEXT,
    modified TEXT,
    sha256 TEXT,
    last TEXT,
    problem TEXT
);
CREATE INDEX targets_due ON targets (host, due) WHERE due IS NOT NULL;
CREATE INDEX targets_by_source ON targets (source, state);

CREATE TABLE hosts (
    name TEXT PRIMARY KEY,
    not_before TEXT NOT NULL,
    delay DOUBLE PRECISION NOT NULL, -- seconds between requests that its robots.txt asks for
    failures INTEGER NOT NULL,
    day TEXT,
    asked INTEGER NOT NULL,       -- requests on that day
    last TEXT,
    problem TEXT
);

CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    hops SMALLINT NOT NULL,
    status INTEGER,
    content BYTEA,                -- zlib
    fetched TEXT,
    retry_at TEXT,
    failures INTEGER NOT NULL
);

-- Pages that came and are not read yet: ours on the disk from the moment they came.
CREATE TABLE arrived (
    n {serial},
    target BIGINT NOT NULL,
    url TEXT NOT NULL,
    captured TEXT,
    media_type TEXT,
    charset TEXT,
    content BYTEA NOT NULL,       -- zlib
    tries INTEGER NOT NULL
);
