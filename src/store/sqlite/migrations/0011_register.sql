-- The register with its whole history: what certificates, honours and agreements say more, classes and
-- posts held, studios' terms, duties and judgements, what employers were recognised as, and who changed
-- what. Only additions; what an older row does not say is not known. Stored forms as in 0002.

ALTER TABLE certificate ADD COLUMN trade_code TEXT;   -- as printed
ALTER TABLE certificate ADD COLUMN number TEXT;       -- private
ALTER TABLE certificate ADD COLUMN expires TEXT;      -- day

ALTER TABLE honour ADD COLUMN tier TEXT;
ALTER TABLE honour ADD COLUMN batch TEXT;             -- as printed
ALTER TABLE honour ADD COLUMN document TEXT;
ALTER TABLE honour ADD COLUMN valid_until TEXT;       -- day
ALTER TABLE honour ADD COLUMN revoked TEXT;           -- day; not counted from then on
ALTER TABLE honour ADD COLUMN revoked_why TEXT;

ALTER TABLE apprenticeship ADD COLUMN target TEXT;    -- code of SkillLevel
ALTER TABLE apprenticeship ADD COLUMN sessions INTEGER;
ALTER TABLE apprenticeship ADD COLUMN allowance_yuan INTEGER;
ALTER TABLE apprenticeship ADD COLUMN reached TEXT;   -- code of SkillLevel
ALTER TABLE apprenticeship ADD COLUMN assessed TEXT;  -- day

ALTER TABLE studio ADD COLUMN approval TEXT;          -- the number of its paper
ALTER TABLE studio ADD COLUMN term_start TEXT;        -- day

ALTER TABLE studio_member ADD COLUMN from_on TEXT;    -- day
ALTER TABLE studio_member ADD COLUMN to_on TEXT;      -- day

-- 人才分类; craftsman.talent_class is the one that holds.
CREATE TABLE talent_class (
    craftsman INTEGER NOT NULL REFERENCES craftsman (id),
    position  INTEGER NOT NULL,      -- from 0, newest first
    class     TEXT NOT NULL,
    since     TEXT,                  -- day
    until     TEXT,                  -- day
    document  TEXT,
    PRIMARY KEY (craftsman, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
    craftsman     INTEGER NOT NULL REFERENCES craftsman (id),
    position      INTEGER NOT NULL,  -- from 0, newest first
    employer      INTEGER REFERENCES employer (id),
    employer_name TEXT,              -- as written
    post          TEXT,
    from_on       TEXT,              -- day
    to_on         TEXT,              -- day
    PRIMARY KEY (craftsman, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_by_employer ON job (employer) WHERE employer IS NOT NULL;

CREATE TABLE studio_duty (
    studio   INTEGER NOT NULL REFERENCES studio (id),
    position INTEGER NOT NULL,       -- from 0, newest first
    year     INTEGER,
    kind     TEXT NOT NULL,          -- code of DutyKind
    target   INTEGER,                -- persons, items, hours or yuan, by the kind
    result   INTEGER,
    PRIMARY KEY (studio, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE studio_review (
    studio   INTEGER NOT NULL REFERENCES studio (id),
    position INTEGER NOT NULL,       -- from 0, newest first
    kind     TEXT NOT NULL,          -- code of ReviewKind
    on_day   TEXT,                   -- day
    verdict  TEXT,                   -- code of Verdict
    until    TEXT,                   -- day
    document TEXT,
    reason   TEXT,
    PRIMARY KEY (studio, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE employer_standing (
    employer INTEGER NOT NULL REFERENCES employer (id),
    position INTEGER NOT NULL,       -- from 0, newest first
    kind     TEXT NOT NULL,          -- code of StandingKind
    since    TEXT,                   -- day
    until    TEXT,                   -- day
    number   TEXT,
    PRIMARY KEY (employer, position)
) STRICT, WITHOUT ROWID;

-- Who did what to the roster. Rows are only ever added; what is taken back is another row. Many records
-- taken in at once have none: what they were is what the paper says.
CREATE TABLE roster_change (
    id     INTEGER PRIMARY KEY,
    act    TEXT NOT NULL,            -- code of ChangeAct
    at     TEXT NOT NULL,            -- moment
    by     TEXT NOT NULL,
    undoes INTEGER REFERENCES roster_change (id)
) STRICT;

CREATE INDEX roster_change_undone ON roster_change (undoes) WHERE undoes IS NOT NULL;

-- The records and values of a change. A record that is gone keeps its row here, so no reference.
CREATE TABLE roster_change_value (
    change   INTEGER NOT NULL REFERENCES roster_change (id),
    position INTEGER NOT NULL,       -- from 0
    list     TEXT NOT NULL,          -- craftsman, studio, employer
    record   INTEGER NOT NULL,
    field    TEXT,                   -- none where the record came or went, or the act says it all
    place    INTEGER,                -- of a fact, in its list
    before   TEXT,                   -- text form of the value, of a fact name=text a line; private ones too
    after    TEXT,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX roster_change_of ON roster_change_value (list, record, change);

-- Homonyms of one birth month or employer are found in the order of this index, without a sort.
DROP INDEX craftsman_by_name;
CREATE INDEX craftsman_by_name ON craftsman (name, birth_month, employer);
