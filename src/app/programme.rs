//! A programme as it is shown: what was entered into it, and what follows from that.

use crate::{
    domain::{
        craftsman::SkillLevel,
        programme::{
            KeptEntry, Programme, What,
            cap::{Balance, Over},
            points::{Sum, hundredths},
        },
    },
    lang::Lang,
    store::NameId,
};

/// A programme with its entries and all that is computed from them.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeView {
    /// The programme.
    pub kept: Programme,
    /// Its entries in the order they were entered, struck ones too.
    pub entries: Vec<EntryLine>,
    /// Its targets.
    pub targets: Vec<TargetYear>,
    /// Its account by year.
    pub balances: Vec<Balance>,
    /// Its payments beyond a cap.
    pub overs: Vec<Over>,
    /// The points of those assessed.
    pub sums: Vec<Sum>,
    /// What its table of points is called.
    pub table: Option<String>,
}

/// An entry with the name of whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryLine {
    /// The entry.
    pub kept: KeptEntry,
    /// Whom it is about.
    pub who: Option<(NameId, String)>,
}

/// A target in a year: what was to be reached, and what was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetYear {
    /// The target's name.
    pub target: String,
    /// Its unit.
    pub unit: String,
    /// The calendar year.
    pub year: i32,
    /// What was to be reached.
    pub goal: i64,
    /// What was reached; nothing when nobody knows.
    pub reached: Option<i64>,
    /// How that is known.
    pub by: Measured,
}

/// How it is known what was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measured {
    /// Asked of the roster: the question.
    Asked(String),
    /// The question cannot be read any more.
    Unread(String),
    /// Stated on a day, by a source.
    Stated(chrono::NaiveDate, String),
    /// Nobody said.
    Unknown,
}

/// Something over a cap, or a programme: a row of a list that leads to a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// The programme.
    pub to: crate::domain::id::ProgrammeId,
    /// What it is: a key of `programme.kind`.
    pub kind: &'static str,
    /// The name.
    pub name: String,
    /// What stands beside it.
    pub note: String,
}

/// Returns what an entry says in a few words, as a table of the office would: `第1名 94.5分 晋升技师`.
pub fn says(what: &What, lang: Lang) -> String {
    let part = |key: &str, values: &[(&str, &str)]| {
        lang.say_with(&format!("programme.says.{key}"), values)
    };
    let number = |key: &str, n: &str| part(key, &[("n", n)]);
    let word = |level: SkillLevel| lang.word("skill", level.code());
    let level = |key: &str, level: &Option<SkillLevel>| {
        level.map(|level| part(key, &[("level", &word(level))]))
    };
    let parts: Vec<Option<String>> = match what {
        What::Placed {
            place,
            score,
            promoted,
        } => vec![
            place.map(|place| number("place", &place.to_string())),
            score.map(|score| number("score", &hundredths(score))),
            level("promoted", promoted),
        ],
        What::Learnt {
            finish,
            level: gained,
        } => vec![
            Some(lang.word("programme.finish", finish.code())),
            level("gained", gained),
        ],
        What::Paid {
            yuan,
            level: of,
            over,
        } => vec![
            Some(number("yuan", &yuan.to_string())),
            of.map(word),
            over.as_ref().map(|why| part("over", &[("why", why)])),
        ],
        What::Reached {
            target,
            amount,
            source,
        } => vec![Some(part(
            "reached",
            &[
                ("target", target),
                ("n", &amount.to_string()),
                ("source", source),
            ],
        ))],
        What::Scored {
            item,
            times,
            points,
        } => {
            let sum = points.saturating_mul(i64::from(*times));
            let times = (*times != 1).then(|| format!("×{times}"));
            vec![
                Some(item.clone()),
                times,
                Some(number("score", &hundredths(sum))),
            ]
        }
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(lang.pick(" ", ", "))
}

/// Draws how much of a goal was reached in so many signs, which says the same without colour:
/// `[######----]`. More than the goal fills it; a goal of nothing is full.
pub fn gauge(reached: i64, goal: i64, signs: usize) -> String {
    let full = if reached >= goal {
        signs
    } else {
        let share = i128::from(reached.max(0)) * signs as i128 / i128::from(goal.max(1));
        usize::try_from(share).unwrap_or(0).min(signs)
    };
    format!("[{}{}]", "#".repeat(full), "-".repeat(signs - full))
}

/// Returns the share of a goal in percent with one decimal, rounded down, so that 100 % is never said
/// before it is reached; nothing where the goal is nothing.
pub fn percent(reached: i64, goal: i64) -> Option<String> {
    if goal <= 0 {
        return None;
    }
    let permille = (i128::from(reached) * 1000).div_euclid(i128::from(goal));
    Some(format!("{}.{}%", permille / 10, (permille % 10).abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::programme::Finish;

    #[test]
    fn a_gauge_is_full_when_the_goal_is_reached_and_not_before() {
        for (reached, goal, drawn) in [
            (0, 100, "[----------]"),
            (99, 100, "[#########-]"),
            (100, 100, "[##########]"),
            (250, 100, "[##########]"),
            (-5, 100, "[----------]"),
            (0, 0, "[##########]"),
            (i64::MAX - 1, i64::MAX, "[#########-]"),
        ] {
            assert_eq!(gauge(reached, goal, 10), drawn, "{reached}/{goal}");
        }
        assert_eq!(percent(2999, 3000).as_deref(), Some("99.9%"));
        assert_eq!(percent(92, 100).as_deref(), Some("92.0%"));
        assert_eq!(percent(5, 0), None);
    }

    #[test]
    fn an_entry_is_said_as_a_table_would() {
        let placed = What::Placed {
            place: Some(1),
            score: Some(9_450),
            promoted: Some(SkillLevel::Technician),
        };
        assert_eq!(says(&placed, Lang::Zh), "第1名 94.5分 晋升技师");
        let learnt = What::Learnt {
            finish: Finish::Failed,
            level: None,
        };
        assert_eq!(says(&learnt, Lang::Zh), "未通过");
        let scored = What::Scored {
            item: "授课".into(),
            times: 3,
            points: 250,
        };
        assert_eq!(says(&scored, Lang::Zh), "授课 ×3 7.5分");
        let inner = [placed, learnt, scored].map(|what| says(&what, Lang::En));
        assert_eq!(
            inner,
            [
                "place 1, 94.5 points, now technician",
                "failed",
                "授课, ×3, 7.5 points"
            ]
        );
    }
}
