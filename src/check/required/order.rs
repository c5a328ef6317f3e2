//! Parts that stand in a letter, but not where the unit's profile has them.
//!
//! Apart from what is missing: here the order counts, and no line can be put back. Told as a warning, for
//! another order may be meant. Invariants: of parts that cannot all stand right the fewest are told; a
//! part that several lines could be is left alone.

use std::ops::Range;

use super::{ID, Must, Required};
use crate::check::{
    Finding, Severity,
    paper::{Paper, trimmed},
};

/// What templates write where the day of a letter will stand.
const DATE_BLANK: &str = "【成文日期】";

/// A part that stands, with the place of its line.
struct Standing {
    part: Must,
    line: Range<usize>,
}

/// Looks for parts that stand before or behind what the profile has on their other side.
pub(super) fn run(
    paper: &Paper,
    lines: &[Range<usize>],
    required: &[Required],
    found: &mut Vec<Finding>,
) {
    let standing: Vec<Standing> = required
        .iter()
        .filter_map(|own| {
            let line = line_of(paper, lines, own.part)?;
            let part = own.part;
            Some(Standing { part, line })
        })
        .collect();
    let right = in_order(&standing);
    for (at, own) in standing.iter().enumerate() {
        if right.contains(&at) {
            continue;
        }
        let before = right.iter().rev().find(|own| **own < at);
        let behind = right.iter().find(|own| **own > at);
        // Said by the neighbour that it stands on the wrong side of.
        let passed = before.filter(|other| standing[**other].line.start > own.line.start);
        let (case, other) = match (passed, behind, before) {
            (Some(other), ..) | (None, None, Some(other)) => ("after", other),
            (None, Some(other), _) => ("before", other),
            (None, None, None) => continue,
        };
        let span = trimmed(&paper.chars, &own.line);
        let finding = Finding::new(ID, case, Severity::Warning, span);
        let other = standing[*other].part.word();
        found.push(
            finding
                .with("part", own.part.word().to_owned())
                .with("other", other.to_owned()),
        );
    }
}

/// Returns the most parts that stand in the profile's order; of as many the first.
fn in_order(standing: &[Standing]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for (at, own) in standing.iter().enumerate() {
        let before = best.iter().enumerate();
        let fits = before.filter(|(other, _)| standing[*other].line.start <= own.line.start);
        // The last of the longest would keep a part that came too late over one that did not.
        let longest = fits.rev().max_by_key(|(_, run)| run.len());
        let mut run = longest.map(|(_, run)| run.clone()).unwrap_or_default();
        run.push(at);
        best.push(run);
    }
    best.into_iter()
        .rev()
        .max_by_key(Vec::len)
        .unwrap_or_default()
}

/// Returns the line a part stands on; none where it is unknown which of several it is. The closing is no
/// line of its own: it is looked for above the signature.
fn line_of(paper: &Paper, lines: &[Range<usize>], part: Must) -> Option<Range<usize>> {
    let form = &paper.form;
    let whole = |own: Option<&Range<usize>>| {
        let start = own?.start;
        paper
            .lines
            .iter()
            .find(|line| line.contains(&start))
            .cloned()
    };
    match part {
        Must::Class => whole(form.class.map(|(at, _)| at..at).as_ref()),
        Must::Number => whole(form.number.as_ref()),
        Must::Title => whole(form.title.as_ref()),
        Must::Salutation => whole(form.salutation.as_ref()),
        Must::Signature => whole(form.signature.as_ref()),
        // In a draft the blank stands where the day will.
        Must::Date => whole(form.date.as_ref()).or_else(|| {
            let mut own = lines.iter().filter(|line| paper.words(line) == DATE_BLANK);
            own.next().cloned()
        }),
        Must::Attachment | Must::Contact | Must::Copies => {
            let mut own = lines
                .iter()
                .filter(|line| super::begins(&paper.chars, line, part));
            let first = own.next()?;
            own.next().is_none().then(|| first.clone())
        }
        Must::Closing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ALL, LETTER, against, missing};
    use super::*;

    fn misplaced(text: &str) -> Vec<(&'static str, String, String)> {
        let told = missing(text).into_iter().map(|own| {
            let words: Vec<char> = text.chars().collect();
            let words: String = words[own.span.clone()].iter().take(4).collect();
            (
                own.case,
                own.values[0].1.clone() + "/" + &own.values.last().unwrap().1,
                words,
            )
        });
        told.collect()
    }

    #[test]
    fn what_stands_on_the_wrong_side_of_another_part_is_told_once() {
        const CONTACT: &str = "（联系人：何未名；联系电话：0000-0000）\n";
        const COPIES: &str = "抄    送：区人大常委会代表工委。\n";
        const THANKS: &str = "衷心感谢您的关心。\n";
        let early = LETTER
            .replace(CONTACT, "")
            .replace(THANKS, &format!("{CONTACT}{THANKS}"));
        let told = (
            "after",
            "联系人（电话）/成文日期".to_owned(),
            "（联系人".to_owned(),
        );
        assert_eq!(misplaced(&early), [told]);
        let draft = early.replace("2026年5月8日", DATE_BLANK);
        assert_eq!(misplaced(&draft).len(), 1, "{:?}", misplaced(&draft));
        let swapped = LETTER
            .replace(CONTACT, "")
            .replace(COPIES, &format!("{COPIES}{CONTACT}"));
        assert_eq!(misplaced(&swapped).len(), 1, "{:?}", misplaced(&swapped));
        let late = LETTER.replace(
            "类别：B\n青教复〔2026〕5号\n",
            "青教复〔2026〕5号\n类别：B\n",
        );
        assert_eq!(misplaced(&late).len(), 1, "{:?}", misplaced(&late));
    }

    #[test]
    fn the_order_is_the_profiles_and_what_may_be_several_lines_is_left_alone() {
        assert_eq!(misplaced(LETTER), []);
        let mut own = against();
        own.required.swap(ALL.len() - 1, ALL.len() - 2);
        let found = crate::check::check(LETTER, &own).into_iter();
        let found: Vec<_> = found.filter(|own| own.id == ID).collect();
        assert_eq!(
            found.len(),
            1,
            "this profile has the copies first: {found:?}"
        );
        let twice = LETTER
            .replace("附件：征询意见表\n", "附件：1. 名单\n")
            .replace(
                "衷心感谢",
                "附件1的名单由街道核定。\n联系人另行告知。\n衷心感谢",
            );
        assert_eq!(misplaced(&twice), []);
    }
}
