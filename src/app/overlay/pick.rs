//! A list to pick one value from: a digit picks at once, typed text narrows, Enter takes the row.
//!
//! Picking is the confirmation: the title names how many items it goes to.

use std::ops::Range;

use super::{
    Confirm, Form, Outcome, Overlay, form,
    look::{LookStep, look_pick},
    step_of, step_of_key,
};
use crate::{
    app::{
        Action, Effect,
        edit::edit_field,
        effect::SaveWhat,
        list::Cursor,
        msg::EditKey,
        overlay::{Agreed, form::Purpose},
        record::{ActText, Choice, FactText, Record},
        registering::RegisterAsk,
    },
    domain::{
        event::EventKind,
        fact::FactKind,
        id::{EventId, ProposalId, Version},
    },
    lang::Lang,
    search::{Query, contains, line_score},
    store::NameId,
    text::field::Field,
};

/// What a pick is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    /// A field of an act, which is then recorded.
    Act {
        /// The act, with the choices of its other fields.
        text: Box<ActText>,
        /// The field.
        field: &'static str,
        /// What must be agreed to after the pick.
        asks: Option<String>,
    },
    /// A heading of the open letter, to go to.
    Heading,
    /// What is counted, then by what, then by what else: a plot of the roster.
    Look(LookStep, Lang),
    /// An event of an item, to be taken back with a reason.
    Event(ProposalId, Version),
    /// The kind of a fact to be added to a record.
    Kind(NameId, Version),
    /// A value for the field of the form below.
    Value,
    /// What a record and one like it are: one, or two.
    Alike(NameId),
}

/// Choices narrowed by typing.
#[derive(Clone, Debug, PartialEq)]
pub struct Pick {
    /// The title, with the item or the count.
    pub title: String,
    /// The titles of the forms of the facts that choices make.
    pub titles: Vec<(EventKind, String)>,
    /// What is to be known before picking; empty when nothing is.
    pub note: String,
    /// What it is for.
    pub picked: Picked,
    /// The choices.
    pub choices: Vec<Choice>,
    /// What is typed.
    pub typed: Field,
    /// The choices left, with the places of their label that were hit.
    pub found: Vec<(usize, Vec<Range<usize>>)>,
    /// The cursor in them.
    pub cursor: Cursor,
}

impl Pick {
    /// Returns a list of all the choices.
    pub fn new(title: String, note: String, picked: Picked, choices: Vec<Choice>) -> Self {
        let mut pick = Self {
            title,
            titles: Vec::new(),
            note,
            picked,
            choices,
            typed: Field::default(),
            found: Vec::new(),
            cursor: Cursor::default(),
        };
        pick.narrow();
        pick
    }

    /// Offers more choices behind the others; what is typed narrows them too.
    pub fn offer(&mut self, more: Vec<Choice>) {
        let at = self.cursor;
        self.choices.extend(more);
        self.narrow();
        // Without anything typed the rows above stay what they were.
        if self.typed.text().is_empty() {
            self.cursor = at;
        }
    }

    fn narrow(&mut self) {
        let query = Query::new(self.typed.text());
        self.cursor = Cursor::default();
        let all = self.choices.iter().enumerate();
        if query.is_empty() {
            self.found = all.map(|(at, _)| (at, Vec::new())).collect();
            return;
        }
        let mut scored: Vec<(i32, usize, Vec<Range<usize>>)> = all
            .filter_map(|(at, choice)| {
                let score = line_score(&query, &choice.label)?;
                Some((
                    score,
                    at,
                    contains(&query, &choice.label).unwrap_or_default(),
                ))
            })
            .collect();
        scored.sort_by_key(|(score, at, _)| (std::cmp::Reverse(*score), *at));
        self.found = scored
            .into_iter()
            .map(|(_, at, spans)| (at, spans))
            .collect();
    }

    pub(super) fn narrow_by(&mut self, text: &str) -> Outcome {
        self.typed.insert(text);
        self.narrow();
        Outcome::STAY
    }

