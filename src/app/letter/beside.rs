//! Papers beside the open letter: opinions of co-handling units, and answers to items like this one.
//!
//! A paragraph is taken over with one key. Where the screen is narrow the papers stand in place of the
//! text while they have the keys.

use crate::{
    app::{
        list::{Cursor, Step},
        views::BesidePaper,
    },
    domain::id::LetterId,
};

/// The papers beside a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The papers, once they are read: opinions first, then the most alike.
    pub papers: Option<Vec<BesidePaper>>,
    /// The paper shown.
    pub paper: usize,
    /// The paragraph the cursor is on.
    pub cursor: Cursor,
    /// Whether the keys go here and not to the letter.
    pub has_keys: bool,
    /// Whether the keys were in the text before.
    pub from_text: bool,
}

/// The paragraph that is to be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The letter it stands in.
    pub origin: LetterId,
    /// Its line there, from 0.
    pub paragraph: usize,
    /// Its words.
    pub text: String,
}

impl Beside {
    /// Opens the side before anything is read.
    pub fn asked(from_text: bool) -> Self {
        Self {
            papers: None,
            paper: 0,
            cursor: Cursor::default(),
            has_keys: true,
            from_text,
        }
    }

    /// Returns the paper shown.
    pub fn shown(&self) -> Option<&BesidePaper> {
        self.papers.as_ref()?.get(self.paper)
    }

    /// Takes in what was read; the paper being looked at stays.
    pub fn take(&mut self, papers: Vec<BesidePaper>) {
        let shown = self.shown().map(|own| own.id);
        let same = papers.iter().position(|own| Some(own.id) == shown);
        if same.is_none() {
            self.cursor = Cursor::default();
        }
        self.paper = same.unwrap_or(0);
        self.papers = Some(papers);
    }

    /// Moves the cursor over the paragraphs.
    pub fn step(&mut self, step: Step, height: usize) {
        let len = self.shown().map_or(0, |own| own.paragraphs.len());
        self.cursor.step(step, len, height);
    }

    /// Goes on to the next paper, or back; the last is followed by the first.
    pub fn turn(&mut self, back: bool) {
        let len = self.papers.as_ref().map_or(0, Vec::len);
        if len > 0 {
            let by = if back { len - 1 } else { 1 };
            self.paper = (self.paper + by) % len;
            self.cursor = Cursor::default();
        }
    }

    /// Returns the paragraph under the cursor.
    pub fn wanted(&self) -> Option<Wanted> {
        let paper = self.shown()?;
        let (paragraph, text) = paper.paragraphs.get(self.cursor.at)?;
        Some(Wanted {
            origin: paper.id,
            paragraph: *paragraph,
            text: text.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::views::BesideKind;

    fn paper(id: i64, texts: &[&str]) -> BesidePaper {
        let texts = texts.iter().map(|own| (*own).to_owned());
        BesidePaper {
            id: LetterId(id),
            kind: BesideKind::Opinion,
            head: "市教育局".into(),
            paragraphs: texts.enumerate().collect(),
        }
    }

    #[test]
    fn the_paper_looked_at_stays_when_more_are_found() {
        let mut beside = Beside::asked(true);
        beside.turn(false);
        assert_eq!((beside.shown(), beside.wanted()), (None, None));
        beside.take(vec![paper(1, &["甲", "乙e\u{301}"]), paper(2, &["丙"])]);
        beside.turn(true);
        assert_eq!(beside.wanted().unwrap().text, "丙");
        beside.take(vec![paper(3, &[]), paper(2, &["丙"])]);
        assert_eq!(
            (beside.paper, beside.wanted().unwrap().origin),
            (1, LetterId(2))
        );
        beside.turn(false);
        assert_eq!(beside.wanted(), None, "a paper without a text");
        beside.take(vec![paper(1, &["甲", "乙e\u{301}"])]);
        beside.step(Step::Last, 9);
        let wanted = beside.wanted().unwrap();
        assert_eq!((wanted.paragraph, wanted.text.as_str()), (1, "乙e\u{301}"));
        beside.take(Vec::new());
        assert_eq!(beside.wanted(), None);
    }
}
