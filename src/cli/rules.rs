//! `anfu rules`: the packs, what is wrong with one's own, where each value comes from, and applying
//! changed rules to what is kept.

use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{
    calendar,
    cx::{Cx, Form, shown},
    deadline::{kind_arg, level_arg, role_arg},
    error::{CliError, Fault},
    proposal_text::columns,
};
use crate::{
    app::deadline::{event, length, span, told_fault},
    domain::{deadline::ClockKind, proposal::Role, sitting::Period},
    rules::{Asked, Origin, Pack, Packs, Reach, Span},
    text::nearest::nearest,
};

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("list", _)) => list(cx),
        Some(("check", own)) => check(cx, own),
        Some(("explain", own)) => explain(cx, own),
        Some(("apply", own)) => apply(cx, own),
        _ => Ok(()),
    }
}

/// Finds a pack by id.
///
/// # Errors
/// When there is none; the nearest is named.
pub fn pack(cx: &Cx, packs: &Packs, id: &str) -> Result<Pack, CliError> {
    if let Some(pack) = packs.find(id) {
        return Ok(pack.clone());
    }
    let ids: Vec<&str> = packs.all().map(|(pack, _)| pack.id.as_str()).collect();
    let says = cx.say_with(
        "rules.no_pack",
        &[("id", &crate::text::clean::line(id).text)],
    );
    let error = CliError::not_found(says);
    Err(match nearest(id, ids.iter().copied()) {
        Some(near) => error.hint(cx.say_with("hint.nearest", &[("word", near)])),
        None => error.hint(cx.say_with("hint.choices", &[("words", &ids.join(" "))])),
    })
}

/// Says on stderr that a pack of one's own was refused.
pub fn warn(cx: &Cx, packs: &Packs) {
    if !packs.faults.is_empty() {
        let count = packs.faults.len().to_string();
        cx.tell(&cx.say_with("rules.refused", &[("count", &count)]));
    }
}

