//! Text from outside made safe, once, where it enters.
//!
//! Whatever comes from a file, a paste or another program passes here before it is kept or drawn, so
//! that no escape sequence reaches the terminal, no invisible sign changes what a name or number says,
//! and no pile of accents grows out of its row. Apart from everything else because the rule must be
//! one rule. What stood for a character becomes `□`; what never shows (zero-width and direction
//! signs, whole escape sequences) goes. Invariant: the output satisfies [`is_clean`], and cleaning it
//! again changes nothing.

use unicode_normalization::char::is_combining_mark;

use self::escape::escape_len;

mod escape;

/// The visible mark that stands where a character could not be kept.
pub const REPLACEMENT: char = '□';

/// Marks kept on one base character. Vietnamese and pinyin need two and Hebrew with accents up to
/// four; more is decoration that covers the rows above. Chosen by us.
const MARKS_PER_BASE: usize = 4;

/// Text after cleaning, with the number of signs that were lost on the way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cleaned {
    /// The text, safe to keep and to draw.
    pub text: String,
    /// Signs dropped or replaced; an escape sequence counts once, line ends and odd spaces never.
    pub replaced: usize,
}

/// Cleans a value of one line: line ends and tabs become one space each.
pub fn line(text: &str) -> Cleaned {
    clean(text, Form::Line)
}

/// Cleans a text of many lines: every kind of line end becomes `\n`, tabs stay.
pub fn paper(text: &str) -> Cleaned {
    clean(text, Form::Paper)
}

/// Tells whether [`paper`] would leave the text as it is.
pub fn is_clean(text: &str) -> bool {
    has_nothing_to_do(text, Form::Paper)
}

/// Tells whether [`line`] would leave the text as it is.
pub fn is_clean_line(text: &str) -> bool {
    has_nothing_to_do(text, Form::Line)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Line,
    Paper,
}

/// What becomes of a character.
enum Fate {
    Keep,
    Mark,
    Space,
    Tab,
    LineEnd,
    Escape,
    Drop,
    Replace,
}

fn fate(c: char) -> Fate {
    match c {
        ' '..='~' | '\u{3000}'..='\u{3029}' | '\u{4E00}'..='\u{9FFF}' => Fate::Keep,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::LineEnd,
        '\t' => Fate::Tab,
        // Escape and the 8-bit forms of CSI, DCS, SOS, OSC, PM and APC (ECMA-48).
        '\u{1B}' | '\u{90}' | '\u{98}' | '\u{9B}' | '\u{9D}'..='\u{9F}' => Fate::Escape,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Fate::Space,
        // Zero-width, direction, joiner, filler, emoji-presentation, annotation and tag signs.
        '\u{AD}'
        | '\u{34F}'
        | '\u{600}'..='\u{605}'
        | '\u{61C}'
        | '\u{6DD}'
        | '\u{70F}'
        | '\u{890}'
        | '\u{891}'
        | '\u{8E2}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE0E}'
        | '\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{110BD}'
        | '\u{110CD}'
        | '\u{13430}'..='\u{1343F}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}'
        | '\u{E01F0}'..='\u{E0FFF}' => Fate::Drop,
        // The other controls, private use and the object sign: a character was meant here.
        '\u{0}'..='\u{1F}'
        | '\u{7F}'..='\u{9F}'
        | '\u{E000}'..='\u{F8FF}'
        | '\u{FFFC}'
        | '\u{FDD0}'..='\u{FDEF}'
        | '\u{F0000}'..='\u{10FFFF}' => Fate::Replace,
        c if c as u32 & 0xFFFE == 0xFFFE => Fate::Replace,
        // Not marks by category, but they extend the character before them all the same.
        '\u{E33}' | '\u{EB3}' | '\u{FF9E}' | '\u{FF9F}' | '\u{1F3FB}'..='\u{1F3FF}' => Fate::Mark,
        c if is_combining_mark(c) => Fate::Mark,
        _ => Fate::Keep,
    }
}

/// Counts marks on the base being written.
#[derive(Default)]
struct Base {
    present: bool,
    marks: usize,
}

impl Base {
    fn start(&mut self) {
        *self = Self {
            present: true,
            marks: 0,
        };
    }

    fn end(&mut self) {
        *self = Self::default();
    }

    /// Takes one more mark, or refuses it: no base to stand on, or too many already.
    fn takes_mark(&mut self) -> bool {
        self.marks += 1;
        self.present && self.marks <= MARKS_PER_BASE
    }
}

fn has_nothing_to_do(text: &str, form: Form) -> bool {
    let mut base = Base::default();
    text.chars().all(|c| match fate(c) {
        Fate::Keep => {
            base.start();
            true
        }
        Fate::Mark => base.takes_mark(),
        Fate::Tab | Fate::LineEnd => {
            base.end();
            form == Form::Paper && matches!(c, '\t' | '\n')
        }
        Fate::Space | Fate::Escape | Fate::Drop | Fate::Replace => false,
    })
}

