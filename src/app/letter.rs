//! The letter pane: the list of letters, and the one open in the editor.
//!
//! Invariant: from the first unsaved character a timer runs; when it fires, the text goes to the
//! store. So no character is older than [`SAVE_AFTER_MS`] and one write before it is safe.

pub mod asking;
pub mod beside;
pub mod lifted;
pub mod spans;
pub mod vim;

use std::collections::BTreeSet;

use asking::Asked;
use vim::{Mode, Vim};

use super::{
    Effect,
    edit::{edit_text, move_of},
    effect::Timer,
    findings::Findings,
    list::Cursor,
    msg::{EditKey, Extend},
    views::LetterView,
};
use crate::{
    domain::{
        id::{LetterId, Version},
        letter::LetterHead,
    },
    letter,
    store::Draft,
    text::{
        buffer::Position,
        cursor::Move,
        editor::{Editor, Keeping},
    },
};

/// How long typing goes on before it is saved. Chosen by us: a third of the second that may be lost.
pub const SAVE_AFTER_MS: u64 = 300;

/// The widest a line of the editor gets in columns: two ideographs over the 28 of an official page.
pub const EDITOR_COLS: u16 = 60;

/// Whether what is on screen is in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safe {
    /// It is.
    Saved,
    /// A timer runs.
    Waiting,
    /// It is being written, and nothing was typed since.
    Saving,
    /// It is being written, and more was typed since.
    SavingOlder,
    /// Someone else wrote the letter meanwhile, and a person must decide.
    Stale(Version),
}

/// An open letter.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenLetter {
    /// The letter as read, with the version last seen.
    pub view: Box<LetterView>,
    /// Its text.
    pub editor: Editor,
    /// Keys go to the text.
    pub in_text: bool,
    /// The state of vim's keys, where they are wanted.
    pub vim: Option<Vim>,
    /// What stands beside it.
    pub beside: Option<beside::Beside>,
    /// What is asked for in the bottom line.
    pub asked: Asked,
    /// It closes as soon as it is safe.
    pub closing: bool,
    /// Whether it is safe.
    pub safe: Safe,
    /// What the checks found.
    pub found: Findings,
}

/// Which keys a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    /// Every printable key is text.
    #[default]
    Desk,
    /// As in vim.
    Vim,
}

/// The pane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LetterPane {
    /// The letters last written.
    pub heads: Vec<LetterHead>,
    /// The cursor in them.
    pub cursor: Cursor,
    /// The marked letters.
    pub marks: BTreeSet<LetterId>,
    /// The row from which letters are being marked.
    pub range_from: Option<usize>,
    /// The letter in the editor.
    pub open: Option<OpenLetter>,
    /// The letter last closed, until the list is read again and the cursor goes to it.
    pub left: Option<LetterId>,
    /// A ruler stands above the text.
    pub ruler: bool,
    /// Which keys the text has.
    pub keys: Keys,
}

impl LetterPane {
    /// Takes the list as it is now. The cursor goes to the open letter or the one last closed, else it
    /// stays with its letter: a letter that was written moves up, and an act on its old row would
    /// be on another.
    pub fn take_heads(&mut self, heads: Vec<LetterHead>, height: usize) {
        let here = self.heads.get(self.cursor.at).map(|head| head.id);
        let open = self.open.as_ref().map(OpenLetter::id);
        let wanted = open.or(self.left.take()).or(here);
        let at = heads.iter().position(|head| Some(head.id) == wanted);
        self.heads = heads;
        // Rows moved: a range would take in others than were seen.
        self.range_from = None;
        let at = at.unwrap_or(self.cursor.at);
        self.cursor.go(at, self.heads.len(), height);
    }

    /// Begins to mark letters from this one on, or ends it.
    pub fn mark_range(&mut self) {
        if self.range_from.take().is_none() {
            self.range_from = Some(self.cursor.at);
        }
        self.extend_range();
    }

    /// Marks the letters from where a range began up to the cursor.
    pub fn extend_range(&mut self) {
        let Some(from) = self.range_from else { return };
        let (first, last) = (from.min(self.cursor.at), from.max(self.cursor.at));
        let heads = self.heads.iter().skip(first).take(last + 1 - first);
        self.marks.extend(heads.map(|head| head.id));
    }

