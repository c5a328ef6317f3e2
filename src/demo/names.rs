//! Names of invented people, as frequent as names are.
//!
//! Apart because searches are measured on it: a generator of a few hundred characters flatters an index. Surnames
//! have weights (`data/names/surnames.txt`); characters of given names have a common head for men, for women and for
//! both, and a tail of thousands (`data/names/given.txt`). Shares below are chosen by us to look like a real roster.

use std::{collections::HashMap, sync::OnceLock};

use super::rng::Rng;

const SURNAMES: &str = include_str!("../../data/names/surnames.txt");
const GIVEN: &str = include_str!("../../data/names/given.txt");

/// Of a thousand people: with a foreign name, written with `·`.
const FOREIGN: usize = 4;
/// Of a thousand others: with one given character; with three.
const ONE_GIVEN: usize = 150;
const THREE_GIVEN: usize = 4;
/// Of a thousand given characters: from the tail; from the rare ones.
const TAIL: usize = 45;
const RARE: usize = 2;

const FOREIGN_FIRST: [&str; 16] = [
    "阿依努尔",
    "买合木提",
    "古丽米热",
    "巴特尔",
    "其其格",
    "卓玛央",
    "扎西多",
    "安德烈",
    "玛丽娅",
    "伊万卡",
    "米哈尔",
    "索菲娅",
    "艾力江",
    "热依汗",
    "乌兰图",
    "丹增曲",
];
const FOREIGN_LAST: [&str; 12] = [
    "艾山江",
    "吐尔逊别",
    "阿不都拉",
    "朝鲁门",
    "格日勒",
    "洛桑丹",
    "彼得连科",
    "诺瓦克",
    "林德斯特",
    "达瓦仁",
    "热合曼",
    "桑斯尔",
];

/// Returns the surnames with their weights, the most frequent first.
pub fn surnames() -> impl Iterator<Item = (&'static str, usize)> {
    let lines = SURNAMES.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let mut words = line.split_whitespace();
        let weight = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
        words.map(move |surname| (surname, weight))
    })
}

/// Returns the characters of given names under the heads of their parts, the commonest of a part first.
pub fn given_parts() -> Vec<(&'static str, Vec<char>)> {
    let mut parts: Vec<(_, Vec<char>)> = Vec::new();
    for line in GIVEN.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            parts.push((line, Vec::new()));
        } else if let Some((_, part)) = parts.last_mut() {
            part.extend(line.chars());
        }
    }
    parts
}

/// Man or woman.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// 男.
    Male,
    /// 女.
    Female,
}

impl Gender {
    /// Returns the word of the office.
    pub fn word(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
}

/// The lists that names are made of.
#[derive(Debug)]
pub struct Names {
    surnames: Vec<&'static str>,
    /// Sums of the weights up to and with each surname.
    sums: Vec<usize>,
    men: Vec<char>,
    women: Vec<char>,
    both: Vec<char>,
    tail: Vec<char>,
    rare: Vec<char>,
}

impl Names {
    /// Returns the lists, read once.
    pub fn get() -> &'static Self {
        static NAMES: OnceLock<Names> = OnceLock::new();
        NAMES.get_or_init(Self::read)
    }

    fn read() -> Self {
        let (surnames, weights): (Vec<_>, Vec<_>) = surnames().unzip();
        let sums = weights.into_iter().scan(0, |sum, weight: usize| {
            *sum += weight;
            Some(*sum)
        });
        let mut parts: HashMap<_, _> = given_parts().into_iter().collect();
        let mut part = |head| parts.remove(head).unwrap_or_default();
        Self {
            surnames,
            sums: sums.collect(),
            men: part("[men]"),
            women: part("[women]"),
            both: part("[both]"),
            tail: part("[tail]"),
            rare: part("[rare]"),
        }
    }

    /// Returns a name.
    pub fn name(&self, gender: Gender, rng: &mut Rng) -> String {
        if rng.chance(FOREIGN) {
            return format!("{}·{}", rng.pick(&FOREIGN_FIRST), rng.pick(&FOREIGN_LAST));
        }
        let drawn = rng.below(self.sums.last().copied().unwrap_or(0));
        let surname = self.surnames[self.sums.partition_point(|&sum| sum <= drawn)];
        let is_double = surname.chars().count() > 1;
        let length = match rng.below(1000) {
            drawn if drawn < ONE_GIVEN => 1,
            drawn if drawn < ONE_GIVEN + THREE_GIVEN && !is_double => 3,
            _ => 2,
        };
        let mut name = surname.to_owned();
        name.extend((0..length).map(|_| self.given(gender, rng)));
        name
    }

    fn given(&self, gender: Gender, rng: &mut Rng) -> char {
        let list = match rng.below(1000) {
            drawn if drawn < RARE => &self.rare,
            drawn if drawn < RARE + TAIL => return *rng.pick(&self.tail),
            drawn if drawn < 450 => &self.both,
            _ if gender == Gender::Male => &self.men,
            _ => &self.women,
        };
        list[rng.front(list.len())]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn lists_are_whole() {
        let names = Names::get();
        assert!((480..560).contains(&names.surnames.len()));
        assert_eq!(
            names.surnames.iter().collect::<HashSet<_>>().len(),
            names.surnames.len()
        );
        let hundred = names.sums[99] as f64 / names.sums[names.sums.len() - 1] as f64;
        assert!((0.82..0.88).contains(&hundred), "{hundred}");
        assert!(
            names.men.len() > 90
                && names.women.len() > 90
                && names.both.len() > 80
                && names.tail.len() > 3000
        );
        assert!(names.rare.iter().any(|&ch| u32::from(ch) > 0xffff));
    }

    #[test]
    fn two_hundred_thousand_names_look_like_a_roster() {
        let mut characters = HashSet::new();
        let mut surnames: HashMap<char, usize> = HashMap::new();
        let mut distinct = HashSet::new();
        let mut dotted = 0;
        for record in 0..200_000 {
            let mut rng = Rng::of(1, 1, record);
            let gender = if rng.chance(500) {
                Gender::Male
            } else {
                Gender::Female
            };
            let name = Names::get().name(gender, &mut rng);
            characters.extend(name.chars());
            *surnames
                .entry(name.chars().next().expect("a name has a character"))
                .or_default() += 1;
            dotted += usize::from(name.contains('·'));
            assert!(
                name.contains('·') || (2..=4).contains(&name.chars().count()),
                "{name}"
            );
            distinct.insert(name);
        }
        assert!(characters.len() >= 2500, "{}", characters.len());
        let top = surnames.values().max().copied().unwrap_or(0);
        assert!((10_000..18_000).contains(&top), "{top}");
        assert!((500..1500).contains(&dotted), "{dotted}");
        assert!(distinct.len() > 90_000, "{}", distinct.len());
    }
}