    pub(super) fn typed(&mut self, text: &str) -> Outcome {
        match form::digit(text) {
            Some(digit) => {
                let place = (0..self.found.len()).find(|place| self.digit(*place) == Some(digit));
                place.map_or(Outcome::STAY, |place| self.take(place))
            }
            None => self.narrow_by(text),
        }
    }

    pub(super) fn edit(&mut self, key: EditKey, height: usize) -> Outcome {
        if let Some(step) = step_of_key(key) {
            self.cursor.step(step, self.found.len(), height);
            return Outcome::STAY;
        }
        let before = self.typed.text().to_owned();
        edit_field(&mut self.typed, key);
        if self.typed.text() != before {
            self.narrow();
        }
        Outcome::STAY
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.found.len(), height);
            return Outcome::STAY;
        }
        match action {
            Action::Open => self.take(self.cursor.at),
            Action::WholeForm => {
                let choice = self.choice(self.cursor.at).cloned();
                self.whole(choice.as_ref())
            }
            Action::Back => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }

    /// Returns the digit that picks the choice at a place of the list.
    pub fn digit(&self, place: usize) -> Option<usize> {
        let numbered = |at: usize| self.choice(at).is_some_and(|own| !own.is_unnumbered);
        if !numbered(place) {
            return None;
        }
        let digit = (0..=place).filter(|at| numbered(*at)).count();
        (digit <= 9).then_some(digit)
    }

    fn choice(&self, place: usize) -> Option<&Choice> {
        self.choices.get(self.found.get(place)?.0)
    }

    /// Takes the choice at a place of the list.
    fn take(&mut self, place: usize) -> Outcome {
        let Some(choice) = self.choice(place).cloned() else {
            return Outcome::STAY;
        };
        match &mut self.picked {
            Picked::Act { text, field, asks } => {
                if choice.goes_on {
                    return self.whole(Some(&choice));
                }
                text.choose(field, &choice);
                let record = Effect::Record(text.act.clone());
                match asks.take() {
                    Some(question) => Outcome::Instead(Box::new(Overlay::Confirm(Confirm {
                        question,
                        then: Agreed::Effects(vec![record]),
                        otherwise: Agreed::Nothing,
                    }))),
                    None => Outcome::Close(vec![record]),
                }
            }
            Picked::Heading => match choice.code.parse() {
                Ok(paragraph) => Outcome::Paragraph(paragraph),
                Err(_) => Outcome::STAY,
            },
            Picked::Look(step, lang) => match look_pick(*step, &choice.code, *lang) {
                Some(next) => Outcome::Instead(Box::new(Overlay::Pick(Box::new(next)))),
                None => Outcome::Look {
                    name: String::new(),
                    line: choice.code,
                },
            },
            Picked::Value => Outcome::Fill(choice.code),
            Picked::Kind(id, seen) => match FactKind::from_code(&choice.code) {
                Some(kind) => {
                    let own = Record::Fact(Box::new(FactText::of(kind.blank(), "")));
                    let what = SaveWhat::Fact(*id, *seen, None);
                    Outcome::Instead(Box::new(Overlay::form(choice.label, what, own)))
                }
                None => Outcome::STAY,
            },
            Picked::Alike(id) => {
                let Some(ask) = alike_ask(*id, &choice.code) else {
                    return Outcome::STAY;
                };
                Outcome::Instead(Box::new(Overlay::Confirm(Confirm {
                    question: choice.label,
                    then: Agreed::Effects(vec![Effect::Register(ask)]),
                    otherwise: Agreed::Nothing,
                })))
            }
            Picked::Event(id, seen) => {
                let Ok(event) = choice.code.parse() else {
                    return Outcome::STAY;
                };
                let own = ActText::new(EventKind::Reversed, vec![(*id, *seen)]);
                Outcome::Instead(Box::new(Overlay::Form(Form::new(
                    format!("{} — {}", self.title, choice.label),
                    Purpose::TakeBack(*id, *seen, EventId(event)),
                    Record::Act(Box::new(own)),
                ))))
            }
        }
    }

    /// Opens the full form, with a choice taken in.
    fn whole(&mut self, choice: Option<&Choice>) -> Outcome {
        let Picked::Act { text, field, .. } = &mut self.picked else {
            return Outcome::STAY;
        };
        if let Some(choice) = choice {
            text.choose(field, choice);
        }
        let purpose = Purpose::of(&text.act);
        let own = self.titles.iter().find(|(kind, _)| *kind == text.act.kind);
        let title = own.map_or(&self.title, |(_, title)| title);
        let mut form = Form::new(title.clone(), purpose, Record::Act(text.clone()));
        form.after(field);
        Outcome::Instead(Box::new(Overlay::Form(form)))
    }
}

