//! A cell into what it says: canonical text of its own field, and of others that it says by the way
//! (答复日期 with the letter's number, 届次 with the place, 类型 with 闭会).

use super::{
    Reason,
    day::day,
    entry::{Entry, sitting},
    field::{Field, Shape, code_of, codes_in, is_going_on, is_nothing, key},
    names::{self, BETWEEN},
};
use crate::{
    domain::{
        outcome::{Rating, ResultClass},
        private::is_masked,
    },
    ingest::{
        lines::{flat, one_line},
        paper::{date, han, number, salutation, sitting as meeting},
        sheet::Cell,
    },
    rules::Pack,
};

/// What reading a cell needs besides it.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The region's classes and letters.
    pub pack: &'a Pack,
    /// The year of days that have none.
    pub year: Option<i32>,
    /// The column's name.
    pub label: &'a str,
}

/// Reads a cell into the entry.
///
/// # Errors
/// When the cell cannot be what the column says.
pub(super) fn read(
    field: Field,
    cell: &Cell,
    around: Around<'_>,
    entry: &mut Entry,
) -> Result<(), Reason> {
    let text = cell.shown();
    if text.trim().is_empty() {
        return Ok(());
    }
    match field.shape() {
        Shape::Line => line(field, &text, entry),
        Shape::Text => entry.add(field, text.trim(), "；"),
        Shape::Names => people(field, &text, entry),
        Shape::Day => return a_day(field, cell, &text, around, entry),
        Shape::Word => return word(field, &text, around, entry),
        Shape::Number => {
            let number = item_number(&text).ok_or(Reason::Number)?;
            entry.fill(field, &number);
        }
        Shape::Sitting => return a_sitting(&text, around.label, entry),
        Shape::Count => return count(field, &text, entry),
    }
    Ok(())
}

/// Returns an entry in canonical form: each text as it would be read from a cell. What a store keeps
/// may be worded in many ways; a ledger says it in one, and reading that gives the same again.
pub fn settled(raw: &Entry, pack: &Pack) -> Entry {
    let mut entry = Entry::default();
    for field in Field::ALL {
        let around = Around {
            pack,
            year: None,
            label: field.label(),
        };
        // What its own column could not be read from is not said.
        let _ = read(*field, &Cell::text(raw.get(*field)), around, &mut entry);
    }
    entry
}

fn line(field: Field, text: &str, entry: &mut Entry) {
    let text = one_line(text);
    match field {
        // A masked number tells nothing, and must not stand where the real one does.
        Field::Phone if is_masked(&text) => {}
        Field::Leader | Field::Section | Field::Person | Field::LeadUnit if is_nothing(&text) => {}
        Field::LeadUnit => {
            // 主办 and 协办 in one cell: the first leads.
            let units = names::units(&text);
            if let Some((first, others)) = units.split_first() {
                entry.fill(field, first);
                for other in others {
                    entry.add(Field::CoUnits, other, BETWEEN);
                }
            }
        }
        Field::AnswerNumber => {
            let number = number::document_number(&flat(&text)).unwrap_or(text);
            entry.fill(field, &number);
        }
        _ => entry.fill(field, &text),
    }
}

fn people(field: Field, text: &str, entry: &mut Entry) {
    if is_nothing(text) {
        return;
    }
    if field == Field::CoUnits {
        for unit in names::units(&names::canonical_units(text)) {
            entry.add(field, &unit, BETWEEN);
        }
        return;
    }
    let (_, count) = names::people(text);
    if let Some(count) = count {
        entry.fill(Field::Count, &count.to_string());
    }
    let canonical = names::canonical_people(text);
    let mut all = canonical.split(BETWEEN).filter(|name| !name.is_empty());
    if field == Field::Proposer
        && let Some(first) = all.next()
    {
        entry.fill(field, first);
    }
    for name in all {
        entry.add(Field::Cosigners, name, BETWEEN);
    }
}

