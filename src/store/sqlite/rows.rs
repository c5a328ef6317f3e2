//! Values to and from columns: text, days, moments, codes, lists.
//!
//! Apart because the stored form of each value is one rule. Every free text that leaves the store
//! is cleaned here, so that not even a file written by another program can send control sequences to
//! a terminal.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Row, RowIndex, ToSql, types::Type};

use crate::{
    domain::{
        deadline::Projection,
        event::Attention,
        id::Version,
        outcome::{Rating, ResultClass},
        private::Private,
        state::State,
    },
    text::clean,
};

type Read<T> = rusqlite::Result<T>;

const DAY: &str = "%Y-%m-%d";
const MOMENT: &str = "%Y-%m-%d %H:%M:%S";

/// Cleans a value of one line without copying what is clean.
pub(super) fn clean_line(text: &str) -> Cow<'_, str> {
    if clean::is_clean_line(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(clean::line(text).text)
    }
}

fn clean_paper(text: String) -> String {
    if clean::is_clean(&text) {
        text
    } else {
        clean::paper(&text).text
    }
}

/// Reads a text of one line.
pub(super) fn line<I: RowIndex>(row: &Row<'_>, column: I) -> Read<String> {
    Ok(clean_line(row.get_ref(column)?.as_str()?).into_owned())
}

/// Reads a text of one line that may be unknown.
pub(super) fn line_opt<I: RowIndex>(row: &Row<'_>, column: I) -> Read<Option<String>> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    Ok(text.map(|text| clean_line(text).into_owned()))
}

/// Reads a text of many lines.
pub(super) fn paper<I: RowIndex>(row: &Row<'_>, column: I) -> Read<String> {
    row.get(column).map(clean_paper)
}

/// Reads a text of many lines that may be unknown.
pub(super) fn paper_opt<I: RowIndex>(row: &Row<'_>, column: I) -> Read<Option<String>> {
    Ok(row.get::<_, Option<String>>(column)?.map(clean_paper))
}

/// Reads a private value.
pub(super) fn private<I: RowIndex>(row: &Row<'_>, column: I) -> Read<Option<Private>> {
    Ok(line_opt(row, column)?.map(Private::new))
}

/// Reads a list of one value a line.
pub(super) fn list<I: RowIndex>(row: &Row<'_>, column: I) -> Read<Vec<String>> {
    let text = row.get_ref(column)?.as_str()?;
    Ok(text
        .split_terminator('\n')
        .map(|value| clean_line(value).into_owned())
        .collect())
}

/// Writes a list as one value a line; a line end within a value becomes a space.
pub(super) fn lines(values: &[String]) -> String {
    let mut text = String::new();
    for value in values {
        text.push_str(&value.replace(['\n', '\r'], " "));
        text.push('\n');
    }
    text
}

/// Reads a day that may be unknown.
pub(super) fn day_opt<I: RowIndex>(row: &Row<'_>, column: I) -> Read<Option<NaiveDate>> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    text.map(day_of).transpose()
}

/// Reads a day from its text.
pub(super) fn day_of(text: &str) -> Read<NaiveDate> {
    parse_day(text).ok_or_else(|| strange("day", text))
}

/// Reads the stored form of a day. By hand: a report reads millions, and a pattern costs twenty
/// times as much.
fn parse_day(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
        return NaiveDate::parse_from_str(text, DAY).ok();
    };
    let year = number(&[y1, y2, y3, y4])?;
    NaiveDate::from_ymd_opt(year as i32, number(&[m1, m2])?, number(&[d1, d2])?)
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| {
        digit
            .is_ascii_digit()
            .then(|| sum * 10 + u32::from(digit - b'0'))
    })
}

fn parse_moment(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once(' ')?;
    let [h1, h2, b':', m1, m2, b':', s1, s2] = *time.as_bytes() else {
        return NaiveDateTime::parse_from_str(text, MOMENT).ok();
    };
    let (hour, minute) = (number(&[h1, h2])?, number(&[m1, m2])?);
    parse_day(day)?.and_hms_opt(hour, minute, number(&[s1, s2])?)
}

/// Reads a day.
pub(super) fn day<I: RowIndex>(row: &Row<'_>, column: I) -> Read<NaiveDate> {
    day_opt(row, column)?.ok_or_else(|| strange("day", ""))
}

/// Reads a moment.
pub(super) fn moment<I: RowIndex>(row: &Row<'_>, column: I) -> Read<NaiveDateTime> {
    let text = row.get_ref(column)?.as_str()?;
    parse_moment(text).ok_or_else(|| strange("moment", text))
}

/// Reads a moment that may be unknown.
pub(super) fn moment_opt<I: RowIndex>(row: &Row<'_>, column: I) -> Read<Option<NaiveDateTime>> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    text.map(|text| parse_moment(text).ok_or_else(|| strange("moment", text)))
        .transpose()
}

