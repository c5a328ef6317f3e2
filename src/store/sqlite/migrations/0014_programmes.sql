-- Programmes: contests, classes, subsidies, plans, assessments, and what became of whom in them.
-- Its own step because the roster was kept before there were any. Stored forms as in 0001; amounts of
-- money are whole yuan, scores and points hundredths. No sum is stored.

CREATE TABLE programme (
    id           INTEGER PRIMARY KEY,
    version      INTEGER NOT NULL,   -- rises with every entry too, so that a cap is never passed unseen
    kind         TEXT NOT NULL,      -- code of ProgrammeKind
    name         TEXT NOT NULL,
    trade        TEXT,
    level        TEXT,               -- code of HonourLevel
    organiser    TEXT,
    start_on     TEXT,               -- day
    end_on       TEXT,               -- day
    hours        INTEGER,
    cap_times    INTEGER,            -- a receiver and calendar year
    cap_yuan     INTEGER,            -- a receiver and calendar year
    account      TEXT,
    points_table TEXT,               -- id of a table of points, which is a file and may be gone
    note         TEXT
) STRICT;

CREATE INDEX programme_by_name ON programme (name);
CREATE INDEX programme_by_start ON programme (start_on);

CREATE TABLE programme_rate (
    programme INTEGER NOT NULL REFERENCES programme (id),
    position  INTEGER NOT NULL,      -- from 0
    level     TEXT,                  -- code of SkillLevel; NULL: anybody
    yuan      INTEGER NOT NULL,
    PRIMARY KEY (programme, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_budget (
    programme INTEGER NOT NULL REFERENCES programme (id),
    year      INTEGER NOT NULL,
    yuan      INTEGER NOT NULL,
    PRIMARY KEY (programme, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_target (
    programme INTEGER NOT NULL REFERENCES programme (id),
    position  INTEGER NOT NULL,      -- from 0
    name      TEXT NOT NULL,
    unit      TEXT NOT NULL,
    question  TEXT,                  -- with a blank for the year; NULL: stated by hand
    PRIMARY KEY (programme, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_goal (
    programme INTEGER NOT NULL REFERENCES programme (id),
    position  INTEGER NOT NULL,      -- of the target
    year      INTEGER NOT NULL,
    amount    INTEGER NOT NULL,
    PRIMARY KEY (programme, position, year)
) STRICT, WITHOUT ROWID;

-- Appended and struck, never rewritten. At most one of craftsman, studio, employer is there.
CREATE TABLE programme_entry (
    id            INTEGER PRIMARY KEY,
    programme     INTEGER NOT NULL REFERENCES programme (id),
    craftsman     INTEGER REFERENCES craftsman (id),
    studio        INTEGER REFERENCES studio (id),
    employer      INTEGER REFERENCES employer (id),
    on_day        TEXT NOT NULL,     -- day
    what          TEXT NOT NULL,     -- code of What: which of the columns below mean something
    place         INTEGER,           -- placed
    score         INTEGER,           -- placed; hundredths
    level         TEXT,              -- placed, learnt, paid: code of SkillLevel
    finish        TEXT,              -- learnt: code of Finish
    yuan          INTEGER,           -- paid
    over          TEXT,              -- paid: why beyond a cap
    target        TEXT,              -- reached: the target's name
    amount        INTEGER,           -- reached
    source        TEXT,              -- reached
    item          TEXT,              -- scored: code of the item
    times         INTEGER,           -- scored
    points        INTEGER,           -- scored: of one time; hundredths
    note          TEXT,
    author        TEXT NOT NULL,
    at            TEXT NOT NULL,     -- moment
    struck_reason TEXT,              -- NULL: it stands
    struck_by     TEXT,
    struck_at     TEXT               -- moment
) STRICT;

CREATE INDEX programme_entry_by_programme ON programme_entry (programme);
CREATE INDEX programme_entry_by_craftsman ON programme_entry (craftsman) WHERE craftsman IS NOT NULL;
CREATE INDEX programme_entry_by_studio ON programme_entry (studio) WHERE studio IS NOT NULL;
CREATE INDEX programme_entry_by_employer ON programme_entry (employer) WHERE employer IS NOT NULL;

-- The entries that stand.
CREATE VIEW programme_fact AS SELECT * FROM programme_entry WHERE struck_at IS NULL;

-- A row a target and year: the goal, and what was last stated to be reached in that year.
CREATE VIEW programme_year AS
SELECT target.programme AS programme, target.name AS target, goal.year AS year, goal.amount AS goal,
    (SELECT fact.amount FROM programme_fact AS fact
        WHERE fact.programme = target.programme AND fact.what = 'reached'
            AND fact.target = target.name AND CAST(substr(fact.on_day, 1, 4) AS INTEGER) = goal.year
        ORDER BY fact.on_day DESC, fact.id DESC LIMIT 1) AS reached
FROM programme_goal AS goal
JOIN programme_target AS target
    ON target.programme = goal.programme AND target.position = goal.position;
