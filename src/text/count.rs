//! How long a text is, counted as offices count, and carried through edits.
//!
//! An edit changes the counts by what it took away and what it put there, read with one character on
//! either side; the paragraph is not walked. Invariant: equal to counting the whole text.

use std::ops::{Add, Sub};

/// Counts of a text. Differences may be negative, counts of a text are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Characters, line ends left out: Word's "characters (with spaces)".
    pub chars: isize,
    /// Of these, blanks.
    pub spaces: isize,
    /// Of these, punctuation marks.
    pub marks: isize,
    /// Word's 字数: each Chinese character and mark, and each run of other letters and digits.
    pub words: isize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    /// Counted one by one, from U+2E80 on; Chinese text uses “”‘’—…· below it too.
    Single,
    Run,
}

fn kind(c: char) -> Kind {
    match c {
        c if c.is_whitespace() => Kind::Space,
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '\u{2E80}'.. => Kind::Single,
        _ => Kind::Run,
    }
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !is_sign_of_its_base(c)
}

/// Combining marks are no punctuation, and belong to the character before them.
fn is_sign_of_its_base(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

impl Counts {
    /// Counts a text.
    pub fn of(text: &str) -> Self {
        let mut counts = Self::default();
        let mut before = Kind::Space;
        for c in text.chars() {
            let own = kind(c);
            if c != '\n' {
                counts.chars += 1;
                counts.spaces += isize::from(own == Kind::Space);
                counts.marks += isize::from(is_mark(c));
            }
            let begins = own == Kind::Single || (own == Kind::Run && before != Kind::Run);
            counts.words += isize::from(begins);
            before = own;
        }
        counts
    }

    /// Returns the characters that are neither blanks nor marks.
    pub fn plain(self) -> isize {
        self.chars - self.spaces - self.marks
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            chars: self.chars + other.chars,
            spaces: self.spaces + other.spaces,
            marks: self.marks + other.marks,
            words: self.words + other.words,
        }
    }
}

impl Sub for Counts {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            chars: self.chars - other.chars,
            spaces: self.spaces - other.spaces,
            marks: self.marks - other.marks,
            words: self.words - other.words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_as_word_counts() {
        for (text, chars, spaces, marks, words) in [
            ("", 0, 0, 0, 0),
            ("您的建议收悉。", 7, 0, 1, 7),
            ("　　共38,560人", 10, 2, 1, 3),
            ("ab cd\n效e\u{301}", 8, 1, 0, 4),
            ("“好”……", 5, 0, 4, 5),
        ] {
            let counts = Counts::of(text);
            let own = (counts.chars, counts.spaces, counts.marks, counts.words);
            assert_eq!(own, (chars, spaces, marks, words), "{text:?}");
            assert_eq!(counts.plain(), chars - spaces - marks);
        }
    }
}
