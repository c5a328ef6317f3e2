//! A form over any record: one input a field, checked as it is typed, saved as a whole.

use super::Outcome;
use crate::{
    app::{
        Action, Effect,
        edit::{edit_field, edit_text},
        effect::{Act, Copy, SaveWhat, Which},
        msg::{EditKey, Extend},
        record::{FieldKind, FieldSpec, Record},
        tables::{TableAsk, TableFrom},
    },
    domain::{
        event::{Detail, EventKind},
        id::{EventId, LetterId, ProposalId, Version},
    },
    lang::Lang,
    store::NewRemark,
    text::{editor::Editor, field::Field},
};

/// The columns that a field of several lines wraps at.
pub const PAPER_COLS: usize = 48;
/// The rows of a field of several lines on screen.
pub const PAPER_ROWS: usize = 4;

/// What a form is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// Save the record.
    Save(SaveWhat),
    /// Record the fact as it stands.
    Act,
    /// Ask before recording the fact.
    AskedAct,
    /// Take back an event of an item, for the reason given.
    TakeBack(ProposalId, Version, EventId),
    /// Read a paper from a path.
    PaperPath,
    /// Export a letter to a path.
    Export(LetterId),
    /// Export a letter to a path as the public may read it.
    ExportPublic(LetterId),
    /// Export letters into a folder.
    ExportLetters(Which),
    /// Decide on the publishing of a letter.
    Publish(LetterId),
    /// Take a letter's step.
    Step,
    /// Give a letter its number, then export it to this path.
    NumberFor(String, Copy),
    /// Remark on words of a letter of this version.
    Remark(LetterId, Version, std::ops::Range<usize>, String),
    /// Export the ledger to a path.
    ExportLedger,
    /// Write an item's slips into a folder.
    Slips(ProposalId),
    /// Correct what a paper brings.
    Correct,
    /// Look at the roster so, and keep it under its name.
    Look,
    /// Try a case out.
    WhatIf,
    /// Read a calendar year from a path.
    Calendar,
    /// Look at a table of the roster at a path.
    TablePath,
    /// Write a list of the roster.
    List,
    /// Tell the dialog below.
    Below,
}

impl Purpose {
    /// Returns what the form of an act is for: what goes to several items, or out of the house, or ends
    /// the handling, is asked about.
    pub fn of(act: &Act) -> Self {
        let weighty = matches!(
            act.kind,
            EventKind::ReturnAsked
                | EventKind::Extended
                | EventKind::ExtensionAsked
                | EventKind::Withdrawn
                | EventKind::Merged
        );
        if weighty || act.targets.len() > 1 {
            Purpose::AskedAct
        } else {
            Purpose::Act
        }
    }
}

/// What is typed into a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// One line.
    Line(Field),
    /// Several lines.
    Paper(Box<Editor>),
    /// One of the kind's choices.
    Choice(usize),
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct FormField {
    /// Its key and kind.
    pub spec: FieldSpec,
    /// What is typed.
    pub input: Input,
    /// Why it cannot be read: `wrong.<reason>` in `lang`.
    pub wrong: Option<&'static str>,
}

/// A form.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The title.
    pub title: String,
    /// What it is for.
    pub purpose: Purpose,
    /// The record as it was.
    pub record: Record,
    /// Its fields.
    pub fields: Vec<FormField>,
    /// The field that has the keys.
    pub at: usize,
}

impl Form {
    /// Opens a form on a record.
    pub fn new(title: String, purpose: Purpose, record: Record) -> Self {
        let left_out = match &record {
            Record::Act(own) => own.left_out.clone(),
            _ => Vec::new(),
        };
        let fields = record
            .fields()
            .iter()
            .filter(|spec| !left_out.contains(&spec.0))
            .map(|spec| {
                let text = record.get(spec.0);
                let codes = codes_of(&record, *spec);
                let input = match spec.1 {
                    // What is none of the choices, a pack of one's own, is kept as it was typed.
                    FieldKind::Choice(..) => codes
                        .iter()
                        .position(|code| *code == text)
                        .map_or_else(|| Input::Line(Field::new(&text)), Input::Choice),
                    // What is no choice of today's was typed, and stays.
                    FieldKind::Pick if !codes.is_empty() => {
                        match codes.iter().position(|code| *code == text) {
                            Some(at) => Input::Choice(at),
                            None if text.is_empty() => Input::Choice(0),
                            None => Input::Line(Field::new(&text)),
                        }
                    }
                    FieldKind::Paper => {
                        let mut editor = Editor::new(&text);
                        editor.set_width(PAPER_COLS);
                        editor.set_height(PAPER_ROWS);
                        Input::Paper(Box::new(editor))
                    }
                    _ => Input::Line(Field::new(&text)),
                };
                FormField {
                    spec: *spec,
                    input,
                    wrong: None,
                }
            })
            .collect();
        Self {
            title,
            purpose,
            record,
            fields,
            at: 0,
        }
    }

