-- Profiles: real letters differ in every element, and all clerks of a unit must write by the same one.
ALTER TABLE unit ADD COLUMN profile TEXT;   -- id of a letter profile; NULL: the rule pack's, else the common one

-- Where lifted paragraphs come from: an earlier answer's sentence may be taken over, but its figures
-- are of that year until someone has looked at them.
CREATE TABLE lift (
    id        INTEGER PRIMARY KEY,
    letter    INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
    origin    INTEGER REFERENCES letter (id) ON DELETE SET NULL,   -- the letter it was taken from
    paragraph INTEGER NOT NULL,       -- its line in that letter, from 0
    text      TEXT NOT NULL,          -- as it stood there
    lifted_at TEXT NOT NULL,          -- YYYY-MM-DDTHH:MM:SS
    author    TEXT NOT NULL,
    confirmed TEXT NOT NULL           -- figures looked up again and found right, one a line
) STRICT;
CREATE INDEX lift_of_letter ON lift (letter);
