//! The text forms of what a programme has: the rows of its rates, budgets and targets as a form shows
//! them, and an entry as the change log keeps it.
//!
//! Apart from the struct because forms, the command line and the log read each other's texts; what is
//! written here is read here.

use chrono::NaiveDate;

use super::{Budget, Entry, Finish, Party, ProgrammeKind, Rate, Target, What};
use crate::domain::{
    craftsman::SkillLevel,
    fact::value::{Read, Value, amount, codes, day},
    id::{CraftsmanId, EmployerId, StudioId},
};

/// The years that may have a budget.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// The word of a rate that goes to anybody.
pub const ANYBODY: &str = "人均";
/// The same, as it is read in English too.
const ANYBODY_EN: &str = "anybody";

codes! {
    ProgrammeKind |_| None;
}

impl Value for Option<u32> {
    fn text(&self) -> String {
        self.map(|own| own.to_string()).unwrap_or_default()
    }

    fn read(text: &str) -> Read<Self> {
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| "number")
    }
}

/// `人均 500`, `高级工 1500`, a row a line.
impl Value for Vec<Rate> {
    fn text(&self) -> String {
        let row = |own: &Rate| {
            let whom = own.level.map_or(ANYBODY, SkillLevel::word);
            format!("{whom} {}", own.yuan)
        };
        self.iter().map(row).collect::<Vec<_>>().join("\n")
    }

    fn read(text: &str) -> Read<Self> {
        each(text, rate).ok_or("programme_rate")
    }
}

/// `2026 900000`, a row a line, ascending.
impl Value for Vec<Budget> {
    fn text(&self) -> String {
        let row = |own: &Budget| format!("{} {}", own.year, own.yuan);
        self.iter().map(row).collect::<Vec<_>>().join("\n")
    }

    fn read(text: &str) -> Read<Self> {
        let mut all = each(text, budget).ok_or("programme_budget")?;
        all.sort_by_key(|own| own.year);
        let is_twice = all.windows(2).any(|two| two[0].year == two[1].year);
        if is_twice {
            return Err("programme_twice");
        }
        Ok(all)
    }
}

/// A target a line, as [`Target::line`] writes it.
impl Value for Vec<Target> {
    fn text(&self) -> String {
        self.iter().map(Target::line).collect::<Vec<_>>().join("\n")
    }

    fn read(text: &str) -> Read<Self> {
        let all = each(text, Target::of_line).ok_or("programme_target")?;
        for (at, target) in all.iter().enumerate() {
            if all[..at].iter().any(|own| own.name == target.name) {
                return Err("programme_twice");
            }
        }
        Ok(all)
    }
}

/// Reads a row a line, or between semicolons where a line is all there is room for.
fn each<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split(['\n', ';', '；'])
        .map(str::trim)
        .filter(|row| !row.is_empty())
        .map(read)
        .collect()
}

fn rate(row: &str) -> Option<Rate> {
    let (level, yuan) = row.rsplit_once(char::is_whitespace)?;
    let level = match level.trim() {
        ANYBODY | ANYBODY_EN => None,
        word => Some(SkillLevel::from_word(word).or_else(|| SkillLevel::from_code(word))?),
    };
    let yuan = amount(yuan).ok()??;
    Some(Rate { level, yuan })
}

fn budget(row: &str) -> Option<Budget> {
    let (year, yuan) = row.split_once(char::is_whitespace)?;
    let year = year.trim_end_matches('年').parse().ok()?;
    Some(Budget {
        year: Some(year).filter(|own| YEARS.contains(own))?,
        yuan: amount(yuan.trim()).ok()??,
    })
}

/// An entry as the log keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenEntry {
    /// The entry.
    pub entry: Entry,
    /// Why it does not stand.
    pub struck: Option<String>,
}

impl WrittenEntry {
    /// Writes every known value, `name=text` a line; why it was struck is a value of its own.
    pub fn written(&self) -> String {
        let mut lines = Vec::new();
        let mut put = |name: &str, text: String| {
            lines.push(format!("{name}={}", text.replace(['\n', '\r'], " ")));
        };
        let Entry {
            who,
            on,
            what,
            note,
        } = &self.entry;
        put("what", what.code().to_owned());
        put("on", on.to_string());
        if let Some(who) = who {
            put("who", party_text(*who));
        }
        for (name, value) in values(what) {
            if let Some(text) = value {
                put(name, text);
            }
        }
        if let Some(note) = note {
            put("note", note.clone());
        }
        if let Some(reason) = &self.struck {
            put("struck", reason.clone());
        }
        lines.join("\n")
    }

