//! Which item or letter a word on the command line means.
//!
//! An item is `037` (the number in the current session), `2017/建议/037` or `15/建议/037` (year or
//! term), or `id:17`. What means more than one thing is never guessed: the candidates are shown.

use std::collections::HashMap;

use super::{cx::Cx, error::CliError, fields::code_of};
use crate::{
    app::views::ItemView,
    domain::{
        event::standing,
        id::{LetterId, ProposalId},
        proposal::Item,
        sitting::Sitting,
    },
    run::office::Office,
    store::StoreError,
    text::clean,
};
use chrono::Datelike;

/// Finds the item that a word means, with all that belongs to it.
///
/// # Errors
/// When none is meant, or more than one.
pub fn item(cx: &Cx, office: &Office, word: &str) -> Result<ItemView, CliError> {
    let nothing = || {
        let word = clean::line(word).text;
        CliError::not_found(cx.say_with("no_item", &[("word", &word)]))
    };
    if let Some(id) = row_of(word, &["id:", "proposal:"]) {
        return view(cx, office, ProposalId(id))?.ok_or_else(nothing);
    }
    let parts: Vec<&str> = word.split('/').map(str::trim).collect();
    let number = parts.last().and_then(|last| number_of(last));
    let Some(number) = number.filter(|_| matches!(parts.len(), 1 | 3)) else {
        let word = clean::line(word).text;
        return Err(
            CliError::usage(cx.say_with("no_item_word", &[("word", &word)]))
                .hint(cx.say("hint.item_words")),
        );
    };
    let mut found = Vec::new();
    for id in office
        .store
        .numbered(number)
        .map_err(|error| cx.trouble(&error))?
    {
        found.extend(view(cx, office, id)?);
    }
    if let [when, kind, _] = parts.as_slice() {
        found.retain(|own| is_of(own, when, kind));
    } else {
        found = current(found, office).map_err(|error| cx.trouble(&error))?;
    }
    if found.len() > 1 {
        let word = clean::line(word).text;
        let mut error = CliError::usage(cx.say_with("ambiguous", &[("word", &word)]));
        for own in &found {
            error = error.hint(candidate(cx, own));
        }
        return Err(error);
    }
    found.pop().ok_or_else(nothing)
}

fn view(cx: &Cx, office: &Office, id: ProposalId) -> Result<Option<ItemView>, CliError> {
    office.item(id).map_err(|error| cx.trouble(&error))
}

/// Finds the letter that a word means: `letter:5`, or the newest letter of an item.
///
/// # Errors
/// When none is meant, or more than one item.
pub fn letter(cx: &Cx, office: &Office, word: &str) -> Result<LetterId, CliError> {
    if let Some(id) = row_of(word, &["letter:"]).map(LetterId) {
        let kept = office
            .store
            .letter(id)
            .map_err(|error| cx.trouble(&error))?;
        return kept.map(|own| own.id).ok_or_else(|| {
            let word = clean::line(word).text;
            CliError::not_found(cx.say_with("no_such_letter", &[("word", &word)]))
                .hint(cx.say("hint.letter_list"))
        });
    }
    let own = item(cx, office, word)?;
    own.letters.last().map(|head| head.id).ok_or_else(|| {
        let word = clean::line(word).text;
        CliError::not_found(cx.say_with("no_letter_of", &[("word", &word)]))
            .hint(cx.say_with("hint.letter_new", &[("word", &word)]))
    })
}

fn row_of(word: &str, prefixes: &[&str]) -> Option<i64> {
    let digits = prefixes
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix))?;
    digits.parse().ok()
}

fn number_of(word: &str) -> Option<u32> {
    let word = word.trim_start_matches(['第', '#']).trim_end_matches('号');
    word.chars()
        .all(|c| c.is_ascii_digit())
        .then(|| word.parse().ok())
        .flatten()
}

