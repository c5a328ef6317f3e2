//! Titles that are like a title: by the pairs of neighbouring characters they share, rare pairs counting
//! more than those of every title (关于, 建议).
//!
//! Apart from names and filters, which ask whether something stands in a text: this asks how much of two
//! texts is the same. Invariant: a title is named by its place, counted from the first pushed.

use std::collections::HashMap;

use super::query::{fold, is_searchable};

/// A pair in more titles than one of so many says nothing of a title, and costs the most to count.
/// Chosen by us: of twelve topics none is cut off.
const COMMON: usize = 12;

/// Titles, to be looked through for like ones.
#[derive(Debug, Default)]
pub struct Titles {
    numbers: HashMap<(char, char), u32>,
    /// For each pair, the titles that have it, ascending.
    having: Vec<Vec<u32>>,
    /// The pairs of all titles, one title after another.
    pairs: Vec<u32>,
    ends: Vec<u32>,
}

/// A title that is like another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    /// Its place.
    pub title: u32,
    /// How much is the same, from 0 to 1.
    pub likeness: f32,
}

impl Titles {
    /// Returns how many titles there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds a title.
    pub fn push(&mut self, title: &str) {
        let place = self.ends.len() as u32;
        let mut own = Vec::new();
        for pair in pairs_of(title) {
            let next = self.having.len() as u32;
            let number = *self.numbers.entry(pair).or_insert(next);
            if number == next {
                self.having.push(Vec::new());
            }
            own.push(number);
        }
        own.sort_unstable();
        own.dedup();
        for pair in &own {
            self.having[*pair as usize].push(place);
        }
        self.pairs.extend(own);
        self.ends.push(self.pairs.len() as u32);
    }

    /// Returns the titles most like this one, the most like first; of equals the last pushed.
    pub fn like(&self, title: &str, limit: usize) -> Vec<Alike> {
        let (known, unknown) = self.known_pairs(title);
        let asked: f32 = known.iter().map(|pair| self.weight(*pair)).sum();
        let asked = asked + unknown as f32 * self.rarest();
        let mut shared = vec![0f32; self.len()];
        let mut touched = Vec::new();
        let common = (self.len() / COMMON).max(64);
        let rare = |pair: &&u32| self.having[**pair as usize].len() <= common;
        let mut counted: Vec<&u32> = known.iter().filter(rare).collect();
        if counted.is_empty() {
            // Nothing but common pairs: the rarest of them must do.
            counted.extend(
                known
                    .iter()
                    .min_by_key(|pair| self.having[**pair as usize].len()),
            );
        }
        for pair in counted {
            let weight = self.weight(*pair);
            for place in &self.having[*pair as usize] {
                let own = &mut shared[*place as usize];
                if *own == 0.0 {
                    touched.push(*place);
                }
                *own += weight;
            }
        }
        let rank = |place: &u32| {
            (
                std::cmp::Reverse(shared[*place as usize].to_bits()),
                std::cmp::Reverse(*place),
            )
        };
        // The common pairs are counted for the best alone.
        let near = (limit * 4).max(64);
        if touched.len() > near {
            touched.select_nth_unstable_by_key(near, rank);
            touched.truncate(near);
        }
        let mut found: Vec<Alike> = touched
            .into_iter()
            .map(|title| Alike {
                title,
                likeness: self.likeness(&known, asked, title),
            })
            .collect();
        found.sort_unstable_by(|a, b| {
            b.likeness
                .total_cmp(&a.likeness)
                .then(b.title.cmp(&a.title))
        });
        found.truncate(limit);
        found
    }

    /// Returns the numbers of a title's pairs, ascending, and how many pairs no title has.
    fn known_pairs(&self, title: &str) -> (Vec<u32>, usize) {
        let mut pairs = pairs_of(title);
        pairs.sort_unstable();
        pairs.dedup();
        let mut known: Vec<u32> = pairs
            .iter()
            .filter_map(|pair| self.numbers.get(pair).copied())
            .collect();
        known.sort_unstable();
        let unknown = pairs.len() - known.len();
        (known, unknown)
    }

