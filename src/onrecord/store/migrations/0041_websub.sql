-- Subscriptions at the hubs that feeds name (WebSub). Times are UTC as text.

CREATE TABLE websub (
    token TEXT PRIMARY KEY,       -- the last part of our callback's address, known to the hub alone
    source BIGINT REFERENCES sources (n) ON DELETE SET NULL, -- null: to be ended, its source was removed
    hub TEXT NOT NULL,            -- as the feed names it
    at TEXT NOT NULL,             -- where it was last found, after redirects
    host TEXT NOT NULL,           -- of `at`
    topic TEXT NOT NULL,
    callback TEXT NOT NULL,
    secret TEXT NOT NULL,         -- signs what the hub sends
    state TEXT NOT NULL,          -- wanted, active, denied, ending
    next_at TEXT NOT NULL,        -- when to ask the hub
    expires TEXT,                 -- the end of the lease
    verified TEXT,                -- when the hub last asked whether we meant it
    pushed TEXT,                  -- the last content that it sent
    failures INTEGER NOT NULL DEFAULT 0,
    problem TEXT
);
CREATE INDEX websub_by_source ON websub (source) WHERE source IS NOT NULL;
CREATE INDEX websub_due ON websub (host, next_at);
