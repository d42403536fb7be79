-- Articles of versions before 0020 that are not yet in the index of quotations (store/quote_backlog.py): `onrecord
-- reindex` works it off. Empty in an archive made since.

CREATE TABLE quote_backlog (
    article BIGINT PRIMARY KEY
);
INSERT INTO quote_backlog (article)
    SELECT n FROM articles WHERE replaced_by IS NULL AND n NOT IN (SELECT article FROM quote_places);
