//! The fields of items, of letters that came in, and of sources.

use super::{FieldKind, FieldSpec, Read, choices::LEVEL_IF_ANY, date, line, names, number, words};
use crate::domain::{
    letter::{LetterKind, LetterText},
    paper::SourceText,
    private::Private,
    proposal::{Ask, Item, Proposer, ProposerKind, Role},
    sitting::{Kind, Level, Period},
};

pub(super) const ITEM: &[FieldSpec] = &[
    ("number", FieldKind::Line),
    ("title", FieldKind::Line),
    ("kind", FieldKind::Choice("kind", &["suggestion", "cppcc"])),
    (
        "role",
        FieldKind::Choice("role", &["lead", "co", "separate"]),
    ),
    ("lead_unit", FieldKind::Line),
    ("place", FieldKind::Line),
    ("level", LEVEL_IF_ANY),
    ("term", FieldKind::Number),
    ("session", FieldKind::Number),
    (
        "period",
        FieldKind::Choice("period", &["session", "between"]),
    ),
    ("proposers", FieldKind::Names),
    ("phone", FieldKind::Line),
    ("address", FieldKind::Line),
    ("postcode", FieldKind::Line),
    ("wished_unit", FieldKind::Line),
    ("asks", FieldKind::Paper),
    ("body", FieldKind::Paper),
];

pub(super) fn get(item: &Item, field: &str) -> String {
    let first = item.proposers.first();
    let private =
        |value: Option<&Private>| value.map(|p| p.reveal().to_owned()).unwrap_or_default();
    match field {
        "number" => words(item.number_printed.as_ref()),
        "title" => item.title.clone(),
        "kind" => item.sitting.kind.code().into(),
        "role" => item.role.code().into(),
        "lead_unit" => words(item.lead_unit.as_ref()),
        "place" => words(item.sitting.place.as_ref()),
        "level" => item
            .sitting
            .level
            .map(Level::code)
            .unwrap_or_default()
            .into(),
        "term" => item.sitting.term.map(|n| n.to_string()).unwrap_or_default(),
        "session" => item
            .sitting
            .session
            .map(|n| n.to_string())
            .unwrap_or_default(),
        "period" => item.sitting.period.code().into(),
        "proposers" => {
            let all: Vec<&str> = item.proposers.iter().map(|p| p.name.as_str()).collect();
            all.join("、")
        }
        "phone" => private(first.and_then(|p| p.phone.as_ref())),
        "address" => private(first.and_then(|p| p.address.as_ref())),
        "postcode" => private(first.and_then(|p| p.postcode.as_ref())),
        "wished_unit" => words(item.wished_unit.as_ref()),
        "asks" => {
            let all: Vec<&str> = item.asks.iter().map(|ask| ask.text.as_str()).collect();
            all.join("\n")
        }
        "body" => item.body.clone(),
        _ => String::new(),
    }
}

pub(super) fn set(item: &mut Item, field: &str, text: &str) -> Read {
    let sitting = &mut item.sitting;
    match field {
        "number" => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            if !text.is_empty() && digits.is_empty() {
                return Err("number");
            }
            item.number = number(&digits)?;
            item.number_printed = line(text);
        }
        "title" => text.clone_into(&mut item.title),
        "kind" => sitting.kind = Kind::from_code(text).ok_or("choice")?,
        "role" => item.role = Role::from_code(text).ok_or("choice")?,
        "lead_unit" => item.lead_unit = line(text),
        "place" => sitting.place = line(text),
        "level" if text.is_empty() => sitting.level = None,
        "level" => sitting.level = Some(Level::from_code(text).ok_or("choice")?),
        "term" => sitting.term = number(text)?,
        "session" => sitting.session = number(text)?,
        "period" => sitting.period = Period::from_code(text).ok_or("choice")?,
        "proposers" => set_proposers(item, &names(text)),
        "phone" | "address" | "postcode" => {
            let Some(first) = item.proposers.first_mut() else {
                return if text.is_empty() {
                    Ok(())
                } else {
                    Err("no_proposer")
                };
            };
            let value = line(text).map(Private::new);
            match field {
                "phone" => first.phone = value,
                "address" => first.address = value,
                _ => first.postcode = value,
            }
        }
        "wished_unit" => item.wished_unit = line(text),
        "asks" => {
            item.asks = text
                .lines()
                .map(str::trim)
                .filter(|ask| !ask.is_empty())
                .map(|ask| Ask {
                    text: ask.to_owned(),
                })
                .collect();
        }
        "body" => text.clone_into(&mut item.body),
        _ => {}
    }
    Ok(())
}

