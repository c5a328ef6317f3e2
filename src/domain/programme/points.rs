//! Points: a table of items with what each gives, and the sums of those assessed, by year.
//!
//! An entry keeps what one time gave when it was entered, so that a table changed later changes no
//! sum behind anybody's back; how often an item counts in a year and from where on it is passed are
//! the table's, because they are asked when the year is over.

use std::collections::BTreeMap;

use super::{KeptEntry, Party, What};
use crate::domain::coded;

coded! {
    /// Who is assessed by a table.
    Assessed {
        /// People.
        Craftsman = "craftsman",
        /// Studios.
        Studio = "studio",
        /// Employers.
        Employer = "employer",
    }
}

impl Assessed {
    /// Returns whether somebody can be assessed by it.
    pub const fn admits(self, who: Party) -> bool {
        matches!(
            (self, who),
            (Assessed::Craftsman, Party::Craftsman(_))
                | (Assessed::Studio, Party::Studio(_))
                | (Assessed::Employer, Party::Employer(_))
        )
    }
}

/// What an item gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsItem {
    /// Its code: `training`.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What one time gives, in hundredths of a point.
    pub points: i64,
    /// How often it counts in a year at most.
    pub most: Option<u32>,
}

/// A table of points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsTable {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Who is assessed.
    pub assessed: Assessed,
    /// From here on it is passed, in hundredths of a point.
    pub pass: Option<i64>,
    /// Where it comes from.
    pub source: String,
    /// The items.
    pub items: Vec<PointsItem>,
}

impl PointsTable {
    /// Finds the item of a code or name.
    pub fn item(&self, word: &str) -> Option<&PointsItem> {
        let mut all = self.items.iter();
        all.find(|own| own.code == word || own.name == word)
    }
}

/// How somebody stands in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Who.
    pub who: Party,
    /// The calendar year.
    pub year: i32,
    /// The points in hundredths.
    pub points: i64,
    /// How many entries make them.
    pub entries: u32,
    /// Whether it is passed; unknown without a mark.
    pub passed: Option<bool>,
}

/// Returns the sums of everybody assessed, the newest year first and the most points first in it.
/// Times beyond what an item counts in a year give nothing; the earliest count. A table that is gone
/// limits nothing and says nothing of passing.
pub fn sums(table: Option<&PointsTable>, entries: &[KeptEntry]) -> Vec<Sum> {
    let mut standing: Vec<&KeptEntry> = entries.iter().filter(|own| own.stands()).collect();
    standing.sort_by_key(|own| (own.entry.on, own.id));
    let mut counted: BTreeMap<(Party, i32, &str), u32> = BTreeMap::new();
    let mut sums: BTreeMap<(Party, i32), (i64, u32)> = BTreeMap::new();
    for own in standing {
        let What::Scored {
            item,
            times,
            points,
        } = &own.entry.what
        else {
            continue;
        };
        let (Some(who), year) = (own.entry.who, own.entry.year()) else {
            continue;
        };
        let before = counted.entry((who, year, item.as_str())).or_default();
        let most = table
            .and_then(|own| own.item(item))
            .and_then(|own| own.most);
        let room = most.map_or(u32::MAX, |most| most.saturating_sub(*before));
        *before = before.saturating_add(*times);
        let sum = sums.entry((who, year)).or_default();
        let given = points.saturating_mul(i64::from((*times).min(room)));
        sum.0 = sum.0.saturating_add(given);
        sum.1 += 1;
    }
    let pass = table.and_then(|own| own.pass);
    let mut all: Vec<Sum> = sums
        .into_iter()
        .map(|((who, year), (points, entries))| Sum {
            who,
            year,
            points,
            entries,
            passed: pass.map(|mark| points >= mark),
        })
        .collect();
    all.sort_by_key(|own| (-own.year, -own.points, own.who));
    all
}

/// Writes hundredths as a number: `94.5`.
pub fn hundredths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        rest if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        rest => format!("{sign}{whole}.{rest:02}"),
    }
}

/// Reads a number of at most two decimals as hundredths, up to ten million either way.
pub fn of_hundredths(text: &str) -> Option<i64> {
    let (sign, bare) = match text.strip_prefix('-') {
        Some(bare) => (-1, bare),
        None => (1, text),
    };
    let (whole, rest) = bare.split_once('.').unwrap_or((bare, ""));
    let digits = |own: &str| own.bytes().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 8 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let rest: i64 = format!("{rest:0<2}").parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    Some(sign * (whole * 100 + rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        id::{CraftsmanId, EntryId},
        programme::Entry,
    };

    fn scored(id: i64, who: i64, on: &str, (item, times, points): (&str, u32, i64)) -> KeptEntry {
        let on: chrono::NaiveDate = on.parse().unwrap();
        KeptEntry {
            id: EntryId(id),
            entry: Entry {
                who: Some(Party::Craftsman(CraftsmanId(who))),
                on,
                what: What::Scored {
                    item: item.into(),
                    times,
                    points,
                },
                note: None,
            },
            by: "王一".into(),
            at: on.and_hms_opt(9, 0, 0).unwrap(),
            struck: None,
        }
    }

    fn table() -> PointsTable {
        PointsTable {
            id: "a".into(),
            name: "考核".into(),
            assessed: Assessed::Craftsman,
            pass: Some(1_000),
            source: "自定".into(),
            items: vec![PointsItem {
                code: "talk".into(),
                name: "授课".into(),
                points: 250,
                most: Some(4),
            }],
        }
    }

    #[test]
    fn an_item_counts_as_often_as_the_table_says_in_a_year() {
        let all = [
            scored(1, 1, "2025-05-01", ("talk", 3, 250)),
            scored(2, 1, "2025-06-01", ("talk", 3, 250)),
            scored(3, 1, "2026-06-01", ("talk", 1, 250)),
            scored(4, 2, "2025-06-01", ("late", 1, -50)),
        ];
        let found = sums(Some(&table()), &all);
        let seen: Vec<_> = found
            .iter()
            .map(|own| (own.year, own.points, own.passed))
            .collect();
        assert_eq!(
            seen,
            [
                (2026, 250, Some(false)),
                (2025, 1_000, Some(true)),
                (2025, -50, Some(false))
            ]
        );
        let free = sums(None, &all);
        assert_eq!((free[1].points, free[1].passed), (1_500, None));
        assert_eq!(table().item("授课"), table().item("talk"));
    }

    #[test]
    fn hundredths_are_written_and_read() {
        for (value, text) in [
            (9_450, "94.5"),
            (-50, "-0.5"),
            (5, "0.05"),
            (100, "1"),
            (0, "0"),
        ] {
            assert_eq!(hundredths(value), text);
            assert_eq!(of_hundredths(text), Some(value));
        }
        for text in ["", "-", "1.234", ".5", "一", "1e3", "999999999"] {
            assert_eq!(of_hundredths(text), None, "{text}");
        }
    }
}
