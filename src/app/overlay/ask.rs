//! A question put together by menu: the line, what may come next, and the answer as it stands.
//!
//! Enter takes what the cursor is on: something that may come next, or, on the first row of a whole
//! question, the answer.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Outcome, step_of, step_of_key};
use crate::{
    app::{
        Action, Effect,
        edit::edit_field,
        figure::{slip, tongue},
        list::{Cursor, Step},
        msg::EditKey,
    },
    domain::id::LetterId,
    figure::{
        Answer, Cited, Field as Asked, Question, Value,
        menu::{Menu, Offer, menu, offer_of},
        read,
    },
    lang::Lang,
    search::{Query, contains},
    text::field::Field,
};

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct AskBox {
    /// The line.
    pub field: Field,
    /// What may come next, with the places that what is typed hit.
    pub offers: Vec<(Offer, Vec<Range<usize>>)>,
    /// The cursor: in the answer's row when there is one, then in what may come next.
    pub cursor: Cursor,
    /// The question, or what is wrong with it.
    pub question: Result<Question, String>,
    /// The answer to this question, once it came.
    pub answer: Option<Answer>,
    /// The letter that the answer goes into.
    pub letter: Option<LetterId>,
    /// The number of the question last asked.
    generation: u64,
    /// Where what is chosen goes, in bytes.
    from: usize,
    values: Option<(Asked, Vec<Value>)>,
    today: NaiveDate,
    lang: Lang,
}

impl AskBox {
    /// Opens the dialog with nothing asked; `generation` is a number no earlier dialog came to.
    pub fn new(letter: Option<LetterId>, today: NaiveDate, lang: Lang, generation: u64) -> Self {
        let mut own = Self {
            field: Field::default(),
            offers: Vec::new(),
            cursor: Cursor::default(),
            question: Err(String::new()),
            answer: None,
            letter,
            generation,
            from: 0,
            values: None,
            today,
            lang,
        };
        // Without a question there is nothing to order.
        let _ = own.refresh();
        own
    }

    /// Returns how many rows come before what may come next.
    pub fn head_rows(&self) -> usize {
        usize::from(self.question.is_ok())
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.head_rows() + self.offers.len()
    }

    /// Returns whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of the question last asked.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Takes an answer in; answers to older questions are dropped.
    pub fn take(&mut self, generation: u64, answer: Answer) {
        if generation == self.generation {
            self.answer = Some(answer);
        }
    }

    /// Takes in the values that a field has.
    pub fn take_values(&mut self, field: Asked, values: Vec<Value>) {
        self.values = Some((field, values));
        self.offer();
    }

    fn refresh(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.question = read(self.field.text()).map_err(|own| slip(&own, self.lang));
        self.answer = None;
        if let Ok(question) = &self.question {
            self.generation += 1;
            effects.push(Effect::Evaluate {
                generation: self.generation,
                question: Box::new(question.clone()),
            });
        }
        effects.extend(self.offer());
        effects
    }

    /// Finds what may come next; orders the values that only the roster knows.
    fn offer(&mut self) -> Option<Effect> {
        let Menu {
            from,
            typed,
            mut offers,
            values_of,
        } = menu(self.field.text(), tongue(self.lang), self.today);
        self.from = from;
        let mut wanted = None;
        if let Some(field) = values_of {
            match &self.values {
                Some((own, values)) if *own == field => {
                    let values = values.iter();
                    let known = values.map(|value| offer_of(value, tongue(self.lang)));
                    offers.splice(0..0, known);
                }
                _ => wanted = Some(Effect::ReadFieldValues(field)),
            }
        }
        let query = Query::new(&typed);
        self.offers = offers
            .into_iter()
            .filter_map(|offer| {
                let spans = contains(&query, &offer.name)?;
                // What stands there whole is no choice any more.
                (offer.text != typed).then_some((offer, spans))
            })
            .collect();
        let on_answer = typed.is_empty() || self.offers.is_empty();
        self.cursor = Cursor::default();
        if !on_answer {
            self.cursor.at = self.head_rows();
        }
        wanted
    }

    pub(super) fn typed(&mut self, text: &str) -> Outcome {
        self.field.insert(text);
        Outcome::Stay(self.refresh())
    }

    pub(super) fn edit(&mut self, key: EditKey, height: usize) -> Outcome {
        if let Some(step) = step_of_key(key) {
            self.step(step, height);
            return Outcome::STAY;
        }
        let before = self.field.text().to_owned();
        edit_field(&mut self.field, key);
        if self.field.text() == before {
            return Outcome::STAY;
        }
        Outcome::Stay(self.refresh())
    }

    fn step(&mut self, step: Step, height: usize) {
        self.cursor.step(step, self.len(), height);
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.step(step, height);
            return Outcome::STAY;
        }
        match action {
            Action::Open => self.choose(),
            Action::Back => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }

    fn choose(&mut self) -> Outcome {
        if let Some(at) = self.cursor.at.checked_sub(self.head_rows()) {
            let Some((offer, _)) = self.offers.get(at) else {
                return Outcome::STAY;
            };
            let line = format!("{}{}", &self.field.text()[..self.from], offer.text);
            self.field = Field::new(&line);
            return Outcome::Stay(self.refresh());
        }
        match (&self.question, &self.answer, self.letter) {
            (Ok(question), Some(answer), Some(letter)) => {
                let figure = Cited::of(letter, question.clone(), answer);
                Outcome::Close(vec![Effect::KeepFigure(Box::new(figure), None)])
            }
            _ => Outcome::STAY,
        }
    }
}
