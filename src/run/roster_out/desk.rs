//! The desk's side of lists: what they can be made by, and the writing of one into a file.
//!
//! The desk writes lists of some thousand names at once, off the keys; longer ones are written by the
//! command line, which the refusal names.

use std::path::Path;

use super::{
    Order, Privacy, chosen, ending, of_list, out, plain,
    public::{Period, notice},
    sorted,
};
use crate::{
    app::{
        Effect, Msg,
        lists::{ListKind, ListText, ShownNames},
        msg::Trouble,
        record::Choice,
    },
    figure::PivotCell,
    ingest::roster::List,
    lang::Lang,
    run::{
        office::Office,
        trouble::{file_reason, sentence},
        write::write_new,
    },
    sheet::Bom,
    store::{NameId, Result},
};

/// The most names of a list written at the desk. Chosen by us: some seconds on a slow machine.
const MOST: usize = 50_000;
/// How many records of a cell are read at once.
const PAGE: usize = 5_000;

/// Answers an order about lists; nothing for any other.
///
/// # Errors
/// When the store cannot be read.
pub fn read(office: &Office, effect: &Effect, lang: Lang) -> Result<Option<Msg>> {
    Ok(Some(match effect {
        Effect::ReadEnding(generation) => Msg::CellRead {
            generation: *generation,
            after: 0,
            hits: ending::names(office, lang)?,
            is_last: true,
        },
        Effect::CountEnding => Msg::EndingCounted(ending::sum(office)?),
        Effect::BeginList(text) => Msg::ListBegun(Box::new(begun(office, text, lang))),
        Effect::MakeList(text) => match make(office, text, lang) {
            Ok(rows) => {
                let whole = std::path::absolute(&text.path);
                let path = whole.map_or(text.path.clone(), |path| path.display().to_string());
                Msg::ListWritten(path, rows)
            }
            Err(says) => Msg::Failed(Trouble::said(says)),
        },
        _ => return Ok(None),
    }))
}

/// Returns the list with the templates to choose from and a name for its file.
fn begun(office: &Office, text: &ListText, lang: Lang) -> ListText {
    let mut text = text.clone();
    let today = office.time.today();
    match text.kind {
        ListKind::Public => {
            let templates = office.lists.all().into_iter();
            text.templates = templates
                .map(|own| Choice::new(own.name.as_str(), own.name.as_str()))
                .collect();
            text.template = text
                .templates
                .first()
                .map(|own| own.code.clone())
                .unwrap_or_default();
            text.begin = Some(today);
            text.period = Some(super::public::PERIOD);
            text.path = format!("{}-{today}.docx", lang.pick("公示名单", "public-list"));
        }
        ListKind::Plain => {
            text.path = format!("{}-{today}.xlsx", lang.pick("名册", "roster"));
        }
    }
    text
}

/// Writes a list into a new file; returns how many rows it has. The error is a sentence.
fn make(office: &Office, text: &ListText, lang: Lang) -> std::result::Result<usize, String> {
    let store = office.store.as_ref();
    let in_words = |error| sentence(&error, lang);
    let (forms, template) = match text.kind {
        ListKind::Plain => (&out::PLAIN[..2], None),
        ListKind::Public => {
            let template = office.lists.find(&text.template);
            let none = || lang.say_with("cli.roster.no_list", &[("name", &text.template)]);
            (&out::PUBLIC[..], Some(template.ok_or_else(none)?))
        }
    };
    let ending = Path::new(&text.path).extension();
    let ending = ending.and_then(|own| own.to_str()).unwrap_or_default();
    let form = forms.iter().find(|own| **own == ending).ok_or_else(|| {
        let values = [("form", ending), ("forms", &*forms.join("、"))];
        lang.say_with("cli.roster.no_form", &values)
    })?;
    let list = template.as_ref().map_or(text.what, |own| own.list);
    let ids = ids(office, &text.shown, list).map_err(in_words)?;
    if ids.is_empty() {
        let list = lang.word("cli.list", list.code());
        return Err(lang.say_with("list.nobody", &[("list", &list)]));
    }
    if ids.len() > MOST {
        let most = MOST.to_string();
        return Err(lang.say_with("list.too_long", &[("n", &most)]));
    }
    let order = template.as_ref().map_or(Order::Given, |own| own.order);
    let ids = sorted(store, &ids, text.order.unwrap_or(order)).map_err(in_words)?;
    let bytes = if let Some(template) = &template {
        let period = period(office, text);
        let made = notice(store, template, &ids, &office.unit, period).map_err(in_words)?;
        out::notice(form, &made, Bom::Yes)
    } else {
        let table = plain(store, list, &ids, Privacy::Masked).map_err(in_words)?;
        out::table(form, &table, Bom::Yes)
    };
    let failed = |error: &str| {
        let values = [("path", &*text.path), ("error", error)];
        lang.say_with("letter.export_failed", &values)
    };
    let bytes = bytes.map_err(|error| failed(&error))?;
    write_new(Path::new(&text.path), &bytes).map_err(|error| failed(&file_reason(&error, lang)))?;
    Ok(ids.len())
}

fn period(office: &Office, text: &ListText) -> Period {
    let from = text.begin.unwrap_or_else(|| office.time.today());
    let days = text.period.unwrap_or(super::public::PERIOD);
    Period::of(from, days, &office.rules.calendar)
}

/// Lists whose records are meant, those of the list alone, each once.
fn ids(office: &Office, shown: &ShownNames, list: List) -> Result<Vec<NameId>> {
    let store = office.store.as_ref();
    let ids = match shown {
        // A query is answered by the finder before the list is made.
        ShownNames::All | ShownNames::Query(_) => return chosen(store, list, None),
        ShownNames::These(ids) => ids.clone(),
        ShownNames::Cell(cell) => in_cell(office, cell)?,
        ShownNames::Ending => {
            let names = ending::names(office, Lang::Zh)?;
            names.into_iter().map(|found| found.id).collect()
        }
    };
    Ok(of_list(ids, list))
}

/// Lists every record that a cell of the board counts, up to one more than is written.
fn in_cell(office: &Office, cell: &PivotCell) -> Result<Vec<NameId>> {
    let mut ids: Vec<NameId> = Vec::new();
    while ids.len() <= MOST {
        let after = ids.last().map_or(0, |id| id.row());
        let page = office.cell_names(cell, after, PAGE)?;
        let is_last = page.len() < PAGE;
        ids.extend(page.into_iter().map(|found| found.id));
        if is_last {
            break;
        }
    }
    Ok(ids)
}
