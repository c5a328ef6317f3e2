-- The office: the unit, the queue with its events, letters, and papers that came in.
--
-- Stored forms, everywhere:
--   a day            TEXT  YYYY-MM-DD
--   a moment         TEXT  YYYY-MM-DD HH:MM:SS, local time, no fraction
--   a code           TEXT  the code of a `coded!` enum of src/domain; it never changes
--   a list           TEXT  one value a line, each line ended by LF; no line: an empty list
--   a truth          INTEGER 0 or 1
--   version          INTEGER 1 at first, one more with every write of the row
--   unknown          NULL; an empty text is a known empty text

CREATE TABLE unit (
    id             INTEGER PRIMARY KEY CHECK (id = 1), -- there is one unit
    version        INTEGER NOT NULL,
    full_name      TEXT,
    short_name     TEXT,
    place          TEXT,
    level          TEXT,             -- code of Level
    reply_series   TEXT,
    opinion_series TEXT,
    contact        TEXT,
    contact_phone  TEXT,             -- of the office, public
    copies         TEXT NOT NULL,    -- list
    rules          TEXT,             -- id of a rule pack
    sections       TEXT NOT NULL     -- list
) STRICT;

CREATE TABLE staff (
    position INTEGER PRIMARY KEY,    -- from 0, in the order of the profile
    name     TEXT NOT NULL,
    os_user  TEXT,
    section  TEXT,
    duties   TEXT NOT NULL           -- list
) STRICT;

CREATE TABLE proposal (
    id              INTEGER PRIMARY KEY,
    version         INTEGER NOT NULL,
    place           TEXT,
    level           TEXT,            -- code of Level
    kind            TEXT NOT NULL,   -- code of Kind
    period          TEXT NOT NULL,   -- code of Period
    term            INTEGER,         -- from 1
    session         INTEGER,         -- from 1
    number_printed  TEXT,            -- with its zeros
    number          INTEGER,
    title           TEXT NOT NULL,   -- empty: no paper says it
    wished_unit     TEXT,
    lead_unit       TEXT,
    role            TEXT NOT NULL,   -- code of Role
    paper           TEXT NOT NULL,   -- code of PaperState
    -- what lists show of the tables below
    proposers_short TEXT NOT NULL,
    ask_count       INTEGER NOT NULL,
    -- the projection: follows from the events, written in their transaction
    state           TEXT NOT NULL,   -- code of State
    due             TEXT,            -- day
    due_clock       TEXT,            -- code of ClockKind, with every due day
    due_in_working_days INTEGER NOT NULL CHECK (due_in_working_days IN (0, 1)),
    -- the order of the queue
    queue_rank      INTEGER NOT NULL CHECK (queue_rank IN (0, 1, 2)), -- open with a due day, open without, closed
    queue_nearness  INTEGER NOT NULL, -- minus the state's place in the order of life
    queue_due       TEXT NOT NULL,   -- day in rank 0, else empty: only there it orders
    queue_number    INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(number, 4294967296)) VIRTUAL, -- beyond every number
    -- The row once more: SQLite narrows a search by a row value up to the named columns of an index
    -- and not by the row number at its end, and thousands of closed items share all else.
    queue_row       INTEGER NOT NULL GENERATED ALWAYS AS (id) VIRTUAL,
    CHECK ((due IS NULL) = (due_clock IS NULL)),
    CHECK (queue_due = CASE queue_rank WHEN 0 THEN coalesce(due, 'none') ELSE '' END)
) STRICT;

-- Unknown parts make no identity: NULLs are distinct here.
CREATE UNIQUE INDEX proposal_by_identity ON proposal (place, level, kind, term, session, number);
CREATE INDEX proposal_by_due ON proposal (queue_rank, queue_due, queue_nearness, queue_row);
CREATE INDEX proposal_by_number ON proposal (queue_number, queue_row);
CREATE INDEX proposal_by_state ON proposal (state);

-- Apart from its row, so that lists read no long text.
CREATE TABLE proposal_body (
    proposal INTEGER PRIMARY KEY REFERENCES proposal (id),
    body     TEXT NOT NULL           -- one paragraph a line
) STRICT;

