//! The figures of a source, each with the sentence it stands in: Enter quotes one in the open letter,
//! Space shows the whole source.

use super::{Outcome, step_of};
use crate::{
    app::{Action, Effect, list::Cursor},
    check,
    domain::{
        id::{LetterId, SourceId},
        paper::Source,
    },
    figure::Cited,
    letter::diff::sentences,
};

/// A figure of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotable {
    /// The figure as it is printed, with its unit.
    pub words: String,
    /// The sentence it stands in.
    pub sentence: String,
}

/// The dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteBox {
    /// The letter that cites.
    pub letter: LetterId,
    /// The source.
    pub source: SourceId,
    /// Its title.
    pub title: String,
    /// Its figures, in order.
    pub list: Vec<Quotable>,
    /// The cursor in them.
    pub cursor: Cursor,
}

impl QuoteBox {
    /// Lists the figures of a source.
    pub fn new(letter: LetterId, source: &Source) -> Self {
        Self {
            letter,
            source: source.id,
            title: source.value.title.clone(),
            list: quotable(&source.value.text),
            cursor: Cursor::default(),
        }
    }

    pub(super) fn act(&mut self, action: Action, height: usize) -> Outcome {
        if let Some(step) = step_of(action) {
            self.cursor.step(step, self.list.len(), height);
            return Outcome::STAY;
        }
        match (action, self.list.get(self.cursor.at)) {
            (Action::Open, Some(own)) => {
                let (sentence, words) = (own.sentence.clone(), own.words.clone());
                let cited = Cited::quoted(self.letter, self.source, sentence, words);
                Outcome::Cite(Box::new(Effect::KeepFigure(Box::new(cited), None)))
            }
            (Action::Mark, _) => Outcome::Stay(vec![Effect::ReadSource(self.source)]),
            (Action::Back | Action::Open, _) => Outcome::CLOSE,
            _ => Outcome::STAY,
        }
    }
}

/// Lists the figures of a text: once each in a sentence.
fn quotable(text: &str) -> Vec<Quotable> {
    let mut found: Vec<Quotable> = Vec::new();
    for own in sentences(text) {
        for range in check::figures(own.text) {
            let words = own.text.chars().skip(range.start).take(range.len());
            let next = Quotable {
                words: words.collect(),
                sentence: own.text.to_owned(),
            };
            if !found.contains(&next) {
                found.push(next);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::quotable;

    #[test]
    fn every_figure_of_a_text_comes_with_its_sentence() {
        let found = quotable("e\u{301}无数。\n今年培训1.2万人次，开班12期；又12期。明年再办。");
        let words: Vec<&str> = found.iter().map(|own| own.words.as_str()).collect();
        assert_eq!(words.iter().filter(|own| own.contains("12期")).count(), 2);
        assert!(words[0].starts_with("1.2万"), "{words:?}");
        assert_eq!(found[0].sentence, "今年培训1.2万人次，开班12期；");
        assert_eq!(quotable(""), []);
    }
}
