//! A list of the roster that is to be written: by which template, in which order, into which file.

use super::{Choice, FieldKind, FieldSpec, Read, date, number};
use crate::app::lists::{ListKind, ListText, Order};

/// A public list is ordered as its template says when nothing else is chosen.
const ORDERS: [&str; 6] = ["", "strokes", "pinyin", "employer", "level", "given"];
const ORDER: FieldKind = FieldKind::Choice("list.order", &ORDERS);
const WHAT: FieldKind = FieldKind::Choice("cli.list", &["craftsmen", "studios", "employers"]);

const PUBLIC: &[FieldSpec] = &[
    ("template", FieldKind::Pick),
    ("order", ORDER),
    ("begin", FieldKind::Date),
    ("period", FieldKind::Number),
    ("path", FieldKind::Line),
];
const PLAIN: &[FieldSpec] = &[("what", WHAT), ("order", ORDER), ("path", FieldKind::Line)];

/// Returns the fields of a list of this kind.
pub(super) const fn fields(kind: ListKind) -> &'static [FieldSpec] {
    match kind {
        ListKind::Public => PUBLIC,
        ListKind::Plain => PLAIN,
    }
}

pub(super) fn get(own: &ListText, field: &str) -> String {
    match field {
        "template" => own.template.clone(),
        "what" => own.what.code().to_owned(),
        "order" => own.order.map_or("", Order::code).to_owned(),
        "begin" => own.begin.map(|day| day.to_string()).unwrap_or_default(),
        "period" => own.period.map(|days| days.to_string()).unwrap_or_default(),
        _ => own.path.clone(),
    }
}

pub(super) fn set(own: &mut ListText, field: &str, text: &str) -> Read {
    match field {
        "template" => text.clone_into(&mut own.template),
        "what" => own.what = crate::ingest::roster::List::from_code(text).ok_or("choice")?,
        "order" if text.is_empty() => own.order = None,
        "order" => own.order = Some(Order::from_code(text).ok_or("choice")?),
        "begin" => own.begin = date(text)?,
        "period" => {
            // A list is shown some days; a year is a slip of the keys.
            let days: Option<u32> = number(text)?;
            if days.is_some_and(|days| !(1..=365).contains(&days)) {
                return Err("number");
            }
            own.period = days;
        }
        _ => text.clone_into(&mut own.path),
    }
    Ok(())
}

pub(super) fn choices<'a>(own: &'a ListText, field: &str) -> &'a [Choice] {
    match field {
        "template" => &own.templates,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_there_is_can_be_chosen() {
        let codes: Vec<&str> = Order::ALL.iter().map(|own| own.code()).collect();
        assert_eq!(codes, ORDERS[1..]);
    }
}
