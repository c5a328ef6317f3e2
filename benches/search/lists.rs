//! The lists of names that are searched.
//!
//! All are drawn from the surnames and characters of the demo, with the same numbers on every machine. G is what
//! generators of names make: a few hundred characters, so that an index is flattered. H is harder than a real
//! roster: thousands of characters of slowly falling frequency, and hardly a name twice. D is the demo's own, which
//! `anfu demo --make` writes: names that repeat as they do, thousands of characters, some names longer than four.

use anfu::demo::{Rng, Roster, given_parts, surnames};

/// Surnames of list G, most frequent first; a hundred carry 85 of 100 people.
const FEW_SURNAMES: usize = 100;
/// Characters of given names of list G.
const FEW_GIVEN: usize = 220;
/// How flat the head of the given characters is: of a few hundred, of thousands.
const STEEP: usize = 20;
const FLAT: usize = 60;
/// Of a thousand names: with two given characters.
const TWO_GIVEN: usize = 860;

/// A list by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    D,
    G,
    H,
}

impl List {
    pub fn word(self) -> &'static str {
        match self {
            Self::D => "D",
            Self::G => "G",
            Self::H => "H",
        }
    }

    /// Hands out so many names.
    pub fn names(self, count: usize) -> Box<dyn Iterator<Item = String>> {
        let (surnames, given): (Vec<_>, _) = (surnames().collect(), given());
        match self {
            Self::D => Box::new(Roster::new(count, 1).people().map(|person| person.name)),
            Self::G => Box::new(drawn(
                &surnames[..FEW_SURNAMES],
                &given[..FEW_GIVEN],
                STEEP,
                count,
            )),
            Self::H => Box::new(drawn(&surnames, &given, FLAT, count)),
        }
    }
}

/// Draws names: given characters by Zipf's law, the more alike the flatter its head.
fn drawn(
    surnames: &[(&'static str, usize)],
    given: &[char],
    flat: usize,
    count: usize,
) -> impl Iterator<Item = String> + use<> {
    let surnames = Weighted::new(surnames.to_vec());
    let given = given.iter().enumerate();
    let given = Weighted::new(
        given
            .map(|(at, ch)| (*ch, 1_000_000 / (at + flat)))
            .collect(),
    );
    (0..count).map(move |at| {
        let mut rng = Rng::of(7, 9, at);
        let mut name = (*surnames.draw(&mut rng)).to_owned();
        let more = if rng.chance(TWO_GIVEN) { 2 } else { 1 };
        name.extend((0..more).map(|_| *given.draw(&mut rng)));
        name
    })
}

/// Things to be drawn by weight.
struct Weighted<T> {
    things: Vec<T>,
    /// Up to and with each.
    sums: Vec<usize>,
}

impl<T> Weighted<T> {
    fn new(list: Vec<(T, usize)>) -> Self {
        let mut sum = 0;
        let (things, sums) = list
            .into_iter()
            .map(|(thing, weight)| {
                sum += weight;
                (thing, sum)
            })
            .unzip();
        Self { things, sums }
    }

    fn draw(&self, rng: &mut Rng) -> &T {
        let drawn = rng.below(self.sums.last().copied().unwrap_or(0));
        &self.things[self.sums.partition_point(|&sum| sum <= drawn)]
    }
}

/// The characters of given names, those of all parts in turn, so that the common ones stand first.
fn given() -> Vec<char> {
    let parts = given_parts();
    let longest = parts.iter().map(|(_, part)| part.len()).max().unwrap_or(0);
    let mut seen = std::collections::HashSet::new();
    (0..longest)
        .flat_map(|at| {
            parts
                .iter()
                .filter_map(move |(_, part)| part.get(at).copied())
        })
        .filter(|ch| seen.insert(*ch))
        .collect()
}
