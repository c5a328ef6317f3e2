//! The reader of papers: one text into its documents, each into fields.
//!
//! A file may hold a form and its answer, or several papers; it is cut where a form's heading or a
//! letter's head begins. Nothing is mandatory, and what is not printed is never filled in.

pub mod asks;
pub mod class;
pub mod contact;
pub mod date;
pub mod form;
pub mod furniture;
pub mod han;
pub mod label;
pub mod letter;
pub mod level;
pub mod marks;
pub mod meeting;
pub mod number;
pub mod organ;
pub mod people;
pub mod quoted;
pub mod salutation;
pub mod sitting;
pub mod source;
pub mod split;
pub mod tail;
pub mod title;

use super::{lines::Line, problem::Problem, reading::Document};
use split::What;

/// Reads every document of a text.
pub fn read(lines: &[Line], problems: &mut Vec<Problem>) -> Vec<Document> {
    let paper: Vec<Line> = lines
        .iter()
        .filter(|line| !furniture::is_of_page(line))
        .cloned()
        .collect();
    let parts = split::documents(&paper);
    if parts.iter().all(|part| part.what == What::Source) {
        // A source counts and drops its furniture itself.
        return vec![Document::Source(Box::new(source::read(lines)))];
    }
    let lines = paper.as_slice();
    parts
        .into_iter()
        .map(|part| {
            let own = &lines[part.from..part.to];
            match part.what {
                What::Form => Document::Form(Box::new(form::read(own))),
                What::Letter(title) => {
                    Document::Letter(Box::new(letter::read(own, title.as_ref(), problems)))
                }
                What::Source => Document::Source(Box::new(source::read(own))),
            }
        })
        .collect()
}
