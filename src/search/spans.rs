//! From matched letters of a form to byte ranges of the text shown.

use std::ops::Range;

use super::align::best_form;
use super::matcher;
use super::query::Asked;
use super::symbol::{Symbol, symbol_ranges};

/// Returns the byte ranges of the text that the words matched, in order and joined where they touch.
pub(super) fn spans(text: &str, symbols: &[Symbol], asked: &Asked<'_>) -> Vec<Range<usize>> {
    let ranges: Vec<_> = symbol_ranges(text).collect();
    let mut is_matched = vec![false; ranges.len()];
    for word in &asked.words {
        let form = best_form(symbols, word, asked.sounds);
        let written: String = form.iter().flatten().collect();
        let word: String = word.iter().collect();
        let Some((_, positions)) = matcher::positions(&written, &word) else {
            continue;
        };
        let owners: Vec<usize> = form
            .iter()
            .enumerate()
            .flat_map(|(at, way)| std::iter::repeat_n(at, way.len()))
            .collect();
        for owner in positions
            .iter()
            .filter_map(|&position| owners.get(position))
        {
            if let Some(mark) = is_matched.get_mut(*owner) {
                *mark = true;
            }
        }
    }
    join(
        ranges
            .into_iter()
            .zip(is_matched)
            .filter(|(_, is_matched)| *is_matched)
            .map(|(range, _)| range),
    )
}

/// Joins ranges, given in order, that touch or overlap.
pub(super) fn join(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