CREATE TABLE proposer (
    proposal INTEGER NOT NULL REFERENCES proposal (id),
    position INTEGER NOT NULL,       -- from 0; the lead signer is 0
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,          -- code of ProposerKind
    party    TEXT,                   -- 代表团, 界别 or 组别
    phone    TEXT,                   -- private
    address  TEXT,                   -- private
    postcode TEXT,                   -- private
    PRIMARY KEY (proposal, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE ask (
    proposal INTEGER NOT NULL REFERENCES proposal (id),
    position INTEGER NOT NULL,       -- from 0
    text     TEXT NOT NULL,
    PRIMARY KEY (proposal, position)
) STRICT, WITHOUT ROWID;

-- Facts are only ever added: a row rises in the order of typing in.
CREATE TABLE event (
    id          INTEGER PRIMARY KEY,
    proposal    INTEGER NOT NULL REFERENCES proposal (id),
    kind        TEXT NOT NULL,       -- code of EventKind
    happened_on TEXT NOT NULL,       -- day
    recorded_at TEXT NOT NULL,       -- moment
    actor       TEXT NOT NULL,
    text        TEXT,
    until       TEXT,                -- day
    reverses    INTEGER REFERENCES event (id)
) STRICT;

CREATE INDEX event_by_proposal ON event (proposal);
CREATE INDEX event_by_reversed ON event (reverses) WHERE reverses IS NOT NULL;

CREATE TABLE letter (
    id            INTEGER PRIMARY KEY,
    version       INTEGER NOT NULL,
    proposal      INTEGER REFERENCES proposal (id),
    kind          TEXT NOT NULL,     -- code of LetterKind
    stage         TEXT NOT NULL,     -- code of LetterStage
    organ         TEXT,
    number        TEXT,
    class         TEXT,
    title         TEXT NOT NULL,
    addressees    TEXT NOT NULL,     -- list
    sections      TEXT NOT NULL,     -- list
    signature     TEXT,
    date          TEXT,              -- day
    contact       TEXT,
    contact_phone TEXT,              -- of the office, public
    copies        TEXT NOT NULL,     -- list
    changed_at    TEXT NOT NULL,     -- moment
    text          TEXT NOT NULL      -- one paragraph a line; last, so that lists do not read it
) STRICT;

CREATE INDEX letter_by_proposal ON letter (proposal);
CREATE INDEX letter_by_change ON letter (changed_at);

CREATE TABLE letter_version (
    letter   INTEGER NOT NULL REFERENCES letter (id),
    ordinal  INTEGER NOT NULL,       -- from 1 in each letter
    author   TEXT NOT NULL,
    begun_at TEXT NOT NULL,          -- moment of its first text: it is replaced for ten minutes from here
    kept_at  TEXT NOT NULL,          -- moment of its last text
    sealed   INTEGER NOT NULL CHECK (sealed IN (0, 1)), -- signed or sent with this text: never replaced
    text     TEXT NOT NULL,
    PRIMARY KEY (letter, ordinal)
) STRICT;

CREATE TABLE attachment (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    sha256   TEXT NOT NULL UNIQUE,   -- of the bytes, lower-case hex
    format   TEXT NOT NULL,
    taken_at TEXT NOT NULL,          -- moment
    taken_by TEXT NOT NULL,
    bytes    BLOB NOT NULL           -- as they came; last, so that lists do not read them
) STRICT;

CREATE TABLE proposal_attachment (
    proposal   INTEGER NOT NULL REFERENCES proposal (id),
    attachment INTEGER NOT NULL REFERENCES attachment (id),
    PRIMARY KEY (proposal, attachment)
) STRICT, WITHOUT ROWID;

CREATE INDEX proposal_attachment_by_attachment ON proposal_attachment (attachment);

CREATE TABLE source (
    id         INTEGER PRIMARY KEY,
    version    INTEGER NOT NULL,
    attachment INTEGER NOT NULL REFERENCES attachment (id), -- the paper it stands in
    title      TEXT NOT NULL,
    date       TEXT,                 -- day
    origin     TEXT,
    sections   TEXT NOT NULL,        -- list
    text       TEXT NOT NULL         -- last, so that lists do not read it
) STRICT;

CREATE INDEX source_by_attachment ON source (attachment);
