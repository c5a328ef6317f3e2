//! Letters being written into files one after the other: how far it is, and a way to stop.
//!
//! Each letter is an order of its own, so drafts are saved in between, and closing the dialog stops with
//! whole files only.

use std::path::PathBuf;

use super::Outcome;
use crate::{
    app::{Action, Effect},
    domain::id::LetterId,
};

/// A letter and the file it goes into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToWrite {
    /// The letter.
    pub id: LetterId,
    /// The file.
    pub path: PathBuf,
}

/// The dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exporting {
    /// The folder, as it was typed.
    pub folder: String,
    /// What is to be written, in order.
    pub list: Vec<ToWrite>,
    /// How many were tried.
    pub tried: usize,
    /// How many were written.
    pub written: usize,
    /// Why others were not.
    pub refused: Vec<String>,
}

impl Exporting {
    /// Begins.
    pub fn new(folder: String, list: Vec<ToWrite>) -> Self {
        Self {
            folder,
            list,
            tried: 0,
            written: 0,
            refused: Vec::new(),
        }
    }

    /// Returns the letter that is being written.
    pub fn current(&self) -> Option<&ToWrite> {
        self.list.get(self.tried)
    }

    /// Orders the next file; nothing when all were tried.
    pub fn next(&self) -> Option<Effect> {
        let own = self.current()?;
        let path = own.path.to_string_lossy().into_owned();
        Some(Effect::WriteLetter(own.id, path))
    }

    /// Takes in what became of a letter's file. An answer about another letter is of an export that was
    /// stopped.
    pub fn take(&mut self, id: LetterId, became: Result<(), String>) {
        if self.current().map(|own| own.id) != Some(id) {
            return;
        }
        self.tried += 1;
        match became {
            Ok(()) => self.written += 1,
            Err(says) => self.refused.push(says),
        }
    }

    pub(super) fn act(action: Action) -> Outcome {
        match action {
            Action::Back => Outcome::Stopped,
            _ => Outcome::STAY,
        }
    }
}
