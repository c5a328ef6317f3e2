//! Everything that a form can show and change, as named fields of text.
//!
//! One way for all records: a table of fields, `get` to show one, `set` to read it back. The same
//! fields serve the forms, the review of papers before they are stored, and `proposal new`.

pub mod act;
mod case;
mod changes;
mod choices;
mod fact;
mod item;
mod list;
pub(crate) mod programme;
mod publish;
mod roster;
mod step;
mod unit;

pub use act::{ActText, Choice};
pub use case::Asking;
pub use changes::{change_lines, shown};
pub use fact::{FactText, fact_fields, fact_line};
pub use programme::EntryText;
pub use publish::PublishText;
pub use step::StepText;

use chrono::NaiveDate;

use crate::{
    domain::{
        craftsman::Person, employer::Firm, fact::value::day as date, letter::LetterText,
        paper::SourceText, programme::Scheme, proposal::Item, studio::Workshop, unit::Unit,
    },
    figure::Pivot,
    lang::Lang,
};

use super::lists::ListText;

/// What may stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// Several lines.
    Paper,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A whole number.
    Number,
    /// One of the codes; shown by the words under this key of `lang`.
    Choice(&'static str, &'static [&'static str]),
    /// Names, divided by 、 ， or `;`.
    Names,
    /// One of the record's own choices; a line where it has none.
    Pick,
}

/// A field's key and kind; the label is `field.<key>` in `lang`.
pub type FieldSpec = (&'static str, FieldKind);

/// Something that a form shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// An item.
    Item(Box<Item>),
    /// A letter that came in.
    Letter(Box<LetterText>),
    /// A source.
    Source(Box<SourceText>),
    /// A craftsman.
    Person(Box<Person>),
    /// A studio.
    Studio(Box<Workshop>),
    /// An employer.
    Employer(Box<Firm>),
    /// A dated fact of one of these.
    Fact(Box<FactText>),
    /// A programme.
    Programme(Box<Scheme>),
    /// An entry of a programme.
    Entry(Box<EntryText>),
    /// The unit's profile.
    Unit(Box<Unit>),
    /// What the calculator is asked.
    Case(Box<Asking>),
    /// A single day.
    Day(Option<NaiveDate>),
    /// A fact to be recorded.
    Act(Box<ActText>),
    /// A step of a letter.
    Step(Box<StepText>),
    /// A decision on the publishing of a letter.
    Publish(Box<PublishText>),
    /// What is said of words of a letter.
    Remark(String),
    /// A file's path, and where needed its form.
    File(String),
    /// Who sent a table.
    Sender(String),
    /// A list of the roster to be written.
    List(Box<ListText>),
    /// A name, or none, and what is looked at in the roster.
    Look(String, String),
}

/// Why a field could not be read; the reason is `wrong.<reason>` in `lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field.
    pub field: &'static str,
    /// The reason.
    pub reason: &'static str,
}

