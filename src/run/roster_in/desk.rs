//! The desk's side of roster tables: what one would bring, as a question, and the storing.
//!
//! The desk takes tables of some thousand rows, of a firm or an association: while a table is taken
//! nothing else is written, and no draft may wait for long. Larger ones go in by the command line, which
//! the refusal names.

use std::sync::Arc;

use super::{Ask, BadRow, Changed, Mode, Opened, Outcome, Refused, Step, Taking};
use crate::{
    app::views::RosterTable,
    ingest::roster::Input,
    lang::Lang,
    run::{
        office::Office,
        papers,
        trouble::{file_reason, sentence},
    },
};

/// The most rows of a table that the desk takes. Chosen by us: below a second, also on a slow machine.
const MOST: u64 = 20_000;
/// How many changed records and bad rows the question shows. Chosen by us: half a small screen.
const SHOWN: usize = 4;

/// Finds out what a table would bring, and says it as a question.
///
/// # Errors
/// In words: when it cannot be read, is too long for the desk, or the store cannot be read.
pub fn plan(office: &mut Office, table: &RosterTable, lang: Lang) -> Result<String, String> {
    let taking = taken(office, table, Mode::Count, lang)?;
    let mut lines = vec![counted("question", &taking.outcome, lang)];
    let list = taking.outcome.list;
    let changed = |own: &Changed| {
        let dash = |words: &str| {
            if words.is_empty() {
                "-".to_owned()
            } else {
                words.to_owned()
            }
        };
        let fields = own.fields.iter().map(|(field, old, new)| {
            let (old, new) = (dash(old), dash(new));
            let values = [
                ("field", list.label(*field)),
                ("old", &*old),
                ("new", &*new),
            ];
            lang.say_with("roster_in.change", &values)
        });
        format!("{}  {}", own.name, fields.collect::<Vec<_>>().join("  "))
    };
    lines.extend(taking.changed.iter().take(SHOWN).map(changed));
    let bad = |own: &BadRow| {
        let reason = lang.say_with(
            &format!("cli.bad.{}", own.reason.code()),
            &[("value", &own.value)],
        );
        lang.say_with(
            "mapping.bad",
            &[("line", &own.line.to_string()), ("reason", &reason)],
        )
    };
    lines.extend(taking.bad.iter().take(SHOWN).map(bad));
    if !taking.outcome.ignored.is_empty() {
        let columns = taking.outcome.ignored.join("、");
        lines.push(lang.say_with("roster_in.ignored", &[("columns", &columns)]));
    }
    lines.push(lang.say("roster_in.how").to_owned());
    Ok(lines.join("\n"))
}

/// Takes a table in; says what became of it.
///
/// # Errors
/// As [`plan`], or when the store cannot be written.
pub fn store(office: &mut Office, table: &RosterTable, lang: Lang) -> Result<String, String> {
    let taking = taken(office, table, Mode::Write, lang)?;
    Ok(counted("stored", &taking.outcome, lang))
}

fn counted(key: &str, own: &Outcome, lang: Lang) -> String {
    let list = lang
        .say(&format!("cli.list.{}", own.list.code()))
        .to_owned();
    let counts = [own.added, own.updated, own.unchanged, own.bad].map(|n| n.to_string());
    let values = [
        ("list", &*list),
        ("added", &*counts[0]),
        ("updated", &*counts[1]),
        ("unchanged", &*counts[2]),
        ("bad", &*counts[3]),
    ];
    lang.say_with(&format!("roster_in.{key}"), &values)
}

fn taken(
    office: &mut Office,
    table: &RosterTable,
    mode: Mode,
    lang: Lang,
) -> Result<Taking, String> {
    let words = |error: Refused| match error {
        Refused::Io(error) => file_reason(&error, lang),
        Refused::Format(error) => papers::refusal(&table.name, error, lang),
        Refused::Store(error) => sentence(&error, lang),
        Refused::NoName(_) | Refused::NoHeader | Refused::Mapping(..) => {
            lang.say("cli.roster.no_header").to_owned()
        }
    };
    let ask = Ask::default();
    let input = Input::Bytes(Arc::clone(&table.bytes));
    let opened = Opened::of(office.store.as_ref(), input, &table.name, &ask).map_err(words)?;
    let mut taking = Taking::begin(office, opened, &ask, mode).map_err(words)?;
    while taking
        .step(office.store.as_mut(), MOST as usize)
        .map_err(words)?
        == Step::More
    {
        if taking.outcome.rows >= MOST {
            let rows = MOST.to_string();
            return Err(lang.say_with("roster_in.too_long", &[("rows", &rows)]));
        }
    }
    Ok(taking)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{run::clock::Clock, store::sqlite::SqliteStore};

    #[test]
    fn a_question_says_what_a_table_would_bring_and_a_long_one_is_refused() {
        let store = SqliteStore::in_memory().unwrap();
        let mut office = Office::open(Box::new(store), Clock::Machine, "李示".into()).unwrap();
        let table = |text: &str| RosterTable {
            name: "名册.csv".into(),
            bytes: text.as_bytes().into(),
        };
        let first = table("姓名,单位,等级\n林夏,甲厂,技师\n");
        assert!(
            plan(&mut office, &first, Lang::Zh)
                .unwrap()
                .contains("新增 1")
        );
        assert_eq!(office.store.roster_counts().unwrap().craftsmen, 0);
        store_it(&mut office, &first);
        let second = table("姓名,单位,等级,颜色\n林夏,甲厂,高级技师,\n周川,甲厂,大师,\n");
        let question = plan(&mut office, &second, Lang::Zh).unwrap();
        for has in ["更新 1", "技师 -> 高级技师", "“大师”", "颜色"] {
            assert!(question.contains(has), "{has}: {question}");
        }
        let rows = "某,甲厂,技师\n".repeat(MOST as usize + 1);
        let long = table(&format!("姓名,单位,等级\n{rows}"));
        let says = plan(&mut office, &long, Lang::En).unwrap_err();
        assert!(says.contains("anfu roster import"), "{says}");
    }

    fn store_it(office: &mut Office, table: &RosterTable) {
        let says = store(office, table, Lang::Zh).unwrap();
        assert!(says.contains("新增 1"), "{says}");
        assert_eq!(office.store.roster_counts().unwrap().craftsmen, 1);
    }
}
