-- The way of a letter through the office: its steps, its number, remarks, and what it promises. Its own
-- step because letters were kept before anybody handed them on here. Stored forms as in 0001.

ALTER TABLE unit ADD COLUMN chain TEXT;            -- id of a chain; NULL: the first that ships
ALTER TABLE unit ADD COLUMN reply_numbers TEXT;    -- code of SeriesMode; NULL: owned where there is a series
ALTER TABLE unit ADD COLUMN opinion_numbers TEXT;  -- likewise

-- Steps are only ever added.
CREATE TABLE review_step (
    letter      INTEGER NOT NULL REFERENCES letter (id),
    ordinal     INTEGER NOT NULL,     -- from 1 in each letter
    kind        TEXT NOT NULL,        -- code of StepKind
    name        TEXT NOT NULL,        -- what the chain called it then
    done_by     TEXT NOT NULL,
    done_on     TEXT NOT NULL,        -- day
    recorded_at TEXT NOT NULL,        -- moment
    typed_by    TEXT NOT NULL,
    evidence    TEXT,                 -- where another than the typist did it
    remark      TEXT,
    takes_back  INTEGER,              -- ordinal of the step it undoes
    number      TEXT,                 -- given or made void by it
    event       INTEGER REFERENCES event (id),
    version     INTEGER NOT NULL,     -- ordinal in letter_version of the text it was done on
    text_hash   TEXT NOT NULL,        -- SHA-256 of that text, lower-case hex
    hash        TEXT NOT NULL,        -- src/letter/seal.rs: over this row and the hash of the row before
    PRIMARY KEY (letter, ordinal)
) STRICT;

CREATE INDEX review_step_by_event ON review_step (event) WHERE event IS NOT NULL;

-- Where the counting of a series begins in a year. A series without a row begins at 1 and is owned.
CREATE TABLE number_series (
    series TEXT NOT NULL,
    year   INTEGER NOT NULL,
    owned  INTEGER NOT NULL CHECK (owned IN (0, 1)), -- 1: counted here without gaps; 0: counted elsewhere
    before INTEGER NOT NULL CHECK (before >= 0),     -- the last serial given before this program counted
    PRIMARY KEY (series, year)
) STRICT, WITHOUT ROWID;

-- A number once given is never given again, void or not.
CREATE TABLE given_number (
    series      TEXT NOT NULL,
    year        INTEGER NOT NULL,
    serial      INTEGER NOT NULL CHECK (serial > 0),
    letter      INTEGER NOT NULL REFERENCES letter (id),
    void_reason TEXT,                 -- NULL: it stands
    PRIMARY KEY (series, year, serial)
) STRICT, WITHOUT ROWID;

CREATE INDEX given_number_by_letter ON given_number (letter);
CREATE INDEX letter_by_number ON letter (number) WHERE number IS NOT NULL;

-- The stretch of text that a remark is on is a span of the letter; here are the words it had then.
CREATE TABLE letter_remark (
    id         INTEGER PRIMARY KEY,
    letter     INTEGER NOT NULL REFERENCES letter (id),
    quote      TEXT NOT NULL,
    text       TEXT NOT NULL,
    author     TEXT NOT NULL,
    made_at    TEXT NOT NULL,         -- moment
    settled_by TEXT                   -- NULL: open
) STRICT;

CREATE INDEX letter_remark_by_letter ON letter_remark (letter);

-- What a person took for a promise when the letter was signed; it comes into the queue when it is sent.
CREATE TABLE letter_promise (
    letter   INTEGER NOT NULL REFERENCES letter (id),
    position INTEGER NOT NULL,        -- from 0
    text     TEXT NOT NULL,
    due      TEXT NOT NULL,           -- day
    PRIMARY KEY (letter, position)
) STRICT, WITHOUT ROWID;
