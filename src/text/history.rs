//! Undo and redo as a list of edits that can be turned round.
//!
//! An edit says what stood where and what stands there now, so it needs no copy of the text and can
//! be stored with the draft and taken up again after a restart. Typing is gathered into runs, so that
//! one undo takes back a clause and not a letter. Invariant: undoing a step and redoing it gives the
//! same text.

use serde::{Deserialize, Serialize};

use super::buffer::Position;
use super::clean;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Growth {
    Open,
    #[default]
    Closed,
}

/// The steps done and undone.
///
/// Every step has a place, counted over the whole life of the text; those undone have the places
/// behind those done. What is kept elsewhere is told by place, so that only what changed is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    growth: Growth,
    /// Place of the oldest step.
    first: u64,
    /// Before this place everything is kept as it is.
    kept: u64,
    /// Before this place everything was handed out to be kept, and has not changed since.
    sent: u64,
}

/// The steps that changed since the history was last kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tail {
    /// Place of the oldest step; what is kept of older ones is to be forgotten.
    pub first: u64,
    /// Place of the first of `steps`; what is kept from here on is to be forgotten.
    pub from: u64,
    /// The steps, those done and then those undone.
    pub steps: Vec<Step>,
    /// Place behind the last step done.
    pub done: u64,
}

impl History {
    /// Takes up a kept history: its steps in order of places, and the places of the first of them and
    /// behind the last one done. One that cannot be right is no history.
    pub fn of_kept(first: u64, steps: Vec<Step>, done: u64) -> Self {
        let is_clean =
            |edit: &Edit| clean::is_clean(&edit.removed) && clean::is_clean(&edit.inserted);
        let all_clean = steps.iter().all(|step| step.edits.iter().all(is_clean));
        let count = done
            .checked_sub(first)
            .and_then(|count| usize::try_from(count).ok());
        let Some(count) = count.filter(|count| *count <= steps.len() && all_clean) else {
            return Self::default();
        };
        let mut done = steps;
        let mut undone = done.split_off(count);
        undone.reverse();
        let mut history = Self {
            done,
            undone,
            first,
            ..Self::default()
        };
        history.kept = history.end();
        history.sent = history.kept;
        history
    }

    /// Returns what changed since the history was last kept; [`History::saved`] tells that it is.
    pub fn tail(&mut self) -> Tail {
        let from = self.kept.clamp(self.first, self.end());
        let skipped = usize::try_from(from - self.first).unwrap_or(usize::MAX);
        let all = self.done.iter().chain(self.undone.iter().rev());
        self.sent = self.end();
        Tail {
            first: self.first,
            from,
            steps: all.skip(skipped).cloned().collect(),
            done: self.cursor(),
        }
    }

    /// Takes in that the last [`History::tail`] is kept.
    pub fn saved(&mut self) {
        self.kept = self.sent;
    }

    /// Takes in that what is kept is not of this history.
    pub fn unsaved(&mut self) {
        self.kept = 0;
        self.sent = 0;
    }

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
        self.changed_from(self.cursor().saturating_sub(1));
        if self.done.len() > STEPS_KEPT {
            self.first += self.done.drain(..STEPS_KEPT / 10).count() as u64;
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

    /// Hands out the last step to undo it.
    pub fn undo(&mut self) -> Option<Step> {
        self.close();
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// Takes in how the step just undone is done again: marks may have come since it was done.
    pub fn undone(&mut self, step: Step) {
        if let Some(last) = self.undone.last_mut()
            && *last != step
        {
            *last = step;
            self.changed_from(self.cursor());
        }
    }

    /// Hands out the step undone last to do it again.
    pub fn redo(&mut self) -> Option<Step> {
        self.close();
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }

    /// Takes in how the step just done again is undone.
    pub fn redone(&mut self, step: Step) {
        if let Some(last) = self.done.last_mut()
            && *last != step
        {
            *last = step;
            self.changed_from(self.cursor() - 1);
        }
    }

    fn changed_from(&mut self, place: u64) {
        self.kept = self.kept.min(place);
        self.sent = self.sent.min(place);
    }

    fn cursor(&self) -> u64 {
        self.first + self.done.len() as u64
    }

    fn end(&self) -> u64 {
        self.cursor() + self.undone.len() as u64
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

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Step {
        Step {
            edits: vec![Edit {
                at: Position::default(),
                removed: String::new(),
                inserted: text.to_owned(),
                unmarked: Vec::new(),
                marked: Vec::new(),
            }],
            run: Run::Once,
            before: Position::default(),
            after: Position::default().behind(text),
        }
    }

    fn inserted(tail: &Tail) -> Vec<&str> {
        let edits = tail.steps.iter().flat_map(|step| &step.edits);
        edits.map(|edit| edit.inserted.as_str()).collect()
    }

    #[test]
    fn only_what_changed_is_handed_out_to_be_kept() {
        let mut history = History::default();
        for text in ["甲", "乙", "丙"] {
            history.record(typed(text));
        }
        let tail = history.tail();
        assert_eq!((tail.first, tail.from, tail.done), (0, 0, 3));
        assert_eq!(inserted(&tail), ["甲", "乙", "丙"]);
        // What comes while it is written is not kept yet; a writing that fails keeps nothing.
        history.record(typed("丁"));
        assert_eq!(inserted(&history.tail()).len(), 4);
        history.saved();
        assert_eq!(inserted(&history.tail()), [""; 0]);
        history.undo();
        history.undo();
        let tail = history.tail();
        assert_eq!((tail.from, tail.done, tail.steps.len()), (4, 2, 0));
        history.record(typed("戊"));
        let tail = history.tail();
        assert_eq!((tail.from, tail.done, inserted(&tail)), (2, 3, vec!["戊"]));
        history.saved();
        history.unsaved();
        assert_eq!(inserted(&history.tail()), ["甲", "乙", "戊"]);
    }

    #[test]
    fn a_kept_history_is_taken_up_where_it_stood() {
        let steps = vec![typed("甲"), typed("乙"), typed("丙")];
        let mut history = History::of_kept(7, steps.clone(), 9);
        assert_eq!(history.depth(), (2, 1));
        assert_eq!(history.tail().from, 10);
        assert_eq!(history.redo(), Some(typed("丙")));
        for (first, done) in [(7, 11), (7, 6)] {
            assert_eq!(
                History::of_kept(first, steps.clone(), done),
                History::default()
            );
        }
        let hostile = vec![typed("\u{1B}[31m")];
        assert_eq!(History::of_kept(0, hostile, 1), History::default());
    }

    #[test]
    fn the_oldest_steps_are_forgotten() {
        let mut history = History::default();
        for _ in 0..=STEPS_KEPT {
            history.record(typed("甲"));
        }
        let tail = history.tail();
        assert_eq!(tail.first, (STEPS_KEPT / 10) as u64);
        assert_eq!(tail.done, STEPS_KEPT as u64 + 1);
    }
}
