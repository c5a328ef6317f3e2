-- Roster tables taken in: who sent each and when, how far it was taken, which row of it a record came
-- from, and what the columns of a sender mean. Needed because a table of millions of rows is written in
-- many transactions and must be gone on with after any death, and because an association's list must be
-- known for what it is afterwards. Stored forms as in 0001.

CREATE TABLE roster_table (
    id          INTEGER PRIMARY KEY,
    sha256      TEXT NOT NULL,        -- of the file's bytes, lower-case hex
    name        TEXT NOT NULL,        -- the file's name
    sender      TEXT,                 -- who sent it, as named by whoever took it in
    list        TEXT NOT NULL,        -- code of List
    columns     TEXT NOT NULL,        -- the mapping it was read by: a line `column=field` each
    taken_by    TEXT NOT NULL,
    taken_at    TEXT NOT NULL,        -- moment
    rows_done   INTEGER NOT NULL,     -- how many rows of the file are done with
    added       INTEGER NOT NULL,
    updated     INTEGER NOT NULL,
    unchanged   INTEGER NOT NULL,
    bad         INTEGER NOT NULL,
    is_finished INTEGER NOT NULL      -- 0 or 1
) STRICT;

CREATE INDEX roster_table_by_hash ON roster_table (sha256);

-- Rows of tables that somebody sent, and rows whose words differ from what was understood; others are
-- not kept, for they are many and say nothing more.
CREATE TABLE roster_row (
    list        TEXT NOT NULL,        -- code of List
    record      INTEGER NOT NULL,     -- the row of craftsman, studio or employer
    roster_table INTEGER NOT NULL REFERENCES roster_table (id),
    line        INTEGER NOT NULL,     -- the file's row or line
    originals   TEXT NOT NULL,        -- a line `column=words` each
    PRIMARY KEY (list, record, roster_table, line)
) STRICT, WITHOUT ROWID;

-- What a column of a sender's tables means; written when somebody said so.
CREATE TABLE roster_mapping (
    sender TEXT NOT NULL,
    list   TEXT NOT NULL,             -- code of List
    label  TEXT NOT NULL,             -- the column's name as it stands
    field  TEXT,                      -- code of Field; NULL when the column is left out
    PRIMARY KEY (sender, list, label)
) STRICT, WITHOUT ROWID;

-- Lists of what ends soon; most certificates and honours have no end.
CREATE INDEX certificate_by_expiry ON certificate (expires) WHERE expires IS NOT NULL;
CREATE INDEX honour_by_end ON honour (valid_until) WHERE valid_until IS NOT NULL;
CREATE INDEX studio_by_term_end ON studio (term_end);
