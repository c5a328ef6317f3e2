//! `anfu proposal accept`, `return`, `route` and the other acts, on one item or several.
//!
//! One table: a command is a kind of fact with options that fill its fields. Each item is acted on by
//! itself; those that are refused are named, and the others go on.

use clap::ArgMatches;

use super::{
    cx::Cx,
    error::{CliError, Fault},
    fields, named,
    proposal::report,
};
use crate::{
    app::{
        effect::Act,
        record::{ActText, Record},
    },
    domain::event::{Detail, EventKind},
    lang::Lang,
    run::{
        office::Office,
        refusal::{Refusal, Why},
    },
    text::clean,
    text::nearest::nearest,
};

/// A command that records one kind of fact.
pub struct ActCommand {
    /// Its name.
    pub name: &'static str,
    /// The fact.
    pub kind: EventKind,
    /// Its options, each under the name of the field it fills.
    pub options: &'static [&'static str],
}

/// The acts with a command of their own; `record` does any other.
pub const ACTS: &[ActCommand] = &[
    ActCommand {
        name: "accept",
        kind: EventKind::Accepted,
        options: &[],
    },
    ActCommand {
        name: "return",
        kind: EventKind::ReturnAsked,
        options: &["reason", "unit"],
    },
    ActCommand {
        name: "route",
        kind: EventKind::Routed,
        options: &["section", "person"],
    },
    ActCommand {
        name: "role",
        kind: EventKind::RoleSet,
        options: &["role", "unit"],
    },
    ActCommand {
        name: "contact",
        kind: EventKind::Contacted,
        options: &["manner", "with", "outcome"],
    },
    ActCommand {
        name: "extend",
        kind: EventKind::Extended,
        options: &["until", "consent", "reason"],
    },
    ActCommand {
        name: "class",
        kind: EventKind::Classified,
        options: &["class"],
    },
    ActCommand {
        name: "merge",
        kind: EventKind::Merged,
        options: &["item"],
    },
    ActCommand {
        name: "withdraw",
        kind: EventKind::Withdrawn,
        options: &["reason"],
    },
    ActCommand {
        name: "attention",
        kind: EventKind::Prioritised,
        options: &["attention", "leader"],
    },
];

/// Returns the option that fills a field: its name, except where the item's own name is taken.
pub const fn option_of(field: &'static str) -> &'static str {
    match field.as_bytes() {
        b"item" => "into",
        _ => field,
    }
}

/// Runs one of [`ACTS`].
///
/// # Errors
/// When an option cannot be read, an item is not found, or one is refused.
pub fn act(cx: &mut Cx, own: &ActCommand, matches: &ArgMatches) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let mut kind = own.kind;
    // Where the region wants consent, an extension without it is asked for and not set.
    let consent = own.kind == EventKind::Extended && matches.get_one::<String>("consent").is_none();
    if consent && office.rules.pack.extension_needs_consent {
        kind = EventKind::ExtensionAsked;
    }
    let mut record = Record::Act(Box::new(ActText::new(kind, Vec::new())));
    for field in own.options {
        if let Some(value) = matches.get_one::<String>(option_of(field)) {
            set(cx, &office, &mut record, field, value)?;
        }
    }
    finish(cx, &mut office, record, matches)
}

/// Runs `record`: any fact by its code, its fields by `--set`.
///
/// # Errors
/// As [`act`].
pub fn any(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let word = matches
        .get_one::<String>("event")
        .cloned()
        .unwrap_or_default();
    let codes: Vec<&'static str> = EventKind::ALL.iter().map(|kind| kind.code()).collect();
    let kind = fields::code_of("event", &codes, &word).and_then(EventKind::from_code);
    // A reversal needs the event it takes back: `undo` and `correct` know it.
    let kind = kind.filter(|kind| *kind != EventKind::Reversed);
    let Some(kind) = kind else {
        let named = clean::line(&word).text;
        let error = CliError::usage(cx.say_with("no_event", &[("word", &named)]));
        return Err(match nearest(&word, codes.iter().copied()) {
            Some(near) => error.hint(cx.say_with("hint.nearest", &[("word", near)])),
            None => error.hint(cx.say_with("hint.choices", &[("words", &codes.join(" "))])),
        });
    };
    let mut office = cx.write()?;
    let mut record = Record::Act(Box::new(ActText::new(kind, Vec::new())));
    for pair in matches.get_many::<String>("set").into_iter().flatten() {
        let (name, value) = fields::pair(cx, pair)?;
        let (field, _) = fields::field(cx, &record, name)?;
        set(cx, &office, &mut record, field, value)?;
    }
    finish(cx, &mut office, record, matches)
}

