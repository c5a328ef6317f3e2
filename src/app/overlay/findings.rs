//! What the checks found in the open letter: each with its rule, its words and its correction; one that
//! does not apply is overridden here with a reason.

use super::{Outcome, step_of};
use crate::{
    app::{
        Action, Effect,
        edit::edit_field,
        effect::Waiving,
        findings::Placed,
        list::{Cursor, Step},
        msg::EditKey,
    },
    domain::id::LetterId,
    lang::Lang,
    text::field::Field,
};

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingList {
    /// Whose findings.
    pub letter: LetterId,
    /// In the order of the text.
    pub list: Vec<Placed>,
    /// The cursor in them.
    pub cursor: Cursor,
    /// The reason being typed, why the one under the cursor does not apply.
    pub reason: Option<Field>,
}

impl FindingList {
    /// Opens the list at a finding.
    pub fn new(letter: LetterId, list: Vec<Placed>, at: usize) -> Self {
        let mut cursor = Cursor::default();
        for _ in 0..at {
            cursor.step(Step::Down, list.len(), list.len().max(1));
        }
        Self {
            letter,
            list,
            cursor,
            reason: None,
        }
    }

    /// Returns whether the finding under the cursor has a correction.
    pub fn may_correct(&self) -> bool {
        let own = self.list.get(self.cursor.at);
        own.is_some_and(|own| own.judged.finding.fix.is_some())
    }

    /// Begins to type the reason; an override that stands is taken back instead.
    pub fn waive(&mut self) -> Vec<Effect> {
        match self.list.get(self.cursor.at) {
            Some(own) if own.judged.waived.is_some() => self.kept(None),
            Some(_) => {
                self.reason = Some(Field::default());
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn kept(&self, reason: Option<&str>) -> Vec<Effect> {
        let own = self.list.get(self.cursor.at).into_iter();
        own.map(|own| {
            let waiving = Waiving {
                letter: self.letter,
                check: own.judged.finding.id,
                words: own.judged.words.clone(),
                reason: reason.map(str::to_owned),
            };
            Effect::Waive(Box::new(waiving))
        })
        .collect()
    }

    pub(super) fn act(&mut self, action: Action, lang: Lang, height: usize) -> Outcome {
        if let Some(reason) = &self.reason {
            return match action {
                Action::Open => {
                    let words = reason.text().trim().to_owned();
                    if words.is_empty() {
                        return Outcome::Refuse(lang.say("letter.waiver_needs").to_owned());
                    }
                    self.reason = None;
                    Outcome::Stay(self.kept(Some(&words)))
                }
                Action::Back => {
                    self.reason = None;
                    Outcome::STAY
                }
                _ => Outcome::STAY,
            };
        }
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.list.len(), height / 2);
            return Outcome::STAY;
        }
        let own = self.list.get(self.cursor.at);
        match action {
            Action::Open | Action::CorrectFinding => match own {
                Some(own) => Outcome::Found(own.range.clone(), action),
                None => Outcome::CLOSE,
            },
            Action::WaiveFinding => Outcome::Stay(self.waive()),
            Action::Back => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }

    pub(super) fn typed(&mut self, text: &str) -> Outcome {
        if let Some(reason) = &mut self.reason {
            reason.insert(text);
        }
        Outcome::STAY
    }

    pub(super) fn edit(&mut self, key: EditKey) -> Outcome {
        if let Some(reason) = &mut self.reason {
            edit_field(reason, key);
        }
        Outcome::STAY
    }
}
