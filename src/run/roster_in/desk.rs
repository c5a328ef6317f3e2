//! The desk's side of roster tables: looked at, then counted or written a step an order, so that drafts
//! are saved and a stop is heard in between.
//!
//! What is under way stands in the office that performs the orders; a beginning puts an end to it.

use std::{path::Path, sync::Arc};

use super::{Ask, BadRow, Mode, Opened, Outcome, Refused, Step, Taking, bad_rows, hint};
use crate::{
    app::{
        Msg,
        msg::Trouble,
        tables::{RosterTable, TableAsk, TableFrom, TableStep},
    },
    ingest::{
        lines::one_line,
        roster::{Layout, Looked},
    },
    lang::Lang,
    run::{
        office::Office,
        papers,
        perform::{Performed, exported},
        trouble::{file_reason, sentence},
        write::{Over, write_private},
    },
};

/// Rows of a step. Chosen by us: some tens of milliseconds, so that nobody waits for a draft.
const STEP: usize = 2_000;
/// With so many bad rows the columns are taken for something they are not. Chosen by us, as for the
/// command line: it bounds what must be held.
const TOO_MANY: u64 = 100_000;
/// How many values of a column are shown. Chosen by us: a third of a wide screen.
const SAMPLES: usize = 4;
/// In how many rows they are looked for. Chosen by us: the header's reader looks as far.
const LOOKED_IN: usize = 200;

/// A table that is being taken.
pub struct UnderWay {
    generation: u64,
    mode: Mode,
    taking: Taking,
}

/// Performs an order about a table.
pub fn perform(office: &mut Office, ask: TableAsk, lang: Lang) -> Performed {
    match ask {
        TableAsk::Look(from) => match look(office, *from, lang) {
            Ok(table) => Performed::of(Msg::TableRead(Box::new(table))),
            Err(says) => Performed::of(Msg::Failed(Trouble::said(says))),
        },
        TableAsk::Begin(mode, generation, table) => begin(office, mode, generation, &table, lang),
        TableAsk::GoOn(mode, generation) => go_on(office, mode, generation, lang),
        TableAsk::Stop(mode) => stop(office, mode, lang),
        TableAsk::WriteBad(layout, bad, path) => write_bad(&layout, &bad, &path, lang),
    }
}

/// Looks at a table: its header, its columns with some values, and where they go.
///
/// # Errors
/// In words: when it cannot be read or has no header at all.
pub fn look(office: &Office, from: TableFrom, lang: Lang) -> Result<RosterTable, String> {
    let ask = ask_of(&from);
    let words = |error: Refused| refusal(&error, &from.name, lang);
    let looked = from.input.look().map_err(|error| words(error.into()))?;
    let store = office.store.as_ref();
    let hint = hint(store, &ask).map_err(|error| words(error.into()))?;
    let layout = Layout::of(&looked.book, &hint)
        .or_else(|| Layout::by_shape(&looked.book, &hint))
        .ok_or_else(|| words(Refused::NoHeader))?;
    let header_line = layout
        .heads
        .first()
        .map_or(1, |head| looked.book.sheets[head.sheet].line_of(head.at));
    Ok(RosterTable {
        samples: samples(&looked, &layout),
        looked: Arc::new(looked),
        layout,
        header_line,
        missing: ask.missing_employers,
        from,
    })
}

fn ask_of(from: &TableFrom) -> Ask {
    Ask {
        sender: Some(from.sender.clone()).filter(|sender| !sender.is_empty()),
        list: from.list,
        ..Ask::default()
    }
}

/// Returns some values of each column, those that differ.
fn samples(looked: &Looked, layout: &Layout) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = vec![Vec::new(); layout.columns.len()];
    for head in &layout.heads {
        let rows = looked.book.sheets[head.sheet].rows.iter();
        for row in rows.skip(head.at + head.depth).take(LOOKED_IN) {
            for (cell, place) in row.iter().zip(&head.places) {
                let Some(own) = place.and_then(|place| found.get_mut(place)) else {
                    continue;
                };
                let text = one_line(&cell.shown());
                if own.len() < SAMPLES && !text.is_empty() && !own.contains(&text) {
                    own.push(text);
                }
            }
        }
    }
    found
}