/// Keeps what is known of those who stay.
fn set_proposers(item: &mut Item, wanted: &[String]) {
    let kind = match item.sitting.kind {
        Kind::Suggestion => ProposerKind::Deputy,
        Kind::Cppcc => ProposerKind::Member,
    };
    let known = std::mem::take(&mut item.proposers);
    item.proposers = wanted
        .iter()
        .map(|name| {
            let same = known.iter().find(|proposer| proposer.name == *name);
            same.cloned()
                .unwrap_or_else(|| Proposer::named(name.as_str(), kind))
        })
        .collect();
}

pub(super) const LETTER: &[FieldSpec] = &[
    ("title", FieldKind::Line),
    (
        "letter_kind",
        FieldKind::Choice(
            "letter",
            &[
                "lead_reply",
                "co_opinion",
                "separate_reply",
                "return_letter",
                "extension_request",
                "follow_up_reply",
            ],
        ),
    ),
    ("organ", FieldKind::Line),
    ("doc_number", FieldKind::Line),
    ("class", FieldKind::Line),
    ("addressees", FieldKind::Names),
    ("signature", FieldKind::Line),
    ("date", FieldKind::Date),
    ("contact", FieldKind::Line),
    ("contact_phone", FieldKind::Line),
    ("copies", FieldKind::Names),
    ("text", FieldKind::Paper),
];

pub(super) fn get_letter(letter: &LetterText, field: &str) -> String {
    match field {
        "title" => letter.title.clone(),
        "letter_kind" => letter.kind.code().into(),
        "organ" => words(letter.organ.as_ref()),
        "doc_number" => words(letter.number.as_ref()),
        "class" => words(letter.class.as_ref()),
        "addressees" => letter.addressees.join("、"),
        "signature" => words(letter.signature.as_ref()),
        "date" => letter.date.map(|day| day.to_string()).unwrap_or_default(),
        "contact" => words(letter.contact.as_ref()),
        "contact_phone" => words(letter.contact_phone.as_ref()),
        "copies" => letter.copies.join("、"),
        "text" => letter.text.clone(),
        _ => String::new(),
    }
}

pub(super) fn set_letter(letter: &mut LetterText, field: &str, text: &str) -> Read {
    match field {
        "title" => text.clone_into(&mut letter.title),
        "letter_kind" => letter.kind = LetterKind::from_code(text).ok_or("choice")?,
        "organ" => letter.organ = line(text),
        "doc_number" => letter.number = line(text),
        "class" => letter.class = line(text),
        "addressees" => letter.addressees = names(text),
        "signature" => letter.signature = line(text),
        "date" => letter.date = date(text)?,
        "contact" => letter.contact = line(text),
        "contact_phone" => letter.contact_phone = line(text),
        "copies" => letter.copies = names(text),
        "text" => text.clone_into(&mut letter.text),
        _ => {}
    }
    Ok(())
}

pub(super) const SOURCE: &[FieldSpec] = &[
    ("title", FieldKind::Line),
    ("date", FieldKind::Date),
    ("origin", FieldKind::Line),
    ("text", FieldKind::Paper),
];

pub(super) fn get_source(source: &SourceText, field: &str) -> String {
    match field {
        "title" => source.title.clone(),
        "date" => source.date.map(|day| day.to_string()).unwrap_or_default(),
        "origin" => words(source.origin.as_ref()),
        "text" => source.text.clone(),
        _ => String::new(),
    }
}

pub(super) fn set_source(source: &mut SourceText, field: &str, text: &str) -> Read {
    match field {
        "title" => text.clone_into(&mut source.title),
        "date" => source.date = date(text)?,
        "origin" => source.origin = line(text),
        "text" => text.clone_into(&mut source.text),
        _ => {}
    }
    Ok(())
}
