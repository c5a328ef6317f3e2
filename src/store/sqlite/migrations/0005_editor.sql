-- What a letter's text carries besides characters: spans, and the steps of typing to undo.

-- Stretches that mean more than their characters. They belong to a kept version, so that a text that is
-- looked at again has its own; those of the newest version are the letter's.
CREATE TABLE letter_span (
    letter     INTEGER NOT NULL,
    ordinal    INTEGER NOT NULL,       -- of the version
    first_char INTEGER NOT NULL CHECK (first_char >= 0), -- characters of the text before it
    past_char  INTEGER NOT NULL CHECK (past_char > first_char), -- and before what follows it
    what       TEXT NOT NULL,          -- figure, lifted, ask, remark
    number     INTEGER NOT NULL,       -- of the figure, lifted paragraph or remark; an ask's place from 1
    FOREIGN KEY (letter, ordinal) REFERENCES letter_version (letter, ordinal)
) STRICT;

CREATE INDEX letter_span_by_version ON letter_span (letter, ordinal);

-- Typing that can be undone after a restart, a step a row: of a letter's text as it stands. A text that
-- comes from elsewhere, or that is signed, has none.
CREATE TABLE letter_step (
    letter INTEGER NOT NULL REFERENCES letter (id),
    place  INTEGER NOT NULL,           -- counts over the whole life of the text
    step   TEXT NOT NULL,              -- JSON of Step in src/text/history.rs
    PRIMARY KEY (letter, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE letter_typing (
    letter INTEGER PRIMARY KEY REFERENCES letter (id),
    done   INTEGER NOT NULL            -- place behind the last step that is not undone
) STRICT;
