-- Full text: a row an item, of its title, asks and body and the texts of its letters, so that what was
-- asked and answered in any year is found by any word. Its own step because items were kept before.
--
-- It keeps words and where they are, not the texts: those stand in their tables. The words are cut by
-- src/search/grams.rs (neighbouring characters in pairs), so the tokenizer has only to cut at blanks;
-- `ascii` does that, and passes over no character that Unicode came to know later. Which words stand
-- beside each other is not kept (detail=none): half the size, and pairs know it among themselves. Words
-- are kept by their first character too (prefix=1): one character typed is asked for at once.

CREATE VIRTUAL TABLE full_text USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    detail = none,
    prefix = '1',
    tokenize = 'ascii'
);
