//! Cited figures against what the roster says now.
//!
//! Which figures the letter cites, and what they come to now, is looked up elsewhere and comes in with
//! [`Against::figures`].

use super::{Finding, Severity, paper::Paper, queue::Against};

/// The id.
pub(super) const ID: &str = "figures";

/// Tells the figures that changed since they were cited, those that no longer can be counted, and those
/// that came with a paragraph of an earlier letter and were not looked up.
pub(super) fn run(paper: &Paper, against: &Against, found: &mut Vec<Finding>) {
    for own in &against.figures {
        let lies = own.span.start < own.span.end && own.span.end <= paper.chars.len();
        if !lies {
            continue;
        }
        let finding = match &own.now {
            Some(now) if *now == own.then => continue,
            Some(now) => Finding::new(ID, "changed", Severity::Error, own.span.clone())
                .with("now", now.clone()),
            None => Finding::new(ID, "lost", Severity::Warning, own.span.clone()),
        };
        found.push(finding.with("then", own.then.clone()));
    }
    for span in &against.stale {
        if span.start < span.end && span.end <= paper.chars.len() {
            found.push(Finding::new(ID, "stale", Severity::Error, span.clone()));
        }
    }
}
