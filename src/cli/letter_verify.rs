//! `anfu letter verify`: whether a letter of the store is as its steps sealed it, and what a copy differs in.
//!
//! Apart from what became of a letter: here nothing is told but whether two texts are the same. Invariant:
//! what only paper adds (mark, note, page numbers, the order of a head) is no difference.

use std::path::Path;

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form},
    error::{CliError, Fault},
    letter_check,
    letter_way::{changes, versions},
    named,
};
use crate::{
    domain::{chain::Step, id::LetterId},
    letter::{
        copy::{is_same_but_for_lines, plain},
        diff,
        published::without,
        seal,
        serial::number_in,
    },
    run::office::Office,
};

/// Verifies a letter of the store by its hashes, or a copy by what it differs in.
pub fn verify(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let word = own.get_one::<String>("paper").cloned().unwrap_or_default();
    if !letter_check::is_file(&word) {
        return verify_stored(cx, &word);
    }
    let copy = letter_check::file_text(cx, Path::new(&word))?;
    let office = cx.read()?;
    // The note of a published letter is printed on copies and was not signed.
    let note = office.profile().published();
    let copy = without(&copy, note);
    let id = match own.get_one::<String>("copy-of") {
        Some(of) => named::letter(cx, &office, of)?,
        None => of_number(cx, &office, &plain(&copy))?,
    };
    let view = office
        .letter_there(id)
        .map_err(|error| cx.trouble(&error))?;
    let own = &view.letter.value;
    let kept = &plain(&without(&own.text, note));
    let unit = [&office.unit.full_name, &office.unit.short_name];
    let organs = [&own.organ, &own.signature].into_iter().chain(unit);
    // A letter is signed in its text too.
    let organs = organs.flatten().map(String::as_str);
    let organs = organs.chain(kept.lines());
    let bare = without_mark(&copy, organs);
    let is_pdf = Path::new(&word)
        .extension()
        .is_some_and(|own| own.eq_ignore_ascii_case("pdf"));
    let is_kept = |text: &str| {
        let text = plain(text);
        diff::is_same(kept, &text) || is_pdf && is_same_but_for_lines(kept, &text)
    };
    let same = is_kept(&copy) || bare.as_deref().is_some_and(is_kept);
    let copy = plain(&bare.unwrap_or(copy));
    let by_line = diff::is_same(kept, &copy);
    let id = format!("letter:{}", id.0);
    let key = match (same, by_line || !is_pdf) {
        (true, true) => "review.copy_same",
        (true, false) => "review.copy_same_words",
        (false, _) => "review.copy_differs",
    };
    cx.tell(&cx.say_with(key, &[("id", &id)]));
    if same {
        return Ok(());
    }
    changes(cx, kept, &copy)?;
    Err(CliError::told(Fault::Refused))
}

/// Leaves out the organ's mark that paper bears above the text.
fn without_mark<'a>(copy: &str, mut organs: impl Iterator<Item = &'a str>) -> Option<String> {
    let (first, rest) = copy.trim_start().split_once('\n')?;
    let first = first.trim();
    let mark = first.strip_suffix("文件").unwrap_or(first);
    organs.any(|organ| organ == mark).then(|| rest.to_owned())
}

/// Finds the letter whose number a copy bears.
fn of_number(cx: &Cx, office: &Office, copy: &str) -> Result<LetterId, CliError> {
    let none = || CliError::not_found(cx.say("review.whose")).hint(cx.say("review.of_hint"));
    let number = number_in(copy).ok_or_else(none)?;
    let found = office
        .store
        .letters_numbered(&number.to_string())
        .map_err(|error| cx.trouble(&error))?;
    match found[..] {
        [one] => Ok(one),
        [] => Err(none()),
        _ => {
            let number = number.to_string();
            let error = CliError::usage(cx.say_with("ambiguous", &[("word", &number)]));
            let hints = found.iter().map(|own| format!("letter:{}", own.0));
            Err(hints.fold(error, CliError::hint))
        }
    }
}

fn verify_stored(cx: &mut Cx, word: &str) -> Result<(), CliError> {
    let office = cx.read()?;
    let id = named::letter(cx, &office, word)?;
    let view = office
        .letter_there(id)
        .map_err(|error| cx.trouble(&error))?;
    let texts = versions(cx, &office, id)?;
    let steps = &view.review.steps;
    let broken = seal::broken(steps);
    let text_differs = |step: &Step| {
        let kept = texts.iter().find(|own| own.ordinal == step.version);
        kept.is_none_or(|own| seal::text_hash(&own.text) != step.text_hash)
    };
    let mut wrong = false;
    for own in steps {
        let says = match (broken.contains(&own.ordinal), text_differs(own)) {
            (false, false) => "sound",
            (true, _) => "broken",
            (false, true) => "text_changed",
        };
        wrong |= says != "sound";
        match cx.form {
            Form::Json => cx.json(json!({
                "letter": id.0, "ordinal": own.ordinal, "hash": own.hash, "verdict": says,
            }))?,
            Form::Text => {
                let verdict = cx.say(&format!("review.{says}"));
                let short = own.hash.get(..12).unwrap_or(&own.hash).to_owned();
                let cells = [
                    own.ordinal.to_string(),
                    cx.lang.step(&own.step.name),
                    short,
                    verdict,
                ];
                cx.line(&cells.join("  "))?;
            }
        }
    }
    let open = view.letter.value.stage.is_open();
    let last = steps.last().map(|own| own.text_hash.clone());
    let text_hash = seal::text_hash(&view.letter.value.text);
    if last.is_some_and(|own| own != text_hash) {
        cx.tell(&cx.say(if open {
            "review.goes_on"
        } else {
            "review.changed_since"
        }));
        wrong |= !open;
    } else if steps.is_empty() {
        cx.tell(&cx.say("review.no_steps"));
    }
    if wrong {
        return Err(CliError::told(Fault::Refused));
    }
    Ok(())
}
