-- Who wants to hear of what, which statements are new, and the messages that wait or went out.

CREATE TABLE subscriptions (
    id TEXT PRIMARY KEY,
    target TEXT NOT NULL,         -- person:KEY, search:QUERY, all; see alerts/targets.py
    label TEXT NOT NULL,          -- the target in words, as it was when asked for
    channel TEXT NOT NULL,        -- mail, webhook
    address TEXT NOT NULL,
    secret TEXT NOT NULL,         -- signs the webhook's messages, or the links in mails
    period TEXT NOT NULL,         -- instant, daily, weekly
    state TEXT NOT NULL,          -- pending, active, ended
    created TEXT NOT NULL,
    confirmed TEXT,
    ended TEXT,
    reason TEXT,                  -- why it ended
    seen BIGINT NOT NULL,         -- arrivals up to this number were told, or stand in the outbox
    due TEXT NOT NULL             -- UTC; when its new statements are next put into one message
);
CREATE UNIQUE INDEX subscriptions_once ON subscriptions (target, channel, address) WHERE state <> 'ended';
CREATE INDEX subscriptions_due ON subscriptions (due) WHERE state = 'active';
CREATE INDEX subscriptions_by_address ON subscriptions (address, created);

-- Statements in the order in which they came to the archive, each once for each address that printed it.
CREATE TABLE arrivals (
    n {key},
    statement BIGINT NOT NULL,    -- statements.n; the row may be gone when a newer reader replaced it
    at TEXT NOT NULL
);
CREATE INDEX arrivals_by_time ON arrivals (at);

CREATE TABLE watermarks (
    name TEXT PRIMARY KEY,        -- captures: looked through up to this number; arrivals: last number given
    n BIGINT NOT NULL
);
INSERT INTO watermarks (name, n) SELECT 'captures', coalesce(max(n), 0) FROM captures;
INSERT INTO watermarks (name, n) VALUES ('arrivals', 0);

CREATE TABLE outbox (
    id TEXT PRIMARY KEY,          -- also the Message-ID or webhook-id: the same on every attempt
    subscription TEXT NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    period TEXT NOT NULL,         -- what it tells: confirm, a day, a week, or the number of the last arrival in it
    payload TEXT NOT NULL,        -- JSON: what it says; never changed
    state TEXT NOT NULL,          -- waiting, sending, sent, failed
    attempts INTEGER NOT NULL,
    next_try TEXT NOT NULL,       -- UTC; while sending, when somebody else may take it over
    created TEXT NOT NULL,
    sent TEXT,
    problem TEXT,
    UNIQUE (subscription, period)
);
CREATE INDEX outbox_waiting ON outbox (next_try) WHERE state IN ('waiting', 'sending');
