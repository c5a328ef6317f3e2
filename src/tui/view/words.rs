//! Codes, dates and days in words for the screen.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use crate::{
    app::Model,
    domain::deadline::{Projection, days_left},
    lang::Lang,
    store::NameId,
    tui::theme::Role,
};

/// Up to so many days left are soon. Chosen by us: a letter needs about three days for review and seal.
const SOON_DAYS: i64 = 3;

/// Returns the words of a code; an empty code is `<prefix>.none`.
pub fn coded(lang: Lang, prefix: &str, code: &str) -> String {
    let code = if code.is_empty() { "none" } else { code };
    lang.say(&format!("{prefix}.{code}")).to_owned()
}

/// Returns a day in few columns: without the year when it is this year.
pub fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        day.format("%m-%d").to_string()
    } else {
        day.format("%Y-%m-%d").to_string()
    }
}

/// Returns the weekday and day of a date.
pub fn weekday(day: NaiveDate, lang: Lang) -> String {
    let name = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        [day.weekday().num_days_from_monday() as usize];
    format!("{} {}", coded(lang, "weekday", name), day.format("%m-%d"))
}

/// Returns the days left with their unit and what they mean; nothing when no clock runs.
pub fn days(projection: &Projection, model: &Model) -> Option<(Role, String)> {
    let (due, _) = projection.due?;
    Some(days_to(due, projection.in_working_days, model))
}

/// Returns the days to a due date with their unit and what they mean.
pub fn days_to(due: NaiveDate, in_working_days: bool, model: &Model) -> (Role, String) {
    if due == model.today {
        return (Role::Today, model.lang.say("days.today").to_owned());
    }
    let left = days_left(due, in_working_days, model.today, &model.rules.calendar);
    let role = match left {
        _ if due < model.today => Role::Late,
        ..=SOON_DAYS => Role::Soon,
        _ => Role::Text,
    };
    let text = if in_working_days {
        model
            .lang
            .say_with("days.working", &[("n", &left.to_string())])
    } else {
        left.to_string()
    };
    (role, text)
}

/// Returns which list of the roster a row is from, in one word.
pub fn list_of(id: NameId, lang: Lang) -> &'static str {
    match (id, lang) {
        (NameId::Craftsman(_), Lang::Zh) => "人",
        (NameId::Studio(_), Lang::Zh) => "室",
        (NameId::Employer(_), Lang::Zh) => "企",
        (NameId::Programme(_), Lang::Zh) => "项",
        (NameId::Craftsman(_), Lang::En) => "p",
        (NameId::Studio(_), Lang::En) => "s",
        (NameId::Employer(_), Lang::En) => "e",
        (NameId::Programme(_), Lang::En) => "g",
    }
}

/// Returns a number with its thousands apart.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Returns the text, or the words for a missing title.
pub fn title(text: &str, lang: Lang) -> Cow<'_, str> {
    if text.is_empty() {
        Cow::Owned(lang.say("word.no_title").to_owned())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_short() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(3_500_000), "3,500,000");
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(short_day(day("2026-11-24"), day("2026-11-21")), "11-24");
        assert_eq!(
            short_day(day("2027-02-28"), day("2026-11-21")),
            "2027-02-28"
        );
        assert_eq!(weekday(day("2026-11-21"), Lang::Zh), "周六 11-21");
    }
}