fn begin(
    office: &mut Office,
    mode: Mode,
    generation: u64,
    table: &RosterTable,
    lang: Lang,
) -> Performed {
    let ask = Ask {
        missing_employers: table.missing,
        ..ask_of(&table.from)
    };
    let opened = Opened {
        input: table.from.input.clone(),
        name: table.from.name.clone(),
        looked: Looked::clone(&table.looked),
        layout: table.layout.clone(),
    };
    let begun = || {
        // A person saw these columns and agreed to them.
        if mode == Mode::Write
            && let Some(sender) = &ask.sender
        {
            opened.remember(office.store.as_mut(), sender)?;
        }
        Taking::begin(office, opened, &ask, mode)
    };
    match begun() {
        Ok(taking) => {
            office.taking = Some(UnderWay {
                generation,
                mode,
                taking,
            });
            go_on(office, mode, generation, lang)
        }
        Err(error) => failed(generation, refusal(&error, &table.from.name, lang)),
    }
}

fn go_on(office: &mut Office, mode: Mode, generation: u64, lang: Lang) -> Performed {
    let is_it = |own: &mut UnderWay| own.generation == generation && own.mode == mode;
    let Some(mut own) = office.taking.take_if(is_it) else {
        return Performed::default();
    };
    let step = match own.taking.step(office.store.as_mut(), STEP) {
        Ok(step) => step,
        Err(error) => return failed(generation, refusal(&error, "", lang)),
    };
    let taking = &mut own.taking;
    let percent = taking.share().map(|share| (share * 100.0) as u8);
    let answer = TableStep {
        generation,
        mode,
        outcome: taking.outcome.clone(),
        changed: std::mem::take(&mut taking.changed),
        bad: std::mem::take(&mut taking.bad),
        percent: percent.map(|percent| percent.min(100)),
        is_done: step == Step::Done,
    };
    let mut messages = vec![Msg::TableStepped(Box::new(answer))];
    if step == Step::Done {
        if mode == Mode::Write {
            let says = counted("stored", &taking.outcome, lang);
            messages.push(Msg::RosterStored(says));
        }
    } else if taking.outcome.bad > TOO_MANY {
        let count = TOO_MANY.to_string();
        let values = [("count", &*count)];
        return failed(generation, lang.say_with("tables.too_many_bad", &values));
    } else {
        office.taking = Some(own);
    }
    Performed {
        messages,
        ..Performed::default()
    }
}

/// Ends what is under way. Of a table that was being written, the rows of whole steps stay, and a second
/// run goes on behind them.
fn stop(office: &mut Office, mode: Mode, lang: Lang) -> Performed {
    let stopped = office.taking.take_if(|own| own.mode == mode);
    match stopped {
        Some(own) if mode == Mode::Write => {
            let says = counted("stopped", &own.taking.outcome, lang);
            Performed::of(Msg::RosterStored(says))
        }
        _ => Performed::default(),
    }
}

fn failed(generation: u64, says: String) -> Performed {
    Performed::of(Msg::TableFailed(generation, says))
}

fn counted(key: &str, own: &Outcome, lang: Lang) -> String {
    let list = lang
        .say(&format!("cli.list.{}", own.list.code()))
        .to_owned();
    let counts = [own.added, own.updated, own.unchanged, own.bad, own.rows];
    let counts = counts.map(|n| n.to_string());
    let values = [
        ("list", &*list),
        ("added", &*counts[0]),
        ("updated", &*counts[1]),
        ("unchanged", &*counts[2]),
        ("bad", &*counts[3]),
        ("rows", &*counts[4]),
    ];
    lang.say_with(&format!("tables.{key}"), &values)
}

fn refusal(error: &Refused, name: &str, lang: Lang) -> String {
    match error {
        Refused::Io(error) => lang.say_with(
            "papers.no_file",
            &[("path", name), ("error", &file_reason(error, lang))],
        ),
        Refused::Format(error) => papers::refusal(name, *error, lang),
        Refused::Store(error) => sentence(error, lang),
        Refused::NoName(_) | Refused::NoHeader | Refused::Mapping(..) => {
            lang.say("cli.roster.no_header").to_owned()
        }
    }
}

/// Returns why a row was not taken, in words.
fn reason(bad: &BadRow, lang: Lang) -> String {
    let key = format!("cli.bad.{}", bad.reason.code());
    lang.say_with(&key, &[("value", &bad.value)])
}

