//! `anfu letter asks|lifted|lift`: which asks a letter answers, and what it took over from earlier ones.
//!
//! Paragraphs are counted from 1, as the lines that `letter show` prints.

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form},
    error::{CliError, Fault},
    letter::read,
    named,
    proposal_text::columns,
};
use crate::{app::letter::lifted::stale, letter::asks::answers, run::weave::NoWeave, text::clean};

/// Links a paragraph to an ask or takes its links away, where that is asked for, and lists the asks of
/// a letter's item with how each stands.
pub fn asks(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let word = own.get_one::<String>("letter").map_or("", String::as_str);
    let link = own.get_one::<String>("link");
    let unlink = own.get_one::<u64>("unlink");
    let mut office = if link.is_some() || unlink.is_some() {
        cx.write()?
    } else {
        cx.read()?
    };
    let id = named::letter(cx, &office, word)?;
    if let Some(typed) = link {
        let (ordinal, paragraph) = pair(typed).ok_or_else(|| {
            let typed = clean::line(typed).text;
            CliError::usage(cx.say_with("asks.no_pair", &[("word", &typed)]))
        })?;
        let linked = office.link_ask(id, ordinal, paragraph);
        linked.map_err(|why| refused(cx, &why))?;
    }
    if let Some(ordinal) = unlink {
        let ordinal = u32::try_from(*ordinal).unwrap_or(u32::MAX);
        let unlinked = office.unlink_ask(id, ordinal);
        unlinked.map_err(|why| refused(cx, &why))?;
    }
    let view = read(cx, &office, id)?;
    let letter = &view.letter.value;
    let answers = answers(&view.asks, &letter.text, &letter.spans);
    if answers.is_empty() {
        cx.tell(&cx.say("asks.none"));
    }
    let mut rows = Vec::new();
    for own in &answers {
        if cx.form == Form::Json {
            cx.json(json!({
                "letter": id.0,
                "ordinal": own.ordinal,
                "ask": own.ask,
                "answered": own.answered,
                "start": own.at.as_ref().map(|at| at.start),
                "end": own.at.as_ref().map(|at| at.end),
                "paragraph": own.at.as_ref().map(|at| line_at(&letter.text, at.start)),
            }))?;
            continue;
        }
        let key = if own.answered {
            "asks.answered"
        } else {
            "asks.open"
        };
        let place = own.at.as_ref().map_or_else(String::new, |at| {
            let number = line_at(&letter.text, at.start).to_string();
            cx.say_with("asks.paragraph", &[("n", &number)])
        });
        rows.push(vec![
            own.ordinal.to_string(),
            cx.say(key),
            own.ask.clone(),
            place,
        ]);
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

/// Reads `2:17`: the ask and the paragraph, both from 1.
fn pair(typed: &str) -> Option<(u32, usize)> {
    let (ordinal, paragraph) = typed.split_once([':', '：'])?;
    Some((ordinal.trim().parse().ok()?, paragraph.trim().parse().ok()?))
}

/// Returns the line, from 1, of a place in characters.
fn line_at(text: &str, at: usize) -> usize {
    1 + text.chars().take(at).filter(|c| *c == '\n').count()
}

/// Says why a paragraph could not be taken, and what to do.
fn refused(cx: &Cx, why: &NoWeave) -> CliError {
    let missing = |key: &str, count: usize| {
        CliError::not_found(cx.say_with(key, &[("n", &count.to_string())]))
    };
    match why {
        NoWeave::NoParagraph(count) => missing("asks.no_paragraph", *count),
        NoWeave::NoAsk(count) => missing("asks.no_ask", *count),
        NoWeave::Empty(at) => {
            let says = cx.say_with("asks.empty", &[("n", &at.to_string())]);
            CliError::new(Fault::Refused, says)
        }
        NoWeave::NotLinked(ordinal) => missing("asks.not_linked", *ordinal as usize),
        NoWeave::Store(error) => cx.trouble(error),
    }
}

/// Takes a paragraph of an earlier letter over, with its origin.
pub fn lift(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let text = |id: &str| own.get_one::<String>(id).map_or("", String::as_str);
    let number = |id: &str| {
        let number = own.get_one::<u64>(id).copied().unwrap_or_default();
        usize::try_from(number).unwrap_or(usize::MAX)
    };
    let mut office = cx.write()?;
    let id = named::letter(cx, &office, text("letter"))?;
    let origin = named::letter(cx, &office, text("lift-from"))?;
    let from = (origin, number("paragraph"));
    let kept = office.lift_behind(id, from, number("lift-after"));
    let kept = kept.map_err(|why| refused(cx, &why))?;
    cx.tell(cx.lang.say("lifted.done"));
    if cx.form == Form::Json {
        return cx.json(json!({
            "letter": id.0,
            "origin": origin.0,
            "paragraph": kept.lift.paragraph,
            "text": kept.lift.text,
        }));
    }
    cx.line(&kept.lift.text)
}

/// Keeps the figures of one paragraph as looked up.
fn confirm(cx: &mut Cx, word: &str, number: u64) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let id = named::letter(cx, &office, word)?;
    let view = read(cx, &office, id)?;
    let letter = &view.letter.value;
    let place = usize::try_from(number)
        .ok()
        .and_then(|own| own.checked_sub(1));
    let Some(kept) = place.and_then(|at| view.lifts.get(at)) else {
        let count = view.lifts.len().to_string();
        return Err(CliError::not_found(
            cx.say_with("lifted.no_such", &[("n", &count)]),
        ));
    };
    for own in stale(&letter.text, &letter.spans, &view.lifts) {
        if own.lift == kept.id {
            office
                .store
                .confirm_lifted(kept.id, &own.words)
                .map_err(|error| cx.trouble(&error))?;
        }
    }
    Ok(())
}

/// Keeps the figures of a paragraph as looked up, where that is asked for, and lists the paragraphs taken
/// over, each with where it is from and its stale figures.
pub fn lifted(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let word = own.get_one::<String>("letter").map_or("", String::as_str);
    if let Some(number) = own.get_one::<u64>("confirm") {
        confirm(cx, word, *number)?;
    }
    let office = cx.read()?;
    let id = named::letter(cx, &office, word)?;
    let view = read(cx, &office, id)?;
    let letter = &view.letter.value;
    let stale = stale(&letter.text, &letter.spans, &view.lifts);
    if view.lifts.is_empty() {
        cx.tell(&cx.say("lifted.none"));
    }
    for (number, own) in (1..).zip(&view.lifts) {
        let figures = stale.iter().filter(|figure| figure.lift == own.id);
        let figures: Vec<&str> = figures.map(|figure| figure.words.as_str()).collect();
        let lift = &own.lift;
        if cx.form == Form::Json {
            cx.json(json!({
                "letter": id.0,
                "number": number,
                "origin": lift.origin.map(|id| id.0),
                "paragraph": lift.paragraph,
                "text": lift.text,
                "lifted_at": lift.at.to_string(),
                "by": lift.by,
                "confirmed": lift.confirmed,
                "stale": figures,
            }))?;
            continue;
        }
        let from = lift
            .origin
            .map_or_else(|| cx.say("lifted.gone"), |id| format!("letter:{}", id.0));
        let mut words = vec![cx.say_with("lifted.from", &[("from", &from)])];
        words.push(format!("{} {}", lift.at.date(), lift.by));
        if !figures.is_empty() {
            let figures = figures.join("、");
            words.push(cx.say_with("lifted.stale", &[("figures", &figures)]));
        }
        cx.line(&format!("{number}  {}", words.join("  ")))?;
        cx.line(&format!("  {}", lift.text))?;
    }
    Ok(())
}
