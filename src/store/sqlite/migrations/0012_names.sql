-- Which names of the roster changed, in order, so that an index of millions of names can follow without reading
-- them all again. Noted by triggers, whoever writes; rows added by the million are noted as one stretch.

CREATE TABLE name_change (
    id    INTEGER PRIMARY KEY,
    token INTEGER NOT NULL DEFAULT (random()),  -- tells this history from that of a copy that went its own way
    list  TEXT NOT NULL,                        -- craftsman, studio or employer
    first INTEGER NOT NULL,                     -- the rows of the list from the first one
    last  INTEGER NOT NULL                      -- to the last one; less than the first when there are none
) STRICT;

-- What was there before the first change.
INSERT INTO name_change (list, first, last) VALUES ('craftsman', 1, 0);

-- Has a row while many are added, which the adder notes itself.
CREATE TABLE name_batch (running INTEGER NOT NULL) STRICT;

CREATE TRIGGER craftsman_named AFTER INSERT ON craftsman
WHEN NOT EXISTS (SELECT 1 FROM name_batch) BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('craftsman', new.id, new.id);
END;
CREATE TRIGGER craftsman_renamed AFTER UPDATE OF name ON craftsman WHEN old.name <> new.name BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('craftsman', new.id, new.id);
END;
CREATE TRIGGER craftsman_unnamed AFTER DELETE ON craftsman BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('craftsman', old.id, old.id);
END;

CREATE TRIGGER studio_named AFTER INSERT ON studio
WHEN NOT EXISTS (SELECT 1 FROM name_batch) BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('studio', new.id, new.id);
END;
CREATE TRIGGER studio_renamed AFTER UPDATE OF name ON studio WHEN old.name <> new.name BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('studio', new.id, new.id);
END;
CREATE TRIGGER studio_unnamed AFTER DELETE ON studio BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('studio', old.id, old.id);
END;

CREATE TRIGGER employer_named AFTER INSERT ON employer
WHEN NOT EXISTS (SELECT 1 FROM name_batch) BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('employer', new.id, new.id);
END;
CREATE TRIGGER employer_renamed AFTER UPDATE OF name ON employer WHEN old.name <> new.name BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('employer', new.id, new.id);
END;
CREATE TRIGGER employer_unnamed AFTER DELETE ON employer BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('employer', old.id, old.id);
END;
