//! Names by characters, pinyin and initials, ranked.
