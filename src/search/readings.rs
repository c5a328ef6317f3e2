//! How a character is read: every toneless reading, the usual one, and that of a surname.
//!
//! Readings come from the `pinyin` crate; surnames from a list of our own (`data/names/surname-readings.txt`),
//! because the usual reading of 单, 仇 or 朴 is wrong for a family. ü is written as v, with u and yu (the spelling of
//! passports) as alternatives. Invariant: a reading is 1 to [`MAX_READING`] letters a-z.

use std::collections::HashMap;
use std::sync::OnceLock;

use pinyin::{ToPinyin, ToPinyinMulti};
use unicode_normalization::UnicodeNormalization;

/// The longest reading: zhuang, chuang, shuang.
pub(super) const MAX_READING: usize = 6;

/// Surnames of one and of two characters whose readings are not the usual ones.
const SURNAMES: &str = include_str!("../../data/names/surname-readings.txt");

/// A reading that the crate writes with ü, and how it is typed.
const UMLAUTS: [(&str, [&str; 3]); 4] = [
    ("lü", ["lv", "lu", "lyu"]),
    ("lüe", ["lve", "lue", "lyue"]),
    ("nü", ["nv", "nu", "nyu"]),
    ("nüe", ["nve", "nue", "nyue"]),
];

/// The Latin letters, so that the base letter of é is a reading that lives as long as the program.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// Readings of a surname's characters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Surnames {
    single: HashMap<char, Vec<&'static str>>,
    double: HashMap<(char, char), [Vec<&'static str>; 2]>,
}

impl Surnames {
    /// Returns the readings of a two-character surname, character by character.
    pub fn double(&self, first: char, second: char) -> Option<&[Vec<&'static str>; 2]> {
        self.double.get(&(first, second))
    }

    /// Returns the readings of a one-character surname: ours, else the usual one.
    pub fn single(&self, ch: char) -> Vec<&'static str> {
        self.single.get(&ch).cloned().unwrap_or_else(|| usual(ch))
    }
}

/// Returns the list of surnames, read once.
pub(super) fn surnames() -> &'static Surnames {
    static TABLE: OnceLock<Surnames> = OnceLock::new();
    TABLE.get_or_init(|| read_surnames(SURNAMES))
}

/// Reads lines such as `翟 zhai/di` and `尉迟 yu chi`; lines of another shape are passed over, a test finds them.
fn read_surnames(text: &'static str) -> Surnames {
    let mut table = Surnames {
        single: HashMap::new(),
        double: HashMap::new(),
    };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split_whitespace();
        let name: Vec<char> = parts.next().unwrap_or_default().chars().collect();
        let spelled: Vec<Vec<&str>> = parts.map(|part| part.split('/').collect()).collect();
        match (name.as_slice(), <[_; 2]>::try_from(spelled)) {
            (&[ch], Err(mut one)) if one.len() == 1 => _ = table.single.insert(ch, one.remove(0)),
            (&[first, second], Ok(two)) => _ = table.double.insert((first, second), two),
            _ => {}
        }
    }
    table
}

/// Returns the usual reading of a character in its spellings, or nothing.
pub(super) fn usual(ch: char) -> Vec<&'static str> {
    let mut spelled = Vec::new();
    match ch.to_pinyin() {
        Some(reading) => add_spellings(reading.plain(), &mut spelled),
        None => spelled.extend(base_letter(ch)),
    }
    spelled
}

/// Returns every reading of a character in its spellings; nothing for what has none.
pub(super) fn all(ch: char) -> &'static [&'static str] {
    let table = table();
    let Some(slot) = slot(ch) else {
        return latin(ch);
    };
    &table.readings[table.starts[slot] as usize..table.starts[slot + 1] as usize]
}

/// Returns the first letters of the readings of a character, a bit each (bit 0 is a).
pub(super) fn first_letters(ch: char) -> u32 {
    slot(ch).map_or_else(|| first_bits(latin(ch)), |slot| table().firsts[slot])
}

fn first_bits(readings: &[&str]) -> u32 {
    readings
        .iter()
        .fold(0, |bits, reading| bits | letter_bit(reading.as_bytes()[0]))
}

/// Returns the bit of a letter a-z, or no bit.
pub(super) fn letter_bit(letter: u8) -> u32 {
    if letter.is_ascii_lowercase() {
        1 << (letter - b'a')
    } else {
        0
    }
}

/// All readings of all characters the crate knows, built once (about 45,000 characters).
struct Table {
    starts: Vec<u32>,
    readings: Vec<&'static str>,
    /// First letters, looked at for every character of a list that is filtered.
    firsts: Vec<u32>,
}

/// The blocks looked up in the table: radicals to compatibility characters, then the supplementary planes 2 and 3.
const LOW: std::ops::Range<u32> = 0x2e80..0xfb00;
const HIGH: std::ops::Range<u32> = 0x2_0000..0x3_2400;

