-- Programmes are found by name like studios and employers, so what happens to their names is noted as in 0012.
-- `name_change.list` may be `programme` from here on.

CREATE TRIGGER programme_named AFTER INSERT ON programme
WHEN NOT EXISTS (SELECT 1 FROM name_batch) BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('programme', new.id, new.id);
END;
CREATE TRIGGER programme_renamed AFTER UPDATE OF name ON programme WHEN old.name <> new.name BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('programme', new.id, new.id);
END;
CREATE TRIGGER programme_unnamed AFTER DELETE ON programme BEGIN
    INSERT INTO name_change (list, first, last) VALUES ('programme', old.id, old.id);
END;

-- What was there before: an index of names that is kept in a file then reads these alone.
INSERT INTO name_change (list, first, last) SELECT 'programme', min(id), max(id) FROM programme HAVING max(id) NOT NULL;
