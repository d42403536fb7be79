-- The directory: people and bodies across articles, decided upon and never forgotten. See store/parties.py.

CREATE TABLE parties (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,           -- person, body
    name TEXT NOT NULL,           -- as shown
    named_by TEXT NOT NULL,       -- machine, or who renamed
    merged_into TEXT,             -- the party that it was found to be; lists show only parties without one
    articles BIGINT NOT NULL,
    statements BIGINT NOT NULL,
    first_day TEXT,
    last_day TEXT
);
CREATE INDEX parties_by_statements ON parties (kind, statements, id) WHERE merged_into IS NULL;

CREATE INDEX parties_renamed ON parties (name) WHERE named_by <> 'machine';

-- Keys under which a party may be found: spellings of the family name, with and without the first letter of the other.
CREATE TABLE party_blocks (
    block TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    PRIMARY KEY (block, kind, party)
);

-- What the articles say of a party, counted: name, office, body, country, company, to (whom it spoke to), month.
CREATE TABLE party_traits (
    party TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,          -- key
    label TEXT NOT NULL,          -- as a page words it
    articles BIGINT NOT NULL,
    statements BIGINT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    PRIMARY KEY (party, kind, value)
);
CREATE INDEX party_traits_by_value ON party_traits (kind, value, articles);

-- Who is who in which article: what lists show, one row for each person or body that speaks in it.
CREATE TABLE appearances (
    article BIGINT NOT NULL,
    name_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    day TEXT NOT NULL,
    statements INTEGER NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (article, name_key, kind)
);
CREATE INDEX appearances_by_party ON appearances (party, article);

-- Decisions, machine's and people's: rows are only ever added.
CREATE TABLE decisions (
    n {serial},
    made TEXT NOT NULL,
    by TEXT NOT NULL,             -- machine, or who decided
    act TEXT NOT NULL,            -- new, join, merge, split, rename
    party TEXT NOT NULL,          -- what it is about
    other TEXT,                   -- merged into, split from
    name TEXT NOT NULL,
    score REAL,
    reasons TEXT NOT NULL
);
CREATE INDEX decisions_by_party ON decisions (party);
CREATE INDEX decisions_by_other ON decisions (other) WHERE other IS NOT NULL;

-- What people decided about single appearances: it holds whenever the page is read again, by whatever version.
CREATE TABLE pins (
    address_key TEXT NOT NULL,
    name_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT NOT NULL,
    decision BIGINT NOT NULL,
    PRIMARY KEY (address_key, name_key, kind)
);

-- Offices in time, from imported registers.
CREATE TABLE holdings (
    id TEXT PRIMARY KEY,
    register TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    role TEXT NOT NULL,           -- as the register words it
    office TEXT NOT NULL,         -- normal form
    body TEXT,
    body_key TEXT,
    country TEXT,
    since TEXT,
    until TEXT,
    aliases TEXT NOT NULL,        -- JSON
    gender TEXT,
    source TEXT
);
CREATE INDEX holdings_by_office ON holdings (office, country, since);
CREATE INDEX holdings_by_body ON holdings (body_key, office, since);
CREATE INDEX holdings_by_name ON holdings (name_key);
