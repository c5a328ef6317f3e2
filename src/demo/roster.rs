//! An invented roster of any size: employers, people, studios.
//!
//! Several hundred employers and studios at the size of a district's roster, and more with more people.

use super::names::{Gender, Names};
use super::person::{GenPerson, person};
use super::places::places;
use super::rng::Rng;

const EMPLOYERS: u64 = 21;
const STUDIOS: u64 = 22;
/// A prime, so that neighbours in the list have different names and none comes twice before all were used.
const STRIDE: usize = 7919;

/// An invented roster; all of it follows from the two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roster {
    workers: usize,
    seed: u64,
}

/// An invented employer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenEmployer {
    /// Place in the list, from zero.
    pub index: usize,
    /// The full name, unique in the list.
    pub name: String,
    /// 企业, 院校, 评价机构 or 实训基地.
    pub kind: &'static str,
    /// Town, street or park.
    pub town: String,
}

/// An invented studio (技能大师工作室).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenStudio {
    /// Place in the list, from zero.
    pub index: usize,
    /// The full name.
    pub name: String,
    /// Place of the leader in the list of people.
    pub leader: usize,
    /// Place of the host in the list of employers.
    pub host: usize,
    /// The trade.
    pub trade: String,
    /// 国家级, 省级, 市级, 区级 or 企业级.
    pub level: &'static str,
    /// How many days before the day of the demo it was approved.
    pub days_back: u64,
    /// The grant in yuan.
    pub grant_yuan: u32,
}

impl Roster {
    /// Returns the roster of so many people.
    pub fn new(workers: usize, seed: u64) -> Self {
        Self { workers, seed }
    }

    /// Returns how many employers there are; at least one.
    pub fn employer_count(&self) -> usize {
        (self.workers / 4 + 4).min(240 + self.workers / 60)
    }

    /// Returns how many studios there are.
    pub fn studio_count(&self) -> usize {
        (self.workers / 10).min(120 + self.workers / 400)
    }

    /// Returns the employers, in order.
    pub fn employers(self) -> impl Iterator<Item = GenEmployer> {
        (0..self.employer_count()).map(move |index| self.employer(index))
    }

    /// Returns the people, in order.
    pub fn people(self) -> impl Iterator<Item = GenPerson> {
        (0..self.workers).map(move |index| self.person(index))
    }

    /// Returns the studios, in order.
    pub fn studios(self) -> impl Iterator<Item = GenStudio> {
        (0..self.studio_count()).map(move |index| self.studio(index))
    }

    /// Returns a person by place.
    pub fn person(&self, index: usize) -> GenPerson {
        person(self.seed, index, self.employer_count())
    }

    /// Returns an employer by place.
    pub fn employer(&self, index: usize) -> GenEmployer {
        let places = places();
        let mut rng = Rng::of(self.seed, EMPLOYERS, index);
        let town = rng.pick(&places.towns).clone();
        let (brands, industries) = (places.brands.len(), places.industries.len());
        let round = index / (brands * industries);
        let place = index.wrapping_mul(STRIDE) % (brands * industries);
        let (brand, industry) = (
            &places.brands[place % brands],
            &places.industries[place / brands],
        );
        let prefix = if rng.chance(400) {
            places.district.as_str()
        } else {
            places.city.as_str()
        };
        let (mut name, kind) = match rng.below(100) {
            0..4 => (
                format!("{prefix}{brand}{industry}{}", rng.pick(&places.schools)),
                "院校",
            ),
            4..6 => (format!("{prefix}{brand}{industry}技能评价中心"), "评价机构"),
            6..8 => (format!("{prefix}{brand}{industry}实训基地"), "实训基地"),
            _ => (
                format!("{prefix}{brand}{industry}{}", rng.pick(&places.suffixes)),
                "企业",
            ),
        };
        if round > 0 {
            name = format!("{name}第{}分部", round + 1);
        }
        GenEmployer {
            index,
            name,
            kind,
            town,
        }
    }

    /// Returns a studio by place; its leader is the most skilled of several people drawn.
    pub fn studio(&self, index: usize) -> GenStudio {
        let mut rng = Rng::of(self.seed, STUDIOS, index);
        // Each studio draws from its own stretch of the list, so that nobody leads two.
        let stretch = self.workers / self.studio_count().max(1);
        let leader = (0..stretch.clamp(1, 24))
            .map(|_| self.person(index * stretch + rng.below(stretch)))
            .max_by_key(|person| (person.level, person.honours.len()))
            .unwrap_or_else(|| self.person(0));
        let (level, grant_yuan) = match rng.below(100) {
            0..2 => ("国家级", 200_000),
            2..12 => ("省级", 150_000),
            12..42 => ("市级", 100_000),
            42..82 => ("区级", 50_000),
            _ => ("企业级", 0),
        };
        GenStudio {
            index,
            name: format!("{}{}技能大师工作室", leader.name, leader.trade),
            leader: leader.index,
            host: leader.employer,
            trade: leader.trade,
            level,
            days_back: days_back(index, self.studio_count(), &mut rng),
            grant_yuan,
        }
    }