    /// Puts the keys on a field.
    pub fn focus(&mut self, field: &str) {
        self.at = self
            .fields
            .iter()
            .position(|own| own.spec.0 == field)
            .unwrap_or(0);
    }

    /// Puts the keys on the field behind another one.
    pub fn after(&mut self, field: &str) {
        self.focus(field);
        self.at = (self.at + 1).min(self.fields.len().saturating_sub(1));
    }

    /// Puts a picked value into the field that has the keys.
    pub fn fill(&mut self, text: &str) {
        if let Some(FormField {
            input: Input::Line(line),
            ..
        }) = self.fields.get_mut(self.at)
        {
            *line = Field::new(text);
        }
        self.check();
    }

    fn text_of(record: &Record, field: &FormField) -> String {
        match &field.input {
            Input::Line(line) => line.text().to_owned(),
            Input::Paper(editor) => editor.text(),
            Input::Choice(at) => {
                let codes = codes_of(record, field.spec);
                codes.get(*at).copied().unwrap_or_default().to_owned()
            }
        }
    }

    fn check(&mut self) {
        let field = &mut self.fields[self.at];
        let mut scratch = self.record.clone();
        field.wrong = scratch
            .set(field.spec.0, &Self::text_of(&self.record, field))
            .err()
            .map(|wrong| wrong.reason);
    }

    pub(super) fn typed(&mut self, text: &str) -> Outcome {
        let field = &mut self.fields[self.at];
        match &mut field.input {
            Input::Line(line) => line.insert(text),
            Input::Paper(editor) => editor.insert(text),
            Input::Choice(at) => {
                let count = codes_of(&self.record, field.spec).len();
                match digit(text) {
                    _ if text == " " => *at = (*at + 1) % count.max(1),
                    Some(digit) if digit <= count => *at = digit - 1,
                    _ => {}
                }
            }
        }
        self.check();
        Outcome::STAY
    }

    pub(super) fn pasted(&mut self, text: &str) -> Outcome {
        match &mut self.fields[self.at].input {
            Input::Line(line) => line.insert(text),
            Input::Paper(editor) => {
                editor.paste(text);
            }
            Input::Choice(_) => {}
        }
        self.check();
        Outcome::STAY
    }

    fn go(&mut self, down: bool) {
        let last = self.fields.len() - 1;
        self.at = match (down, self.at) {
            (true, at) if at == last => 0,
            (true, at) => at + 1,
            (false, 0) => last,
            (false, at) => at - 1,
        };
    }

    pub(super) fn edit(&mut self, key: EditKey) -> Outcome {
        let field = &mut self.fields[self.at];
        match (&mut field.input, key) {
            (Input::Paper(editor), _) => {
                let before = editor.cursor_cell();
                edit_text(editor, key, Extend::No);
                let stuck = editor.cursor_cell().0 == before.0;
                match key {
                    EditKey::Up if stuck => self.go(false),
                    EditKey::Down if stuck => self.go(true),
                    _ => {}
                }
            }
            (_, EditKey::Up) => self.go(false),
            (_, EditKey::Down | EditKey::Enter) => self.go(true),
            (Input::Line(line), _) => edit_field(line, key),
            (Input::Choice(at), EditKey::Left | EditKey::Right) => {
                let count = codes_of(&self.record, field.spec).len().max(1);
                let by = if key == EditKey::Right { 1 } else { count - 1 };
                *at = (*at + by) % count;
            }
            (Input::Choice(_), _) => {}
        }
        self.check();
        Outcome::STAY
    }

