//! The pages of a letter as they will be printed.

use super::Outcome;
use crate::{
    app::Action,
    letter::page::{Head, Paper, Proof, pages, proof, read},
};

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    text: String,
    organ: String,
    /// What stands above the text.
    pub head: Head,
    /// The rows of each page.
    pub pages: Vec<Vec<Proof>>,
    /// The page on screen.
    pub at: usize,
    /// Its first row on screen.
    pub top: usize,
}

impl Pages {
    /// Lays a letter out.
    pub fn of(text: String, organ: String, head: Head) -> Self {
        let mut own = Self {
            text,
            organ,
            head,
            pages: Vec::new(),
            at: 0,
            top: 0,
        };
        own.lay_out();
        own
    }

    fn lay_out(&mut self) {
        let paper = Paper {
            text: &self.text,
            organ: &self.organ,
            head: self.head,
            stamp: "",
        };
        self.pages = pages(&read(&paper)).iter().map(proof).collect();
        self.go(0);
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.pages.len().saturating_sub(1));
        self.top = 0;
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        let rows = self.pages.get(self.at).map_or(0, Vec::len);
        let last = rows.saturating_sub(height);
        match action {
            Action::Down if self.top < last => self.top += 1,
            Action::Down if self.at + 1 < self.pages.len() => self.go(self.at + 1),
            Action::Up if self.top > 0 => self.top -= 1,
            Action::Up if self.at > 0 => {
                self.go(self.at - 1);
                self.top = self.pages[self.at].len().saturating_sub(height);
            }
            Action::PageDown => self.go(self.at + 1),
            Action::PageUp => self.go(self.at.saturating_sub(1)),
            Action::First => self.go(0),
            Action::Last => self.go(self.pages.len()),
            Action::Open => {
                let next = Head::ALL.iter().position(|head| *head == self.head);
                self.head = Head::ALL[next.map_or(0, |at| at + 1) % Head::ALL.len()];
                self.lay_out();
            }
            Action::Back => return Outcome::CLOSE,
            _ => {}
        }
        Outcome::STAY
    }
}