fn slot(ch: char) -> Option<usize> {
    let code = u32::from(ch);
    if LOW.contains(&code) {
        Some((code - LOW.start) as usize)
    } else if HIGH.contains(&code) {
        Some((code - HIGH.start + LOW.end - LOW.start) as usize)
    } else {
        None
    }
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table {
            starts: vec![0],
            readings: Vec::new(),
            firsts: Vec::new(),
        };
        for code in LOW.chain(HIGH) {
            let start = table.readings.len();
            if let Some(multi) = char::from_u32(code).and_then(|ch| ch.to_pinyin_multi()) {
                let mut spelled = Vec::new();
                multi
                    .into_iter()
                    .for_each(|reading| add_spellings(reading.plain(), &mut spelled));
                for reading in spelled {
                    if !table.readings[start..].contains(&reading) {
                        table.readings.push(reading);
                    }
                }
            }
            table.firsts.push(first_bits(&table.readings[start..]));
            table.starts.push(table.readings.len() as u32);
        }
        table
    })
}

/// Adds the spellings of a toneless reading; odd ones of the crate (ê, a bare accent) are left out.
fn add_spellings(plain: &'static str, spelled: &mut Vec<&'static str>) {
    if let Some((_, forms)) = UMLAUTS.iter().find(|(umlaut, _)| *umlaut == plain) {
        spelled.extend(forms);
    } else if (1..=MAX_READING).contains(&plain.len())
        && plain.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        spelled.push(plain);
    }
}

/// The base letter of an accented Latin letter; ü also as v, since a typed ü becomes v.
fn latin(ch: char) -> &'static [&'static str] {
    const BASES: [&str; 26] = [
        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r",
        "s", "t", "u", "v", "w", "x", "y", "z",
    ];
    match (ch, base_letter(ch)) {
        (_, None) => &[],
        ('ü', _) => &["v", "u"],
        (_, Some(base)) => std::slice::from_ref(&BASES[usize::from(base.as_bytes()[0] - b'a')]),
    }
}

fn base_letter(ch: char) -> Option<&'static str> {
    if ch.is_ascii() || !ch.is_alphabetic() {
        return None;
    }
    let base = std::iter::once(ch)
        .nfd()
        .next()
        .filter(char::is_ascii_lowercase)?;
    let at = usize::from(base as u8 - b'a');
    Some(&LETTERS[at..=at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_surname_list_is_read() {
        let lines = SURNAMES
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .count();
        let table = surnames();
        assert_eq!(
            table.single.len() + table.double.len(),
            lines,
            "a line is malformed or doubled"
        );
        let doubled = table.double.values().flatten();
        for reading in table.single.values().chain(doubled).flatten() {
            assert!(
                (1..=MAX_READING).contains(&reading.len())
                    && reading.bytes().all(|b| b.is_ascii_lowercase()),
                "{reading}"
            );
        }
    }

    #[test]
    fn families_read_their_own_way() {
        for (ch, reading) in [
            ('单', "shan"),
            ('曾', "zeng"),
            ('仇', "qiu"),
            ('区', "ou"),
            ('查', "zha"),
            ('解', "xie"),
            ('盖', "ge"),
            ('翟', "zhai"),
            ('朴', "piao"),
            ('乐', "yue"),
            ('缪', "miao"),
            ('吕', "lv"),
            ('吕', "lu"),
            ('吕', "lyu"),
            ('任', "ren"),
            ('华', "hua"),
            ('葛', "ge"),
            ('覃', "qin"),
            ('尉', "wei"),
            ('种', "chong"),
            ('王', "wang"),
        ] {
            assert!(
                surnames().single(ch).contains(&reading),
                "{ch} {reading} {:?}",
                surnames().single(ch)
            );
        }
        assert_eq!(surnames().single('王'), ["wang"]);
        assert_eq!(
            surnames().double('尉', '迟'),
            Some(&[vec!["yu"], vec!["chi"]])
        );
        assert_eq!(
            surnames().double('万', '俟'),
            Some(&[vec!["mo"], vec!["qi"]])
        );
    }

    #[test]
    fn other_characters_have_all_their_readings() {
        assert!(all('行').contains(&"xing") && all('行').contains(&"hang"));
        assert!(all('绿').contains(&"lv"));
        assert_eq!(all('a'), [""; 0]);
        assert_eq!(all('é'), ["e"]);
        assert_eq!(all('\u{301}'), [""; 0]);
        assert_ne!(first_letters('长') & letter_bit(b'z'), 0);
    }

    #[test]
    fn every_reading_is_short_ascii() {
        assert!(
            table()
                .readings
                .iter()
                .all(|r| (1..=MAX_READING).contains(&r.len())
                    && r.bytes().all(|b| b.is_ascii_lowercase()))
        );
    }
}
