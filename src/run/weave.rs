//! What the desk does to the paragraphs of a letter with one key, for the command line: linking one to an
//! ask, and taking one over from an earlier letter. Paragraphs are counted from 1, as lines of the text.

use super::office::Office;
use crate::{
    app::letter::{
        beside::Wanted,
        spans::{editor_of, hold_of, mark_id, written},
    },
    domain::{id::LetterId, lift::KeptLift, span::What},
    store::{Draft, StoreError},
    text::{buffer::Position, editor::Editor},
};

/// Why a paragraph could not be taken.
#[derive(Debug)]
pub enum NoWeave {
    /// The letter has no such paragraph; how many it has.
    NoParagraph(usize),
    /// The paragraph is empty.
    Empty(usize),
    /// The item has no such ask; how many it has.
    NoAsk(usize),
    /// The letter has no link to the ask.
    NotLinked(u32),
    /// The store refused or failed.
    Store(StoreError),
}

impl From<StoreError> for NoWeave {
    fn from(error: StoreError) -> Self {
        NoWeave::Store(error)
    }
}

type Woven<T> = std::result::Result<T, NoWeave>;

/// Returns the paragraph of a number, from 1.
fn paragraph(editor: &Editor, number: usize) -> Woven<usize> {
    let count = editor.paragraphs().len();
    let at = number.checked_sub(1).filter(|at| *at < count);
    at.ok_or(NoWeave::NoParagraph(count))
}

impl Office {
    /// Links a paragraph of a letter to an ask of its item.
    ///
    /// # Errors
    /// When there is no such ask or paragraph, or the letter may no longer be written.
    pub fn link_ask(&mut self, id: LetterId, ordinal: u32, number: usize) -> Woven<()> {
        self.refuse_no_ask(id, ordinal)?;
        let what = What::Ask(ordinal);
        self.weave(id, |editor| {
            let paragraph = paragraph(editor, number)?;
            let end = editor.paragraphs()[paragraph].len();
            let place = |byte| Position { paragraph, byte };
            if editor.paragraphs()[paragraph].trim().is_empty() {
                return Err(NoWeave::Empty(number));
            }
            editor.mark(place(0)..place(end), mark_id(what), hold_of(what));
            Ok(())
        })
    }

    /// Takes every link of a letter to an ask away.
    ///
    /// # Errors
    /// When there is none, or the letter may no longer be written.
    pub fn unlink_ask(&mut self, id: LetterId, ordinal: u32) -> Woven<()> {
        self.refuse_no_ask(id, ordinal)?;
        self.weave(id, |editor| {
            let was_linked = editor.unmark(mark_id(What::Ask(ordinal)));
            was_linked.then_some(()).ok_or(NoWeave::NotLinked(ordinal))
        })
    }

    /// Takes a paragraph of another letter over, behind a paragraph of this one.
    ///
    /// # Errors
    /// When one of the paragraphs is not there, or the letter may no longer be written.
    pub fn lift_behind(
        &mut self,
        id: LetterId,
        (origin, number): (LetterId, usize),
        behind: usize,
    ) -> Woven<KeptLift> {
        let kept = self.store.letter(origin)?.ok_or(gone(origin))?;
        let source = Editor::new(&kept.value.text);
        let from = paragraph(&source, number)?;
        let text = source.paragraphs()[from].trim().to_owned();
        if text.is_empty() {
            return Err(NoWeave::Empty(number));
        }
        let own = self.store.letter(id)?.ok_or(gone(id))?;
        let place = paragraph(&Editor::new(&own.value.text), behind)?;
        let kept = self.lift(
            id,
            Wanted {
                origin,
                paragraph: from,
                text,
            },
        )?;
        let what = What::Lifted(kept.id);
        self.weave(id, |editor| {
            editor.go_to(Position {
                paragraph: place,
                byte: editor.paragraphs()[place].len(),
            });
            editor.newline();
            editor.insert_marked(&kept.lift.text, mark_id(what), hold_of(what));
            Ok(())
        })?;
        Ok(kept)
    }

    fn refuse_no_ask(&self, id: LetterId, ordinal: u32) -> Woven<()> {
        let view = self.letter_there(id)?;
        let known = (1..=view.asks.len()).contains(&(ordinal as usize));
        known.then_some(()).ok_or(NoWeave::NoAsk(view.asks.len()))
    }

    /// Changes a letter's text as the desk would, undo included, and saves it.
    fn weave(&mut self, id: LetterId, change: impl FnOnce(&mut Editor) -> Woven<()>) -> Woven<()> {
        let kept = self.store.letter(id)?.ok_or(gone(id))?;
        let mut editor = editor_of(&kept.value.text, &kept.value.spans);
        editor.take_up(self.store.letter_history(id)?);
        change(&mut editor)?;
        let draft = Draft {
            written: written(&editor),
            typing: editor.history_tail(),
        };
        let (by, at) = (self.actor(), self.now());
        self.store.save_draft(id, kept.version, &draft, &by, at)?;
        Ok(())
    }
}

fn gone(id: LetterId) -> StoreError {
    StoreError::Missing {
        what: "letter",
        id: id.0,
    }
}
