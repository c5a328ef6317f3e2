//! Brute force: every form written out, scored by a fresh matcher of the crate.

use std::cmp::Reverse;

use crate::search::{
    Kind, Query, Sounds, matcher,
    symbol::{Opening, Symbol, symbols},
};

/// The readings of a symbol as they may be typed; sound-alikes said once more, pair by pair.
fn typed_for(symbol: &Symbol, sounds: Sounds) -> Vec<String> {
    let own = symbol.readings.iter().map(|&reading| reading.to_owned());
    let mut ways: Vec<String> = own.collect();
    if sounds == Sounds::Exact {
        return ways;
    }
    for way in ways.clone() {
        let swapped = match way.as_bytes() {
            [b'z' | b'c' | b's', b'h', ..] => format!("{}{}", &way[..1], &way[2..]),
            [b'z' | b'c' | b's', ..] => format!("{}h{}", &way[..1], &way[1..]),
            [b'n', ..] => format!("l{}", &way[1..]),
            [b'l', ..] => format!("n{}", &way[1..]),
            [b'f', ..] => format!("h{}", &way[1..]),
            [b'h', ..] => format!("f{}", &way[1..]),
            _ => continue,
        };
        ways.push(swapped);
    }
    for way in ways.clone() {
        match way.as_bytes() {
            [.., b'a' | b'e' | b'i', b'n', b'g'] => ways.push(way[..way.len() - 1].to_owned()),
            [.., b'a' | b'e' | b'i', b'n'] => ways.push(format!("{way}g")),
            _ => {}
        }
    }
    ways
}

/// Every form of a name.
fn forms(symbols: &[Symbol], sounds: Sounds) -> Vec<String> {
    symbols.iter().fold(vec![String::new()], |forms, symbol| {
        let mut ways = vec![symbol.ch.to_string()];
        for way in typed_for(symbol, sounds) {
            ways.extend([way[..1].to_owned(), way]);
        }
        ways.sort();
        ways.dedup();
        forms
            .iter()
            .flat_map(|form| ways.iter().map(move |way| format!("{form}{way}")))
            .collect()
    })
}

/// The gate said once more, by trying every cut.
fn is_cut_possible(symbols: &[Symbol], word: &[char], sounds: Sounds) -> bool {
    let Some((symbol, rest)) = symbols.split_first() else {
        return word.is_empty();
    };
    let readings = typed_for(symbol, sounds);
    let pieces = (0..=word.len()).filter(|&len| {
        let piece = &word[..len];
        let is_piece_of = |reading: &String| {
            let mut letters = reading.chars();
            reading.starts_with(piece[0])
                && piece
                    .iter()
                    .all(|typed| letters.any(|letter| letter == *typed))
        };
        len == 0 || piece == [symbol.ch] || readings.iter().any(is_piece_of)
    });
    pieces
        .into_iter()
        .any(|len| is_cut_possible(rest, &word[len..], sounds))
}

pub(super) fn opening(kind: Kind) -> Opening {
    if matches!(kind, Kind::Employer | Kind::Programme) {
        Opening::Any
    } else {
        Opening::Surname
    }
}

pub(super) type Named = (Kind, String);

pub(super) fn brute_force(
    roster: &[Named],
    typed: &str,
    sounds: Sounds,
    lets: impl Fn(Kind, i64) -> bool,
) -> (Vec<(Kind, i64, i32)>, usize) {
    let query = Query::new(typed);
    let Some(words) = query.name_words() else {
        return (vec![], 0);
    };
    let mut found = Vec::new();
    for (id, (kind, name)) in roster.iter().enumerate() {
        let symbols = symbols(name, opening(*kind));
        let is_hit = |word: &&[char]| is_cut_possible(&symbols, word, sounds);
        if !lets(*kind, id as i64) || !words.iter().all(is_hit) {
            continue;
        }
        let forms = forms(&symbols, sounds);
        let score: i64 = words
            .iter()
            .map(|word| {
                let word: String = word.iter().collect();
                let best = forms
                    .iter()
                    .filter_map(|form| matcher::score(form, &word))
                    .max();
                let exact = forms
                    .iter()
                    .filter_map(|form| matcher::positions(form, &word))
                    .map(|(score, _)| score)
                    .max();
                assert_eq!(best, exact, "{name} {word}");
                best.expect("a hit has a form that contains it")
            })
            .sum();
        found.push((Reverse(score), symbols.len(), id as i64, *kind));
    }
    found.sort_unstable();
    let total = found.len();
    (
        found
            .into_iter()
            .take(50)
            .map(|(score, _, id, kind)| (kind, id, score.0 as i32))
            .collect(),
        total,
    )
}
