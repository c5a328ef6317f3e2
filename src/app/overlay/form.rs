//! A form over any record: one input a field, checked as it is typed, saved as a whole. What it is for is
//! in `purpose`.

mod newer;
mod purpose;

pub use newer::Moved;
pub use purpose::Purpose;

use super::Outcome;
use crate::{
    app::{
        Action,
        edit::{edit_field, edit_text},
        msg::{EditKey, Extend},
        record::{FieldKind, FieldSpec, Record},
    },
    lang::Lang,
    text::{editor::Editor, field::Field},
};

/// The columns that a field of several lines wraps at.
pub const PAPER_COLS: usize = 48;
/// The rows of a field of several lines on screen.
pub const PAPER_ROWS: usize = 4;

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

    /// Marks the field that stands against another one, and returns its place.
    fn contradicted(&mut self, record: &Record) -> Option<usize> {
        let wrong = record.contradiction()?;
        let at = self
            .fields
            .iter()
            .position(|own| own.spec.0 == wrong.field)?;
        self.fields[at].wrong = Some(wrong.reason);
        Some(at)
    }

    fn submit(&mut self, lang: Lang) -> Outcome {
        self.read_fields(lang)
            .map_or_else(Outcome::Refuse, |record| self.purpose.end(record))
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
    use crate::{
        app::{Effect, effect::SaveWhat},
        domain::{
            craftsman::Person,
            programme::{ProgrammeKind, Scheme},
        },
    };

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
    fn a_programme_is_moved_beyond_its_old_end_in_one_go() {
        let mut own = Scheme::named(ProgrammeKind::Contest, "焊工竞赛");
        own.set("start", "2026-05-01").unwrap();
        own.set("end", "2026-05-31").unwrap();
        let record = Record::Programme(Box::new(own));
        let mut form = Form::new(String::new(), Purpose::Save(SaveWhat::New), record);
        let mut retype = |field: &str, text: &str| {
            form.focus(field);
            for _ in 0..10 {
                form.edit(EditKey::Backspace);
            }
            form.typed(text);
            form.act(Action::Save, Lang::Zh)
        };
        let refused = retype("start", "2026-07-01");
        assert!(matches!(refused, Outcome::Refuse(_)), "it ends before");
        let saved = retype("end", "2026-07-31");
        assert!(matches!(saved, Outcome::Close(_)), "{saved:?}");
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