/// Whether an item is of a year or term, and of a kind.
fn is_of(own: &ItemView, when: &str, kind: &str) -> bool {
    let sitting = &own.proposal.value.sitting;
    // The words on the papers name the kind in either language of the program.
    let wanted = match kind {
        "建议" => Some("suggestion"),
        "提案" => Some("cppcc"),
        other => code_of("kind", &["suggestion", "cppcc"], other),
    };
    if wanted != Some(sitting.kind.code()) {
        return false;
    }
    let mut numbers = when
        .trim_end_matches(['届', '年', '次'])
        .split(['-', '.', '届'])
        .map(str::parse::<u32>);
    let Some(Ok(first)) = numbers.next() else {
        return false;
    };
    // No term of any congress will reach a number that could be a year.
    if first >= 1900 {
        return year_of(own) == i32::try_from(first).ok();
    }
    let session = numbers.next().and_then(Result::ok);
    sitting.term.map(u32::from) == Some(first)
        && (session.is_none() || sitting.session.map(u32::from) == session)
}

/// Returns the year of the first known fact; an item carries no other year.
fn year_of(own: &ItemView) -> Option<i32> {
    standing(&own.events)
        .iter()
        .map(|event| event.fact.on.year())
        .min()
}

/// Keeps the newest session of each congress or CPPCC; of several, our own place's.
///
/// # Errors
/// When the store cannot be read.
fn current(mut found: Vec<ItemView>, office: &Office) -> Result<Vec<ItemView>, StoreError> {
    let home = office.unit.place.as_deref();
    if found
        .iter()
        .any(|own| home.is_some() && own.proposal.value.sitting.place.as_deref() == home)
    {
        found.retain(|own| own.proposal.value.sitting.place.as_deref() == home);
    }
    let when = |item: &Item| (item.sitting.term, item.sitting.session);
    let body = |item: &Item| (item.sitting.kind, item.sitting.place.clone());
    let all: Vec<Item> = found.iter().map(|own| own.proposal.value.clone()).collect();
    found.retain(|own| {
        let own = &own.proposal.value;
        !all.iter()
            .any(|other| body(other) == body(own) && when(other) > when(own))
    });
    newest(found, office)
}

/// Of items of several bodies, keeps those of their body's newest session: last year's proposal of a
/// number is not meant while this year's suggestion has it. When none is, all stay.
///
/// # Errors
/// When the store cannot be read.
fn newest(found: Vec<ItemView>, office: &Office) -> Result<Vec<ItemView>, StoreError> {
    if found.len() < 2 {
        return Ok(found);
    }
    let body = |own: &Sitting| (own.kind.code(), own.place.clone());
    let mut last: HashMap<_, (Option<u16>, Option<u16>)> = HashMap::new();
    office.store.each_queue_row(&mut |row| {
        let last = last.entry(body(&row.sitting)).or_default();
        *last = (*last).max((row.sitting.term, row.sitting.session));
    })?;
    let (now, before): (Vec<_>, Vec<_>) = found.into_iter().partition(|own| {
        let own = &own.proposal.value.sitting;
        last.get(&body(own)) == Some(&(own.term, own.session))
    });
    Ok(if now.is_empty() { before } else { now })
}

/// Returns an item in one line, its row first so that it can be named.
pub fn candidate(cx: &Cx, own: &ItemView) -> String {
    let item = &own.proposal.value;
    let number = item.number_printed.clone().unwrap_or_else(|| "-".into());
    let parts = [
        format!("id:{}", own.proposal.id.0),
        number,
        sitting(cx, item),
        cx.word("state", own.projection.state.code()),
        item.title.clone(),
    ];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  ")
}

/// Returns the meeting in a few words: `宁波市镇海区 15届1次 建议`.
pub fn sitting(cx: &Cx, item: &Item) -> String {
    let sitting = &item.sitting;
    let mut parts = Vec::new();
    parts.extend(sitting.place.clone());
    if let Some(term) = sitting.term {
        let term = term.to_string();
        let session = sitting.session.map(|n| n.to_string()).unwrap_or_default();
        let key = if session.is_empty() {
            "term"
        } else {
            "term_session"
        };
        parts.push(cx.say_with(key, &[("term", &term), ("session", &session)]));
    }
    parts.push(cx.word("kind", sitting.kind.code()));
    parts.join(" ")
}
