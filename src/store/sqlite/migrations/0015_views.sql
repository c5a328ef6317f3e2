-- What somebody looks at in the roster again and again: a question by one field or two, under a name.
-- Its own table because `saved_view` keeps filters of the queue, with an order that these have not.
-- Stored forms as in 0001.

CREATE TABLE look (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    line TEXT NOT NULL             -- the question in its English form
) STRICT;
