-- The roster: employers, craftsmen, studios. Its own step because a desk that only answers papers
-- was kept before there was a roster. Stored forms as in 0001; amounts are whole yuan.

CREATE TABLE employer (
    id      INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,           -- code of EmployerKind
    town    TEXT,
    phone   TEXT,                    -- of the office, public
    note    TEXT
) STRICT;

CREATE INDEX employer_by_name ON employer (name);

CREATE TABLE craftsman (
    id            INTEGER PRIMARY KEY,
    version       INTEGER NOT NULL,
    name          TEXT NOT NULL,
    gender        TEXT,              -- as written
    birth_month   TEXT,              -- YYYY-MM
    employer      INTEGER REFERENCES employer (id),
    employer_name TEXT,              -- as written
    trade         TEXT,
    level         TEXT,              -- code of SkillLevel: the highest held
    town          TEXT,
    phone         TEXT,              -- private
    talent_class  TEXT,
    note          TEXT
) STRICT;

CREATE INDEX craftsman_by_name ON craftsman (name);
CREATE INDEX craftsman_by_employer ON craftsman (employer);
CREATE INDEX craftsman_by_level ON craftsman (level);

CREATE TABLE certificate (
    craftsman INTEGER NOT NULL REFERENCES craftsman (id),
    position  INTEGER NOT NULL,      -- from 0, newest first
    kind      TEXT NOT NULL,         -- code of CertificateKind
    level     TEXT NOT NULL,         -- code of SkillLevel
    trade     TEXT NOT NULL,
    issuer    TEXT,
    issued    TEXT,                  -- day
    PRIMARY KEY (craftsman, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE honour (
    craftsman  INTEGER NOT NULL REFERENCES craftsman (id),
    position   INTEGER NOT NULL,     -- from 0, newest first
    name       TEXT NOT NULL,
    level      TEXT NOT NULL,        -- code of HonourLevel
    year       INTEGER,
    body       TEXT,
    grant_yuan INTEGER,
    PRIMARY KEY (craftsman, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE apprenticeship (
    apprentice INTEGER NOT NULL REFERENCES craftsman (id),
    position   INTEGER NOT NULL,     -- from 0
    master     INTEGER NOT NULL REFERENCES craftsman (id),
    trade      TEXT NOT NULL,
    start_on   TEXT,                 -- day
    end_on     TEXT,                 -- day
    PRIMARY KEY (apprentice, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX apprenticeship_by_master ON apprenticeship (master);

CREATE TABLE studio (
    id          INTEGER PRIMARY KEY,
    version     INTEGER NOT NULL,
    name        TEXT NOT NULL,
    level       TEXT NOT NULL,       -- code of HonourLevel
    leader      INTEGER REFERENCES craftsman (id),
    leader_name TEXT,                -- as written
    host        INTEGER REFERENCES employer (id),
    host_name   TEXT,                -- as written
    trade       TEXT,
    approved    TEXT,                -- day
    term_end    TEXT,                -- day
    note        TEXT
) STRICT;

CREATE INDEX studio_by_leader ON studio (leader);
CREATE INDEX studio_by_host ON studio (host);

-- Not `grant`: that is a reserved word of other engines.
CREATE TABLE studio_grant (
    studio      INTEGER NOT NULL REFERENCES studio (id),
    position    INTEGER NOT NULL,    -- from 0, newest first
    level       TEXT NOT NULL,       -- code of HonourLevel: who paid
    year        INTEGER,
    amount_yuan INTEGER NOT NULL,
    PRIMARY KEY (studio, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE studio_member (
    studio    INTEGER NOT NULL REFERENCES studio (id),
    position  INTEGER NOT NULL,      -- from 0
    craftsman INTEGER NOT NULL REFERENCES craftsman (id),
    PRIMARY KEY (studio, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX studio_member_by_craftsman ON studio_member (craftsman);
