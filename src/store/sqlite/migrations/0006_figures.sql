-- Figures that letters cite. A row is written once, apart from being frozen, and never deleted: a text
-- that is undone or looked at again names the figure that stood in it.
-- Stored forms as in 0001; a question is in the English form that src/figure prints, amounts of money
-- are whole yuan.

CREATE TABLE figure (
    id           INTEGER PRIMARY KEY,
    letter       INTEGER NOT NULL REFERENCES letter (id),
    -- asked of the roster
    question     TEXT,
    amount       INTEGER,
    records      INTEGER,            -- how many rows were counted
    row_hash     TEXT,               -- SHA-256 over them, lower-case hex
    row_ids      TEXT,               -- list of `craftsman 5`; empty when they are too many to keep
    -- or quoted
    source       INTEGER REFERENCES source (id),
    sentence     TEXT,
    unit         TEXT NOT NULL,      -- as it stands in the letter; empty for a quoted figure
    shown        TEXT NOT NULL,      -- the text in the letter
    looked_up_on TEXT NOT NULL,      -- day
    looked_up_by TEXT NOT NULL,
    state        TEXT NOT NULL,      -- code of FigureState
    frozen_at    TEXT,               -- moment
    CHECK ((question IS NULL) = (amount IS NULL)),
    CHECK ((question IS NULL) = (records IS NULL)),
    CHECK ((question IS NULL) = (row_hash IS NULL)),
    CHECK ((question IS NULL) = (row_ids IS NULL)),
    CHECK ((question IS NULL) = (source IS NOT NULL)),
    CHECK ((source IS NULL) = (sentence IS NULL)),
    CHECK ((state = 'frozen') = (frozen_at IS NOT NULL))
) STRICT;

CREATE INDEX figure_by_letter ON figure (letter);

-- What questions look for most: people of a street by level, honours of a name in a year.
CREATE INDEX craftsman_by_town ON craftsman (town, level);
CREATE INDEX honour_by_name ON honour (name, year);
