//! `anfu letter verify`: whether a letter of the store is as its steps sealed it, and what a copy differs in.
//!
//! Apart from what became of a letter: here nothing is told but whether two texts are the same, and
//! whether the kept one is what its steps sealed. Invariants: what only paper adds (mark, note, page
//! numbers, the order of a head) is no difference; a copy is good only when the kept text is.

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
    app::views::LetterView,
    domain::{id::LetterId, letter::LetterVersion, step::Step},
    letter::{
        copy::{Copied, Lines, differing, number_of},
        page::organ_of,
        seal,
    },
    run::office::Office,
};

/// Verifies a letter of the store by its hashes, or a copy by what it differs in from a letter so verified.
pub fn verify(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let word = own.get_one::<String>("paper").cloned().unwrap_or_default();
    if !letter_check::is_file(&word) {
        return verify_stored(cx, &word);
    }
    let copy = letter_check::file_text(cx, Path::new(&word))?;
    let office = cx.read()?;
    // The note of a published letter is printed on copies and was not signed.
    let note = office.profile().published();
    let id = match own.get_one::<String>("copy-of") {
        Some(of) => named::letter(cx, &office, of)?,
        None => of_number(cx, &office, &copy)?,
    };
    let view = office
        .letter_there(id)
        .map_err(|error| cx.trouble(&error))?;
    let own = &view.letter.value;
    let unit = [&office.unit.full_name, &office.unit.short_name];
    let organs = [&own.organ, &own.signature].into_iter().chain(unit);
    let signed = organ_of(&own.text);
    let organs = organs.flatten().map(String::as_str).chain(signed);
    let is_pdf = Path::new(&word)
        .extension()
        .is_some_and(|own| own.eq_ignore_ascii_case("pdf"));
    let lines = if is_pdf {
        Lines::Broken
    } else {
        Lines::Paragraphs
    };
    let copied = Copied {
        text: &copy,
        lines,
        note,
    };
    let differs = differing(&own.text, organs, copied);
    let letter = format!("letter:{}", id.0);
    let texts = versions(cx, &office, id)?;
    // A copy that agrees with a text which was changed behind its steps agrees with nothing signed.
    let sealed = Sealed::of(&view, &texts);
    let key = match (&differs, sealed) {
        (Some(_), _) => "review.copy_differs",
        (None, Sealed::Sound) => "review.copy_same",
        (None, Sealed::Open) => "review.copy_same_open",
        (None, Sealed::Broken) => "review.copy_same_broken",
    };
    cx.tell(&cx.say_with(key, &[("id", &letter)]));
    if differs.is_none() && is_pdf {
        cx.tell(&cx.say("review.lines_not_compared"));
    }
    if let Some((kept, copy)) = &differs {
        changes(cx, kept, copy)?;
        if sealed == Sealed::Broken {
            cx.tell(&cx.say_with("review.kept_broken", &[("id", &letter)]));
        }
    }
    if differs.is_some() || sealed == Sealed::Broken {
        return Err(CliError::told(Fault::Refused));
    }
    Ok(())
}

/// What the steps of a stored letter say of its text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sealed {
    /// It is as the last of them sealed it, and each holds.
    Sound,
    /// It is still open, or none was taken.
    Open,
    /// One does not hold, or the text is not the one that was signed.
    Broken,
}

impl Sealed {
    fn of(view: &LetterView, texts: &[LetterVersion]) -> Self {
        let steps = &view.review.steps;
        let own = &view.letter.value;
        let moved = steps
            .last()
            .is_none_or(|last| last.text_hash != seal::text_hash(&own.text));
        if verdicts(steps, texts).iter().any(|own| *own != SOUND) {
            Self::Broken
        } else if moved && (steps.is_empty() || own.stage.is_open()) {
            Self::Open
        } else if moved {
            Self::Broken
        } else {
            Self::Sound
        }
    }
}

/// The verdict on a step that holds.
const SOUND: &str = "sound";

/// Returns for each step whether it holds to the one before it and to its text.
fn verdicts(steps: &[Step], texts: &[LetterVersion]) -> Vec<&'static str> {
    let broken = seal::broken(steps);
    let text_differs = |step: &Step| {
        let kept = texts.iter().find(|own| own.ordinal == step.version);
        kept.is_none_or(|own| seal::text_hash(&own.text) != step.text_hash)
    };
    let of = |own: &Step| match (broken.contains(&own.ordinal), text_differs(own)) {
        (false, false) => SOUND,
        (true, _) => "broken",
        (false, true) => "text_changed",
    };
    steps.iter().map(of).collect()
}

/// Finds the letter whose number a copy bears.
fn of_number(cx: &Cx, office: &Office, copy: &str) -> Result<LetterId, CliError> {
    let none = || CliError::not_found(cx.say("review.whose")).hint(cx.say("review.of_hint"));
    let number = number_of(copy).ok_or_else(none)?;
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
    for (own, says) in steps.iter().zip(verdicts(steps, &texts)) {
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
    let sealed = Sealed::of(&view, &texts);
    let last = steps.last().map(|own| own.text_hash.clone());
    let text_hash = seal::text_hash(&view.letter.value.text);
    if last.is_some_and(|own| own != text_hash) {
        cx.tell(&cx.say(if view.letter.value.stage.is_open() {
            "review.goes_on"
        } else {
            "review.changed_since"
        }));
    } else if steps.is_empty() {
        cx.tell(&cx.say("review.no_steps"));
    }
    if sealed == Sealed::Broken {
        return Err(CliError::told(Fault::Refused));
    }
    Ok(())
}
