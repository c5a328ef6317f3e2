//! A paper before it is stored: every field with where it was read and how sure that is, beside the
//! paper itself. Every field can be corrected here.

use super::{Form, Outcome, Overlay, form::Purpose, step_of};
use crate::{
    app::{
        Action, Effect,
        effect::Subject,
        list::Cursor,
        record::Record,
        views::{LookAlikes, PaperView, Piece, Similar, Traced},
    },
    domain::proposal::Item,
};

/// How many like items are listed with a piece. Chosen by us: the fields must stay in sight.
const ALIKE_ROWS: usize = 2;

/// A line of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewRow {
    /// The head of a piece.
    Head(usize),
    /// A field of a piece.
    Field(usize, &'static str),
    /// Something that is not in the paper, by its place in `asked_for`.
    Asked(usize),
    /// A problem met in reading, by its place.
    Problem(usize),
    /// An item like a piece, by its place among those.
    Alike(usize, usize),
    /// What became of that item.
    Became(usize, usize),
}

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The paper.
    pub paper: Box<PaperView>,
    /// The lines.
    pub rows: Vec<ReviewRow>,
    /// The cursor in them.
    pub cursor: Cursor,
    /// What is like the items of the paper.
    pub alike: Vec<(usize, LookAlikes)>,
    /// The words for the title of the form that corrects.
    pub form_title: String,
}

impl Review {
    /// Opens the review of a paper.
    pub fn new(paper: Box<PaperView>, form_title: String) -> Self {
        let mut review = Self {
            paper,
            rows: Vec::new(),
            cursor: Cursor::default(),
            alike: Vec::new(),
            form_title,
        };
        review.list();
        review
    }

    /// Lists the fields that hold something, of every piece, then what is asked for.
    fn list(&mut self) {
        let mut rows = Vec::new();
        rows.extend((0..self.paper.problems.len()).map(ReviewRow::Problem));
        for (at, (piece, _)) in self.paper.pieces.iter().enumerate() {
            rows.push(ReviewRow::Head(at));
            let alike = 0..self.alike_of(at).len();
            rows.extend(alike.flat_map(|n| [ReviewRow::Alike(at, n), ReviewRow::Became(at, n)]));
            let record = record_of(piece);
            let filled = record
                .fields()
                .iter()
                .filter(|(field, _)| !record.get(field).is_empty());
            rows.extend(filled.map(|(field, _)| ReviewRow::Field(at, field)));
        }
        rows.extend((0..self.paper.asked_for.len()).map(ReviewRow::Asked));
        self.rows = rows;
    }

    /// Returns the items of the paper, to look for what is like them.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        let pieces = self.paper.pieces.iter().enumerate();
        pieces.filter_map(|(at, (piece, _))| match piece {
            Piece::Item(item) => Some(Subject::Piece(at, item.clone())),
            _ => None,
        })
    }

    /// Takes in what is like an item of the paper, if it still is this item.
    pub fn take_similar(&mut self, piece: usize, item: &Item, found: LookAlikes) {
        let own = self.paper.pieces.get(piece).map(|(piece, _)| piece);
        if !matches!(own, Some(Piece::Item(own)) if **own == *item) {
            return;
        }
        let at = self.rows.get(self.cursor.at).copied();
        self.alike.retain(|(of, _)| *of != piece);
        self.alike.push((piece, found));
        self.list();
        // What comes late moves no cursor off its row; at the head the news is seen.
        if self.cursor.at > 0
            && let Some(place) = at.and_then(|row| self.rows.iter().position(|own| *own == row))
        {
            self.cursor.at = place;
        }
    }

    /// Returns the items like a piece, as many as are worth a line here.
    pub fn alike_of(&self, piece: usize) -> &[Similar] {
        let found = self.alike.iter().find(|(of, _)| *of == piece);
        found.map_or(&[][..], |(_, found)| {
            &found.similar[..found.similar.len().min(ALIKE_ROWS)]
        })
    }

    /// Returns the piece and the field under the cursor.
    fn at(&self) -> Option<(usize, Option<&'static str>)> {
        match *self.rows.get(self.cursor.at)? {
            ReviewRow::Head(piece) | ReviewRow::Alike(piece, _) | ReviewRow::Became(piece, _) => {
                Some((piece, None))
            }
            ReviewRow::Field(piece, field) => Some((piece, Some(field))),
            ReviewRow::Asked(_) | ReviewRow::Problem(_) => {
                (!self.paper.pieces.is_empty()).then_some((0, None))
            }
        }
    }

    /// Returns where a field was read.
    pub fn traced(&self, piece: usize, field: &str) -> Option<&Traced> {
        self.paper
            .pieces
            .get(piece)?
            .1
            .iter()
            .find(|traced| traced.field == field)
    }

    /// Returns the line of the paper that belongs to the row under the cursor, from 1.
    pub fn line(&self) -> Option<usize> {
        let (piece, field) = self.at()?;
        match field {
            Some(field) => self.traced(piece, field).map(|traced| traced.line),
            None => self
                .paper
                .pieces
                .get(piece)?
                .1
                .iter()
                .map(|traced| traced.line)
                .min(),
        }
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.rows.len(), height);
            return Outcome::STAY;
        }
        match action {
            Action::Back => Outcome::CLOSE,
            Action::Save => Outcome::Close(vec![Effect::StorePaper(self.paper.clone())]),
            Action::Open | Action::Edit => {
                let Some((piece, field)) = self.at() else {
                    return Outcome::STAY;
                };
                let mut form = Form::new(
                    self.form_title.clone(),
                    Purpose::Correct,
                    record_of(&self.paper.pieces[piece].0),
                );
                if let Some(field) = field {
                    form.focus(field);
                }
                Outcome::Above(Box::new(Overlay::Form(form)))
            }
            _ => Outcome::STAY,
        }
    }

    /// Takes a corrected record in; what a person typed is certain and no longer has a line.
    pub fn correct(&mut self, record: Record, height: usize) {
        let Some((at, _)) = self.at() else { return };
        let (piece, traces) = &mut self.paper.pieces[at];
        let before = record_of(piece);
        traces.retain(|traced| before.get(traced.field) == record.get(traced.field));
        match (piece, record) {
            (Piece::Item(own), Record::Item(new)) => *own = new,
            (Piece::Letter(own), Record::Letter(new)) => *own = new,
            (Piece::Source(own), Record::Source(new)) => *own = new,
            _ => {}
        }
        self.list();
        self.cursor.keep_in(self.rows.len(), height);
    }
}

/// Returns what a form shows of a piece.
pub fn record_of(piece: &Piece) -> Record {
    match piece {
        Piece::Item(item) => Record::Item(item.clone()),
        Piece::Letter(letter) => Record::Letter(letter.clone()),
        Piece::Source(source) => Record::Source(source.clone()),
    }
}
