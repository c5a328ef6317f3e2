//! The remarks on the open letter: Enter leads to the words one is about, a key settles it.

use std::ops::Range;

use super::{Outcome, step_of};
use crate::{
    app::{Action, Effect, effect::Settling, list::Cursor},
    domain::{
        id::{LetterId, RemarkId},
        remark::Remark,
    },
    lang::Lang,
    text::buffer::Position,
};

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct RemarkList {
    /// Whose remarks.
    pub letter: LetterId,
    /// Each with the place of its words, while they stand.
    pub list: Vec<(Remark, Option<Range<Position>>)>,
    /// The cursor in them.
    pub cursor: Cursor,
}

impl RemarkList {
    /// Opens the list on the first remark that nobody settled.
    pub fn new(letter: LetterId, list: Vec<(Remark, Option<Range<Position>>)>) -> Self {
        let open = list.iter().position(|(own, _)| own.settled_by.is_none());
        let mut cursor = Cursor::default();
        cursor.go(open.unwrap_or(0), list.len(), list.len());
        Self {
            letter,
            list,
            cursor,
        }
    }

    /// Takes in who settled a remark, or that it is open again.
    pub fn settled(&mut self, id: RemarkId, by: Option<&str>) {
        for (own, _) in self.list.iter_mut().filter(|(own, _)| own.id == id) {
            own.settled_by = by.map(str::to_owned);
        }
    }

    pub(super) fn act(&mut self, action: Action, lang: Lang, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.list.len(), height);
            return Outcome::STAY;
        }
        match (action, self.list.get(self.cursor.at)) {
            (Action::Open, Some((_, Some(range)))) => Outcome::Words(range.clone()),
            (Action::Open, Some(_)) => Outcome::Refuse(lang.say("way.words_gone").to_owned()),
            (Action::SettleRemark | Action::Mark, Some((own, _))) => {
                Outcome::Stay(vec![settle(self.letter, own)])
            }
            (Action::Back | Action::Open, _) => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }
}

/// Settles a remark; one that is settled is opened again.
pub fn settle(letter: LetterId, own: &Remark) -> Effect {
    let how = match own.settled_by {
        Some(_) => Settling::Reopened,
        None => Settling::Settled,
    };
    Effect::SettleRemark(letter, own.id, how)
}
