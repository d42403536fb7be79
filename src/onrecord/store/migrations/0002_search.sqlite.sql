-- Full text, contentless: the words stand in statements and records, and store/search.py puts in and takes out.
-- rowid is the n of the statement or article, so that matches come in order of time without sorting.
-- The column `tags` holds one term per filter value, so that any filter narrows the match itself.

CREATE VIRTUAL TABLE statements_fts USING fts5 (
    quote, speaker, office, context, headline, tags,
    content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    headline, text, tags,
    content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE statements_terms USING fts5vocab (statements_fts, 'row');
CREATE VIRTUAL TABLE articles_terms USING fts5vocab (articles_fts, 'row');
