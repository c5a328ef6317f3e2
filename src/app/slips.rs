//! How the answer stands with a proposer, in words: the desk and the command line say the same.

use crate::{
    domain::delivery::{Delivery, Slip},
    lang::Lang,
};

/// Returns whether, when and how the answer reached a proposer, and what they said of it.
pub fn line(row: &Delivery, lang: Lang) -> String {
    let mut words = vec![match row.delivered {
        Some((day, channel)) => {
            let how = channel.map_or(String::new(), |channel| {
                lang.say(&format!("channel.{}", channel.code())).to_owned()
            });
            let values = [("day", day.to_string()), ("how", how)];
            say(lang, "slips.delivered", &values).trim_end().to_owned()
        }
        None => lang.say("slips.owed").to_owned(),
    }];
    if let Some(day) = row.receipt {
        words.push(say(lang, "slips.receipt", &[("day", day.to_string())]));
    }
    match row.slip() {
        Some(slip) => words.push(judged(slip, lang)),
        None if !row.reminded.is_empty() => {
            let times = row.reminded.len().to_string();
            words.push(say(lang, "slips.reminded", &[("n", times)]));
        }
        None => {}
    }
    words.join("  ")
}

fn judged(slip: &Slip, lang: Lang) -> String {
    let rating = |own: crate::domain::outcome::Rating| {
        lang.say(&format!("rating.{}", own.code())).to_owned()
    };
    let mut words = rating(slip.result);
    if let Some(attitude) = slip.attitude {
        let attitude = say(lang, "slips.attitude", &[("rating", rating(attitude))]);
        words = format!("{words} {attitude}");
    }
    let values = [
        ("day", slip.on.to_string()),
        ("by", slip.typed_by.clone()),
        ("evidence", slip.evidence.clone().unwrap_or_default()),
    ];
    let typed = if slip.evidence.is_some() {
        "slips.typed_on"
    } else {
        "slips.typed"
    };
    format!("{words} {}", say(lang, typed, &values))
}

fn say(lang: Lang, key: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    lang.say_with(key, &values)
}