    /// Returns a name of somebody outside the roster: a deputy, a clerk.
    pub(super) fn outsider(rng: &mut Rng) -> String {
        let gender = if rng.chance(600) {
            Gender::Male
        } else {
            Gender::Female
        };
        Names::get().name(gender, rng)
    }
}

/// Returns how long ago a studio was approved. Evenly over the years, each studio in a stretch of its own, so
/// that on any day some of them are at the end of a term.
fn days_back(index: usize, studios: usize, rng: &mut Rng) -> u64 {
    // Chosen by us: approvals of the last twelve years, the latest a month ago.
    const SPAN: usize = 12 * 365;
    let studios = studios.max(1);
    let stretch = index.wrapping_mul(STRIDE) % studios;
    let (first, past) = (stretch * SPAN / studios, (stretch + 1) * SPAN / studios);
    30 + (first + rng.below(past - first)) as u64
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_roster() {
        let roster = Roster::new(500, 9);
        assert!(roster.people().eq(Roster::new(500, 9).people()));
        assert!(roster.studios().eq(Roster::new(500, 9).studios()));
        assert!(roster.employers().eq(Roster::new(500, 9).employers()));
        assert!(!roster.people().eq(Roster::new(500, 10).people()));
        assert_eq!(roster.people().nth(321), Some(roster.person(321)));
    }

    #[test]
    fn every_reference_leads_somewhere() {
        for workers in [0, 1, 7, 40, 5000] {
            let roster = Roster::new(workers, 3);
            let mut apprentices = 0;
            for person in roster.people() {
                assert!(person.employer < roster.employer_count() && usize::from(person.level) < 8);
                assert!(
                    person.honours.is_sorted_by_key(|honour| honour.year)
                        && (1..=12).contains(&person.birth_month)
                );
                if let Some(master) = person.master {
                    apprentices += 1;
                    let master = roster.person(master);
                    assert!(
                        master.index < person.index && master.birth_year + 8 <= person.birth_year
                    );
                    assert_eq!(
                        (master.trade, master.employer),
                        (person.trade, person.employer)
                    );
                }
            }
            assert!(workers < 5000 || apprentices > 100, "{apprentices}");
            let leaders: HashSet<_> = roster.studios().map(|studio| studio.leader).collect();
            assert_eq!(leaders.len(), roster.studio_count());
            assert!(leaders.iter().all(|&leader| leader < workers));
        }
    }

    #[test]
    fn a_district_has_hundreds_of_employers_with_names_of_their_own() {
        let roster = Roster::new(200_000, 5);
        let names: HashSet<_> = roster.employers().map(|employer| employer.name).collect();
        assert_eq!(names.len(), roster.employer_count());
        assert!(names.len() > 3000 && roster.studio_count() > 500);
        assert!(Roster::new(3000, 5).employer_count() > 200);
        let trades: HashSet<_> = roster
            .people()
            .take(5000)
            .map(|person| person.trade)
            .collect();
        assert!(trades.len() > 50);
    }

    #[test]
    fn studios_are_approved_all_the_time_and_honours_given_every_year() {
        let roster = Roster::new(2_000, 1);
        let mut back: Vec<u64> = roster.studios().map(|own| own.days_back).collect();
        back.sort_unstable();
        // Of any quarter of a year there are some.
        assert!(back[0] < 90 && back.windows(2).all(|own| own[1] - own[0] <= 90));
        assert!(back.len() > 100 && back.iter().all(|own| *own >= 30));
        let mut years = [0; 19];
        for person in roster.people() {
            for own in person.honours {
                assert!(own.year >= person.birth_year + 28);
                years[usize::try_from(own.year - 2008).unwrap()] += 1;
            }
        }
        let all: usize = years.iter().sum();
        assert!(
            years.iter().all(|own| (1..=all / 4).contains(own)),
            "{years:?}"
        );
        assert!(years[..9].iter().sum::<usize>() < years[10..].iter().sum());
    }

    #[test]
    fn levels_and_honours_are_rarer_the_higher_they_are() {
        let mut levels = [0; 8];
        let mut honours = [0; 4];
        for person in Roster::new(20_000, 1).people() {
            levels[usize::from(person.level)] += 1;
            person
                .honours
                .iter()
                .for_each(|honour| honours[honour.level as usize] += 1);
        }
        assert!(
            levels[3] > levels[4]
                && levels[4] > levels[5]
                && levels[5] > levels[6]
                && levels[6] > levels[7]
        );
        assert!(
            levels[7] > 0
                && honours[0] > honours[1]
                && honours[1] > honours[2]
                && honours[2] > honours[3]
        );
    }
}
