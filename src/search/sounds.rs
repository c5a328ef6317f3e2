//! Sounds that many people do not tell apart (模糊音), and the ways a reading is heard then.
//!
//! Off by default: with it on, `zangsan` and `zhangshan` find 张三. The pairs are those that input methods offer
//! under this name and that the dialects of the south join: retroflex and dental initials, n and l, f and h, and
//! the front and back nasals. They hold for readings alone, never for a letter that stands in a name.

/// How a reading is heard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sounds {
    /// As it is written.
    #[default]
    Exact,
    /// Also as it is often said: [`PAIRS`].
    Alike,
}

impl Sounds {
    /// Returns the other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Exact => Self::Alike,
            Self::Alike => Self::Exact,
        }
    }
}

/// The pairs in words, for people.
pub const PAIRS: &str = "zh=z ch=c sh=s n=l f=h ang=an eng=en ing=in";

/// Beginnings that are heard as each other, the longer first of those that begin alike.
const BEGINNINGS: [(&str, &str); 10] = [
    ("zh", "z"),
    ("ch", "c"),
    ("sh", "s"),
    ("z", "zh"),
    ("c", "ch"),
    ("s", "sh"),
    ("n", "l"),
    ("l", "n"),
    ("f", "h"),
    ("h", "f"),
];

/// Endings that are heard as each other, so also ian and iang, uan and uang.
const ENDINGS: [(&str, &str); 6] = [
    ("ang", "an"),
    ("eng", "en"),
    ("ing", "in"),
    ("an", "ang"),
    ("en", "eng"),
    ("in", "ing"),
];

/// The letters that a pair can bring in or change: what must not be asked of a name before it is looked at.
pub(super) const UNSURE: &[u8] = b"fghln";

/// Returns the ways a reading may be typed: itself first, then what it is heard as.
pub(super) fn heard(reading: &str, sounds: Sounds) -> Vec<String> {
    let mut ways = vec![reading.to_owned()];
    if sounds == Sounds::Exact {
        return ways;
    }
    let begins = BEGINNINGS.iter().find_map(|(own, other)| {
        let rest = reading.strip_prefix(own)?;
        Some(format!("{other}{rest}"))
    });
    ways.extend(begins);
    for at in 0..ways.len() {
        let ends = ENDINGS.iter().find_map(|(own, other)| {
            let rest = ways[at].strip_suffix(own)?;
            Some(format!("{rest}{other}"))
        });
        ways.extend(ends);
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(reading: &str) -> Vec<String> {
        heard(reading, Sounds::Alike)
    }

    #[test]
    fn each_pair_is_heard_both_ways() {
        for (one, other) in [
            ("zhou", "zou"),
            ("chen", "cen"),
            ("shao", "sao"),
            ("niu", "liu"),
            ("fu", "hu"),
            ("wang", "wan"),
            ("zheng", "zhen"),
            ("ying", "yin"),
            ("xiang", "xian"),
            ("huang", "huan"),
        ] {
            assert!(alike(one).contains(&other.to_owned()), "{one} {other}");
            assert!(alike(other).contains(&one.to_owned()), "{other} {one}");
            assert_eq!(heard(one, Sounds::Exact), [one]);
        }
        assert_eq!(alike("zhang"), ["zhang", "zang", "zhan", "zan"]);
        assert_eq!(alike("ma"), ["ma"]);
        assert_eq!(alike(""), [""]);
    }

    #[test]
    fn every_pair_is_named_to_people_and_its_letters_are_unsure() {
        let named: Vec<(&str, &str)> = PAIRS
            .split(' ')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        for (one, other) in BEGINNINGS.iter().chain(&ENDINGS) {
            assert!(
                named.contains(&(*one, *other)) || named.contains(&(*other, *one)),
                "{one} {other}"
            );
            let differing = |from: &str, to: &str| {
                from.bytes()
                    .filter(|letter| !to.as_bytes().contains(letter))
                    .all(|letter| UNSURE.contains(&letter))
            };
            assert!(differing(one, other) && differing(other, one));
        }
    }
}