/// Sets a field: reasons, classes and sections also by the words of the region and the unit.
fn set(
    cx: &Cx,
    office: &Office,
    record: &mut Record,
    field: &'static str,
    text: &str,
) -> Result<(), CliError> {
    let pack = &office.rules.pack;
    let text = clean::line(text).text.trim().to_owned();
    let said = match field {
        "reason" => {
            let mut reasons = pack.return_reasons.iter();
            let known = reasons.find(|own| own.label == text);
            known.map_or(text, |own| own.code.clone())
        }
        "class" => class_of(cx, office, text)?,
        "section" if !office.unit.sections.is_empty() => {
            let sections = &office.unit.sections;
            if !sections.contains(&text) {
                let error = CliError::usage(cx.say_with("no_section", &[("word", &text)]));
                return Err(
                    error.hint(cx.say_with("hint.choices", &[("words", &sections.join(" "))]))
                );
            }
            text
        }
        _ => text,
    };
    let done = fields::set(cx, record, field, &said);
    if field != "class" {
        return done;
    }
    done.map_err(|error| {
        let classes = pack.classes.iter().map(|own| own.class.code());
        let codes: Vec<&str> = classes.collect();
        error.hint(cx.say_with("hint.choices", &[("words", &codes.join(" "))]))
    })
}

/// Finds a class by its code, its words, or its letter where only one class has it.
fn class_of(cx: &Cx, office: &Office, text: String) -> Result<String, CliError> {
    let pack = &office.rules.pack;
    let lettered: Vec<_> = pack
        .classes
        .iter()
        .filter(|own| {
            own.label == text
                || own
                    .letter
                    .as_ref()
                    .is_some_and(|own| own.eq_ignore_ascii_case(&text))
        })
        .collect();
    match lettered[..] {
        [] => Ok(text),
        [one] => Ok(one.class.code().to_owned()),
        _ => {
            let codes: Vec<&str> = lettered.iter().map(|own| own.class.code()).collect();
            let error = CliError::usage(cx.say_with("ambiguous", &[("word", &text)]));
            Err(error.hint(cx.say_with("hint.choices", &[("words", &codes.join(" "))])))
        }
    }
}

/// Takes day and remark, checks that nothing needed lacks, and records the fact on every item.
fn finish(
    cx: &mut Cx,
    office: &mut Office,
    mut record: Record,
    matches: &ArgMatches,
) -> Result<(), CliError> {
    for (option, field) in [("on", "day"), ("text", "remark")] {
        if let Some(value) = matches.get_one::<String>(option) {
            fields::set(cx, &mut record, field, value)?;
        }
    }
    if let Some(must) = record.must()
        && record.get(must).is_empty()
    {
        let field = cx.lang.say(&record.label(must)).to_owned();
        return Err(CliError::usage(
            cx.say_with("act_needs", &[("field", &field)]),
        ));
    }
    let Record::Act(text) = record else {
        return Ok(());
    };
    let mut act = text.act;
    if act.kind == EventKind::Merged {
        merge_into(cx, office, &mut act)?;
    }
    let words: Vec<&String> = matches.get_many("item").into_iter().flatten().collect();
    // Every name is looked up before anything is written: a wrong one writes nothing.
    for word in words {
        let view = named::item(cx, office, word)?;
        let target = (view.proposal.id, view.proposal.version);
        if !act.targets.contains(&target) {
            act.targets.push(target);
        }
    }
    let (acted, refused) = office.record(&act);
    for (id, _) in &acted.events {
        report(cx, office, *id)?;
    }
    tell(cx, &refused)
}

/// Names the row that an item is merged into; its number stands in the remark.
fn merge_into(cx: &Cx, office: &Office, act: &mut Act) -> Result<(), CliError> {
    for (detail, value) in &mut act.details {
        if *detail == Detail::Item {
            let into = named::item(cx, office, value)?;
            let number = into.proposal.value.number_printed.clone();
            let number = number.unwrap_or_else(|| value.clone());
            *value = into.proposal.id.0.to_string();
            act.text = Some(match act.text.take() {
                Some(text) => format!("{number} {text}"),
                None => number,
            });
        }
    }
    Ok(())
}

/// Tells every refusal; the exit code is that of the first.
pub fn tell(cx: &Cx, refused: &[Refusal]) -> Result<(), CliError> {
    let Some((last, others)) = refused.split_last() else {
        return Ok(());
    };
    for own in others {
        CliError::new(fault_of(own), own.sentence(cx.lang)).tell(cx.lang);
    }
    let fault = refused.first().map_or(Fault::Refused, fault_of);
    Err(CliError::new(fault, last.sentence(cx.lang)))
}

fn fault_of(refusal: &Refusal) -> Fault {
    match &refusal.why {
        Why::NotAllowed(..)
        | Why::Numbered
        | Why::IntoItself
        | Why::LaterSteps
        | Why::TextChanged
        | Why::Letter(..) => Fault::Refused,
        Why::NotYet(_) | Why::NotLater(_) => Fault::Usage,
        Why::NoFact => Fault::NotFound,
        Why::Store(error) => CliError::store(error, Lang::Zh).fault,
    }
}