    /// Takes every mark away.
    pub fn clear_marks(&mut self) {
        self.marks.clear();
        self.range_from = None;
    }

    /// Returns the letters that acts of the list go to: the marked ones, or the one under the cursor.
    pub fn targets(&self) -> Vec<LetterId> {
        if self.marks.is_empty() {
            let here = self.heads.get(self.cursor.at);
            return here.map(|head| head.id).into_iter().collect();
        }
        self.marks.iter().copied().collect()
    }

    /// Opens a letter; one that may still be written opens with the keys in its text.
    pub fn open(&mut self, mut view: Box<LetterView>, width: u16, height: u16) {
        let letter = &view.letter.value;
        let mut editor = spans::editor_of(&letter.text, &letter.spans);
        let in_text = letter.stage.is_open();
        editor.take_up(std::mem::take(&mut view.history));
        editor.set_width(usize::from(width.min(EDITOR_COLS)).max(2));
        editor.set_height(self.rows(height));
        let mut open = OpenLetter {
            view,
            editor,
            in_text,
            vim: (self.keys == Keys::Vim).then(Vim::default),
            beside: None,
            asked: Asked::default(),
            closing: false,
            safe: Safe::Saved,
            found: Findings::default(),
        };
        if in_text {
            open.first_blank();
        }
        self.open = Some(open);
    }

    /// Tells the editor the room it has.
    pub fn fit(&mut self, width: u16, height: u16) {
        let rows = self.rows(height);
        if let Some(open) = &mut self.open {
            open.editor
                .set_width(usize::from(width.min(EDITOR_COLS)).max(2));
            open.editor.set_height(rows);
        }
    }

    /// Returns the rows of text in a height, the ruler taking one.
    fn rows(&self, height: u16) -> usize {
        usize::from(height.saturating_sub(u16::from(self.ruler))).max(1)
    }
}

impl OpenLetter {
    /// Returns the letter's row.
    pub fn id(&self) -> LetterId {
        self.view.letter.id
    }

    /// Types text.
    pub fn insert(&mut self, text: &str) -> Vec<Effect> {
        if !self.may_write() {
            return Vec::new();
        }
        self.editor.insert(text);
        self.changed()
    }

    /// Pastes text; returns how many signs were kept out.
    pub fn paste(&mut self, text: &str) -> (usize, Vec<Effect>) {
        if !self.may_write() {
            return (0, Vec::new());
        }
        let kept_out = self.editor.paste(text);
        (kept_out, self.changed())
    }

    /// Returns whether printable keys are commands over the text.
    pub fn takes_commands(&self) -> bool {
        let vim = self.vim.as_ref().filter(|_| self.in_text);
        vim.is_some_and(|vim| vim.mode() != Mode::Insert)
    }

    /// Returns whether the text may be changed.
    pub fn may_write(&self) -> bool {
        self.view.letter.value.stage.is_open()
    }

    /// Moves or deletes.
    pub fn edit(&mut self, key: EditKey, extend: Extend) -> Vec<Effect> {
        let moves = move_of(key).is_some();
        if !moves && !self.may_write() {
            return Vec::new();
        }
        if key == EditKey::Enter && self.leaves_blank() {
            return Vec::new();
        }
        edit_text(&mut self.editor, key, extend);
        if moves { Vec::new() } else { self.changed() }
    }

    /// Steps behind a blank that is selected whole; returns whether one was. Enter over it would put a
    /// new line where a word belongs, and the blank would be gone unseen.
    fn leaves_blank(&mut self) -> bool {
        let (Some(range), Some(words)) = (self.editor.selection(), self.editor.selected_text())
        else {
            return false;
        };
        let whole = matches!(&letter::blanks(&words)[..], [own] if *own == (0..words.len()));
        if whole {
            self.editor.go_to(range.end);
        }
        whole
    }

    /// Undoes or redoes typing.
    pub fn retrace(&mut self, back: Retrace) -> Vec<Effect> {
        if !self.may_write() {
            return Vec::new();
        }
        let moved = match back {
            Retrace::Undo => self.editor.undo(),
            Retrace::Redo => self.editor.redo(),
        };
        if moved { self.changed() } else { Vec::new() }
    }

