//! Undo and redo as a list of edits that can be turned round.
//!
//! An edit says what stood where and what stands there now, so it needs no copy of the text and can
//! be stored with the draft and taken up again after a restart. Typing is gathered into runs, so that
//! one undo takes back a clause and not a letter. Invariant: undoing a step and redoing it gives the
//! same text.

use serde::{Deserialize, Serialize};

use super::buffer::Position;
use super::mark::Mark;

/// Steps kept; a letter of 50,000 characters typed clause by clause makes about 5,000. Chosen by us.
const STEPS_KEPT: usize = 10_000;

/// A replacement of text at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Where both texts begin.
    pub at: Position,
    /// What stood there before.
    pub removed: String,
    /// What stands there after.
    pub inserted: String,
    /// Marks that undoing would not bring back by itself, as they were before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmarked: Vec<Mark>,
    /// Marks that doing it again would not bring back by itself, as they were after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marked: Vec<Mark>,
}

impl Edit {
    /// Returns the edit that takes this one back.
    #[must_use]
    pub fn turned(self) -> Self {
        Self {
            at: self.at,
            removed: self.inserted,
            inserted: self.removed,
            unmarked: self.marked,
            marked: self.unmarked,
        }
    }

    fn touches_marks(&self) -> bool {
        !(self.unmarked.is_empty() && self.marked.is_empty())
    }
}

/// How an edit came about; edits of one kind that join are one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Run {
    /// Characters typed one after the other.
    Typing,
    /// Characters deleted one after the other.
    Erasing,
    /// A paste, a cut, a replacement: always a step of its own.
    Once,
}

/// What one undo takes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The edits in the order they were made.
    pub edits: Vec<Edit>,
    /// How they came about.
    pub run: Run,
    /// The caret before the first edit.
    pub before: Position,
    /// The caret after the last edit.
    pub after: Position,
}

/// Whether the last step may still grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
enum Growth {
    Open,
    #[default]
    Closed,
}

/// The steps done and undone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    growth: Growth,
}

impl History {
    /// Records a step that was just done; what was undone before is forgotten.
    pub fn record(&mut self, step: Step) {
        self.undone.clear();
        let ends_clause = step.edits.iter().any(|edit| ends_clause(&edit.inserted));
        let step = match (self.growth, self.done.last_mut()) {
            (Growth::Open, Some(last)) => joined(last, step),
            _ => Some(step),
        };
        if let Some(step) = step {
            self.done.push(step);
        }
        if self.done.len() > STEPS_KEPT {
            self.done.drain(..STEPS_KEPT / 10);
        }
        self.growth = match self.done.last() {
            Some(last) if last.run != Run::Once && !ends_clause => Growth::Open,
            _ => Growth::Closed,
        };
    }

    /// Ends the running step, because the caret went elsewhere.
    pub fn close(&mut self) {
        self.growth = Growth::Closed;
    }

    /// Takes the last step out to undo it; it comes back by [`History::undone`].
    pub fn undo(&mut self) -> Option<Step> {
        self.close();
        self.done.pop()
    }

    /// Takes in a step that was undone, so that it can be done again.
    pub fn undone(&mut self, step: Step) {
        self.undone.push(step);
    }

    /// Takes out the step undone last to do it again; it comes back by [`History::redone`].
    pub fn redo(&mut self) -> Option<Step> {
        self.close();
        self.undone.pop()
    }

    /// Takes in a step that was done again.
    pub fn redone(&mut self, step: Step) {
        self.done.push(step);
    }

    /// Returns how many steps can be undone and redone.
    pub fn depth(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }
}

fn ends_clause(text: &str) -> bool {
    text.ends_with([
        '，', '。', '；', '：', '！', '？', '、', ',', '.', ';', ':', '!', '?', '\n',
    ])
}

/// Adds a step to the last one when it goes on where that one stopped; gives it back otherwise.
fn joined(last: &mut Step, step: Step) -> Option<Step> {
    let ([edit], Some(end)) = (step.edits.as_slice(), last.edits.last_mut()) else {
        return Some(step);
    };
    if edit.touches_marks() || end.touches_marks() {
        return Some(step);
    }
    match (last.run, step.run) {
        (Run::Typing, Run::Typing)
            if edit.removed.is_empty() && end.at.behind(&end.inserted) == edit.at =>
        {
            end.inserted.push_str(&edit.inserted);
        }
        (Run::Erasing, Run::Erasing) if edit.at == end.at => end.removed.push_str(&edit.removed),
        (Run::Erasing, Run::Erasing) if edit.at.behind(&edit.removed) == end.at => {
            end.removed.insert_str(0, &edit.removed);
            end.at = edit.at;
        }
        _ => return Some(step),
    }
    last.after = step.after;
    None
}
