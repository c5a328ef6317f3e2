//! Invented programmes: a few contests and classes, a subsidy, a plan. Their number is fixed, whatever
//! the size of the roster, and who takes part follows from the seed.

use chrono::{Days, NaiveDate};

use super::{
    places::{places, trades},
    rng::Rng,
};

const PROGRAMMES: u64 = 31;
/// How many contests and how many classes.
const EACH: usize = 4;
/// How many take part in each.
const PEOPLE: usize = 12;

/// Who took part, and how well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenEntrant {
    /// Place in the list of people.
    pub person: usize,
    /// Score out of a hundred, in hundredths.
    pub score: i64,
}

/// An invented contest or class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenEvent {
    /// The full name.
    pub name: String,
    /// The trade.
    pub trade: String,
    /// Who organised it.
    pub organiser: String,
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
    /// Those who took part, the best first.
    pub people: Vec<GenEntrant>,
}

/// Returns the contests that were held before a day, the latest first.
pub fn contests(workers: usize, seed: u64, today: NaiveDate) -> Vec<GenEvent> {
    (0..EACH)
        .map(|at| event(workers, seed, today, at, "职业技能竞赛"))
        .collect()
}

/// Returns the classes that were held before a day, the latest first.
pub fn classes(workers: usize, seed: u64, today: NaiveDate) -> Vec<GenEvent> {
    (0..EACH)
        .map(|at| event(workers, seed, today, at + EACH, "技能提升班"))
        .collect()
}

fn event(workers: usize, seed: u64, today: NaiveDate, at: usize, ending: &str) -> GenEvent {
    let places = places();
    let mut rng = Rng::of(seed, PROGRAMMES, at);
    let trade = rng.pick(trades()).clone();
    // One a season, the last some weeks ago.
    let back = 30 + 90 * (at % EACH) as u64 + rng.below(20) as u64;
    let start = today.checked_sub_days(Days::new(back)).unwrap_or(today);
    let mut people: Vec<usize> = (0..PEOPLE.min(workers))
        .map(|_| rng.below(workers))
        .collect();
    people.sort_unstable();
    people.dedup();
    let mut people: Vec<GenEntrant> = people
        .into_iter()
        .map(|person| GenEntrant {
            person,
            score: 6_000 + rng.below(4_000) as i64,
        })
        .collect();
    people.sort_by_key(|own| (-own.score, own.person));
    GenEvent {
        name: format!("{}{trade}{ending}", places.district),
        trade,
        organiser: places.unit.clone(),
        start,
        end: start.checked_add_days(Days::new(2)).unwrap_or(start),
        people,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_programmes_and_nobody_twice() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let all = contests(200, 1, today);
        assert_eq!(all, contests(200, 1, today));
        assert_ne!(all, contests(200, 2, today));
        for own in all.iter().chain(&classes(3, 1, today)) {
            let mut people: Vec<usize> = own.people.iter().map(|own| own.person).collect();
            people.sort_unstable();
            people.dedup();
            assert_eq!(people.len(), own.people.len());
            assert!(own.end < today && !own.people.is_empty());
        }
        assert!(contests(0, 1, today)[0].people.is_empty());
    }
}