    /// What is shared of all that either has, each pair by its weight.
    fn likeness(&self, known: &[u32], asked: f32, title: u32) -> f32 {
        let own = self.pairs_at(title);
        let weights = |pair: &u32| self.weight(*pair);
        let all: f32 = own.iter().map(weights).sum();
        let is_asked = |pair: &&u32| known.binary_search(pair).is_ok();
        let shared: f32 = own.iter().filter(is_asked).map(weights).sum();
        let either = asked + all - shared;
        if either > 0.0 {
            (shared / either).min(1.0)
        } else {
            0.0
        }
    }

    fn pairs_at(&self, title: u32) -> &[u32] {
        let title = title as usize;
        let start = title.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.pairs[start as usize..self.ends[title] as usize]
    }

    /// The rarer, the heavier.
    fn weight(&self, pair: u32) -> f32 {
        let titles = self.having[pair as usize].len().max(1);
        (1.0 + self.len() as f32 / titles as f32).ln()
    }

    fn rarest(&self) -> f32 {
        (1.0 + self.len() as f32).ln()
    }
}

/// Returns how much of two longer texts is the same, from 0 to 1: pairs that both have, of all.
pub fn text_likeness(one: &str, other: &str) -> f32 {
    let sorted = |text| {
        let mut pairs = pairs_of(text);
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    };
    let (one, other) = (sorted(one), sorted(other));
    let shared = one
        .iter()
        .filter(|pair| other.binary_search(pair).is_ok())
        .count();
    let either = one.len() + other.len() - shared;
    if either == 0 {
        return 0.0;
    }
    shared as f32 / either as f32
}

/// Returns whether two texts say the same but for blanks, punctuation, case and width; two without a
/// letter do not.
pub fn is_same_text(one: &str, other: &str) -> bool {
    let mut one = letters(one).peekable();
    one.peek().is_some() && one.eq(letters(other))
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| is_searchable(*c)).map(fold)
}

fn pairs_of(text: &str) -> Vec<(char, char)> {
    let mut before = None;
    letters(text)
        .filter_map(|c| before.replace(c).map(|before| (before, c)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn titles(all: &[&str]) -> Titles {
        let mut titles = Titles::default();
        for title in all {
            titles.push(title);
        }
        titles
    }

    #[test]
    fn the_same_matter_is_found_before_the_same_form() {
        let titles = titles(&[
            "关于培育工匠精神的建议",
            "关于加强农村道路养护的建议",
            "关于在中小企业培育工匠的提案",
            "关于缓解停车难的建议",
            "",
        ]);
        let found = titles.like("关于引导企业培育工匠精神的建议", 3);
        let places: Vec<u32> = found.iter().map(|own| own.title).collect();
        assert_eq!(places[..2], [0, 2]);
        assert!(found[0].likeness > 0.4, "{found:?}");
        assert!(found.iter().all(|own| own.likeness < 0.9));
        assert!((titles.like("关于缓解停车难的建议", 1)[0].likeness - 1.0).abs() < 1e-5);
        for nothing in ["", "工", "\u{301}\u{1b}", "xyz"] {
            assert!(titles.like(nothing, 3).is_empty(), "{nothing:?}");
        }
    }

    #[test]
    fn of_equals_the_last_comes_first() {
        let titles = titles(&["夜校", "夜校", "夜校"]);
        let places: Vec<u32> = titles.like("夜校", 2).iter().map(|own| own.title).collect();
        assert_eq!(places, [2, 1]);
    }

    #[test]
    fn texts_are_the_same_but_for_their_signs() {
        assert!(is_same_text("关于“夜校”的建议 ", "关于夜校的建议"));
        assert!(is_same_text("ＡＢ", "ab"));
        assert!(!is_same_text("", "") && !is_same_text("，", "。"));
        assert!(!is_same_text("夜校", "夜"));
        assert!(text_likeness("一是开办夜校。", "一是开办夜校") > 0.99);
        assert!(text_likeness("", "夜校") < 0.01 && text_likeness("", "") < 0.01);
    }

    proptest! {
        #[test]
        fn a_title_is_most_like_itself(
            all in prop::collection::vec("[工匠精神夜校a-c\u{301}]{2,9}", 1..12), at in 0..12usize
        ) {
            let at = at % all.len();
            let own: Vec<&str> = all.iter().map(String::as_str).collect();
            let found = titles(&own).like(&all[at], 12);
            if !pairs_of(&all[at]).is_empty() {
                prop_assert!((found[0].likeness - 1.0).abs() < 1e-4);
            }
            prop_assert!(found.is_sorted_by(|a, b| a.likeness >= b.likeness));
        }
    }
}
