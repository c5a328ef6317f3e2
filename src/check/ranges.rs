//! Ranges whose lower end is above the upper: 10—8个, 2万元至5000元.

use super::{
    Finding, Severity,
    number::{Manner, ONE, Quantity, Unit},
    paper::{Paper, digit},
    queue::Against,
};

/// The id.
pub(super) const ID: &str = "ranges";

/// Checks every pair of numbers that stands as a range.
pub(super) fn run(paper: &Paper, _: &Against, found: &mut Vec<Finding>) {
    let mut at = 1;
    while at < paper.quantities.len() {
        let (low, high) = (&paper.quantities[at - 1], &paper.quantities[at]);
        let joined = low.manner == Manner::Range
            && high.manner == Manner::Range
            && low.unit == high.unit
            && high.span.start >= low.span.end
            && high.span.start - low.span.end <= 2;
        if !joined {
            at += 1;
            continue;
        }
        at += 2;
        if is_reversed(paper, low, high) {
            let span = low.span.start..high.span.end;
            // 100至50公里 may be a way down; a dash is a range.
            let word = matches!(paper.chars[low.span.end..high.span.start], ['至' | '到']);
            let severity = if word {
                Severity::Warning
            } else {
                Severity::Error
            };
            if word && low.unit == Unit::PERCENT {
                continue;
            }
            found.push(
                Finding::new(ID, "reversed", severity, span)
                    .with("low", paper.words(&low.span))
                    .with("high", paper.words(&high.span)),
            );
        }
    }
}

fn is_reversed(paper: &Paper, low: &Quantity, high: &Quantity) -> bool {
    // 从80%降至20%, 由10个到8个: a way down and no range.
    let way = low.span.start.saturating_sub(8)..low.span.start;
    let down = ["从", "由", "降", "减"];
    let text = paper.words(&way) + &paper.words(&(low.span.end..high.span.start));
    if down.iter().any(|word| text.contains(word)) {
        return false;
    }
    let words = paper.words(&high.span);
    let weight = if words.contains('亿') {
        100_000_000
    } else if words.contains('万') {
        10_000
    } else {
        1
    };
    let bare = paper
        .words(&low.span)
        .chars()
        .all(|c| digit(c).is_some() || c == '.');
    // 5—10万元: a small number without a unit shares the multiplier; 8000—1万元 does not.
    if bare && low.value < 1000 * ONE {
        return low.value.saturating_mul(weight) > high.value;
    }
    low.value > high.value
}
