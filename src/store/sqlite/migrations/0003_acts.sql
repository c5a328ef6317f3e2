-- Acts: what more a fact says, and what lists, filters and reports show of an item's facts besides
-- its state. Its own step because items were kept before acts had reasons, sections and slips.
-- Stored forms as in 0001.

CREATE TABLE event_detail (
    event    INTEGER NOT NULL REFERENCES event (id),
    position INTEGER NOT NULL,       -- from 0
    name     TEXT NOT NULL,          -- code of Detail; it may stand several times
    value    TEXT NOT NULL,
    PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- More of the projection: follows from the events, written in their transaction.
ALTER TABLE proposal ADD COLUMN acting_role TEXT;      -- code of Role; NULL: as the column role says
ALTER TABLE proposal ADD COLUMN section TEXT;
ALTER TABLE proposal ADD COLUMN person TEXT;
ALTER TABLE proposal ADD COLUMN class TEXT;            -- code of ResultClass
ALTER TABLE proposal ADD COLUMN rating TEXT;           -- code of Rating
ALTER TABLE proposal ADD COLUMN attention TEXT;        -- code of Attention
ALTER TABLE proposal ADD COLUMN began TEXT;            -- day
ALTER TABLE proposal ADD COLUMN assigned TEXT;         -- day
ALTER TABLE proposal ADD COLUMN answered TEXT;         -- day
ALTER TABLE proposal ADD COLUMN extended INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1));
ALTER TABLE proposal ADD COLUMN contacted INTEGER NOT NULL DEFAULT 0 CHECK (contacted IN (0, 1));
ALTER TABLE proposal ADD COLUMN rounds INTEGER NOT NULL DEFAULT 0;

-- A year of the working calendar: the embedded years are laid under these.
CREATE TABLE calendar_year (
    year     INTEGER PRIMARY KEY,
    source   TEXT NOT NULL,
    free     TEXT NOT NULL,          -- list of days
    working  TEXT NOT NULL           -- list of days
) STRICT;

-- What the kept due dates were computed with: hash of rules and calendar.
CREATE TABLE basis (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    hash TEXT NOT NULL
) STRICT;

-- A list somebody comes back to: a filter as typed, with its order.
CREATE TABLE saved_view (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    filter   TEXT NOT NULL,
    ordering TEXT NOT NULL           -- code of QueueOrder
) STRICT;
