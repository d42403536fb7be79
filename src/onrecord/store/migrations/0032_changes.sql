-- What a subscription is about, and the changes that it has heard of; see quote_changes.

ALTER TABLE subscriptions ADD COLUMN wants TEXT NOT NULL DEFAULT 'new';
ALTER TABLE subscriptions ADD COLUMN seen_changes BIGINT NOT NULL DEFAULT 0;