    /// Starts the timer when nothing runs yet.
    pub fn changed(&mut self) -> Vec<Effect> {
        match self.safe {
            Safe::Saved => {
                self.safe = Safe::Waiting;
                vec![Effect::Wake(Timer::SaveDraft, SAVE_AFTER_MS)]
            }
            Safe::Saving => {
                self.safe = Safe::SavingOlder;
                Vec::new()
            }
            Safe::Waiting | Safe::SavingOlder | Safe::Stale(_) => Vec::new(),
        }
    }

    /// Orders the text to be written, if it is not safe.
    pub fn save(&mut self) -> Option<Effect> {
        if self.safe != Safe::Waiting {
            return None;
        }
        self.safe = Safe::Saving;
        Some(Effect::SaveDraft {
            id: self.id(),
            seen: self.view.letter.version,
            draft: Draft {
                written: spans::written(&self.editor),
                typing: self.editor.history_tail(),
            },
        })
    }

    /// Takes in that the text was written; orders the next write when more was typed meanwhile.
    pub fn saved(&mut self, version: Version) -> Option<Effect> {
        self.view.letter.version = version;
        self.editor.history_kept(Keeping::Ours);
        match self.safe {
            Safe::SavingOlder => {
                self.safe = Safe::Waiting;
                self.save()
            }
            Safe::Saving => {
                self.safe = Safe::Saved;
                None
            }
            _ => None,
        }
    }

    /// Takes in that writing failed: it is tried again.
    pub fn failed(&mut self) -> Vec<Effect> {
        if matches!(self.safe, Safe::Saving | Safe::SavingOlder) {
            self.safe = Safe::Waiting;
            return vec![Effect::Wake(Timer::SaveDraft, 10 * SAVE_AFTER_MS)];
        }
        Vec::new()
    }

    /// Writes over what someone else wrote; theirs stays among the kept versions.
    pub fn write_over(&mut self) -> Option<Effect> {
        if let Safe::Stale(theirs) = self.safe {
            self.view.letter.version = theirs;
            self.editor.history_kept(Keeping::Foreign);
            self.safe = Safe::Waiting;
        }
        self.save()
    }

    /// Goes to the next blank to fill in, selecting it; returns whether there is one.
    pub fn next_blank(&mut self) -> bool {
        let text = self.editor.text();
        let blanks = letter::to_fill(&text);
        let caret = self
            .editor
            .selection()
            .map_or(self.editor.caret(), |range| range.end);
        let here = byte_of(self.editor.paragraphs(), caret);
        let next = blanks
            .iter()
            .find(|blank| blank.start >= here)
            .or(blanks.first());
        let Some(blank) = next else { return false };
        let paragraphs = self.editor.paragraphs();
        let range = position_of(paragraphs, blank.start)..position_of(paragraphs, blank.end);
        self.editor.select_range(range);
        true
    }

    fn first_blank(&mut self) {
        self.editor.go(Move::TextStart);
        if !self.next_blank() {
            self.editor.go(Move::TextEnd);
        }
    }
}

/// A direction in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retrace {
    /// Back.
    Undo,
    /// Forward.
    Redo,
}

fn byte_of(paragraphs: &[String], at: Position) -> usize {
    paragraphs
        .iter()
        .take(at.paragraph)
        .map(|paragraph| paragraph.len() + 1)
        .sum::<usize>()
        + at.byte
}

fn position_of(paragraphs: &[String], mut byte: usize) -> Position {
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if byte <= paragraph.len() {
            return Position {
                paragraph: index,
                byte,
            };
        }
        byte -= paragraph.len() + 1;
    }
    Position {
        paragraph: paragraphs.len().saturating_sub(1),
        byte: paragraphs.last().map_or(0, String::len),
    }
}

/// Returns a file name for an export, in the official form: the item's number and the title, without what file systems mind.
pub fn file_name(view: &LetterView) -> String {
    let number = view
        .item
        .as_ref()
        .map(|(number, _)| format!("{number}-"))
        .unwrap_or_default();
    let title: String = view
        .letter
        .value
        .title
        .chars()
        .filter(|c| !c.is_control() && !r#"/\:*?"<>| "#.contains(*c))
        .take(40)
        .collect();
    format!("{number}{title}.docx")
}
