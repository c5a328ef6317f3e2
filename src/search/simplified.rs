//! Traditional characters as their simplified forms, so that 張偉 finds 张伟 and 张伟 finds 張偉.
//!
//! Names and what is asked of them are both compared in simplified form; what is shown stays as it is written. A
//! character whose usual reading the simplified one does not have is left alone: the name would not be found by
//! its sound any more. Source of the pairs: Unihan, see `data/names/simplified.txt`.

use std::sync::OnceLock;

use super::readings;

/// The pairs, a line each.
pub(super) const PAIRS: &str = include_str!("../../data/names/simplified.txt");

/// The code points that have a place in the table.
const FIRST: u32 = 0x3400;
const END: u32 = 0xa000;

/// The simplified form of each code point, nothing for one that has none.
fn table() -> &'static [u16] {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![0; (END - FIRST) as usize];
        for (from, to) in pairs() {
            let usual = readings::usual(from);
            let all = readings::all(to);
            let at = u32::from(from).checked_sub(FIRST);
            let slot = at.and_then(|at| table.get_mut(at as usize));
            if let Some(slot) = slot
                && usual.iter().all(|own| all.contains(own))
                && let Ok(code) = u16::try_from(u32::from(to))
            {
                *slot = code;
            }
        }
        table
    })
}

/// Returns the pairs of the list; the test finds a line of an odd length.
fn pairs() -> impl Iterator<Item = (char, char)> {
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let mut chars = line.chars();
        std::iter::from_fn(move || chars.next().zip(chars.next()))
    })
}

/// Returns the simplified form of a character, itself when it has none.
pub(super) fn simplified(ch: char) -> char {
    let code = u32::from(ch);
    if !(FIRST..END).contains(&code) {
        return ch;
    }
    match table()[(code - FIRST) as usize] {
        0 => ch,
        simple => char::from_u32(simple.into()).unwrap_or(ch),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_read_and_leads_to_a_form_that_is_its_own() {
        let lines = PAIRS.lines().filter(|line| !line.starts_with('#'));
        assert!(lines.clone().all(|line| line.chars().count() % 2 == 0));
        let count = lines.map(|line| line.chars().count() / 2).sum::<usize>();
        assert_eq!(pairs().count(), count);
        for (from, to) in pairs() {
            assert!((FIRST..END).contains(&u32::from(from)), "{from}");
            assert_eq!(simplified(to), to, "{from} leads to {to}");
        }
        // What is left alone for its reading is rare.
        let left = pairs().filter(|(from, _)| simplified(*from) == *from);
        assert!(left.count() < 120);
    }

    #[test]
    fn characters_of_names_are_simplified_and_others_are_not() {
        for (from, to) in [
            ('張', '张'),
            ('偉', '伟'),
            ('區', '区'),
            ('後', '后'),
            ('葉', '叶'),
            ('於', '于'),
            ('鍾', '钟'),
            ('蘇', '苏'),
            ('張', '张'),
        ] {
            assert_eq!(simplified(from), to, "{from}");
        }
        // Also written so themselves, or no characters at all.
        for same in ['乾', '著', '后', '范', 'a', '\u{301}', '𠮷', '。'] {
            assert_eq!(simplified(same), same, "{same}");
        }
    }
}
