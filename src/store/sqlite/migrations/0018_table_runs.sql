-- Which people a table brought, as runs of rows: whoever was entered otherwise meanwhile was not, and is known
-- again like those who were there before. Stored forms as in 0001.

-- Runs of unfinished tables; gone with the table's end.
CREATE TABLE roster_run (
    roster_table INTEGER NOT NULL REFERENCES roster_table (id),
    first        INTEGER NOT NULL,    -- the first row
    behind       INTEGER NOT NULL,    -- the row behind the last
    PRIMARY KEY (roster_table, first)
) STRICT, WITHOUT ROWID;

-- Of tables of before, whoever came since is taken for theirs, as it was until now.
INSERT INTO roster_run (roster_table, first, behind)
    SELECT id, first_person, (SELECT max(id) + 1 FROM craftsman) FROM roster_table
    WHERE is_finished = 0 AND added > 0 AND list = 'craftsmen'
        AND first_person <= (SELECT max(id) FROM craftsman);
ALTER TABLE roster_table DROP COLUMN first_person;