/// Writes a day.
pub(super) fn day_text(day: NaiveDate) -> String {
    day.format(DAY).to_string()
}

/// Writes a moment; fractions of a second are dropped.
pub(super) fn moment_text(at: NaiveDateTime) -> String {
    at.format(MOMENT).to_string()
}

/// Reads a code that may be unknown with its enum's `from_code`.
pub(super) fn code_opt<I: RowIndex, T>(
    row: &Row<'_>,
    column: I,
    from_code: fn(&str) -> Option<T>,
) -> Read<Option<T>> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    text.map(|text| from_code(text).ok_or_else(|| strange("code", text)))
        .transpose()
}

/// Reads a code with its enum's `from_code`.
pub(super) fn code<I: RowIndex, T>(
    row: &Row<'_>,
    column: I,
    from_code: fn(&str) -> Option<T>,
) -> Read<T> {
    code_opt(row, column, from_code)?.ok_or_else(|| strange("code", ""))
}

/// Reads the version of a row.
pub(super) fn version(row: &Row<'_>) -> Read<Version> {
    row.get("version").map(Version)
}

/// Returns the stored form of a count.
pub(super) fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Reads a count.
pub(super) fn counted(row: &Row<'_>, column: &str) -> Read<usize> {
    let count: i64 = row.get(column)?;
    usize::try_from(count).map_err(|_| {
        let place = row.as_ref().column_index(column).unwrap_or_default();
        rusqlite::Error::IntegralValueOutOfRange(place, count)
    })
}

/// Writes a limit of rows.
pub(super) fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// Returns the key by which the queue is ordered before its due day: rank and nearness.
pub(super) fn queue_key(state: State, due: Option<NaiveDate>) -> (i64, i64) {
    let rank = match (state.is_open(), due) {
        (true, Some(_)) => 0,
        (true, None) => 1,
        (false, _) => 2,
    };
    (rank, -i64::from(state.progress()))
}

/// A projection as its columns hold it.
pub(super) struct ProjectionColumns<'a> {
    projection: &'a Projection,
    state: &'static str,
    due: Option<String>,
    due_clock: Option<&'static str>,
    rank: i64,
    queue_due: String,
    nearness: i64,
    role: &'static str,
    class: Option<&'static str>,
    rating: Option<&'static str>,
    attention: Option<&'static str>,
    began: Option<String>,
    assigned: Option<String>,
    answered: Option<String>,
}

impl<'a> ProjectionColumns<'a> {
    pub(super) fn of(projection: &'a Projection) -> Self {
        let due = projection.due;
        let (rank, nearness) = queue_key(projection.state, due.map(|(day, _)| day));
        let due_text = due.map(|(day, _)| day_text(day));
        let queue_due = due_text.clone().filter(|_| rank == 0).unwrap_or_default();
        Self {
            projection,
            state: projection.state.code(),
            due: due_text,
            due_clock: due.map(|(_, clock)| clock.code()),
            rank,
            queue_due,
            nearness,
            role: projection.role.code(),
            class: projection.class.map(ResultClass::code),
            rating: projection.rating.map(Rating::code),
            attention: projection.attention.map(Attention::code),
            began: projection.began.map(day_text),
            assigned: projection.assigned.map(day_text),
            answered: projection.answered.map(day_text),
        }
    }

    /// Adds every column as a named parameter.
    pub(super) fn bind<'b>(&'b self, params: &mut Vec<(&'b str, &'b dyn ToSql)>) {
        let own: [(&str, &dyn ToSql); 19] = [
            (":state", &self.state),
            (":due", &self.due),
            (":due_clock", &self.due_clock),
            (":due_in_working_days", &self.projection.in_working_days),
            (":queue_rank", &self.rank),
            (":queue_due", &self.queue_due),
            (":queue_nearness", &self.nearness),
            (":acting_role", &self.role),
            (":section", &self.projection.section),
            (":person", &self.projection.person),
            (":class", &self.class),
            (":rating", &self.rating),
            (":attention", &self.attention),
            (":began", &self.began),
            (":assigned", &self.assigned),
            (":answered", &self.answered),
            (":extended", &self.projection.extended),
            (":contacted", &self.projection.contacted),
            (":rounds", &self.projection.rounds),
        ];
        params.extend(own);
    }
}

/// A stored value that means nothing.
pub(super) fn strange(what: &str, text: &str) -> rusqlite::Error {
    let shown: String = clean_line(text).chars().take(40).collect();
    rusqlite::Error::FromSqlConversionFailure(
        0,
        Type::Text,
        format!("`{shown}` is no {what}").into(),
    )
}