/// Reads what was picked of two records: `merge`, `into` or `apart`, and the other one's word.
fn alike_ask(id: NameId, code: &str) -> Option<RegisterAsk> {
    let (act, word) = code.split_once(' ')?;
    let other = NameId::of_word(word)?;
    Some(match act {
        "merge" => RegisterAsk::Merge(id, other),
        "into" => RegisterAsk::Merge(other, id),
        _ => RegisterAsk::Apart(id, other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::Detail;

    fn sections() -> Pick {
        let names = ["综合科", "经济技术科", "权益保障科", "人才科"];
        let choices: Vec<Choice> = names.iter().map(|name| Choice::new(*name, *name)).collect();
        let text = ActText::new(EventKind::Routed, vec![(ProposalId(1), Version(1))])
            .offering("section", choices.clone());
        Pick::new(
            String::new(),
            String::new(),
            Picked::Act {
                text: Box::new(text),
                field: "section",
                asks: None,
            },
            choices,
        )
    }

    fn routed_to(outcome: Outcome) -> Option<String> {
        let Outcome::Close(effects) = outcome else {
            return None;
        };
        let [Effect::Record(act)] = effects.as_slice() else {
            return None;
        };
        let section = act.details.iter().find(|(own, _)| *own == Detail::Section);
        section.map(|(_, value)| value.clone())
    }

    #[test]
    fn a_digit_picks_at_once_and_enter_takes_the_row() {
        assert_eq!(
            routed_to(sections().typed("2")).as_deref(),
            Some("经济技术科")
        );
        assert_eq!(routed_to(sections().typed("４")).as_deref(), Some("人才科"));
        assert_eq!(sections().typed("9"), Outcome::STAY);
        let mut pick = sections();
        pick.edit(EditKey::Down, 10);
        assert_eq!(
            routed_to(pick.act(Action::Open, 10)).as_deref(),
            Some("经济技术科")
        );
    }

    #[test]
    fn typed_text_narrows_by_pinyin_and_digits_count_what_is_left() {
        let mut pick = sections();
        for c in ["r", "c"] {
            assert_eq!(pick.typed(c), Outcome::STAY);
        }
        assert_eq!(pick.found.len(), 1);
        assert_eq!(routed_to(pick.typed("1")).as_deref(), Some("人才科"));
        let mut none = sections();
        none.narrow_by("e\u{301}\u{1b}[31m没有");
        assert!(none.found.is_empty());
        assert_eq!(none.act(Action::Open, 10), Outcome::STAY);
    }

    #[test]
    fn a_suggestion_stands_first_and_moves_no_digit() {
        let mut pick = sections();
        let suggested = Choice::new("人才科", "人才科").unnumbered();
        pick.choices.insert(0, suggested);
        pick.narrow();
        let digits: Vec<_> = (0..5).map(|place| pick.digit(place)).collect();
        assert_eq!(digits, [None, Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(
            routed_to(pick.clone().typed("2")).as_deref(),
            Some("经济技术科")
        );
        assert_eq!(
            routed_to(pick.act(Action::Open, 10)).as_deref(),
            Some("人才科")
        );
    }

    #[test]
    fn tab_opens_the_whole_form_with_the_row_taken_in() {
        let mut pick = sections();
        pick.act(Action::Down, 10);
        let Outcome::Instead(overlay) = pick.act(Action::WholeForm, 10) else {
            panic!("no form")
        };
        let Overlay::Form(form) = *overlay else {
            panic!("no form")
        };
        assert_eq!(form.record.get("section"), "经济技术科");
        assert_eq!(form.fields[form.at].spec.0, "person");
    }
}
