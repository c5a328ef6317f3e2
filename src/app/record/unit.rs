//! The fields of the unit's profile.

use super::{FieldKind, FieldSpec, Read, choices::LEVEL_IF_ANY, line, names, words};
use crate::domain::{
    sitting::Level,
    unit::{SeriesMode, Staff, Unit},
};

/// The packs that ship; one of one's own is typed.
pub(super) const RULES: &[&str] = &[
    "",
    "national",
    "zhejiang",
    "ningbo",
    "sichuan",
    "chongqing",
    "shanghai",
    "shandong",
    "shandong-township",
    "henan",
    "beijing",
    "qingdao",
];

/// The chains that ship; one of one's own is typed.
const CHAINS: &[&str] = &["", "standard", "full", "short"];

const NUMBERS: &[&str] = &["", "owned", "outside", "unnumbered"];

/// The profiles that ship; one of one's own is typed.
pub(super) const PROFILES: &[&str] = &["", "standard", "class-beside", "organ-title", "one-line"];

pub(super) const UNIT: &[FieldSpec] = &[
    ("full_name", FieldKind::Line),
    ("short_name", FieldKind::Line),
    ("place", FieldKind::Line),
    ("level", LEVEL_IF_ANY),
    ("reply_series", FieldKind::Line),
    ("opinion_series", FieldKind::Line),
    ("contact", FieldKind::Line),
    ("contact_phone", FieldKind::Line),
    ("copies", FieldKind::Names),
    ("rules", FieldKind::Choice("rules", RULES)),
    ("profile", FieldKind::Choice("profile", PROFILES)),
    ("reply_numbers", FieldKind::Choice("numbers", NUMBERS)),
    ("opinion_numbers", FieldKind::Choice("numbers", NUMBERS)),
    ("chain", FieldKind::Choice("chain", CHAINS)),
    ("sections", FieldKind::Names),
    ("staff", FieldKind::Paper),
];

pub(super) fn get(unit: &Unit, field: &str) -> String {
    match field {
        "full_name" => words(unit.full_name.as_ref()),
        "short_name" => words(unit.short_name.as_ref()),
        "place" => words(unit.place.as_ref()),
        "level" => unit.level.map(Level::code).unwrap_or_default().into(),
        "reply_series" => words(unit.reply_series.as_ref()),
        "opinion_series" => words(unit.opinion_series.as_ref()),
        "reply_numbers" => mode(unit.reply_numbers),
        "opinion_numbers" => mode(unit.opinion_numbers),
        "chain" => words(unit.chain.as_ref()),
        "contact" => words(unit.contact.as_ref()),
        "contact_phone" => words(unit.contact_phone.as_ref()),
        "copies" => unit.copies.join("、"),
        "rules" => words(unit.rules.as_ref()),
        "profile" => words(unit.profile.as_ref()),
        "sections" => unit.sections.join("、"),
        "staff" => unit
            .staff
            .iter()
            .map(staff_row)
            .collect::<Vec<_>>()
            .join("\n"),
        _ => String::new(),
    }
}

pub(super) fn set(unit: &mut Unit, field: &str, text: &str) -> Read {
    match field {
        "full_name" => unit.full_name = line(text),
        "short_name" => unit.short_name = line(text),
        "place" => unit.place = line(text),
        "level" if text.is_empty() => unit.level = None,
        "level" => unit.level = Some(Level::from_code(text).ok_or("choice")?),
        "reply_series" => unit.reply_series = line(text),
        "opinion_series" => unit.opinion_series = line(text),
        "reply_numbers" => unit.reply_numbers = read_mode(text)?,
        "opinion_numbers" => unit.opinion_numbers = read_mode(text)?,
        "chain" => unit.chain = line(text),
        "contact" => unit.contact = line(text),
        "contact_phone" => unit.contact_phone = line(text),
        "copies" => unit.copies = names(text),
        "rules" => unit.rules = line(text),
        "profile" => unit.profile = line(text),
        "sections" => unit.sections = names(text),
        "staff" => unit.staff = text.lines().filter_map(read_staff).collect(),
        _ => {}
    }
    Ok(())
}

fn mode(own: Option<SeriesMode>) -> String {
    own.map(SeriesMode::code).unwrap_or_default().to_owned()
}

fn read_mode(text: &str) -> Result<Option<SeriesMode>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    SeriesMode::from_code(text).map(Some).ok_or("choice")
}

/// `王敏 wangmin 综合科 收件、核稿`; `-` stands for what is not known.
fn staff_row(staff: &Staff) -> String {
    let mut parts = vec![staff.name.as_str()];
    let duties = staff.duties.join("、");
    parts.push(staff.os_user.as_deref().unwrap_or("-"));
    parts.push(staff.section.as_deref().unwrap_or("-"));
    parts.push(&duties);
    while parts
        .last()
        .is_some_and(|part| part.is_empty() || *part == "-")
    {
        parts.pop();
    }
    parts.join(" ")
}

fn read_staff(row: &str) -> Option<Staff> {
    let mut parts = row.split_whitespace();
    let name = parts.next()?.to_owned();
    let mut known = || parts.next().filter(|part| *part != "-").map(str::to_owned);
    let (os_user, section) = (known(), known());
    let duties = names(&parts.collect::<Vec<_>>().join("、"));
    Some(Staff {
        name,
        os_user,
        section,
        duties,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_pack_that_ships_can_be_chosen() {
        assert_eq!(super::RULES[1..], crate::rules::pack_ids());
        let profiles = crate::letter::kit::Kit::shipped().profiles();
        let ids: Vec<&str> = profiles.map(|(own, _)| own.id.as_str()).collect();
        assert_eq!(super::PROFILES[1..], ids);
    }

    #[test]
    fn every_chain_that_ships_can_be_chosen() {
        let ids = crate::rules::shipped_chains().iter();
        let ids: Vec<&str> = ids.map(|own| own.id.as_str()).collect();
        assert_eq!(super::CHAINS[1..], ids);
    }
}
