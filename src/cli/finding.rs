//! `anfu proposal views|similar`, and the list in memory that filters of the command line go through.

use serde_json::{Value, json};

use super::{
    cx::{Cx, Form},
    error::{CliError, Fault},
    named,
    proposal_text::columns,
};
use crate::{
    app::{
        alike::{became, like_line},
        standing_views,
        views::{LookAlikes, Similar, Suggested},
    },
    domain::{
        id::ProposalId,
        outcome::{Rating, ResultClass},
        proposal::Item,
    },
    run::lister::Lister,
};

/// Reads the whole list, as the desk has it.
///
/// # Errors
/// When the store cannot be read.
pub fn lister(cx: &Cx) -> Result<Lister, CliError> {
    let office = cx.read()?;
    let mut lister = Lister::new(office.store);
    lister.go_by(office.rules);
    lister.stand_on(cx.clock.today());
    lister.load().map_err(|error| cx.trouble(&error))?;
    Ok(lister)
}

/// Lists the views with their counts.
///
/// # Errors
/// When the store cannot be read.
pub fn views(cx: &mut Cx) -> Result<(), CliError> {
    let office = cx.read()?;
    let saved = office
        .store
        .saved_views()
        .map_err(|error| cx.trouble(&error))?;
    let all = standing_views::views(saved, cx.lang, &office.unit, &office.actor());
    let filters: Vec<String> = all.iter().map(|view| view.filter.clone()).collect();
    let counts = lister(cx)?
        .count(&filters)
        .map_err(|error| cx.trouble(&error))?;
    let mut rows = Vec::new();
    for (view, count) in all.iter().zip(counts) {
        match cx.form {
            Form::Json => cx.json(json!({
                "name": view.name,
                "filter": view.filter,
                "order": view.order.code(),
                "own": view.own.is_some(),
                "count": count,
            }))?,
            Form::Text => rows.push(vec![
                view.name.clone(),
                count.to_string(),
                view.filter.clone(),
            ]),
        }
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

/// Lists what is like an item, and the section that such items went to.
///
/// # Errors
/// When there is no such item, nothing is like it, or the store cannot be read.
pub fn similar(cx: &mut Cx, word: &str) -> Result<(), CliError> {
    let office = cx.read()?;
    let view = named::item(cx, &office, word)?;
    let found = lister(cx)?
        .alike_item(view.proposal.id)
        .map_err(|error| cx.trouble(&error))?;
    if found.similar.is_empty() {
        cx.tell(cx.lang.say("similar.none"));
        return Err(CliError::told(Fault::NotFound));
    }
    if cx.form == Form::Json {
        for similar in &found.similar {
            cx.json(as_json(similar))?;
        }
        if let Some(suggested) = &found.suggested {
            cx.json(suggestion(suggested))?;
        }
        return Ok(());
    }
    for line in lines(cx, &found) {
        cx.line(&line)?;
    }
    Ok(())
}

/// Returns what is like an item that is new or was just taken in; nothing when there is no store yet.
///
/// # Errors
/// When the store cannot be read.
pub fn like(
    cx: &Cx,
    lister: &mut Option<Lister>,
    item: &Item,
    own: Option<ProposalId>,
) -> Result<LookAlikes, CliError> {
    if lister.is_none() {
        *lister = match self::lister(cx) {
            Ok(read) => Some(read),
            Err(error) if error.fault == Fault::NotFound => None,
            Err(error) => return Err(error),
        };
    }
    let Some(lister) = lister else {
        return Ok(LookAlikes::default());
    };
    lister.alike(item, own).map_err(|error| cx.trouble(&error))
}

/// Returns what is like an item in lines, the suggestion last.
pub fn lines(cx: &Cx, found: &LookAlikes) -> Vec<String> {
    let mut lines = Vec::new();
    for similar in &found.similar {
        lines.push(like_line(cx.lang, similar));
        lines.push(format!("    {}", became(cx.lang, similar)));
    }
    if let Some(suggested) = &found.suggested {
        let count = suggested.because.len().to_string();
        let values = [("section", suggested.section.as_str()), ("n", &count)];
        lines.push(cx.lang.say_with("similar.section", &values));
    }
    lines
}

/// Returns an item like another for JSON.
pub fn as_json(similar: &Similar) -> Value {
    json!({
        "id": similar.id.0,
        "number_printed": similar.number,
        "title": similar.title,
        "year": similar.year,
        "percent": similar.percent,
        "exact": similar.exact,
        "state": similar.state.code(),
        "class": similar.class.map(ResultClass::code),
        "rating": similar.rating.map(Rating::code),
        "section": similar.section,
        "promised_until": similar.promise.map(|day| day.to_string()),
        "answer": similar.answer.as_ref().map(|own| json!({
            "title": own.title,
            "number": own.number,
            "date": own.date.map(|day| day.to_string()),
            "class": own.class,
        })),
    })
}

fn suggestion(suggested: &Suggested) -> Value {
    let because: Vec<i64> = suggested.because.iter().map(|(id, _)| id.0).collect();
    json!({ "suggested_section": suggested.section, "because": because })
}

/// Adds to an item's JSON what is like it.
pub fn add_similar(value: &mut Value, found: &LookAlikes) {
    if let Value::Object(fields) = value {
        let similar = found.similar.iter().map(as_json).collect();
        fields.insert("similar".into(), Value::Array(similar));
        if let Some(suggested) = &found.suggested {
            fields.insert("suggested_section".into(), suggested.section.clone().into());
        }
    }
}