fn clean(text: &str, form: Form) -> Cleaned {
    if has_nothing_to_do(text, form) {
        return Cleaned {
            text: text.to_owned(),
            replaced: 0,
        };
    }
    let mut out = String::with_capacity(text.len());
    let mut replaced = 0;
    let mut base = Base::default();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let mut taken = c.len_utf8();
        match (fate(c), form) {
            (Fate::Keep, _) => {
                base.start();
                out.push(c);
            }
            (Fate::Mark, _) => {
                if base.takes_mark() {
                    out.push(c);
                } else {
                    replaced += 1;
                }
            }
            (Fate::Tab, Form::Paper) => {
                base.end();
                out.push('\t');
            }
            (Fate::LineEnd, form) => {
                if text[at..].starts_with("\r\n") {
                    taken = 2;
                }
                match form {
                    Form::Paper => {
                        base.end();
                        out.push('\n');
                    }
                    Form::Line => {
                        base.start();
                        out.push(' ');
                    }
                }
            }
            (Fate::Space | Fate::Tab, _) => {
                base.start();
                out.push(' ');
            }
            (Fate::Drop, _) => replaced += 1,
            (Fate::Escape, _) => {
                replaced += 1;
                if let Some(length) = escape_len(&text[at..]) {
                    taken = length;
                } else {
                    base.start();
                    out.push(REPLACEMENT);
                }
            }
            (Fate::Replace, _) => {
                replaced += 1;
                base.start();
                out.push(REPLACEMENT);
            }
        }
        at += taken;
    }
    Cleaned {
        text: out,
        replaced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check_line(input: &str, text: &str, replaced: usize) {
        let got = line(input);
        assert_eq!(
            (got.text.as_str(), got.replaced),
            (text, replaced),
            "{input:?}"
        );
    }

    fn check_paper(input: &str, text: &str, replaced: usize) {
        let got = paper(input);
        assert_eq!(
            (got.text.as_str(), got.replaced),
            (text, replaced),
            "{input:?}"
        );
    }

    #[test]
    fn clean_text_stays() {
        for text in [
            "",
            "第037号建议",
            "　　您提出的“建议”收悉。",
            "e\u{301}",
            "葛\u{E0100}",
        ] {
            check_line(text, text, 0);
            check_paper(text, text, 0);
            assert!(is_clean(text) && is_clean_line(text));
        }
    }

    #[test]
    fn line_ends_and_spaces_change_without_being_counted() {
        check_line("甲\r\n乙\t丙\u{A0}丁", "甲 乙 丙 丁", 0);
        check_paper(
            "甲\r\n乙\r丙\u{2028}丁\u{85}\t戊\u{2003}",
            "甲\n乙\n丙\n丁\n\t戊 ",
            0,
        );
        assert!(is_clean("甲\n\t乙") && !is_clean_line("甲\n乙") && !is_clean("甲\r\n乙"));
    }

    #[test]
    fn escape_sequences_go_whole() {
        check_line("\u{1B}[31;1m红\u{1B}[0m", "红", 2);
        check_line("\u{1B}]0;标题\u{7}张三", "张三", 1);
        check_line("\u{1B}]52;c;aGk=\u{1B}\\张三", "张三", 1);
        check_line("\u{9B}2J张\u{9D}0;x\u{9C}三", "张三", 2);
        check_line("\u{1B}c甲\u{1B}(B乙\u{1B}P1$q\u{1B}\\", "甲乙", 3);
    }

    #[test]
    fn an_open_sequence_swallows_nothing() {
        check_paper("\u{1B}]0;标题\n正文", "0;标题\n正文", 1);
        check_line("\u{1B}[12;甲", "甲", 1);
        check_line("甲\u{1B}", "甲□", 1);
        check_line("\u{1B}乙", "□乙", 1);
        check_line("\u{9D}甲", "□甲", 1);
    }

    #[test]
    fn signs_that_never_show_go() {
        check_line("\u{FEFF}张\u{200B}三\u{202E}四\u{2066}\u{AD}", "张三四", 5);
        check_line("👨\u{200D}👩", "👨👩", 1);
    }

    #[test]
    fn characters_we_cannot_keep_become_a_box() {
        check_line("王\u{E863}\u{7}\u{7F}\u{FFFE}\u{FDD0}", "王□□□□□", 5);
        check_line("\u{FFFD}", "\u{FFFD}", 0);
    }

    #[test]
    fn marks_are_capped_and_need_a_base() {
        check_line(
            &format!("e{}x", "\u{301}".repeat(9)),
            &format!("e{}x", "\u{301}".repeat(4)),
            5,
        );
        check_paper("\u{301}甲\n\u{301}乙", "甲\n乙", 2);
        // Dropping a sign in between must not start a new count.
        check_line(
            "e\u{301}\u{301}\u{200B}\u{301}\u{301}\u{1B}[m\u{301}",
            "e\u{301}\u{301}\u{301}\u{301}",
            3,
        );
    }

    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(String::from),
            "[ -~]{0,3}",
            "[\u{0}-\u{A0}]{1,3}",
            "[\u{300}-\u{30A}]{1,6}",
            "[一-龥]{1,4}",
            prop::sample::select(vec![
                "\u{1B}[31m",
                "\u{1B}]0;",
                "\u{7}",
                "\r\n",
                "\u{202E}",
                "\u{9D}"
            ])
            .prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn output_is_clean_and_stays(text in hostile()) {
            let many = paper(&text);
            prop_assert!(is_clean(&many.text));
            prop_assert_eq!(paper(&many.text), Cleaned { text: many.text.clone(), replaced: 0 });
            let one = line(&text);
            prop_assert!(is_clean_line(&one.text) && is_clean(&one.text));
            prop_assert_eq!(line(&one.text), Cleaned { text: one.text.clone(), replaced: 0 });
            prop_assert!(!one.text.contains(char::is_control));
        }
    }
}
