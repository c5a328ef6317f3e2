//! `anfu proposal deliver|rate|remind`: the answer and each proposer.

use clap::ArgMatches;

use super::{
    acts,
    cx::{Cx, day},
    error::{CliError, Fault},
    fields::code_of,
    named,
    proposal::{append, report},
};
use crate::{
    app::{effect::Act, views::ItemView},
    domain::{
        delivery::kind_of,
        event::{Channel, Detail, EventKind, NewEvent},
        outcome::Rating,
        proposal::Role,
    },
    rules::Axis,
    run::office::Office,
    text::clean,
};

/// Records that the answer went out, or that it reached one more proposer.
pub fn deliver(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let view = item(cx, &office, matches)?;
    let state = view.projection.state;
    let kind = if state.allows(EventKind::Sent) {
        EventKind::Sent
    } else {
        EventKind::Delivered
    };
    allowed(cx, &view, kind)?;
    let mut fact = fact(cx, &office, kind, matches)?;
    if let Some(word) = matches.get_one::<String>("channel") {
        let codes = Channel::ALL.iter().map(|own| own.code());
        let code = choice(cx, "channel", &codes.collect::<Vec<_>>(), word)?;
        fact = fact.with(Detail::Channel, code);
    }
    for name in names(cx, &view, matches)? {
        fact = fact.with(Detail::Proposer, name);
    }
    if let Some(text) = matches.get_one::<String>("receipt") {
        fact = fact.with(Detail::Receipt, day(text, cx.lang)?.to_string());
    }
    let reaches = fact.detail(Detail::Proposer).is_some() || !view.owed.is_empty();
    if kind == EventKind::Delivered && !reaches {
        return Err(CliError::new(Fault::Refused, cx.say("slips.all_reached")));
    }
    let id = view.proposal.id;
    if kind == EventKind::Delivered {
        append(cx, &mut office, id, fact)?;
        return report(cx, &office, id);
    }
    // An answer that goes out takes its letter along.
    let (_, refused) = office.record(&Act {
        targets: vec![(id, view.proposal.version)],
        kind,
        text: fact.text,
        on: Some(fact.on),
        until: fact.until,
        details: fact.details,
    });
    acts::tell(cx, &refused)?;
    if let Some(says) = office.left_behind(&[id], cx.lang) {
        cx.tell(says.trim());
    }
    report(cx, &office, id)
}

/// Records a slip: who said what, on what evidence it is typed in.
pub fn rate(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let view = item(cx, &office, matches)?;
    if view.projection.role == Role::Co {
        return Err(CliError::new(Fault::Refused, cx.say("slips.not_ours")));
    }
    let pack = &office.rules.pack;
    let codes: Vec<&'static str> = pack.ratings.iter().map(|own| own.code()).collect();
    let rated = |id: &str| -> Result<Option<&'static str>, CliError> {
        let word = matches.get_one::<String>(id);
        word.map(|word| choice(cx, "rating", &codes, word))
            .transpose()
    };
    let (result, attitude) = (rated("result")?, rated("attitude")?);
    let asks_attitude = pack.axes.contains(&Axis::Attitude);
    if asks_attitude != attitude.is_some() {
        let key = if asks_attitude {
            "slips.needs_attitude"
        } else {
            "slips.no_attitude"
        };
        return Err(CliError::usage(cx.say_with(key, &[("pack", &pack.name)])));
    }
    let result = result
        .and_then(Rating::from_code)
        .unwrap_or(Rating::Basically);
    let kind = kind_of(result);
    allowed(cx, &view, kind)?;
    let evidence = line(matches, "evidence");
    if evidence.is_empty() {
        return Err(CliError::usage(cx.say("slips.needs_evidence")));
    }
    let mut fact = fact(cx, &office, kind, matches)?.with(Detail::Result, result.code());
    if let Some(attitude) = attitude {
        fact = fact.with(Detail::Attitude, attitude);
    }
    for name in names(cx, &view, matches)? {
        fact = fact.with(Detail::Proposer, name);
    }
    let fact = fact.with(Detail::Evidence, evidence);
    append(cx, &mut office, view.proposal.id, fact)?;
    report(cx, &office, view.proposal.id)
}