    pub(super) fn act(&mut self, action: Action, lang: Lang) -> Outcome {
        match action {
            Action::Down => self.go(true),
            Action::Up => self.go(false),
            Action::Back => return Outcome::CLOSE,
            Action::Save => return self.submit(lang),
            // Enter: a form of one field is finished by it; in longer ones it goes on.
            Action::Open if self.fields.len() == 1 => return self.submit(lang),
            // An act is short and done often: Enter records it, Tab goes on.
            Action::Open if matches!(self.record, Record::Act(_) | Record::Step(_)) => {
                return self.submit(lang);
            }
            Action::Open => return self.edit(EditKey::Enter),
            Action::PickValue if self.fields[self.at].spec.0 == "trade" => {
                return Outcome::PickTrade;
            }
            Action::PickValue => return Outcome::Refuse(lang.say("form.no_list").to_owned()),
            _ => {}
        }
        Outcome::STAY
    }

    /// Marks the field of a fact that stands against another one, and returns its place.
    fn contradicted(&mut self, record: &Record) -> Option<usize> {
        let Record::Fact(own) = record else {
            return None;
        };
        let (wrong, reason) = own.fact.contradiction()?;
        let at = self.fields.iter().position(|own| own.spec.0 == wrong)?;
        self.fields[at].wrong = Some(reason);
        Some(at)
    }

    fn submit(&mut self, lang: Lang) -> Outcome {
        self.read_fields(lang)
            .map_or_else(Outcome::Refuse, |record| self.handed_in(record))
    }

    /// Returns the record as typed; the first wrong field is gone to and said.
    fn read_fields(&mut self, lang: Lang) -> Result<Record, String> {
        let mut record = self.record.clone();
        let must = record.must();
        let mut first_wrong = None;
        for (at, field) in self.fields.iter_mut().enumerate() {
            let text = Self::text_of(&self.record, field);
            field.wrong = match record.set(field.spec.0, &text) {
                Err(wrong) => Some(wrong.reason),
                Ok(()) if must == Some(field.spec.0) && text.trim().is_empty() => Some("empty"),
                Ok(()) => None,
            };
            if field.wrong.is_some() && first_wrong.is_none() {
                first_wrong = Some(at);
            }
        }
        first_wrong = first_wrong.or_else(|| self.contradicted(&record));
        if let Some(at) = first_wrong {
            self.at = at;
            let label = self.record.label(self.fields[at].spec.0);
            let field = lang.say(&label).to_owned();
            let reason = lang
                .say(&format!(
                    "wrong.{}",
                    self.fields[at].wrong.unwrap_or_default()
                ))
                .to_owned();
            return Err(lang.say_with("form.wrong", &[("field", &field), ("reason", &reason)]));
        }
        Ok(record)
    }

