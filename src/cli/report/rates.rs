//! `anfu report rates`: every rate with part, base, definition and source, and the items behind it.

use std::collections::HashMap;

use clap::ArgMatches;
use serde_json::json;

use super::{
    super::{cx::Cx, error::CliError},
    group_word,
    sheet::{Cell, Out, Sheet},
};
use crate::{
    domain::id::ProposalId,
    report::{By, Course, RateKind, Share, rates_by},
    rules::{Rules, Unreturned},
    run::reports::courses,
};

/// Prints the rates.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let office = cx.read()?;
    let all = courses(office.store.as_ref(), &office.rules).map_err(|error| cx.trouble(&error))?;
    let year = matches.get_one::<i32>("year").copied();
    let by = matches.get_one::<String>("by");
    let by = by.and_then(|code| By::from_code(code)).unwrap_or(By::All);
    let asked: Vec<&Course> = all
        .iter()
        .filter(|own| year.is_none_or(|year| own.year == Some(year)))
        .collect();
    let out = Out::of(cx, matches);
    let names: HashMap<ProposalId, &Course> = if matches.get_flag("items") {
        asked.iter().map(|own| (own.id, *own)).collect()
    } else {
        HashMap::new()
    };
    // A spreadsheet gets one table under one head, whatever the rates.
    let mut whole: Option<Sheet> = None;
    for (at, kind) in RateKind::ALL.iter().enumerate() {
        let parts = rates_by(*kind, by, asked.iter().copied(), &office.rules.pack);
        if out == Out::Csv {
            let sheet = if matches.get_flag("items") {
                items(cx, *kind, &office.rules, &parts, &names)
            } else {
                shares(cx, *kind, &office.rules, &parts)
            };
            match &mut whole {
                Some(whole) => whole.append(sheet),
                None => whole = Some(sheet),
            }
            continue;
        }
        if out == Out::Text {
            if at > 0 {
                cx.line("")?;
            }
            let title = format!(
                "{}  {}",
                cx.word("report.rate", kind.code()),
                definition(cx, *kind, &office.rules)
            );
            cx.line(&title)?;
        }
        let names = matches.get_flag("items").then_some(&names);
        print(cx, *kind, &office.rules, out, &parts, names)?;
    }
    if let Some(whole) = whole {
        whole.print(cx, out, &[])?;
    }
    if out == Out::Text {
        cx.line("")?;
        let rounding = cx.word("report", "rounding");
        cx.line(&rounding)?;
    }
    Ok(())
}

type Parts = std::collections::BTreeMap<crate::report::Group, Share>;

fn print(
    cx: &mut Cx,
    kind: RateKind,
    rules: &Rules,
    out: Out,
    parts: &Parts,
    names: Option<&HashMap<ProposalId, &Course>>,
) -> Result<(), CliError> {
    if out != Out::Json {
        shares(cx, kind, rules, parts).print(cx, out, &[])?;
        let behind = names.map(|names| items(cx, kind, rules, parts, names));
        return match behind {
            Some(sheet) if !sheet.is_empty() => sheet.print(cx, out, &[]),
            _ => Ok(()),
        };
    }
    for (group, share) in parts {
        let mut object = json!({
            "rate": kind.code(),
            "group": group_word(cx, rules, group),
            "part": share.part,
            "base": share.base,
            "percent": share.percent().map(|percent| percent.to_string()),
            "definition": definition(cx, kind, rules),
        });
        if names.is_some() {
            object["hits"] = json!(share.hits.iter().map(|id| id.0).collect::<Vec<_>>());
            object["misses"] = json!(share.misses.iter().map(|id| id.0).collect::<Vec<_>>());
        }
        cx.json(object)?;
    }
    Ok(())
}

/// Returns the items behind a rate, one a row; in JSON they are part of the rate.
fn items(
    cx: &Cx,
    kind: RateKind,
    rules: &Rules,
    parts: &Parts,
    names: &HashMap<ProposalId, &Course>,
) -> Sheet {
    let mut sheet = Sheet::of(&["rate", "group", "counts", "id", "number", "title"]);
    for (group, share) in parts {
        let hits = share.hits.iter().map(|id| (id, "yes"));
        let misses = share.misses.iter().filter(|id| !share.hits.contains(id));
        for (id, counts) in hits.chain(misses.map(|id| (id, "no"))) {
            let course = names.get(id);
            sheet.push(vec![
                Cell::code(kind.code(), cx.word("report.rate", kind.code())),
                Cell::text(Some(group_word(cx, rules, group))),
                Cell::code(counts, cx.word("report.counts", counts)),
                Cell::number(id.0),
                Cell::text(course.and_then(|own| own.number.clone())),
                Cell::text(course.map(|own| own.title.clone())),
            ]);
        }
    }
    sheet
}

fn shares(cx: &Cx, kind: RateKind, rules: &Rules, parts: &Parts) -> Sheet {
    let mut sheet = Sheet::of(&["rate", "group", "part", "base", "percent"]);
    for (group, share) in parts {
        sheet.push(vec![
            Cell::code(kind.code(), cx.word("report.rate", kind.code())),
            Cell::text(Some(group_word(cx, rules, group))),
            Cell::count(share.part),
            Cell::count(share.base),
            Cell::percent(share.percent()),
        ]);
    }
    sheet
}

/// Returns what a rate divides by what, where that was found, and how the region counts.
pub fn definition(cx: &Cx, kind: RateKind, rules: &Rules) -> String {
    let mut words = cx.word("report.definition", kind.code());
    if matches!(kind, RateKind::Satisfied | RateKind::FirstSatisfied) {
        let counted = if rules.pack.satisfied_includes_basically {
            "basically"
        } else {
            "satisfied"
        };
        let lapsed = match rules.pack.unreturned {
            Unreturned::LeftOut => "leaves",
            Unreturned::Counted => "stays",
        };
        for code in [counted, lapsed] {
            words.push_str(&cx.word("report.region", code));
        }
    }
    words
}