/// Records that proposers were reminded of their slips.
pub fn remind(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let view = item(cx, &office, matches)?;
    allowed(cx, &view, EventKind::Reminded)?;
    let mut fact = fact(cx, &office, EventKind::Reminded, matches)?;
    let mut reminded = names(cx, &view, matches)?;
    if reminded.is_empty() {
        let waiting = view.deliveries.iter().filter(|row| row.slip().is_none());
        reminded = waiting.map(|row| row.proposer.clone()).collect();
    }
    for name in reminded {
        fact = fact.with(Detail::Proposer, name);
    }
    append(cx, &mut office, view.proposal.id, fact)?;
    report(cx, &office, view.proposal.id)
}

fn item(cx: &Cx, office: &Office, matches: &ArgMatches) -> Result<ItemView, CliError> {
    named::item(cx, office, &line(matches, "item"))
}

fn line(matches: &ArgMatches, id: &str) -> String {
    let text = matches.get_one::<String>(id);
    text.map(|text| clean::line(text).text.trim().to_owned())
        .unwrap_or_default()
}

fn fact(
    cx: &Cx,
    office: &Office,
    kind: EventKind,
    matches: &ArgMatches,
) -> Result<NewEvent, CliError> {
    let on = matches.get_one::<String>("on");
    let on = on.map(|text| day(text, cx.lang)).transpose()?;
    if let Some(on) = on.filter(|on| *on > cx.clock.today()) {
        let item = line(matches, "item");
        let values = [("item", item.as_str()), ("day", &on.to_string())];
        return Err(CliError::usage(cx.lang.say_with("act.not_yet", &values)));
    }
    let fact = office.fact(kind, on);
    let note = line(matches, "note");
    Ok(if note.is_empty() {
        fact
    } else {
        fact.with_text(note)
    })
}

fn allowed(cx: &Cx, view: &ItemView, kind: EventKind) -> Result<(), CliError> {
    let state = view.projection.state;
    if state.allows(kind) {
        return Ok(());
    }
    let item = view.proposal.value.number_printed.clone();
    let values = [
        (
            "item",
            item.unwrap_or_else(|| format!("id:{}", view.proposal.id.0)),
        ),
        ("state", cx.word("state", state.code())),
        ("act", cx.word("event", kind.code())),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    Err(CliError::new(
        Fault::Refused,
        cx.say_with("not_now", &values),
    ))
}

/// Reads the proposers named; one who did not sign the item is refused.
fn names(cx: &Cx, view: &ItemView, matches: &ArgMatches) -> Result<Vec<String>, CliError> {
    let named = matches.get_many::<String>("of").into_iter().flatten();
    let signers: Vec<&str> = view
        .proposal
        .value
        .proposers
        .iter()
        .map(|own| own.name.as_str())
        .collect();
    named
        .map(|name| {
            let name = clean::line(name).text.trim().to_owned();
            if signers.contains(&name.as_str()) {
                return Ok(name);
            }
            let error = CliError::not_found(cx.say_with("slips.no_signer", &[("name", &name)]));
            Err(error.hint(cx.say_with("hint.choices", &[("words", &signers.join(" "))])))
        })
        .collect()
}

fn choice(
    cx: &Cx,
    table: &str,
    codes: &[&'static str],
    word: &str,
) -> Result<&'static str, CliError> {
    code_of(table, codes, word.trim()).ok_or_else(|| {
        let text = clean::line(word).text;
        let values = [
            ("text", text.as_str()),
            ("table", &cx.say(&format!("slips.{table}"))),
        ];
        let error = CliError::usage(cx.say_with("slips.no_choice", &values));
        let words: Vec<String> = codes.iter().map(|code| cx.word(table, code)).collect();
        error.hint(cx.say_with("hint.choices", &[("words", &words.join(" "))]))
    })
}
