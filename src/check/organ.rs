//! The organ of the head against the organ that signs: the same, or its short name.

use super::{Finding, Severity, paper::Paper, queue::Against};

/// The id.
pub(super) const ID: &str = "organ";

/// Checks head against signature.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let (Some(head), Some(signed)) = (&paper.form.organ, &paper.form.signature) else {
        return;
    };
    let plain = |span: &std::ops::Range<usize>| -> Vec<char> {
        let own = paper.chars[span.clone()].iter();
        own.copied().filter(|c| !c.is_whitespace()).collect()
    };
    let (long, short) = (plain(head), plain(signed));
    if is_short(&short, &long) || is_short(&long, &short) {
        return;
    }
    let span = super::paper::trimmed(&paper.chars, signed);
    found.push(
        Finding::new(ID, "differs", Severity::Warning, span)
            .with("head", long.iter().collect::<String>())
            .with("signature", short.iter().collect::<String>()),
    );
}

/// Tells whether a name leaves out characters of a longer one: 人社局 of 人力资源和社会保障局.
fn is_short(short: &[char], long: &[char]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|c| rest.any(|own| own == c))
}
