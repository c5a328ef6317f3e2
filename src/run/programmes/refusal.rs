//! Why something is not entered into a programme, in words.

use crate::{
    app::views::note_words,
    domain::{
        craftsman::SkillLevel,
        programme::{Party, ProgrammeKind, cap::Cap, points::Assessed},
    },
    lang::Lang,
    run::{programmes::name_id, trouble::sentence},
    store::{NameId, NameNote, StoreError},
};

/// Why something is not entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unentered {
    /// The store refuses it or cannot be read.
    Store(StoreError),
    /// Nobody of the roster is called so.
    Nobody(String),
    /// Several are called so.
    Several {
        /// The name.
        name: String,
        /// Those of the name, with what tells them apart.
        of: Vec<(Party, NameNote)>,
    },
    /// Only people take part in contests and classes.
    NotAPerson(String),
    /// It would go beyond a cap, and no reason is given.
    Over {
        /// Whom.
        who: String,
        /// The caps.
        caps: Vec<Cap>,
    },
    /// The rule pays nothing for this level, and no amount is given.
    NoRate(Option<SkillLevel>),
    /// The plan has no such target.
    NoTarget {
        /// As typed.
        name: String,
        /// Those it has.
        known: Vec<String>,
    },
    /// The target has no goal in the year.
    NoGoal {
        /// The target.
        target: String,
        /// The year.
        year: i32,
    },
    /// The roster is asked what was reached of the target.
    Asked(String),
    /// No number is given.
    NoAmount,
    /// No source of the number is given.
    NoSource,
    /// There is no table of points of this id.
    NoTable(String),
    /// The table has no such item.
    NoItem {
        /// As typed.
        word: String,
        /// Those it has.
        known: Vec<String>,
    },
    /// The table is for others.
    NotAssessed {
        /// Whom.
        who: String,
        /// The table's name.
        table: String,
        /// Whom it is for.
        assessed: Assessed,
    },
    /// The programme is of another kind than what is entered.
    OtherKind(ProgrammeKind),
}

impl From<StoreError> for Unentered {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Unentered {
    /// Says what stands in the way, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        let told = |key: &str, values: &[(&str, &str)]| {
            lang.say_with(&format!("programme.refused.{key}"), values)
        };
        match self {
            Unentered::Store(error) => sentence(error, lang),
            Unentered::Nobody(name) => told("nobody", &[("name", name)]),
            Unentered::Several { name, of } => {
                let count = of.len().to_string();
                told("several", &[("name", name), ("count", &count)])
            }
            Unentered::NotAPerson(name) => told("not_a_person", &[("name", name)]),
            Unentered::Over { who, caps } => {
                let caps: Vec<String> = caps.iter().map(|cap| cap_words(*cap, lang)).collect();
                let caps = caps.join(lang.pick("；", "; "));
                told("over", &[("who", who), ("caps", &caps)])
            }
            Unentered::NoRate(level) => {
                let level = level.map_or_else(|| "-".into(), |own| lang.word("skill", own.code()));
                told("no_rate", &[("level", &level)])
            }
            Unentered::NoTarget { name, known } => {
                let known = known.join(" ");
                told("no_target", &[("name", name), ("known", &known)])
            }
            Unentered::NoGoal { target, year } => {
                let year = year.to_string();
                told("no_goal", &[("target", target), ("year", &year)])
            }
            Unentered::Asked(target) => told("asked", &[("target", target)]),
            Unentered::NoAmount => told("no_amount", &[]),
            Unentered::NoSource => told("no_source", &[]),
            Unentered::NoTable(id) => told("no_table", &[("id", id)]),
            Unentered::NoItem { word, known } => {
                let known = known.join(" ");
                told("no_item", &[("word", word), ("known", &known)])
            }
            Unentered::NotAssessed {
                who,
                table,
                assessed,
            } => {
                let assessed = lang.word("programme.assessed", assessed.code());
                let values = [
                    ("who", who.as_str()),
                    ("table", table),
                    ("assessed", &assessed),
                ];
                told("not_assessed", &values)
            }
            Unentered::OtherKind(kind) => {
                let kind = lang.word("programme.kind", kind.code());
                told("other_kind", &[("kind", &kind)])
            }
        }
    }

    /// Returns those of a name that several have, each with its row and what tells it apart.
    pub fn candidates(&self, lang: Lang) -> Vec<(NameId, String)> {
        let Unentered::Several { of, .. } = self else {
            return Vec::new();
        };
        of.iter()
            .map(|(who, note)| (name_id(*who), note_words(note, lang)))
            .collect()
    }
}

/// Says which limit is passed: allowed, and what it comes to.
pub fn cap_words(cap: Cap, lang: Lang) -> String {
    let (allowed, now) = cap.numbers();
    let values = [
        ("allowed", &*allowed.to_string()),
        ("now", &*now.to_string()),
    ];
    lang.say_with(&format!("programme.cap.{}", cap.code()), &values)
}
