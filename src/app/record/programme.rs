//! The fields of programmes, by kind, and of what is entered into them.

use chrono::NaiveDate;

use super::{
    Choice, FieldKind, FieldSpec, Read,
    choices::{HONOUR_LEVEL_IF_ANY, SKILL_IF_ANY},
    line, number, words,
};
use crate::{
    domain::{
        craftsman::SkillLevel,
        fact::value::{amount, day as date},
        id::{ProgrammeId, Version},
        programme::{
            Finish, ProgrammeKind, Rate, Scheme,
            points::{hundredths, of_hundredths},
        },
    },
    figure,
    lang::Lang,
};

const FINISHES: FieldKind = FieldKind::Choice(
    "programme.finish",
    &["enrolled", "finished", "failed", "left"],
);

const CONTEST: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    ("item", FieldKind::Line),
    ("scheme_level", HONOUR_LEVEL_IF_ANY),
    ("organiser", FieldKind::Line),
    ("start", FieldKind::Date),
    ("end", FieldKind::Date),
    ("note", FieldKind::Line),
];

const TRAINING: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    ("item", FieldKind::Line),
    ("organiser", FieldKind::Line),
    ("start", FieldKind::Date),
    ("end", FieldKind::Date),
    ("hours", FieldKind::Number),
    ("note", FieldKind::Line),
];

const SUBSIDY: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    ("organiser", FieldKind::Line),
    ("account", FieldKind::Line),
    ("rates", FieldKind::Paper),
    ("cap_times", FieldKind::Number),
    ("cap_yuan", FieldKind::Number),
    ("budgets", FieldKind::Paper),
    ("start", FieldKind::Date),
    ("end", FieldKind::Date),
    ("note", FieldKind::Line),
];

const PLAN: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    ("scheme_level", HONOUR_LEVEL_IF_ANY),
    ("organiser", FieldKind::Line),
    ("start", FieldKind::Date),
    ("end", FieldKind::Date),
    ("targets", FieldKind::Paper),
    ("note", FieldKind::Line),
];

const ASSESSMENT: &[FieldSpec] = &[
    ("name", FieldKind::Line),
    ("points_table", FieldKind::Line),
    ("organiser", FieldKind::Line),
    ("start", FieldKind::Date),
    ("end", FieldKind::Date),
    ("note", FieldKind::Line),
];

pub(super) const fn fields(kind: ProgrammeKind) -> &'static [FieldSpec] {
    match kind {
        ProgrammeKind::Contest => CONTEST,
        ProgrammeKind::Training => TRAINING,
        ProgrammeKind::Subsidy => SUBSIDY,
        ProgrammeKind::Plan => PLAN,
        ProgrammeKind::Assessment => ASSESSMENT,
    }
}

pub(super) fn set(own: &mut Scheme, field: &str, text: &str) -> Read {
    match field {
        "targets" => {
            let mut read = own.clone();
            read.set(field, text)?;
            // Any year will do to see whether a question means something.
            let mut asked = read.targets.iter().filter_map(|own| own.question_of(2026));
            if asked.any(|line| figure::read(&line).is_err()) {
                return Err("programme_question");
            }
            *own = read;
            Ok(())
        }
        _ => own.set(field, text),
    }
}

/// Returns the value that stands against another one. It is looked for when all are read: whoever moves a
/// programme sets one day after the other.
pub(super) fn contradiction(own: &Scheme) -> Option<(&'static str, &'static str)> {
    let is_reversed = matches!((own.start, own.end), (Some(start), Some(end)) if end < start);
    is_reversed.then_some(("end", "programme_order"))
}

/// What is entered into a programme, as it is typed: whom it is about by name or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryText {
    /// The programme.
    pub programme: ProgrammeId,
    /// The version seen.
    pub seen: Version,
    /// What the programme is, which decides the fields.
    pub kind: ProgrammeKind,
    /// The one it is about: a name that one record alone has, or `craftsman:5`.
    pub who: String,
    /// The day; today when nothing is said.
    pub on: Option<NaiveDate>,
    /// 名次.
    pub place: Option<u32>,
    /// The score in hundredths.
    pub score: Option<i64>,
    /// The level promoted to, of the certificate, or paid for.
    pub level: Option<SkillLevel>,
    /// How the class ended.
    pub finish: Finish,
    /// The amount in yuan; by the rule when nothing is said.
    pub yuan: Option<i64>,
    /// Why it is paid beyond a cap.
    pub over: Option<String>,
    /// The target's name.
    pub target: String,
    /// How many were reached.
    pub amount: Option<i64>,
    /// Where that stands.
    pub source: Option<String>,
    /// The item of the table, by code or name.
    pub item: String,
    /// How often; once when nothing is said.
    pub times: Option<u32>,
    /// A remark.
    pub note: Option<String>,
    /// Those of the name, when there are several.
    pub named: Vec<Choice>,
    /// The targets, or the items, that can be chosen.
    pub known: Vec<Choice>,
}