impl Record {
    /// Returns the record's fields, in the order of the form.
    pub fn fields(&self) -> &'static [FieldSpec] {
        match self {
            Record::Item(_) => item::ITEM,
            Record::Letter(_) => item::LETTER,
            Record::Source(_) => item::SOURCE,
            Record::Person(_) => roster::PERSON,
            Record::Studio(_) => roster::STUDIO,
            Record::Employer(_) => roster::EMPLOYER,
            Record::Fact(own) => fact_fields(own.fact.kind()),
            Record::Programme(own) => programme::fields(own.kind),
            Record::Entry(own) => programme::entry_fields(own.kind),
            Record::Unit(_) => unit::UNIT,
            Record::Case(_) => case::CASE,
            Record::Day(_) => &[("day", FieldKind::Date)],
            Record::Act(act) => act::fields_of(act.act.kind),
            Record::Step(own) => step::fields(own),
            Record::Publish(_) => publish::PUBLISH,
            Record::Remark(_) => &[("remark_text", FieldKind::Line)],
            Record::File(_) => &[("path", FieldKind::Line)],
            Record::Sender(_) => &[("sender", FieldKind::Line)],
            Record::List(own) => list::fields(own.kind),
            Record::Look(..) => &[
                ("look_line", FieldKind::Line),
                ("look_name", FieldKind::Line),
            ],
        }
    }

    /// Returns a field as a reader of a language has it, where the text that is read back has words of one.
    pub fn told(&self, field: &str, lang: Lang) -> String {
        match (self, field) {
            (Record::Programme(own), "rates") => programme::rates_told(&own.rates, lang),
            _ => self.get(field),
        }
    }

    /// Returns a field as text; private values in full, since the form is the full view.
    pub fn get(&self, field: &str) -> String {
        match self {
            Record::Item(item) => item::get(item, field),
            Record::Letter(letter) => item::get_letter(letter, field),
            Record::Source(source) => item::get_source(source, field),
            Record::Person(person) => person.get(field),
            Record::Studio(studio) => studio.get(field),
            Record::Employer(employer) => employer.get(field),
            Record::Fact(own) => own.get(field),
            Record::Programme(own) => own.get(field),
            Record::Entry(own) => programme::get_entry(own, field),
            Record::Unit(unit) => unit::get(unit, field),
            Record::Case(own) => case::get(own, field),
            Record::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
            Record::Act(own) => act::get(own, field),
            Record::Step(own) => step::get(own, field),
            Record::Publish(own) => publish::get(own, field),
            Record::File(text) | Record::Remark(text) | Record::Sender(text) => text.clone(),
            Record::List(own) => list::get(own, field),
            Record::Look(name, line) => if field == "look_name" { name } else { line }.clone(),
        }
    }

    /// Reads a field from text. The text is clean already.
    ///
    /// # Errors
    /// When the text is no value of the field's kind; the record stays as it was.
    pub fn set(&mut self, field: &'static str, text: &str) -> Result<(), Wrong> {
        let text = text.trim();
        let read = match self {
            Record::Item(item) => item::set(item, field, text),
            Record::Letter(letter) => item::set_letter(letter, field, text),
            Record::Source(source) => item::set_source(source, field, text),
            Record::Person(person) => person.type_in(field, text),
            Record::Studio(studio) => studio.type_in(field, text),
            Record::Employer(employer) => employer.set(field, text),
            Record::Fact(own) => own.set(field, text),
            Record::Programme(own) => programme::set(own, field, text),
            Record::Entry(own) => programme::set_entry(own, field, text),
            Record::Unit(unit) => unit::set(unit, field, text),
            Record::Case(own) => case::set(own, field, text),
            Record::Day(day) => date(text).map(|read| *day = read),
            Record::Act(own) => act::set(own, field, text),
            Record::Step(own) => step::set(own, field, text),
            Record::Publish(own) => publish::set(own, field, text),
            Record::Look(_, line) if field == "look_line" => {
                text.clone_into(line);
                let asked = text.is_empty() || Pivot::read(text).is_ok();
                asked.then_some(()).ok_or("question")
            }
            Record::List(own) => list::set(own, field, text),
            Record::Look(own, _)
            | Record::File(own)
            | Record::Remark(own)
            | Record::Sender(own) => {
                text.clone_into(own);
                Ok(())
            }
        };
        read.map_err(|reason| Wrong { field, reason })
    }

    /// Returns the field that must not be empty, if the record has one.
    pub fn must(&self) -> Option<&'static str> {
        match self {
            Record::Person(_) | Record::Studio(_) | Record::Employer(_) | Record::Programme(_) => {
                Some("name")
            }
            Record::Fact(own) => own.fact.kind().needs().first().copied(),
            Record::Entry(own) => Some(own.must()),
            Record::Day(_) => Some("day"),
            Record::Act(act) => act::must_of(act.act.kind),
            Record::Step(own) => step::must(own),
            Record::Publish(own) => publish::must(own),
            Record::Remark(_) => Some("remark_text"),
            Record::File(_) | Record::List(_) => Some("path"),
            Record::Look(..) => Some("look_line"),
            _ => None,
        }
    }

    /// Returns the choices of a field that are data; none where it is typed freely.
    pub fn choices(&self, field: &str) -> &[Choice] {
        match self {
            Record::Act(own) => own.choices_of(field),
            Record::Entry(own) => own.choices_of(field),
            Record::List(own) => list::choices(own, field),
            _ => &[],
        }
    }

    /// Returns the key of a field's label in `lang`.
    pub fn label(&self, field: &str) -> String {
        match (self, field) {
            (Record::Person(_), "name") => "field.person_name".to_owned(),
            (Record::Act(_), _) => act::label(field),
            (Record::Fact(own), _) => format!("fact.{}.{field}", own.fact.kind().code()),
            (Record::List(_), "template" | "what" | "order" | "begin" | "period") => {
                format!("list.field.{field}")
            }
            (Record::Programme(_) | Record::Entry(_), _) => format!("programme.field.{field}"),
            _ => format!("field.{field}"),
        }
    }
}

/// The outcome of reading a field: the reason's key when it cannot be read.
type Read = Result<(), &'static str>;

