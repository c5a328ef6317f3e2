//! `anfu letter asks|lifted`: which asks a letter answers, and what it took over from earlier ones.

use serde_json::json;

use super::{
    cx::{Cx, Form},
    error::CliError,
    letter::read,
    named,
    proposal_text::columns,
};
use crate::{app::letter::lifted::stale, letter::asks::answers};

/// Lists the asks of a letter's item with how each stands.
pub fn asks(cx: &mut Cx, word: &str) -> Result<(), CliError> {
    let office = cx.read()?;
    let id = named::letter(cx, &office, word)?;
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
            }))?;
            continue;
        }
        let key = if own.answered {
            "asks.answered"
        } else {
            "asks.open"
        };
        rows.push(vec![own.ordinal.to_string(), cx.say(key), own.ask.clone()]);
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

/// Lists the paragraphs taken over, each with where it is from and its stale figures.
pub fn lifted(cx: &mut Cx, word: &str) -> Result<(), CliError> {
    let office = cx.read()?;
    let id = named::letter(cx, &office, word)?;
    let view = read(cx, &office, id)?;
    let letter = &view.letter.value;
    let stale = stale(&letter.text, &letter.spans, &view.lifts);
    if view.lifts.is_empty() {
        cx.tell(&cx.say("lifted.none"));
    }
    for own in &view.lifts {
        let figures = stale.iter().filter(|figure| figure.lift == own.id);
        let figures: Vec<&str> = figures.map(|figure| figure.words.as_str()).collect();
        let lift = &own.lift;
        if cx.form == Form::Json {
            cx.json(json!({
                "letter": id.0,
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
        cx.line(&words.join("  "))?;
        cx.line(&format!("  {}", lift.text))?;
    }
    Ok(())
}