fn write_bad(layout: &Layout, bad: &[BadRow], path: &str, lang: Lang) -> Performed {
    let bytes = bad_rows(layout, bad, &|bad| reason(bad, lang));
    match write_private(Path::new(path), &bytes, Over::Refused) {
        Ok(()) => exported(path),
        Err(error) => {
            let error = file_reason(&error, lang);
            let values = [("path", path), ("error", &*error)];
            let says = lang.say_with("letter.export_failed", &values);
            Performed::of(Msg::Failed(Trouble::said(says)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ingest::roster::Input, run::clock::Clock, store::sqlite::SqliteStore};

    fn office() -> Office {
        let store = SqliteStore::in_memory().unwrap();
        Office::open(Box::new(store), Clock::Machine, "李示".into()).unwrap()
    }

    fn from(text: &str) -> TableFrom {
        TableFrom {
            name: "名册.csv".into(),
            input: Input::Bytes(text.as_bytes().into()),
            sender: String::new(),
            list: None,
        }
    }

    /// Takes a table to its end; returns its steps, and what is said of it.
    fn taken(office: &mut Office, mode: Mode, table: &RosterTable) -> (Vec<TableStep>, Vec<Msg>) {
        let mut orders = vec![TableAsk::Begin(mode, 1, Box::new(table.clone()))];
        let (mut steps, mut others) = (Vec::new(), Vec::new());
        while let Some(order) = orders.pop() {
            for msg in perform(office, order, Lang::Zh).messages {
                match msg {
                    Msg::TableStepped(step) => {
                        if !step.is_done {
                            orders.push(TableAsk::GoOn(mode, 1));
                        }
                        steps.push(*step);
                    }
                    other => others.push(other),
                }
            }
        }
        (steps, others)
    }

    #[test]
    fn a_table_is_counted_in_steps_without_writing_and_then_written() {
        let mut office = office();
        let rows = (0..STEP + 10).map(|n| {
            format!(
                "某{n},甲厂,技师
"
            )
        });
        let rows = rows.collect::<Vec<_>>().concat();
        let table = look(
            &office,
            from(&format!("名单\n姓名,单位,等级\n{rows}坏,甲厂,大师,\n")),
            Lang::Zh,
        )
        .unwrap();
        assert_eq!(table.header_line, 2);
        assert_eq!(table.samples[0], ["某0", "某1", "某2", "某3"]);
        let (steps, others) = taken(&mut office, Mode::Count, &table);
        assert_eq!((steps.len(), others.len()), (2, 0));
        assert_eq!(steps[1].outcome.added as usize, STEP + 10);
        assert_eq!(steps[1].bad[0].value, "大师");
        assert_eq!(office.store.roster_counts().unwrap().craftsmen, 0);
        let (_, others) = taken(&mut office, Mode::Write, &table);
        let [Msg::RosterStored(says)] = others.as_slice() else {
            panic!("{others:?}")
        };
        assert!(
            says.contains("新增 2010") && says.contains("未收 1"),
            "{says}"
        );
        assert_eq!(office.store.roster_counts().unwrap().craftsmen, 2010);
    }

    #[test]
    fn a_stop_leaves_whole_steps_and_a_second_run_goes_on() {
        let mut office = office();
        let rows = (0..STEP * 2).map(|n| {
            format!(
                "某{n},甲厂
"
            )
        });
        let rows = rows.collect::<Vec<_>>().concat();
        let table = look(&office, from(&format!("姓名,单位\n{rows}")), Lang::Zh).unwrap();
        let order = TableAsk::Begin(Mode::Write, 7, Box::new(table.clone()));
        perform(&mut office, order, Lang::Zh);
        // An order of another table does nothing to this one.
        perform(&mut office, TableAsk::GoOn(Mode::Write, 6), Lang::Zh);
        perform(&mut office, TableAsk::Stop(Mode::Count), Lang::Zh);
        let said = perform(&mut office, TableAsk::Stop(Mode::Write), Lang::Zh).messages;
        assert!(matches!(said.as_slice(), [Msg::RosterStored(says)] if says.contains("2000")));
        assert_eq!(office.store.roster_counts().unwrap().craftsmen, STEP as u64);
        let (steps, _) = taken(&mut office, Mode::Write, &table);
        assert_eq!(steps[0].outcome.resumed as usize, STEP);
        let counts = office.store.roster_counts().unwrap();
        assert_eq!(counts.craftsmen as usize, STEP * 2);
    }

    #[test]
    fn a_table_that_nobody_knows_is_looked_at_all_the_same() {
        let office = office();
        let table = look(&office, from("甲,乙\ne\u{301},\u{1b}[31m二\n"), Lang::En).unwrap();
        assert!(!table.layout.has_names());
        assert_eq!(table.samples, [["e\u{301}"], ["二"]]);
        assert!(look(&office, from(""), Lang::En).is_err());
    }
}
