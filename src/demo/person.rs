//! One invented craftsman: born, trained, honoured, perhaps someone's apprentice.
//!
//! Shares and ages are chosen by us to look like the roster of a district; honours of the invented city and province.

use super::names::{Gender, Names};
use super::places::{places, trades};
use super::rng::Rng;

/// The eight skill levels from apprentice to chief technician (人社部发〔2022〕14号); a level is a place in this list.
pub const LEVELS: [&str; 8] = [
    "学徒工",
    "初级工",
    "中级工",
    "高级工",
    "技师",
    "高级技师",
    "特级技师",
    "首席技师",
];

/// How many of a thousand have each level.
const LEVEL_SHARES: [usize; 8] = [60, 170, 290, 300, 120, 48, 9, 3];
const TECHNICIAN: u8 = 4;
/// Of a thousand people: those who have a master.
const APPRENTICES: usize = 140;
/// The year in which the invented roster stands still, so that the same seed gives the same people for ever.
const LAST_YEAR: i32 = 2026;

/// An invented person of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenPerson {
    /// Place in the list, from zero.
    pub index: usize,
    /// The name.
    pub name: String,
    /// Man or woman.
    pub gender: Gender,
    /// Year of birth.
    pub birth_year: i32,
    /// Month of birth, 1 to 12.
    pub birth_month: u32,
    /// Place of the employer in the list of employers.
    pub employer: usize,
    /// The trade (工种).
    pub trade: String,
    /// Place in [`LEVELS`].
    pub level: u8,
    /// Honours, oldest first.
    pub honours: Vec<GenHonour>,
    /// Certificates, oldest first.
    pub certificates: Vec<GenCertificate>,
    /// Place of the master in the list of people, always a smaller one.
    pub master: Option<usize>,
}

/// Who gave an honour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HonourLevel {
    /// 区县级.
    County,
    /// 市级.
    City,
    /// 省级.
    Province,
    /// 国家级.
    National,
}

/// An invented honour of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenHonour {
    /// Its name.
    pub name: String,
    /// Who gave it.
    pub level: HonourLevel,
    /// The year.
    pub year: i32,
}

/// An invented certificate of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenCertificate {
    /// Trade and level.
    pub name: String,
    /// Place in [`LEVELS`].
    pub level: u8,
    /// A number that no real certificate has.
    pub number: String,
    /// Year of issue.
    pub year: i32,
}

/// What others need to know of a person before the rest is made.
struct Basics {
    birth_year: i32,
    employer: usize,
    trade: usize,
    level: u8,
    is_apprentice: bool,
}

const BASICS: u64 = 11;
const REST: u64 = 12;

fn basics(seed: u64, index: usize, employers: usize) -> Basics {
    let mut rng = Rng::of(seed, BASICS, index);
    let is_apprentice = rng.chance(APPRENTICES);
    let birth_year = if is_apprentice {
        rng.between(1988, 2006)
    } else {
        rng.between(1964, 2003)
    };
    let mut drawn = rng.below(1000);
    let mut level = 0;
    while level < LEVEL_SHARES.len() - 1 && drawn >= LEVEL_SHARES[level] {
        drawn -= LEVEL_SHARES[level];
        level += 1;
    }
    // Levels take years: nobody is a technician before about thirty, nor a chief before about forty.
    let highest = ((LAST_YEAR - 18 - birth_year) / 3).clamp(0, 7) as u8;
    let level = (level as u8).min(if is_apprentice {
        highest.min(3)
    } else {
        highest
    });
    Basics {
        birth_year,
        employer: rng.front(employers),
        trade: rng.front(trades().len()),
        level,
        is_apprentice,
    }
}

