//! What a fact says, in words: the same in the history of an item, in questions, and in text output.

use super::terms;
use crate::{
    domain::{
        event::{Detail, Event, NewEvent},
        outcome::ResultClass,
        proposal::Role,
    },
    lang::Lang,
    rules::Pack,
};

/// Returns a class with the region's letter: `A 已解决或基本解决`.
pub fn class(class: ResultClass, pack: &Pack, lang: Lang) -> String {
    let rule = pack.classes.iter().find(|rule| rule.class == class);
    let label = match (rule, lang) {
        (Some(rule), Lang::Zh) => rule.label.clone(),
        _ => lang.word("class", class.code()),
    };
    match rule.and_then(|rule| rule.letter.as_ref()) {
        Some(letter) => format!("{letter} {label}"),
        None => label,
    }
}

/// Returns a detail's value in words.
pub fn value(detail: Detail, value: &str, pack: &Pack, lang: Lang) -> String {
    let coded = |prefix: &str| lang.word(prefix, value);
    match detail {
        Detail::Reason => {
            let known = pack.return_reasons.iter().find(|own| own.code == value);
            known.map_or_else(|| value.to_owned(), |own| own.label.clone())
        }
        Detail::Role => Role::from_code(value)
            .map_or_else(|| value.into(), |own| terms::role(lang, &pack.words, own)),
        Detail::Class => {
            ResultClass::from_code(value).map_or_else(|| value.into(), |own| class(own, pack, lang))
        }
        Detail::Manner => coded("manner"),
        Detail::Channel => coded("channel"),
        Detail::Attitude | Detail::Result => coded("rating"),
        Detail::Attention => coded("attention"),
        // Facts from a ledger say so by a code; what a person typed stands as it is.
        Detail::Evidence if lang.knows(&format!("evidence.{value}")) => coded("evidence"),
        Detail::Unit
        | Detail::Section
        | Detail::Person
        | Detail::With
        | Detail::Outcome
        | Detail::Consent
        | Detail::Proposer
        | Detail::Receipt
        | Detail::Evidence
        | Detail::Leader
        | Detail::Field
        | Detail::Value
        | Detail::Item => value.to_owned(),
    }
}

/// Returns what a fact says besides its kind and day: its details with their labels, its remark, the
/// day it sets.
pub fn says(
    details: &[(Detail, String)],
    text: Option<&str>,
    until: Option<chrono::NaiveDate>,
    (pack, lang): (&Pack, Lang),
) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = None;
    for (detail, own) in details {
        // The row of another item means nothing to people; its number stands in the remark.
        if *detail == Detail::Item && text.is_some() {
            continue;
        }
        let words = value(*detail, own, pack, lang);
        if last == Some(*detail)
            && let Some(part) = parts.last_mut()
        {
            part.push_str(lang.pick("、", ", "));
            part.push_str(&words);
        } else {
            let label = lang.word("detail", detail.code());
            parts.push(format!("{label}{}{words}", lang.pick("：", ": ")));
        }
        last = Some(*detail);
    }
    if let Some(day) = until {
        parts.push(lang.say_with("act.until", &[("day", &day.to_string())]));
    }
    parts.extend(text.filter(|text| !text.is_empty()).map(str::to_owned));
    parts
}

/// Returns what a kept fact says besides its kind and day.
pub fn says_of(fact: &NewEvent, pack: &Pack, lang: Lang) -> Vec<String> {
    says(
        &fact.details,
        fact.text.as_deref(),
        fact.until,
        (pack, lang),
    )
}

/// Returns the event that took this one back and still does so.
pub fn taken_back_by<'a>(event: &Event, all: &'a [Event]) -> Option<&'a Event> {
    let mut reversals = all.iter().filter(|own| own.fact.reverses == Some(event.id));
    reversals.rfind(|own| taken_back_by(own, all).is_none())
}

/// Returns in words when, by whom and why an event was taken back.
pub fn taken_back(by: &Event, lang: Lang) -> String {
    let reason = by.fact.detail(Detail::Reason);
    let why = reason.map(|reason| lang.say_with("act.taken_back_why", &[("reason", reason)]));
    let values = [
        ("day", by.fact.on.to_string()),
        ("who", by.fact.actor.clone()),
        ("why", why.unwrap_or_default()),
    ];
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(key, own)| (*key, own.as_str()))
        .collect();
    lang.say_with("act.taken_back_by", &values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{event::EventKind, id::EventId},
        rules::pack_of,
    };

    fn fact(kind: EventKind) -> NewEvent {
        let on = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        NewEvent::plain(kind, on, on.and_hms_opt(9, 0, 0).unwrap(), "王演")
    }

    #[test]
    fn a_fact_says_its_details_in_the_regions_words() {
        let pack = pack_of(Some("zhejiang"));
        let own = fact(EventKind::ReturnAsked)
            .with(Detail::Reason, "not_ours")
            .with(Detail::Unit, "区人社局")
            .with(Detail::Unit, "区教育局")
            .with_text("e\u{301}详见附件");
        assert_eq!(
            says_of(&own, &pack, Lang::Zh),
            [
                "理由：不属于本单位职责范围",
                "单位：区人社局、区教育局",
                "e\u{301}详见附件"
            ]
        );
        assert!(says_of(&fact(EventKind::Noted), &pack, Lang::En).is_empty());
    }

    #[test]
    fn a_reversal_that_was_itself_taken_back_takes_nothing_back() {
        let event = |id, reverses: Option<i64>| {
            let mut own = fact(EventKind::Reversed);
            own.reverses = reverses.map(EventId);
            Event {
                id: EventId(id),
                fact: own,
            }
        };
        let all = [event(1, None), event(2, Some(1)), event(3, Some(2))];
        assert!(taken_back_by(&all[0], &all).is_none());
        assert_eq!(taken_back_by(&all[1], &all).map(|own| own.id.0), Some(3));
        assert_eq!(
            taken_back_by(&all[0], &all[..2]).map(|own| own.id.0),
            Some(2)
        );
    }
}