    /// Reads what [`WrittenEntry::written`] wrote; nothing when it is no entry.
    pub fn read_written(text: &str) -> Option<Self> {
        let find = |wanted: &str| {
            let mut pairs = text.lines().filter_map(|line| line.split_once('='));
            pairs.find_map(|(name, text)| (name == wanted).then_some(text))
        };
        let level = |name: &str| find(name).and_then(SkillLevel::from_code);
        let number = |name: &str| find(name).and_then(|text| text.parse::<i64>().ok());
        let count = |name: &str| find(name).and_then(|text| text.parse::<u32>().ok());
        let line = |name: &str| find(name).map(str::to_owned);
        let what = match find("what")? {
            "placed" => What::Placed {
                place: count("place"),
                score: number("score"),
                promoted: level("level"),
            },
            "learnt" => What::Learnt {
                finish: find("finish").and_then(Finish::from_code)?,
                level: level("level"),
            },
            "paid" => What::Paid {
                yuan: number("yuan")?,
                level: level("level"),
                over: line("over"),
            },
            "reached" => What::Reached {
                target: line("target")?,
                amount: number("amount")?,
                source: line("source")?,
            },
            "scored" => What::Scored {
                item: line("item")?,
                times: count("times")?,
                points: number("points")?,
            },
            _ => return None,
        };
        let on: NaiveDate = find("on").and_then(|text| day(text).ok().flatten())?;
        Some(Self {
            entry: Entry {
                who: find("who").and_then(party),
                on,
                what,
                note: line("note"),
            },
            struck: line("struck"),
        })
    }
}

/// Returns what an entry says, value by value.
fn values(what: &What) -> Vec<(&'static str, Option<String>)> {
    let code = |level: &Option<SkillLevel>| level.map(|own| own.code().to_owned());
    match what {
        What::Placed {
            place,
            score,
            promoted,
        } => vec![
            ("place", place.map(|own| own.to_string())),
            ("score", score.map(|own| own.to_string())),
            ("level", code(promoted)),
        ],
        What::Learnt { finish, level } => vec![
            ("finish", Some(finish.code().to_owned())),
            ("level", code(level)),
        ],
        What::Paid { yuan, level, over } => vec![
            ("yuan", Some(yuan.to_string())),
            ("level", code(level)),
            ("over", over.clone()),
        ],
        What::Reached {
            target,
            amount,
            source,
        } => vec![
            ("target", Some(target.clone())),
            ("amount", Some(amount.to_string())),
            ("source", Some(source.clone())),
        ],
        What::Scored {
            item,
            times,
            points,
        } => vec![
            ("item", Some(item.clone())),
            ("times", Some(times.to_string())),
            ("points", Some(points.to_string())),
        ],
    }
}

/// Writes whom an entry is about: `craftsman:5`.
pub fn party_text(who: Party) -> String {
    match who {
        Party::Craftsman(id) => format!("craftsman:{}", id.0),
        Party::Studio(id) => format!("studio:{}", id.0),
        Party::Employer(id) => format!("employer:{}", id.0),
    }
}

fn party(text: &str) -> Option<Party> {
    let (list, row) = text.split_once(':')?;
    let row = row.parse().ok()?;
    Some(match list {
        "craftsman" => Party::Craftsman(CraftsmanId(row)),
        "studio" => Party::Studio(StudioId(row)),
        "employer" => Party::Employer(EmployerId(row)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_again_as_they_are_written() {
        let rates = Vec::<Rate>::read("人均 500元；三级 1500\n\ntechnician 2,000").unwrap();
        assert_eq!(rates.text(), "人均 500\n高级工 1500\n技师 2000");
        let budgets = Vec::<Budget>::read("2027 5;2026年 3万").unwrap();
        assert_eq!(budgets.text(), "2026 30000\n2027 5");
        assert_eq!(Vec::<Rate>::read("大师 500"), Err("programme_rate"));
        assert_eq!(Vec::<Rate>::read("人均 -5"), Err("programme_rate"));
        assert_eq!(Vec::<Budget>::read("二六 3"), Err("programme_budget"));
        assert_eq!(Vec::<Budget>::read("2026 3;2026 4"), Err("programme_twice"));
        assert_eq!(Vec::<Target>::read("甲 人"), Err("programme_target"));
        assert_eq!(
            Vec::<Target>::read("甲 人 2026=1;甲 人 2027=1"),
            Err("programme_twice")
        );
        assert_eq!(Vec::<Target>::read(""), Ok(Vec::new()));
    }

    #[test]
    fn an_entry_is_read_again_as_it_was_written() {
        let all = [
            What::Placed {
                place: None,
                score: Some(9_450),
                promoted: Some(SkillLevel::Technician),
            },
            What::Learnt {
                finish: Finish::Left,
                level: None,
            },
            What::Paid {
                yuan: 500,
                level: Some(SkillLevel::Senior),
                over: Some("纪要=3号 e\u{301}".into()),
            },
            What::Reached {
                target: "培训".into(),
                amount: 0,
                source: String::new(),
            },
            What::Scored {
                item: "授课".into(),
                times: 2,
                points: -250,
            },
        ];
        let whom = [
            None,
            Some(Party::Craftsman(CraftsmanId(5))),
            Some(Party::Studio(StudioId(1))),
            Some(Party::Employer(EmployerId(2))),
        ];
        for (at, what) in all.into_iter().enumerate() {
            let own = WrittenEntry {
                entry: Entry {
                    who: whom[at % whom.len()],
                    on: NaiveDate::from_ymd_opt(2026, 5, 3).unwrap(),
                    what,
                    note: (at == 1).then(|| "备注".to_owned()),
                },
                struck: (at > 2).then(String::new),
            };
            assert_eq!(
                WrittenEntry::read_written(&own.written()).as_ref(),
                Some(&own)
            );
        }
        for text in ["", "what=placed", "what=\u{1b}[31m\non=2026-01-01", "甲"] {
            assert_eq!(WrittenEntry::read_written(text), None, "{text}");
        }
    }
}
