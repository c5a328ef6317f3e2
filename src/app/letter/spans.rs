//! Spans of the open letter as marks of its editor, and back.
//!
//! The editor carries marks by a number that means nothing to it; here a number is what the stretch
//! is. Figures are whole, everything else grows and shrinks with its text.

use std::ops::Range;

use super::OpenLetter;
use crate::{
    app::Effect,
    domain::{
        id::{FigureId, LetterId, LiftId, RemarkId},
        letter::LetterText,
        span::{Span, What, Written},
    },
    store::Draft,
    text::{
        buffer::Position,
        editor::{Editor, Piece},
        history::History,
        mark::Hold,
    },
};

/// Bits of a mark's number that hold the row; rows are counted from 1 and never come near.
const ROW_BITS: u32 = 60;

/// Returns the number of a mark.
pub fn mark_id(what: What) -> u64 {
    let (kind, row) = match what {
        What::Figure(id) => (1, id.0.unsigned_abs()),
        What::Lifted(id) => (2, id.0.unsigned_abs()),
        What::Ask(ordinal) => (3, u64::from(ordinal)),
        What::Remark(id) => (4, id.0.unsigned_abs()),
    };
    kind << ROW_BITS | row
}

/// Returns what a mark of a number is.
pub fn what_of(id: u64) -> Option<What> {
    let row = id & ((1 << ROW_BITS) - 1);
    let signed = i64::try_from(row).ok()?;
    match id >> ROW_BITS {
        1 => Some(What::Figure(FigureId(signed))),
        2 => Some(What::Lifted(LiftId(signed))),
        3 => u32::try_from(row).ok().map(What::Ask),
        4 => Some(What::Remark(RemarkId(signed))),
        _ => None,
    }
}

/// Returns how a span takes edits.
pub fn hold_of(what: What) -> Hold {
    match what {
        What::Figure(_) => Hold::Whole,
        What::Lifted(_) | What::Ask(_) | What::Remark(_) => Hold::Loose,
    }
}

/// Opens a text with its spans.
pub fn editor_of(text: &str, spans: &[Span]) -> Editor {
    let mut editor = Editor::new(text);
    for span in spans {
        editor.mark_chars(span.range.clone(), mark_id(span.what), hold_of(span.what));
    }
    editor
}

/// Returns the text of an editor with its spans.
pub fn written(editor: &Editor) -> Written {
    let spans = editor.marks_in_chars().filter_map(|(range, id)| {
        let what = what_of(id)?;
        Some(Span { range, what })
    });
    Written {
        text: editor.text(),
        spans: spans.collect(),
    }
}

/// Returns a letter's text after it was rewritten elsewhere, as one step of undo, with the spans that
/// survive it.
pub fn rewritten(letter: &LetterText, history: History, text: &str) -> Draft {
    let mut editor = editor_of(&letter.text, &letter.spans);
    editor.take_up(history);
    editor.set_text(text);
    Draft {
        written: written(&editor),
        typing: editor.history_tail(),
    }
}

/// What was cut or copied on the desk, and the letter whose spans it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clip {
    piece: Piece,
    letter: Option<LetterId>,
}

impl From<String> for Clip {
    fn from(text: String) -> Self {
        Self {
            piece: Piece::from(&*text),
            letter: None,
        }
    }
}

impl Clip {
    /// Returns what was taken out of a letter.
    pub fn of(letter: LetterId, piece: Piece) -> Self {
        let letter = Some(letter);
        Self { piece, letter }
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        self.piece.text()
    }

    /// Returns it for a letter: a figure is of one letter, and in another it is plain text.
    pub fn for_letter(&self, id: LetterId) -> Piece {
        if self.letter == Some(id) {
            self.piece.clone()
        } else {
            Piece::from(self.text())
        }
    }
}

impl OpenLetter {
    /// Puts text that is more than its characters in place of the selection, or at the caret.
    pub fn insert_span(&mut self, text: &str, what: What) -> Vec<Effect> {
        if !self.may_write() {
            return Vec::new();
        }
        self.editor
            .insert_marked(text, mark_id(what), hold_of(what));
        self.changed()
    }

    /// Puts what was cut or copied in place of the selection, or at the caret: what it is stays with it
    /// in the letter it is of; in another it is plain text.
    pub fn put_clip(&mut self, clip: &Clip) -> Vec<Effect> {
        if !self.may_write() || clip.text().is_empty() {
            return Vec::new();
        }
        self.editor.put_piece(&clip.for_letter(self.id()));
        self.changed()
    }

    /// Puts new text into every stretch of a span, in one step of undo.
    pub fn replace_span(&mut self, what: What, text: &str) -> Vec<Effect> {
        if !self.may_write() || self.editor.replace_marked(mark_id(what), text) == 0 {
            return Vec::new();
        }
        self.changed()
    }

    /// Says of a stretch what it is; its text stays.
    pub fn mark_span(&mut self, range: Range<Position>, what: What) -> Vec<Effect> {
        if !self.may_write() || !self.editor.mark(range, mark_id(what), hold_of(what)) {
            return Vec::new();
        }
        self.changed()
    }

    /// Forgets what stretches were; their text stays.
    pub fn unmark_span(&mut self, what: What) -> Vec<Effect> {
        if !self.may_write() || !self.editor.unmark(mark_id(what)) {
            return Vec::new();
        }
        self.changed()
    }

    /// Returns what the caret stands in: a figure before anything around it.
    pub fn span_at_caret(&self) -> Option<What> {
        let mark = self.editor.mark_at(self.editor.caret())?;
        what_of(mark.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_span_comes_back_from_its_mark() {
        let spans = [
            (0..5, What::Ask(u32::MAX)),
            (0..5, What::Lifted(LiftId(2))),
            (1..4, What::Figure(FigureId(1))),
            (2..3, What::Remark(RemarkId(3))),
        ];
        let spans = spans.map(|(range, what)| Span { range, what });
        let editor = editor_of("共345人\n", &spans);
        let mut back = written(&editor);
        back.spans.sort_by_key(|span| span.range.start);
        assert_eq!(back.text, "共345人\n");
        assert_eq!(back.spans.len(), 4);
        assert!(spans.iter().all(|span| back.spans.contains(span)));
        assert_eq!(what_of(7), None);
    }

    #[test]
    fn what_was_rewritten_elsewhere_keeps_the_spans_it_left_alone() {
        let mut letter = LetterText::draft(crate::domain::letter::LetterKind::LeadReply, None);
        letter.text = "共345人，\n另12人。".into();
        let figure = |range, id| Span {
            range,
            what: What::Figure(FigureId(id)),
        };
        letter.spans = vec![figure(1..4, 1), figure(8..10, 2)];
        let after = |text| rewritten(&letter, History::default(), text).written;
        assert_eq!(
            after("我区共345人，\n另12人。").spans,
            [figure(3..6, 1), figure(10..12, 2)]
        );
        assert_eq!(after("共346人，\n另12人。").spans, [figure(8..10, 2)]);
        assert_eq!(after("共346人，\n另12人。").text, "共346人，\n另12人。");
        assert_eq!(after("").spans, []);
    }
}
