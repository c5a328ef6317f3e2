//! Names in order: by strokes, as public lists of persons are, and by pinyin.
//!
//! Strokes are those of Unihan (kTotalStrokes), embedded as `data/names/strokes.txt`. Of names with as
//! many strokes the code point decides, which within the everyday block is the order of radicals; the
//! order of the first stroke (横竖撇点折) is not in Unihan, so a list that must have it is ordered by hand.

use std::sync::LazyLock;

use super::readings::{surnames, usual};

const STROKES: &str = include_str!("../../data/names/strokes.txt");

/// A block of characters: its first code point and a count for each.
struct Block {
    first: u32,
    counts: Vec<u8>,
}

static BLOCKS: LazyLock<Vec<Block>> = LazyLock::new(|| {
    let mut blocks: Vec<Block> = Vec::new();
    for line in STROKES.lines().filter(|line| !line.starts_with('#')) {
        if let Some(first) = line.strip_prefix('@') {
            blocks.push(Block {
                first: u32::from_str_radix(first, 16).unwrap_or(u32::MAX),
                counts: Vec::new(),
            });
        } else if let Some(block) = blocks.last_mut() {
            let counts = line.bytes();
            // '.' is below '0': nothing is given.
            block
                .counts
                .extend(counts.map(|sign| sign.saturating_sub(b'0')));
        }
    }
    blocks
});

/// Returns how many strokes a character has, when it is a Chinese one that Unihan counts.
pub fn strokes(c: char) -> Option<u8> {
    let count = BLOCKS.iter().find_map(|block| {
        let at = (c as u32).checked_sub(block.first)?;
        block.counts.get(at as usize).copied()
    });
    match c {
        // Not a Chinese character by its block, and one by its use.
        '〇' => Some(1),
        _ => count.filter(|count| *count > 0),
    }
}

/// Returns what a name is ordered by when lists go by strokes: those of the first character, then of
/// the next; characters without strokes come last.
pub fn by_strokes(name: &str) -> Vec<(u8, char)> {
    let own = name.chars().filter(|c| !c.is_whitespace());
    own.map(|c| (strokes(c).unwrap_or(u8::MAX), c)).collect()
}

/// Returns what a name is ordered by when lists go by pinyin: its readings, that of the surname first;
/// characters of one reading by strokes.
pub fn by_pinyin(name: &str) -> Vec<(String, (u8, char))> {
    let chars: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
    let first = |own: &[&'static str], c: char| {
        own.first()
            .map_or_else(|| c.to_lowercase().to_string(), |own| (*own).to_owned())
    };
    let table = surnames();
    let double = match chars.as_slice() {
        [one, two, ..] => table.double(*one, *two),
        _ => None,
    };
    let reading = |at: usize, c: char| match (at, double) {
        (0 | 1, Some(own)) => first(&own[at], c),
        (0, None) => first(&table.single(c), c),
        _ => first(&usual(c), c),
    };
    let own = chars.iter().enumerate();
    own.map(|(at, c)| (reading(at, *c), (strokes(*c).unwrap_or(u8::MAX), *c)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_those_of_the_mainland_forms() {
        for (c, count) in [
            ('一', 1),
            ('丁', 2),
            ('王', 4),
            ('张', 7),
            ('阳', 6),
            ('鑫', 24),
            ('〇', 1),
        ] {
            assert_eq!(strokes(c), Some(count), "{c}");
        }
        assert_eq!(strokes('\u{3400}'), Some(5));
        assert!(strokes('\u{20000}').is_some() && strokes('\u{2A6D6}').is_some());
        assert_eq!([strokes('a'), strokes('·'), strokes('\u{301}')], [None; 3]);
    }

    #[test]
    fn names_go_by_the_strokes_of_their_characters_or_by_their_readings() {
        let mut names = ["张三", "王小明", "丁一", "王大川", "Anna", "单一", ""];
        names.sort_by_key(|name| by_strokes(name));
        assert_eq!(
            names,
            ["", "丁一", "王大川", "王小明", "张三", "单一", "Anna"]
        );
        names.sort_by_key(|name| by_pinyin(name));
        // 单 of a family is shàn.
        assert_eq!(
            names,
            ["", "Anna", "丁一", "单一", "王大川", "王小明", "张三"]
        );
    }
}