fn list(cx: &mut Cx) -> Result<(), CliError> {
    let packs = cx.packs();
    warn(cx, &packs);
    let mut rows = Vec::new();
    for (pack, file) in packs.all() {
        let file = file.map(shown);
        if cx.form == Form::Json {
            cx.json(json!({
                "id": pack.id,
                "name": pack.name,
                "region": pack.region,
                "level": pack.level.code(),
                "base": pack.base,
                "valid_from": pack.valid_from.map(|day| day.to_string()),
                "law": pack.law,
                "unconfirmed": pack.unconfirmed,
                "file": file,
            }))?;
            continue;
        }
        let base = pack.base.as_ref().map_or_else(String::new, |base| {
            cx.say_with("rules.based_on", &[("base", base)])
        });
        rows.push(vec![
            pack.id.clone(),
            pack.name.clone(),
            cx.word("level", pack.level.code()),
            base,
            file.unwrap_or_else(|| pack.law.first().cloned().unwrap_or_default()),
        ]);
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

fn check(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let files: Vec<PathBuf> = matches
        .get_many::<PathBuf>("files")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let packs = if files.is_empty() {
        cx.packs()
    } else {
        Packs::of_files(&files)
    };
    for fault in &packs.faults {
        match cx.form {
            Form::Text => {
                let told = told_fault(fault, cx.lang);
                cx.line(&crate::text::clean::line(&told).text)?;
            }
            Form::Json => cx.json(json!({
                "file": fault.file,
                "line": fault.line,
                "place": fault.place,
                "fault": fault.wrong.code(),
                "value": fault.value,
            }))?,
        }
    }
    if packs.faults.is_empty() {
        let own = packs.all().filter(|(_, file)| file.is_some()).count();
        cx.tell(&cx.say_with("rules.well", &[("count", &own.to_string())]));
        return Ok(());
    }
    Err(CliError::told(Fault::Refused))
}

/// One value of a pack with where it comes from.
struct Said {
    key: String,
    text: String,
    start: Option<&'static str>,
    unit: Option<&'static str>,
    number: Option<u16>,
    source: String,
    pack: String,
    confirmed: bool,
}

fn explain(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    let packs = cx.packs();
    warn(cx, &packs);
    let pack = pack(cx, &packs, id)?;
    let mut asked = pack.first_case();
    asked.level = level_arg(cx, matches)?.unwrap_or(asked.level);
    asked.kind = kind_arg(cx, matches)?.unwrap_or(asked.kind);
    asked.role = role_arg(cx, matches)?.unwrap_or(asked.role);
    if matches.get_flag("between") {
        asked.period = Period::Between;
    }
    let said = said(cx, &pack, asked);
    if cx.form == Form::Json {
        return said.iter().try_for_each(|own| cx.json(own.as_json()));
    }
    let case = [
        cx.word("level", asked.level.code()),
        cx.word("kind", asked.kind.code()),
        cx.word("period", asked.period.code()),
        cx.word("role", asked.role.code()),
    ];
    cx.line(&format!("{} {}  {}", pack.id, pack.name, case.join(" ")))?;
    pack.law
        .iter()
        .try_for_each(|law| cx.line(&format!("  {law}")))?;
    let rows: Vec<Vec<String>> = said
        .iter()
        .map(|own| {
            let mut from = own.source.clone();
            if own.pack != pack.id {
                from = cx.say_with("rules.from", &[("source", &from), ("pack", &own.pack)]);
            }
            if !own.confirmed && !own.source.is_empty() {
                from.push_str(&cx.say("rules.unconfirmed"));
            }
            vec![own.key.clone(), own.text.clone(), from]
        })
        .collect();
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

impl Said {
    fn as_json(&self) -> Json {
        json!({
            "key": self.key,
            "text": self.text,
            "start": self.start,
            "unit": self.unit,
            "length": self.number,
            "source": self.source,
            "pack": self.pack,
            "confirmed": self.confirmed,
        })
    }
}

fn said(cx: &Cx, pack: &Pack, asked: Asked) -> Vec<Said> {
    let mut all = Vec::new();
    let is_confirmed =
        |key: &str, origin: &Origin| origin.confirmed && !pack.is_stand_in(key, asked, origin);
    for clock in ClockKind::ALL {
        // The co-handler's terms are told to a lead too: it waits for them.
        let of_co = matches!(clock, ClockKind::Opinion | ClockKind::OpinionRedo);
        let asked = Asked {
            role: if of_co { Role::Co } else { asked.role },
            ..asked
        };
        let Some(term) = pack.term(*clock, asked, |_| None) else {
            // The region is known to have one, and nobody could read it.
            if pack.unconfirmed.iter().any(|own| own == clock.code()) {
                all.push(Said {
                    key: clock.code().to_owned(),
                    text: format!(
                        "{}：{}",
                        cx.word("clock", clock.code()),
                        cx.say("rules.none")
                    ),
                    start: None,
                    unit: None,
                    number: None,
                    source: String::new(),
                    pack: pack.id.clone(),
                    confirmed: false,
                });
            }
            continue;
        };
        let words = cx.say_with(
            "rules.term",
            &[
                ("event", &event(term.start, cx.lang)),
                ("term", &span(term.span, cx.lang)),
            ],
        );
        let parts = match term.span {
            Span::Length(own) => Some(own.parts()),
            Span::Date(..) => None,
        };
        all.push(Said {
            key: clock.code().to_owned(),
            text: format!("{}：{words}", cx.word("clock", clock.code())),
            start: Some(term.start.code()),
            unit: Some(parts.map_or("date", |(unit, _)| unit)),
            number: parts.map(|(_, n)| n),
            source: term.origin.source.to_string(),
            pack: term.origin.pack.to_string(),
            confirmed: is_confirmed(clock.code(), &term.origin),
        });
    }
    if let Some(rule) = pack.extension(asked, None) {
        let (key, own) = match rule.reach {
            Reach::Total(own) => ("rules.total", own),
            Reach::Plus(own) => ("rules.plus", own),
        };
        let mut text = cx.say_with(key, &[("term", &length(own, cx.lang))]);
        if rule.needs_consent {
            text.push_str(&cx.say("rules.consent"));
        }
        if rule.notify_deputy {
            text.push_str(&cx.say("rules.notify"));
        }
        all.push(Said {
            key: "extension".into(),
            text,
            start: None,
            unit: Some(own.parts().0),
            number: Some(own.parts().1),
            source: rule.origin.source.to_string(),
            pack: rule.origin.pack.to_string(),
            confirmed: is_confirmed("extension", &rule.origin),
        });
    }
    for value in &pack.values {
        all.push(Said {
            key: value.key.to_owned(),
            text: worded(cx, pack, value.key),
            start: None,
            unit: None,
            number: None,
            source: value.source.to_string(),
            pack: value.pack.to_string(),
            confirmed: !(value.pack.as_ref() != pack.id
                && pack.unconfirmed.iter().any(|own| own == value.key)),
        });
    }
    all
}

/// Returns a value that is no term, in words.
fn worded(cx: &Cx, pack: &Pack, key: &str) -> String {
    let list = |words: Vec<String>| words.join(cx.lang.pick("、", ", "));
    match key {
        "arithmetic" => cx.say_with(
            "rules.arithmetic",
            &[
                (
                    "first",
                    &cx.say(match pack.arithmetic.first_day {
                        crate::domain::calendar::FirstDay::Counted => "rules.first_counted",
                        crate::domain::calendar::FirstDay::NotCounted => "rules.first_not_counted",
                    }),
                ),
                (
                    "last",
                    &cx.say(match pack.arithmetic.last_day {
                        crate::domain::calendar::LastDay::Moves => "rules.last_moves",
                        crate::domain::calendar::LastDay::Stays => "rules.last_stays",
                    }),
                ),
            ],
        ),
        "warn_days" => cx.say_with(
            "rules.warn_days",
            &[
                ("soon", &pack.warn_days.soon.to_string()),
                ("urgent", &pack.warn_days.urgent.to_string()),
            ],
        ),
        "words" => list(vec![pack.words.suggestion.clone(), pack.words.co.clone()]),
        "classes" => list(
            pack.classes
                .iter()
                .map(|own| match &own.letter {
                    Some(letter) => format!("{letter} {}", own.label),
                    None => own.label.clone(),
                })
                .collect(),
        ),
        "return_reasons" => list(
            pack.return_reasons
                .iter()
                .map(|own| own.label.clone())
                .collect(),
        ),
        "axes" => list(
            pack.axes
                .iter()
                .map(|own| cx.say(&format!("rules.axis.{}", own.code())))
                .collect(),
        ),
        "ratings" => list(
            pack.ratings
                .iter()
                .map(|own| cx.word("rating", own.code()))
                .collect(),
        ),
        "answer_each" => cx.say(&format!("rules.answer.{}", pack.answer_each.code())),
        "satisfied_includes_basically" => cx.say(if pack.satisfied_includes_basically {
            "rules.basically_counts"
        } else {
            "rules.basically_apart"
        }),
        "unreturned" => cx.say(&format!("rules.slip.{}", pack.unreturned.code())),
        _ => String::new(),
    }
}

fn apply(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let wanted = matches.get_flag("yes");
    let mut office = if wanted { cx.write()? } else { cx.read()? };
    warn(cx, &office.packs);
    let moves = office.moves(None).map_err(|error| cx.trouble(&error))?;
    if wanted {
        office.apply(None).map_err(|error| cx.trouble(&error))?;
    }
    calendar::print(cx, &moves)?;
    let key = if wanted {
        "rules.applied"
    } else {
        "rules.would"
    };
    cx.tell(&cx.say_with(key, &[("count", &moves.len().to_string())]));
    Ok(())
}
