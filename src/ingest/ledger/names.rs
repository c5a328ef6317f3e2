//! Several names in one cell: 林小满、周知行, 张 三 李四, 民革云桥区委会；林小满.

use super::field::is_nothing;
use crate::ingest::lines::one_line;
use crate::ingest::paper::people;

/// Parts of a list of names, as we write it.
pub const BETWEEN: &str = "、";

/// Returns the names of a cell, and how many signers it says there are.
pub(super) fn people(text: &str) -> (Vec<String>, Option<u32>) {
    let mut named = people::list(text);
    for name in &mut named.names {
        *name = one_line(name);
    }
    named.names.retain(|name| !is_nothing(name));
    if named.names.is_empty() {
        // Whatever it is, it is not dropped.
        return (
            once(text.split(['、', '，', ',', '；', ';', '\n'])),
            named.count,
        );
    }
    (named.names, named.count)
}

/// Returns the units of a cell; blanks part them as signs do, but not inside brackets that close.
pub fn units(text: &str) -> Vec<String> {
    let opens = |c: char| matches!(c, '（' | '(');
    let closes = |c: char| matches!(c, '）' | ')');
    let (mut depth, mut sound) = (0_i32, true);
    for c in text.chars() {
        depth += i32::from(opens(c)) - i32::from(closes(c));
        sound &= depth >= 0;
    }
    let sound = sound && depth == 0;
    let mut inside = 0_i32;
    let parts = text.split(|c: char| {
        inside += i32::from(opens(c)) - i32::from(closes(c));
        let parts = c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '|');
        parts && (inside == 0 || !sound)
    });
    once(parts)
}

fn once<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let name = one_line(&part.split_whitespace().collect::<Vec<_>>().join(" "));
        if !is_nothing(&name) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Returns a list of people in the one way we write it: reading it again gives it back.
pub fn canonical_people(text: &str) -> String {
    settled(text, |text| people(text).0)
}

/// Returns a list of units in the one way we write it.
pub fn canonical_units(text: &str) -> String {
    settled(text, units)
}

fn settled(text: &str, read: impl Fn(&str) -> Vec<String>) -> String {
    let mut own = text.to_owned();
    // A name may hold what parts names, or end in one more 等; each reading takes one such sign away, so that as
    // many readings as there are characters leave nothing to take.
    for _ in 0..=text.chars().count() {
        let next = read(&own).join(BETWEEN);
        if next == own {
            break;
        }
        own = next;
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_and_stretched_ones_stay_one() {
        for (text, names) in [
            ("林小满、周知行", "林小满、周知行"),
            ("林小满，周知行；张 三", "林小满、周知行、张三"),
            ("林小满 周知行", "林小满、周知行"),
            ("张 三", "张三"),
            ("张　三 李 四", "张三、李四"),
            ("林小满等12人", "林小满"),
            ("等等等等等等等;林小满", "林小满"),
            ("林小满\n周知行", "林小满、周知行"),
            ("民革云桥区委会", "民革云桥区委会"),
            ("", ""),
        ] {
            assert_eq!(canonical_people(text), names, "{text}");
        }
        assert_eq!(people("林小满等12人").1, Some(12));
    }

    #[test]
    fn units_keep_their_brackets() {
        assert_eq!(
            canonical_units("区教育局 区文旅局（体育、旅游）；区财政局"),
            "区教育局、区文旅局（体育、旅游）、区财政局"
        );
        assert_eq!(canonical_units(" \n"), "");
    }

    proptest::proptest! {
        #[test]
        fn a_list_written_once_is_written_the_same_again(text in "[张三李 、，;（）a1'=\u{301}\n等人]{0,16}") {
            for canonical in [canonical_people, canonical_units] {
                let once = canonical(&text);
                proptest::prop_assert_eq!(canonical(&once), once);
            }
        }
    }
}
