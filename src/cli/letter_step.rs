//! `anfu letter submit`, `back`, `sign`, `number`, `void`, `send`: a letter's way through the office.

use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{Cx, Form, day},
    error::{CliError, Fault},
    named,
};
use crate::{
    app::review::{StepAct, Stepped, Wish},
    domain::{
        id::{LetterId, RemarkId},
        letter_promise::LetterPromise,
    },
    run::{office::Office, refusal::Why, review::StepWhy},
    store::NewRemark,
    text::clean,
};

/// Takes a step.
///
/// # Errors
/// When the letter is not found or the step is refused.
pub fn run(cx: &mut Cx, wish: Wish, own: &ArgMatches) -> Result<(), CliError> {
    let word = |id: &str| {
        let known = own.try_get_one::<String>(id).ok().flatten();
        known.map(|text| clean::line(text).text)
    };
    let on: Option<NaiveDate> = word("on").map(|text| day(&text, cx.lang)).transpose()?;
    let mut office = cx.write()?;
    let named = word("letter").unwrap_or_default();
    let id = named::letter(cx, &office, &named)?;
    for pair in own
        .try_get_many::<String>("remark")
        .ok()
        .flatten()
        .into_iter()
        .flatten()
    {
        remark(cx, &mut office, id, pair)?;
    }
    let letter = there(cx, &office, id)?;
    let act = StepAct {
        letter: id,
        seen: letter,
        wish,
        by: word("done-by"),
        evidence: word("evidence"),
        on,
        remark: word("reason").or_else(|| word("text")),
        number: word("letter-number"),
        details: Vec::new(),
    };
    let called = format!("letter:{}", id.0);
    let (stepped, _) = office
        .take_step(&act)
        .map_err(|why| refused(cx, &why, &called))?;
    report(cx, &stepped)?;
    if !stepped.promises.is_empty() {
        let keep = own.try_get_one::<bool>("promises").ok().flatten();
        if keep == Some(&true) {
            office
                .keep_promises(id, &stepped.promises)
                .map_err(|why| refused(cx, &why, &called))?;
        }
        promised(cx, &stepped, keep == Some(&true));
    }
    Ok(())
}

fn there(cx: &Cx, office: &Office, id: LetterId) -> Result<crate::domain::id::Version, CliError> {
    let view = office
        .letter_there(id)
        .map_err(|error| cx.trouble(&error))?;
    Ok(view.letter.version)
}

/// Keeps a remark typed as `words=remark`; the words must stand in the letter once.
fn remark(cx: &Cx, office: &mut Office, id: LetterId, pair: &str) -> Result<RemarkId, CliError> {
    let pair = clean::line(pair).text;
    let usage = |key: &str, words: &str| {
        let values = [("words", words), ("letter", &*format!("letter:{}", id.0))];
        CliError::usage(cx.say_with(key, &values))
    };
    let Some((quote, text)) = pair.split_once('=') else {
        return Err(usage("review.no_remark", &pair));
    };
    let view = office
        .letter_there(id)
        .map_err(|error| cx.trouble(&error))?;
    let letter = &view.letter.value.text;
    let mut places = letter.match_indices(quote).map(|(at, _)| at);
    let place = match (places.next(), places.next()) {
        (Some(place), None) if !quote.is_empty() => place,
        (None, _) => return Err(usage("review.no_quote", quote)),
        _ => return Err(usage("review.many_quotes", quote)),
    };
    let from = letter[..place].chars().count();
    let remark = NewRemark {
        range: from..from + quote.chars().count(),
        quote: quote.to_owned(),
        text: text.to_owned(),
    };
    let (by, at) = (office.actor(), office.now());
    office
        .store
        .add_remark(id, view.letter.version, &remark, &by, at)
        .map_err(|error| cx.trouble(&error))
}

fn report(cx: &mut Cx, own: &Stepped) -> Result<(), CliError> {
    if cx.form == Form::Json {
        return cx.json(json!({
            "id": own.letter.0,
            "step": own.kind.code(),
            "name": own.name,
            "stage": own.stage.code(),
            "number": own.number,
            "next": own.next,
            "promises": promises_json(&own.promises),
        }));
    }
    let next = own.next.as_deref().map(|own| cx.lang.step(own));
    let next = next.unwrap_or_else(|| "-".to_owned());
    let stage = cx.word("stage", own.stage.code());
    let name = cx.lang.step(&own.name);
    let mut cells = vec![format!("letter:{}", own.letter.0), name, stage];
    cells.extend(own.number.clone());
    cells.push(cx.say_with("review.next", &[("next", &next)]));
    cx.line(&cells.join("  "))
}

/// Tells the promises found at signing, and what became of them.
fn promised(cx: &Cx, own: &Stepped, kept: bool) {
    let count = own.promises.len().to_string();
    let id = own.letter.0.to_string();
    let key = if kept {
        "review.promises_kept"
    } else {
        "review.promises_found"
    };
    cx.tell(&cx.say_with(key, &[("n", &count), ("id", &id)]));
    for promise in &own.promises {
        cx.tell(&format!("  {}  {}", promise.due, promise.text));
    }
}

/// Returns promises as JSON.
pub fn promises_json(promises: &[LetterPromise]) -> Vec<Value> {
    promises
        .iter()
        .map(|own| json!({ "text": own.text, "due": own.due.to_string() }))
        .collect()
}

/// Returns a refusal with the exit code of its kind.
pub fn refused(cx: &Cx, why: &StepWhy, letter: &str) -> CliError {
    let says = why.sentence(letter, cx.lang);
    let fault = match why {
        StepWhy::Store(error) => return cx.trouble(error),
        StepWhy::NoEvidence(_)
        | StepWhy::NotYet(_)
        | StepWhy::TooEarly(_)
        | StepWhy::NoReason
        | StepWhy::NeedsNumber(_)
        | StepWhy::NumberedHere(_)
        | StepWhy::BadNumber(..) => Fault::Usage,
        StepWhy::Item(refusal) => match &refusal.why {
            Why::Store(error) => return cx.trouble(error),
            _ => Fault::Refused,
        },
        _ => Fault::Refused,
    };
    let error = CliError::new(fault, says);
    match why {
        StepWhy::Findings(_) => error.hint(cx.say_with("review.check", &[("letter", letter)])),
        StepWhy::NotYours(..) => error.hint(cx.say("review.by_hint")),
        _ => error,
    }
}