/// Returns a person of the list by place; `employers` is the number of employers.
pub(super) fn person(seed: u64, index: usize, employers: usize) -> GenPerson {
    let own = basics(seed, index, employers);
    let mut rng = Rng::of(seed, REST, index);
    let master = if own.is_apprentice {
        master_of(seed, index, &own, employers, &mut rng)
    } else {
        None
    };
    let (trade, employer) = match &master {
        Some((_, master)) => (master.trade, master.employer),
        None => (own.trade, own.employer),
    };
    let gender = if rng.chance(690) {
        Gender::Male
    } else {
        Gender::Female
    };
    let trade = trades()[trade].clone();
    GenPerson {
        index,
        name: Names::get().name(gender, &mut rng),
        gender,
        birth_year: own.birth_year,
        birth_month: rng.between(1, 12) as u32,
        employer,
        certificates: certificates(&trade, &own, index, &mut rng),
        honours: honours(&trade, &own, &mut rng),
        trade,
        level: own.level,
        master: master.map(|(master, _)| master),
    }
}

/// Looks for a technician earlier in the list, older by eight years, who is nobody's apprentice.
fn master_of(
    seed: u64,
    index: usize,
    own: &Basics,
    employers: usize,
    rng: &mut Rng,
) -> Option<(usize, Basics)> {
    (0..12).filter(|_| index > 0).find_map(|_| {
        let candidate = rng.below(index);
        let master = basics(seed, candidate, employers);
        let fits = !master.is_apprentice
            && master.level >= TECHNICIAN
            && master.birth_year + 8 <= own.birth_year;
        fits.then_some((candidate, master))
    })
}

fn certificates(trade: &str, own: &Basics, index: usize, rng: &mut Rng) -> Vec<GenCertificate> {
    let first = own.level.saturating_sub(rng.below(3) as u8).max(1);
    let mut year = own.birth_year + 19 + rng.between(0, 3);
    (first..=own.level.min(6))
        .map(|level| {
            year = (year + rng.between(2, 4)).min(LAST_YEAR);
            let name = format!("{trade} {}", LEVELS[usize::from(level)]);
            GenCertificate {
                name,
                level,
                number: format!("样YQ-{year}-{index:07}-{level}"),
                year,
            }
        })
        .collect()
}

fn honours(trade: &str, own: &Basics, rng: &mut Rng) -> Vec<GenHonour> {
    let places = places();
    let short = |name: &str| name.trim_end_matches(['省', '市', '区']).to_owned();
    let chances = match own.level {
        0..=2 => 15,
        3 => 80,
        4 => 300,
        5 => 600,
        _ => 900,
    };
    let earliest = (own.birth_year + 28).max(2008);
    let Ok(years @ 1..) = usize::try_from(LAST_YEAR - earliest + 1) else {
        return Vec::new();
    };
    let mut given = Vec::new();
    for (of_thousand, level, words) in [
        (
            chances,
            HonourLevel::County,
            [
                format!("{}工匠", short(&places.district)),
                format!("{}技术能手", places.district),
            ],
        ),
        (
            chances / 3,
            HonourLevel::City,
            [
                format!("{}工匠", short(&places.city)),
                format!("{}首席工人", places.city),
            ],
        ),
        (
            chances / 12,
            HonourLevel::Province,
            [
                format!("{}工匠", short(&places.province)),
                format!("{}技术能手", places.province),
            ],
        ),
        (
            chances / 60,
            HonourLevel::National,
            ["全国技术能手".to_owned(), "全国五一劳动奖章".to_owned()],
        ),
    ] {
        if rng.chance(of_thousand) {
            given.push((rng.pick(&words).clone(), level));
        }
    }
    if rng.chance(chances / 4) {
        let name = format!("{}职工技能竞赛（{trade}）一等奖", places.district);
        given.push((name, HonourLevel::County));
    }
    // In any year since they were old enough, so that later years have more; the highest comes behind those
    // it rests on.
    let mut given_in: Vec<i32> = given
        .iter()
        .map(|_| LAST_YEAR - rng.below(years) as i32)
        .collect();
    given_in.sort_unstable();
    let given = given.into_iter().zip(given_in);
    given
        .map(|((name, level), year)| GenHonour { name, level, year })
        .collect()
}
