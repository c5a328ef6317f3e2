-- Publishing: what was decided on the publishing of a letter, because a paper that goes before the public
-- is checked more strictly. Appended and never changed; the last row of a letter counts. Stored forms as
-- in 0001.

CREATE TABLE letter_publishing (
    id        INTEGER PRIMARY KEY,
    letter    INTEGER NOT NULL REFERENCES letter (id),
    publicity TEXT NOT NULL,         -- code of Publicity
    reason    TEXT,                  -- NULL: none was given
    author    TEXT NOT NULL,
    at        TEXT NOT NULL          -- moment
) STRICT;

CREATE INDEX letter_publishing_by_letter ON letter_publishing (letter);