fn line(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn words(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn names(text: &str) -> Vec<String> {
    text.split(['、', '，', ',', ';', '；', '\n'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn number<T: std::str::FromStr>(text: &str) -> Result<Option<T>, &'static str> {
    if text.is_empty() {
        Ok(None)
    } else {
        text.parse().map(Some).map_err(|_| "number")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::review::{StepAct, Wish};
    use crate::domain::{
        craftsman::HonourLevel,
        employer::EmployerKind,
        id::{LetterId, ProgrammeId, Version},
        letter::LetterKind,
        programme::ProgrammeKind,
        sitting::{Kind, Sitting},
    };

    fn one_of_each() -> Vec<Record> {
        vec![
            Record::Item(Box::new(Item::blank(Sitting::unknown(Kind::Suggestion)))),
            Record::Letter(Box::new(LetterText::draft(LetterKind::LeadReply, None))),
            Record::Source(Box::new(SourceText {
                title: String::new(),
                date: None,
                origin: None,
                sections: vec![],
                text: String::new(),
            })),
            Record::Person(Box::default()),
            Record::Studio(Box::new(Workshop::named("", HonourLevel::City))),
            Record::Employer(Box::new(Firm {
                standings: Vec::new(),
                name: String::new(),
                kind: EmployerKind::Enterprise,
                town: None,
                phone: None,
                note: None,
            })),
            Record::Unit(Box::default()),
            Record::Case(Box::new(Asking::on(
                NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            ))),
            Record::Day(None),
            Record::File(String::new()),
            Record::Sender(String::new()),
            Record::List(Box::new(ListText::of(
                crate::app::lists::ListKind::Public,
                crate::app::lists::ShownNames::All,
            ))),
            Record::Look(String::new(), String::new()),
            Record::Remark(String::new()),
            Record::Publish(Box::new(PublishText {
                publicity: crate::domain::publishing::Publicity::Open,
                reason: None,
            })),
        ]
        .into_iter()
        .chain(
            [Wish::Sign, Wish::Number, Wish::Back, Wish::Void].map(|wish| {
                Record::Step(Box::new(StepText {
                    act: StepAct::plain(LetterId(1), Version(1), wish),
                    number_typed: true,
                }))
            }),
        )
        .chain(ProgrammeKind::ALL.iter().flat_map(|kind| {
            let entry = EntryText::blank(ProgrammeId(1), Version(1), *kind);
            [
                Record::Programme(Box::new(Scheme::named(*kind, ""))),
                Record::Entry(Box::new(entry)),
            ]
        }))
        .chain(
            crate::domain::event::EventKind::ALL
                .iter()
                .map(|kind| Record::Act(Box::new(ActText::new(*kind, Vec::new())))),
        )
        .collect()
    }

    #[test]
    fn what_is_set_is_what_is_shown() {
        for mut record in one_of_each() {
            for (field, kind) in record.fields() {
                let text = match kind {
                    FieldKind::Date => "2026-11-21".to_owned(),
                    FieldKind::Number => "7".to_owned(),
                    FieldKind::Choice(_, codes) => codes.last().unwrap().to_string(),
                    FieldKind::Names => "甲、乙".to_owned(),
                    FieldKind::Pick => match *field {
                        "class" => "SOLVED".into(),
                        "result" | "attitude" => "satisfied".into(),
                        _ => "样例".into(),
                    },
                    FieldKind::Line | FieldKind::Paper => match *field {
                        "birth_month" => "1987-05".into(),
                        "number" => "037".into(),
                        "staff" => "王敏 wangmin 综合科 收件、核稿".into(),
                        "look_line" => "人才 按级别".into(),
                        "rates" => "人均 500\n高级工 1500".into(),
                        "budgets" => "2026 90000".into(),
                        "targets" => "领军 人 2026=100 ? 人才".into(),
                        "score" => "94.5".into(),
                        _ => "样例é字".into(),
                    },
                };
                // phone, address and postcode of an item belong to its first proposer
                if let Record::Item(item) = &mut record
                    && item.proposers.is_empty()
                {
                    item::set(item, "proposers", "甲、乙").unwrap();
                }
                record
                    .set(field, &text)
                    .unwrap_or_else(|wrong| panic!("{wrong:?}"));
                assert_eq!(record.get(field), text, "{field}");
                if !matches!(kind, FieldKind::Choice(..)) && !matches!(*field, "proposers") {
                    record
                        .set(field, "")
                        .unwrap_or_else(|wrong| panic!("{wrong:?}"));
                    assert_eq!(record.get(field), "", "{field}");
                }
            }
        }
    }

    #[test]
    fn a_day_is_read_in_the_ways_offices_write_it() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 2);
        for text in [
            "2026-11-02",
            "2026.11.2",
            "2026/11/2",
            "2026年11月2日",
            "20261102",
            "2026 年11月2日",
        ] {
            assert_eq!(date(text), Ok(day), "{text}");
        }
        for text in ["31", "2026-09-31", "九月", "0001-01-01", "2026-13-01"] {
            assert_eq!(date(text), Err("date"), "{text}");
        }
        assert_eq!(date(""), Ok(None));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_never_panics(text in "\\PC{0,12}") {
            for mut record in one_of_each() {
                for (field, _) in record.fields() {
                    let _ = record.set(field, &text);
                    let _ = record.get(field);
                }
            }
        }
    }
}