fn a_day(
    field: Field,
    cell: &Cell,
    text: &str,
    around: Around<'_>,
    entry: &mut Entry,
) -> Result<(), Reason> {
    if is_nothing(text) {
        return Ok(());
    }
    if field == Field::Answered && matches!(cell, Cell::Text(_)) {
        let flat = flat(text);
        // The letter's number stands before or behind the day, with nothing between them.
        let found = date::find(&flat);
        let beside = match found {
            Some(found) => format!("{} {}", &flat[..found.start], &flat[found.end..]),
            None => flat.clone(),
        };
        if let Some(own) = number::document_number(&beside) {
            entry.fill(Field::AnswerNumber, &own);
            match found {
                Some(found) => {
                    let day = found.day.ok_or(Reason::ImpossibleDay)?;
                    entry.fill(field, &day.to_string());
                }
                None => entry.fill(Field::State, "answered"),
            }
            return Ok(());
        }
        // 书面答复: 是 says that it was answered and not when.
        if matches!(
            flat.as_str(),
            "是" | "√" | "已答复" | "已办复" | "已书面答复"
        ) {
            entry.fill(Field::State, "answered");
            return Ok(());
        }
    }
    let day = day(cell, around.year)?;
    entry.fill(field, &day.to_string());
    Ok(())
}

fn word(field: Field, text: &str, around: Around<'_>, entry: &mut Entry) -> Result<(), Reason> {
    let text = one_line(text);
    // 闭会期间建议 says when it was handed in, too.
    if field == Field::Kind
        && let [period] = codes_in(Field::Period, &text)[..]
    {
        entry.fill(Field::Period, period);
    }
    let code = match field {
        Field::Class => class(&text, around.pack),
        Field::Rating => rating(&text),
        _ => code_of(field, &text),
    };
    if let Some(code) = code {
        entry.fill(field, code);
        return Ok(());
    }
    if is_nothing(&text) {
        return Ok(());
    }
    let within = codes_in(field, &text);
    match field {
        Field::Kind => {
            // 大会, 平时 alone are no kind.
            if code_of(Field::Period, &text).is_some() {
                return Ok(());
            }
            let [kind] = within[..] else {
                return Err(Reason::Word);
            };
            entry.fill(field, kind);
        }
        // Free words are kept as they are: what came of the talk.
        Field::Contact => {
            if let Some(found) = date::find(&flat(&text)).and_then(|found| found.day) {
                entry.fill(Field::Contacted, &found.to_string());
            }
            entry.fill(
                field,
                if let [manner] = within[..] {
                    manner
                } else {
                    &text
                },
            );
        }
        Field::State if is_going_on(&text) => {}
        // Progress told in sentences is a remark, and no state follows from it.
        Field::State => {
            let remark = format!("{}：{text}", Field::State.label());
            entry.add(Field::Note, &remark, "；");
        }
        _ => match within[..] {
            [only] => entry.fill(field, only),
            _ => return Err(Reason::Word),
        },
    }
    Ok(())
}

/// Reads a result: the region's letter and label, its label, its letter, the neutral words.
fn class(text: &str, pack: &Pack) -> Option<&'static str> {
    let rows = || pack.classes.iter();
    let found = |own: ResultClass| Some(own.code());
    let own = key(text);
    if let Some(row) = rows().find(|row| key(&row.label) == own) {
        return found(row.class);
    }
    if let Some(code) = code_of(Field::Class, text) {
        return Some(code);
    }
    // B 列入计划, B类（列入计划）, B类, 类别B.
    let flat = flat(text);
    let rest = flat
        .trim_start_matches("类别")
        .trim_start_matches([':', '：']);
    let mut chars = rest.chars();
    let letter = chars.next()?.to_ascii_uppercase();
    let behind = chars.as_str().trim_start_matches(['类', '件']).trim();
    if !letter.is_ascii_uppercase() || behind.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return codes_in(Field::Class, text)
            .first()
            .copied()
            .filter(|_| text.chars().count() > 1);
    }
    if !key(behind).is_empty() {
        if let Some(row) = rows().find(|row| key(&row.label) == key(behind)) {
            return found(row.class);
        }
        if let Some(code) = code_of(Field::Class, behind) {
            return Some(code);
        }
    }
    let letter = letter.to_string();
    let row = rows().find(|row| row.letter.as_deref() == Some(letter.as_str()))?;
    found(row.class)
}

