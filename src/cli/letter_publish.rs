//! `anfu letter publish`: whether a letter is published, and what it still says of private persons.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::{
    cx::{Cx, Form},
    error::CliError,
    letter_check::line_of,
    named,
};
use crate::{
    check::{Judged, Paper},
    domain::publishing::{Publicity, Publishing},
};

/// Runs the subcommand: keeps the decision and shows it.
pub fn run(cx: &mut Cx, own: &ArgMatches) -> Result<(), CliError> {
    let text = |id: &str| own.get_one::<String>(id).map(String::as_str);
    let reason = text("publish-reason").map(str::trim);
    let reason = reason.filter(|own| !own.is_empty()).map(str::to_owned);
    let publicity = if own.get_flag("no") {
        Publicity::Withheld
    } else {
        text("as")
            .and_then(Publicity::from_code)
            .unwrap_or(Publicity::Open)
    };
    if publicity.needs_reason() && reason.is_none() {
        return Err(CliError::usage(
            cx.lang.say("publishing.needs_reason").to_owned(),
        ));
    }
    let mut office = cx.write()?;
    let id = named::letter(cx, &office, text("letter").unwrap_or_default())?;
    let kept = office
        .decide_publishing(id, publicity, reason)
        .map_err(|error| cx.trouble(&error))?;
    match cx.form {
        Form::Json => {
            let mut value = json!({ "letter": id.0 });
            value["publishing"] = shown(Some(&kept));
            cx.json(value)?;
        }
        Form::Text => {
            let word = cx.lang.word("publicity", publicity.code());
            let says = cx
                .lang
                .say_with("publishing.decided", &[("publicity", &word)]);
            cx.line(&says)?;
        }
    }
    if publicity == Publicity::Open {
        let found = office.findings(id).map_err(|error| cx.trouble(&error))?;
        let kept = office
            .store
            .letter(id)
            .map_err(|error| cx.trouble(&error))?;
        let text = kept.map(|own| own.value.text).unwrap_or_default();
        let paper = Paper::read(&text);
        let private = |own: &&Judged| own.finding.id == "private" && own.waived.is_none();
        for own in found.iter().filter(private) {
            cx.tell(&line_of(cx, &paper, own));
        }
    }
    Ok(())
}

/// Returns a decision as JSON; null where nobody took one.
pub fn shown(own: Option<&Publishing>) -> Value {
    own.map_or(Value::Null, |own| {
        json!({
            "publicity": own.publicity.code(),
            "reason": own.reason,
            "by": own.by,
            "at": own.at.to_string(),
        })
    })
}
