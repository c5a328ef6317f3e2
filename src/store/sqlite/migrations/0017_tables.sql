-- What a table needs to be gone on with after a death as if nothing had happened: which people were there
-- before it, how many employers it made, and the rows it refused for what stood in the roster then. Rows
-- that cannot be read at all are not kept: they are read again and refused again, and their cells may be
-- private. Stored forms as in 0001.

-- The row that a new person would have been given when the table was begun; NULL in tables of before.
ALTER TABLE roster_table ADD COLUMN first_person INTEGER;
ALTER TABLE roster_table ADD COLUMN employers INTEGER NOT NULL DEFAULT 0;

-- Rows of unfinished tables; gone with the table's end.
CREATE TABLE roster_refused (
    roster_table INTEGER NOT NULL REFERENCES roster_table (id),
    row          INTEGER NOT NULL,    -- its number among the table's rows, from 1
    reason       TEXT NOT NULL,       -- code of Reason: repeats or ambiguous
    value        TEXT NOT NULL,       -- the line that has the record, or the name that several have
    PRIMARY KEY (roster_table, row)
) STRICT, WITHOUT ROWID;
