-- Keys go into the index at once: what waits in its pending list is read through for every key that is asked for, some
-- ninety times for a quotation, until a vacuum comes by.

ALTER INDEX quote_keys_by_key SET (fastupdate = off);
SELECT gin_clean_pending_list('quote_keys_by_key');