impl EntryText {
    /// Returns an entry in which nothing is said yet.
    pub fn blank(programme: ProgrammeId, seen: Version, kind: ProgrammeKind) -> Self {
        Self {
            programme,
            seen,
            kind,
            who: String::new(),
            on: None,
            place: None,
            score: None,
            level: None,
            finish: Finish::Finished,
            yuan: None,
            over: None,
            target: String::new(),
            amount: None,
            source: None,
            item: String::new(),
            times: None,
            note: None,
            named: Vec::new(),
            known: Vec::new(),
        }
    }

    pub(super) fn choices_of(&self, field: &str) -> &[Choice] {
        match field {
            "who" => &self.named,
            "target" | "points_item" => &self.known,
            _ => &[],
        }
    }

    pub(super) const fn must(&self) -> &'static str {
        match self.kind {
            ProgrammeKind::Plan => "target",
            _ => "who",
        }
    }
}

const PLACED: &[FieldSpec] = &[
    ("who", FieldKind::Pick),
    ("on", FieldKind::Date),
    ("place", FieldKind::Number),
    ("score", FieldKind::Line),
    ("promoted", SKILL_IF_ANY),
    ("note", FieldKind::Line),
];

const LEARNT: &[FieldSpec] = &[
    ("who", FieldKind::Pick),
    ("on", FieldKind::Date),
    ("finish", FINISHES),
    ("certificate_level", SKILL_IF_ANY),
    ("note", FieldKind::Line),
];

const PAID: &[FieldSpec] = &[
    ("who", FieldKind::Pick),
    ("on", FieldKind::Date),
    ("paid_level", SKILL_IF_ANY),
    ("yuan", FieldKind::Number),
    ("over", FieldKind::Line),
    ("note", FieldKind::Line),
];

const REACHED: &[FieldSpec] = &[
    ("target", FieldKind::Pick),
    ("on", FieldKind::Date),
    ("amount", FieldKind::Number),
    ("source", FieldKind::Line),
    ("note", FieldKind::Line),
];

const SCORED: &[FieldSpec] = &[
    ("who", FieldKind::Pick),
    ("points_item", FieldKind::Pick),
    ("on", FieldKind::Date),
    ("times", FieldKind::Number),
    ("note", FieldKind::Line),
];

pub(super) const fn entry_fields(kind: ProgrammeKind) -> &'static [FieldSpec] {
    match kind {
        ProgrammeKind::Contest => PLACED,
        ProgrammeKind::Training => LEARNT,
        ProgrammeKind::Subsidy => PAID,
        ProgrammeKind::Plan => REACHED,
        ProgrammeKind::Assessment => SCORED,
    }
}

pub(super) fn get_entry(own: &EntryText, field: &str) -> String {
    fn shown<T: ToString>(value: Option<T>) -> String {
        value.map(|own| own.to_string()).unwrap_or_default()
    }
    match field {
        "who" => own.who.clone(),
        "on" => shown(own.on),
        "place" => shown(own.place),
        "score" => own.score.map(hundredths).unwrap_or_default(),
        "promoted" | "certificate_level" | "paid_level" => {
            own.level.map(SkillLevel::code).unwrap_or_default().into()
        }
        "finish" => own.finish.code().into(),
        "yuan" => shown(own.yuan),
        "over" => words(own.over.as_ref()),
        "target" => own.target.clone(),
        "amount" => shown(own.amount),
        "source" => words(own.source.as_ref()),
        "points_item" => own.item.clone(),
        "times" => shown(own.times),
        "note" => words(own.note.as_ref()),
        _ => String::new(),
    }
}

