//! What changed in a letter since its last step: its sentences in order, each change with a sign and,
//! within a reworded sentence, with what went and what came.

use super::{Outcome, step_of};
use crate::{
    app::{Action, list::Cursor},
    letter::diff::{Change, Fate},
    text::wrap::Rows,
};

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// It stayed.
    Kept,
    /// It was taken out.
    Out,
    /// It was put in.
    In,
    /// It was reworded.
    Reworded,
}

/// A sentence and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What became of it.
    pub became: Became,
    /// Its words in pieces; what went and what came is marked where it was reworded.
    pub pieces: Vec<(Fate, String)>,
}

impl Changed {
    /// Reads a change.
    pub fn of(change: &Change<'_>) -> Self {
        let whole = |became, fate, text: &str| Self {
            became,
            pieces: vec![(fate, text.to_owned())],
        };
        match change {
            Change::Same(_, own) => whole(Became::Kept, Fate::Kept, own.text),
            Change::Out(own) => whole(Became::Out, Fate::Out, own.text),
            Change::In(own) => whole(Became::In, Fate::In, own.text),
            Change::Reworded(_, _, pieces) => Self {
                became: Became::Reworded,
                pieces: pieces
                    .iter()
                    .map(|(fate, text)| {
                        let text = match fate {
                            Fate::Kept => (*text).to_owned(),
                            Fate::Out => format!("[-{text}-]"),
                            Fate::In => format!("{{+{text}+}}"),
                        };
                        (*fate, text)
                    })
                    .collect(),
            },
        }
    }
}

/// A row on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What became of its sentence, in the sentence's first row.
    pub begins: Option<Became>,
    /// Its words.
    pub pieces: Vec<(Fate, String)>,
}

/// The dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// Which versions are compared.
    pub title: String,
    /// The rows.
    pub rows: Vec<Row>,
    /// The cursor in them.
    pub cursor: Cursor,
}

impl Changes {
    /// Lays sentences out in rows of so many columns, the cursor on the first change.
    pub fn new(title: String, all: &[Changed], cols: usize, height: usize) -> Self {
        let rows = all.iter().flat_map(|own| rows_of(own, cols)).collect();
        let mut own = Self {
            title,
            rows,
            cursor: Cursor::default(),
        };
        let first = own.places().next();
        own.cursor.go(first.unwrap_or(0), own.rows.len(), height);
        own
    }

    /// Returns the rows in which a change begins.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.begins.is_some_and(|own| own != Became::Kept))
            .map(|(at, _)| at)
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.rows.len(), height);
            return Outcome::STAY;
        }
        let here = self.cursor.at;
        let to = match action {
            Action::FindNext => self.places().find(|at| *at > here),
            Action::FindPrevious => self.places().take_while(|at| *at < here).last(),
            Action::Back | Action::Open => return Outcome::CLOSE,
            _ => None,
        };
        if let Some(to) = to {
            self.cursor.go(to, self.rows.len(), height);
        }
        Outcome::STAY
    }
}

/// Breaks a sentence into rows.
fn rows_of(own: &Changed, cols: usize) -> Vec<Row> {
    let text: String = own.pieces.iter().map(|(_, text)| text.as_str()).collect();
    let lines = Rows::new(&text, cols.max(2));
    let mut rows = Vec::new();
    for line in 0..lines.count() {
        let range = lines.range(line, text.len());
        let (mut pieces, mut start) = (Vec::new(), 0);
        for (fate, piece) in &own.pieces {
            let (from, to) = (range.start.max(start), range.end.min(start + piece.len()));
            if from < to {
                pieces.push((*fate, text[from..to].to_owned()));
            }
            start += piece.len();
        }
        rows.push(Row {
            begins: (line == 0).then_some(own.became),
            pieces,
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::diff::diff;

    fn changes(before: &str, after: &str, cols: usize) -> Changes {
        let all: Vec<Changed> = diff(before, after).iter().map(Changed::of).collect();
        Changes::new(String::new(), &all, cols, 5)
    }

    #[test]
    fn rows_hold_every_word_and_changes_are_gone_through_in_order() {
        let before = "甲e\u{301}甲。现有工作室9个，分布在各街道。乙乙。";
        let after = "甲e\u{301}甲。现有工作室10个，分布在各街道。乙乙。丙丙。";
        let mut own = changes(before, after, 10);
        let text: String = own
            .rows
            .iter()
            .flat_map(|row| row.pieces.iter().map(|(_, text)| text.as_str()))
            .collect();
        assert_eq!(
            text,
            "甲e\u{301}甲。现有工作室[-9-]{+10+}个，分布在各街道。乙乙。丙丙。"
        );
        let places: Vec<usize> = own.places().collect();
        assert_eq!((places.len(), own.cursor.at), (2, places[0]));
        own.act(Action::FindNext, 5);
        own.act(Action::FindNext, 5);
        assert_eq!(own.cursor.at, places[1]);
        own.act(Action::FindPrevious, 5);
        assert_eq!(own.cursor.at, places[0]);
        assert_eq!(own.act(Action::Back, 5), Outcome::CLOSE);
        assert_eq!(changes("", "", 10).places().count(), 0);
    }
}