/// Returns the words we write for a result: the region's letter and label, else neutral ones.
pub fn class_words(code: &str, pack: &Pack) -> String {
    let class = ResultClass::from_code(code);
    let row = pack.classes.iter().find(|row| Some(row.class) == class);
    let own = row.map(|row| match &row.letter {
        Some(letter) => format!("{letter} {}", row.label),
        None => row.label.clone(),
    });
    let neutral = || super::field::word_of(Field::Class, code).to_owned();
    // A pack may word two classes alike; what could not be read back is not written.
    own.filter(|words| self::class(words, pack) == Some(code))
        .unwrap_or_else(neutral)
}

/// Reads a judgement; of several in a cell (态度满意，结果基本满意) the least counts.
fn rating(text: &str) -> Option<&'static str> {
    let codes = match code_of(Field::Rating, text) {
        Some(code) => vec![code],
        None => codes_in(Field::Rating, text),
    };
    let worst = codes
        .iter()
        .filter_map(|code| Rating::from_code(code))
        .max();
    worst.map(Rating::code)
}

/// Reads an item's number as printed: 037, 第037号, 建议37号.
fn item_number(text: &str) -> Option<String> {
    let flat = flat(text);
    if let Some(own) = number::printed_number(&flat) {
        return Some(own.printed);
    }
    let inner = flat
        .trim_end_matches("建议")
        .trim_end_matches("提案")
        .trim_end_matches('号');
    let inner = inner
        .rsplit(['第', '议', '案', '字'])
        .next()
        .unwrap_or(inner);
    number::printed_number(inner.trim()).map(|own| own.printed)
}

/// Returns the key of a printed number.
pub fn number_key(printed: &str) -> Option<u32> {
    number::printed_number(printed).map(|own| own.key)
}

/// Reads 届 and 次, and what else a meeting's name says.
fn a_sitting(text: &str, label: &str, entry: &mut Entry) -> Result<(), Reason> {
    let mut text = flat(text);
    // Two columns, 届 and 次, with a number each.
    if han::numeral(&text).is_some()
        && let label @ ("届" | "次") = key(label).as_str()
    {
        text.push_str(label);
    }
    let (term, session) = sitting_parts(&text);
    if term.is_none() && session.is_none() {
        return Err(Reason::Sitting);
    }
    let (own_term, own_session) = sitting_parts(entry.get(Field::Sitting));
    let whole = sitting(own_term.or(term), own_session.or(session));
    entry.set(Field::Sitting, whole);
    if let Some(phrase) = meeting::find(&text) {
        if let Some(kind) = phrase.kind {
            entry.fill(Field::Kind, kind.code());
        }
        entry.fill(Field::Place, &phrase.place);
    }
    Ok(())
}

/// Returns the term and session of a text: 十七届五次, 第17届人大第5次会议.
pub fn sitting_parts(text: &str) -> (Option<u16>, Option<u16>) {
    let before = |sign: char| {
        text.match_indices(sign).find_map(|(at, _)| {
            let (number, _) = han::numeral_before(text, at)?;
            u16::try_from(number).ok().filter(|number| *number > 0)
        })
    };
    (before('届'), before('次'))
}

fn count(field: Field, text: &str, entry: &mut Entry) -> Result<(), Reason> {
    if is_nothing(text) || field == Field::Serial {
        return Ok(());
    }
    let flat = flat(text);
    let bare = flat.trim_end_matches(['人', '名', '位']);
    if let Some(count) = han::numeral(bare) {
        entry.fill(field, &count.to_string());
        return Ok(());
    }
    // Names where a count was meant.
    if flat.chars().any(|c| c.is_ascii_digit()) {
        return Err(Reason::Count);
    }
    people(Field::Cosigners, text, entry);
    Ok(())
}

/// Returns whether a proposer is a body and no person.
pub fn is_body(name: &str) -> bool {
    salutation::is_proposing_body(name)
}