pub(super) fn set_entry(own: &mut EntryText, field: &str, text: &str) -> Read {
    match field {
        "who" => text.clone_into(&mut own.who),
        "on" => own.on = date(text)?,
        "place" => {
            let place: Option<u32> = number(text)?;
            if place == Some(0) {
                return Err("number");
            }
            own.place = place;
        }
        "score" if text.is_empty() => own.score = None,
        "score" => own.score = Some(of_hundredths(text).ok_or("programme_score")?),
        "promoted" | "certificate_level" | "paid_level" if text.is_empty() => own.level = None,
        "promoted" | "certificate_level" | "paid_level" => {
            own.level = Some(SkillLevel::from_code(text).ok_or("choice")?);
        }
        "finish" => own.finish = Finish::from_code(text).ok_or("choice")?,
        "yuan" => own.yuan = amount(text)?,
        "over" => own.over = line(text),
        "target" => text.clone_into(&mut own.target),
        "amount" => own.amount = amount(text)?,
        "source" => own.source = line(text),
        "points_item" => text.clone_into(&mut own.item),
        "times" => own.times = number(text)?,
        "note" => own.note = line(text),
        _ => {}
    }
    Ok(())
}

/// Returns what a rule pays, a line a level.
pub(super) fn rates_told(rates: &[Rate], lang: Lang) -> String {
    let row = |own: &Rate| {
        let whom = match (own.level, lang) {
            (None, _) => lang.say("programme.anybody").to_owned(),
            (Some(level), Lang::Zh) => level.word().to_owned(),
            (Some(level), Lang::En) => lang.word("skill", level.code()),
        };
        format!("{whom} {}", own.yuan)
    };
    rates.iter().map(row).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::record::Record;

    fn read(field: &str, text: &str) -> Result<String, &'static str> {
        let mut own = Scheme::named(ProgrammeKind::Subsidy, "");
        own.start = NaiveDate::from_ymd_opt(2026, 5, 1);
        set(&mut own, field, text).map(|()| own.get(field))
    }

    #[test]
    fn rates_budgets_and_targets_are_read_row_by_row() {
        let rates = read("rates", "人均 500元；三级 1500");
        assert_eq!(rates.as_deref(), Ok("人均 500\n高级工 1500"));
        for (field, text, wrong) in [
            ("rates", "大师 500", "programme_rate"),
            ("rates", "人均 -5", "programme_rate"),
            ("budgets", "2026 3;2026 4", "programme_twice"),
            ("budgets", "二六 3", "programme_budget"),
            ("targets", "甲 人", "programme_target"),
            ("targets", "甲 人 2026=1;甲 人 2027=1", "programme_twice"),
            (
                "targets",
                "甲 人 2026=1 ? 人才 级别=大师",
                "programme_question",
            ),
            ("cap_yuan", "-1", "amount"),
        ] {
            assert_eq!(read(field, text), Err(wrong), "{text}");
        }
    }

    #[test]
    fn a_programme_is_moved_in_any_order_and_must_not_end_before_it_starts() {
        let mut own = Scheme::named(ProgrammeKind::Contest, "焊工竞赛");
        for (field, text) in [
            ("start", "2026-05-01"),
            ("end", "2026-05-31"),
            ("start", "2026-07-01"),
        ] {
            set(&mut own, field, text).unwrap();
        }
        assert_eq!(contradiction(&own), Some(("end", "programme_order")));
        set(&mut own, "end", "2026-07-31").unwrap();
        assert_eq!(contradiction(&own), None);
        set(&mut own, "end", "").unwrap();
        assert_eq!(contradiction(&own), None);
    }

    #[test]
    fn rates_are_told_and_read_in_either_language() {
        let mut own = Scheme::named(ProgrammeKind::Subsidy, "");
        set(&mut own, "rates", "anybody 500;senior_technician 3000").unwrap();
        let own = Record::Programme(Box::new(own));
        let told = |lang| own.told("rates", lang);
        assert_eq!(told(Lang::Zh), "人均 500\n高级技师 3000");
        assert_eq!(told(Lang::En), "anybody 500\nsenior tech. 3000");
        assert_eq!(own.told("name", Lang::En), "");
    }

    #[test]
    fn what_was_reached_is_an_amount_that_can_be_added_up() {
        let mut own = EntryText::blank(ProgrammeId(1), Version(1), ProgrammeKind::Plan);
        for (text, read) in [
            ("12", Ok(Some(12))),
            ("1.5万", Ok(Some(15_000))),
            ("-3", Err("amount")),
            ("9000000000000000000", Err("amount")),
            ("", Ok(None)),
        ] {
            let done = set_entry(&mut own, "amount", text);
            assert_eq!(done.map(|()| own.amount), read, "{text}");
        }
    }
}
