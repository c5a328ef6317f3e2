-- Waivers: findings that a person decided not to heed, with the reason. Appended and never changed; the
-- last on the same words counts. Stored forms as in 0001.

CREATE TABLE letter_waiver (
    id       INTEGER PRIMARY KEY,
    letter   INTEGER NOT NULL REFERENCES letter (id),
    check_id TEXT NOT NULL,          -- as the JSON of letter check prints it
    words    TEXT NOT NULL,          -- the words found, as they stood
    reason   TEXT,                   -- NULL: the waiver is taken back
    author   TEXT NOT NULL,
    at       TEXT NOT NULL           -- moment
) STRICT;

CREATE INDEX letter_waiver_by_letter ON letter_waiver (letter);