    fn handed_in(&self, record: Record) -> Outcome {
        match (&self.purpose, record) {
            (Purpose::Save(what), record) => {
                Outcome::Close(vec![Effect::SaveRecord(*what, Box::new(record))])
            }
            (Purpose::Act, Record::Act(own)) => Outcome::Close(vec![Effect::Record(own.act)]),
            (Purpose::AskedAct, Record::Act(own)) => Outcome::AskFirst(own),
            (Purpose::TakeBack(id, seen, event), Record::Act(own)) => {
                let reason = own
                    .act
                    .details
                    .into_iter()
                    .find(|(detail, _)| *detail == Detail::Reason)
                    .map(|(_, reason)| reason)
                    .unwrap_or_default();
                Outcome::Close(vec![Effect::Correct {
                    id: *id,
                    seen: *seen,
                    event: *event,
                    reason,
                }])
            }
            (Purpose::PaperPath, Record::File(path)) => {
                Outcome::Close(vec![Effect::ReadPaperFile(path)])
            }
            (Purpose::Export(id), Record::File(path)) => {
                Outcome::Close(vec![Effect::ExportLetter(*id, path)])
            }
            (Purpose::ExportPublic(id), Record::File(path)) => {
                Outcome::Close(vec![Effect::ExportPublic(*id, path)])
            }
            (Purpose::ExportLetters(which), Record::File(path)) => {
                Outcome::Close(vec![Effect::PlanExport(which.clone(), path)])
            }
            (Purpose::Publish(id), Record::Publish(own)) => {
                let decide = Effect::DecidePublishing(*id, own.publicity, own.reason);
                Outcome::Close(vec![decide])
            }
            (Purpose::Step, Record::Step(own)) => Outcome::Close(vec![Effect::TakeStep(own.act)]),
            (Purpose::NumberFor(path, copy), Record::Step(own)) => {
                Outcome::Close(vec![Effect::NumberAndExport(own.act, path.clone(), *copy)])
            }
            (Purpose::Remark(id, seen, range, quote), Record::Remark(text)) => {
                Outcome::Close(vec![Effect::AddRemark {
                    id: *id,
                    seen: *seen,
                    remark: NewRemark {
                        range: range.clone(),
                        quote: quote.clone(),
                        text,
                    },
                }])
            }
            (Purpose::WhatIf, Record::Case(asking)) => Outcome::Stay(vec![Effect::WhatIf(asking)]),
            (Purpose::Calendar, Record::File(path)) => {
                Outcome::Close(vec![Effect::ReadCalendar(path)])
            }
            (Purpose::TablePath, Record::File(path)) => {
                let from = TableFrom::file(&path);
                Outcome::Close(vec![Effect::Table(TableAsk::Look(Box::new(from)))])
            }
            (Purpose::List, Record::List(own)) => Outcome::Close(vec![Effect::MakeList(own)]),
            (Purpose::Below, Record::File(text) | Record::Sender(text)) => Outcome::Told(text),
            (Purpose::Slips(id), Record::File(path)) => {
                Outcome::Close(vec![Effect::WriteSlips(*id, path)])
            }
            (Purpose::ExportLedger, Record::File(path)) => {
                Outcome::Close(vec![Effect::ExportLedger(path)])
            }
            (Purpose::Look, Record::Look(name, line)) => Outcome::Look { name, line },
            (Purpose::Correct, record) => Outcome::Corrected(Box::new(record)),
            (
                Purpose::Act
                | Purpose::AskedAct
                | Purpose::TakeBack(..)
                | Purpose::PaperPath
                | Purpose::Export(_)
                | Purpose::ExportPublic(_)
                | Purpose::ExportLetters(_)
                | Purpose::Publish(_)
                | Purpose::Step
                | Purpose::NumberFor(..)
                | Purpose::Remark(..)
                | Purpose::ExportLedger
                | Purpose::Look
                | Purpose::Slips(_)
                | Purpose::WhatIf
                | Purpose::TablePath
                | Purpose::List
                | Purpose::Below
                | Purpose::Calendar,
                _,
            ) => Outcome::CLOSE,
        }
    }
}

/// Returns the codes of a field that is chosen and not typed.
fn codes_of(record: &Record, (field, kind): FieldSpec) -> Vec<&str> {
    match kind {
        FieldKind::Choice(_, codes) => codes.to_vec(),
        FieldKind::Pick => {
            let choices = record.choices(field).iter();
            choices.map(|choice| choice.code.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the digit 1 to 9 that was typed, full-width ones too: an IME may be left on.
pub(super) fn digit(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    let at = match c {
        '1'..='9' => c as u32 - '0' as u32,
        '１'..='９' => c as u32 - '０' as u32,
        _ => return None,
    };
    Some(at as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::craftsman::Person;

    fn person_form() -> Form {
        Form::new(
            String::new(),
            Purpose::Save(SaveWhat::New),
            Record::Person(Box::<Person>::default()),
        )
    }

    #[test]
    fn a_form_saves_what_was_typed_and_refuses_what_it_cannot_read() {
        let mut form = person_form();
        assert!(
            matches!(form.act(Action::Save, Lang::Zh), Outcome::Refuse(_)),
            "a person needs a name"
        );
        form.typed("林小满");
        form.focus("birth_month");
        form.typed("八七年");
        assert_eq!(form.fields[form.at].wrong, Some("month"));
        assert!(matches!(
            form.act(Action::Save, Lang::Zh),
            Outcome::Refuse(_)
        ));
        for _ in 0..3 {
            form.edit(EditKey::Backspace);
        }
        form.typed("1987-05");
        form.focus("skill");
        form.edit(EditKey::Right);
        let Outcome::Close(effects) = form.act(Action::Save, Lang::Zh) else {
            panic!("not saved")
        };
        let [Effect::SaveRecord(SaveWhat::New, record)] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        assert_eq!(record.get("name"), "林小满");
        assert_eq!(record.get("skill"), "apprentice");
    }

    #[test]
    fn a_choice_goes_round() {
        let mut form = person_form();
        form.focus("gender");
        for _ in 0..3 {
            form.typed(" ");
        }
        assert_eq!(form.fields[form.at].input, Input::Choice(0));
        form.edit(EditKey::Left);
        assert_eq!(form.fields[form.at].input, Input::Choice(2));
    }
}
