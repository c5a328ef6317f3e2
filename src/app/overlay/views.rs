//! The lists to choose from: narrowed by typing, a digit takes one at once, the filter of the moment can
//! be saved as one more.

use super::{Agreed, Confirm, Outcome, Overlay, finder::step_of_key, step_of};
use crate::{
    app::{
        Action, Effect, edit::edit_field, effect::QueueOrder, list::Cursor, msg::EditKey,
        standing_views::View,
    },
    lang::Lang,
    search::{Query, contains},
    text::field::Field,
};

/// The dialog.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Views {
    /// What is typed: what narrows the lists, or a new list's name.
    pub field: Field,
    /// Every list.
    pub all: Vec<View>,
    /// The places of those that are left.
    pub found: Vec<usize>,
    /// The cursor in those.
    pub cursor: Cursor,
    /// A name for the filter of the moment is being typed.
    pub naming: bool,
    /// The filter and order of the moment.
    pub now: (String, QueueOrder),
}

impl Views {
    /// Opens the dialog over a list that is filtered and ordered so.
    pub fn over(filter: &str, order: QueueOrder) -> Self {
        Self {
            now: (filter.trim().to_owned(), order),
            ..Self::default()
        }
    }

    /// Takes the lists in and orders them counted.
    pub fn take(&mut self, all: Vec<View>) -> Effect {
        let filters = all.iter().map(|view| view.filter.clone()).collect();
        let before = std::mem::replace(&mut self.all, all);
        for view in &mut self.all {
            // Shown until it is counted anew.
            let known = before.iter().find(|own| own.filter == view.filter);
            view.count = known.and_then(|own| own.count);
        }
        let cursor = self.cursor;
        self.narrow();
        self.cursor = cursor;
        self.cursor
            .keep_in(self.found.len(), self.found.len().max(1));
        Effect::CountViews(filters)
    }

    /// Takes counts in.
    pub fn counted(&mut self, counts: &[(String, usize)]) {
        for view in &mut self.all {
            if let Some((_, count)) = counts.iter().find(|(filter, _)| *filter == view.filter) {
                view.count = Some(*count);
            }
        }
    }

    /// Returns the list under the cursor.
    pub fn current(&self) -> Option<&View> {
        self.found.get(self.cursor.at).map(|at| &self.all[*at])
    }

    fn narrow(&mut self) {
        let query = Query::new(if self.naming { "" } else { self.field.text() });
        let left = self
            .all
            .iter()
            .enumerate()
            .filter(|(_, view)| query.is_empty() || contains(&query, &view.name).is_some());
        self.found = left.map(|(at, _)| at).collect();
        self.cursor = Cursor::default();
    }

    pub(super) fn typed(&mut self, text: &str) -> Outcome {
        if !self.naming
            && self.field.text().is_empty()
            && let Some(digit) = text.chars().next().and_then(|c| c.to_digit(10))
            && let Some(at) = (digit as usize).checked_sub(1)
        {
            self.cursor.at = at;
            return self.pick();
        }
        self.field.insert(text);
        if !self.naming {
            self.narrow();
        }
        Outcome::STAY
    }

    pub(super) fn edit(&mut self, key: EditKey, lang: Lang, height: usize) -> Outcome {
        if let Some(step) = step_of_key(key) {
            self.cursor.step(step, self.found.len(), height);
            return Outcome::STAY;
        }
        let at_end = self.field.caret() == self.field.text().len();
        if key == EditKey::Delete && !self.naming && at_end {
            return self.remove(lang);
        }
        edit_field(&mut self.field, key);
        if !self.naming {
            self.narrow();
        }
        Outcome::STAY
    }

    pub(super) fn act(&mut self, action: Action, lang: Lang, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.found.len(), height);
            return Outcome::STAY;
        }
        match action {
            Action::Save if self.now.0.is_empty() => {
                Outcome::Refuse(lang.say("views.nothing_to_save").to_owned())
            }
            Action::Save if !self.naming => {
                self.naming = true;
                self.field.clear();
                self.narrow();
                Outcome::STAY
            }
            Action::Open | Action::Save if self.naming => {
                let name = self.field.text().trim().to_owned();
                if name.is_empty() {
                    return Outcome::Refuse(lang.say("views.needs_name").to_owned());
                }
                self.end_naming();
                let (filter, order) = self.now.clone();
                Outcome::Stay(vec![Effect::SaveView {
                    name,
                    filter,
                    order,
                }])
            }
            Action::Open => self.pick(),
            Action::Back if self.naming => {
                self.end_naming();
                Outcome::STAY
            }
            Action::Back => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }

    fn end_naming(&mut self) {
        self.naming = false;
        self.field.clear();
        self.narrow();
    }

    fn pick(&self) -> Outcome {
        self.current().map_or(Outcome::STAY, |view| Outcome::View {
            filter: view.filter.clone(),
            order: view.order,
        })
    }

    /// Asks whether an own list is to go; those of the program stay.
    fn remove(&self, lang: Lang) -> Outcome {
        let Some(view) = self.current() else {
            return Outcome::STAY;
        };
        let Some(id) = view.own else {
            return Outcome::Refuse(lang.say("views.not_own").to_owned());
        };
        Outcome::Above(Box::new(Overlay::Confirm(Confirm {
            question: lang.say_with("views.remove", &[("name", &view.name)]),
            then: Agreed::Effects(vec![Effect::RemoveView(id)]),
            otherwise: Agreed::Nothing,
        })))
    }
}
