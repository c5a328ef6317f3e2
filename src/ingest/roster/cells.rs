//! Cells of a row into a record. What a row leaves empty stays as the record has it; what was
//! understood in other words than it was written is handed back with the words of the cell.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    Field, Layout, List, Reason, Row, Wrong,
    level::level,
    list::{self, shown},
};
use crate::{
    domain::{
        craftsman::{Certificate, CertificateKind, Person, SkillLevel},
        employer::{EmployerKind, Firm},
        private::Private,
        studio::Workshop,
    },
    ingest::{
        ledger::day::day,
        lines::flat,
        paper::han::{self, is_han},
        sheet::{Cell, header::key},
    },
};

/// A name longer than this is a sentence. The longest registered names of employers have some fifty
/// characters. Chosen by us.
const NAME_CHARS: usize = 80;
/// Serial days that a birth can be: 1913 to 2064. Serial day 1 is 1900-01-01.
const BIRTH_SERIALS: std::ops::RangeInclusive<u64> = 5_000..=60_000;

/// Columns that make a certificate of a level.
const ABOUT: [Field; 5] = [
    Field::CertificateKind,
    Field::Issuer,
    Field::Issued,
    Field::Expires,
    Field::CertificateNumber,
];

/// How a row is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// It says what it says.
    Whole,
    /// The person stood in an earlier row: this one adds certificates, honours and remarks.
    More,
}

/// A row being put into a record.
struct Reader<'a> {
    layout: &'a Layout,
    row: &'a Row,
    /// Columns whose words differ from what was understood, with those words.
    originals: Vec<(String, String)>,
}

/// What a cell said, and the words it was understood as.
type Read<T> = (T, String);

impl Reader<'_> {
    fn wrong(&self, column: usize, reason: Reason) -> Wrong {
        let cell = self.row.said.iter().find(|(_, place, _)| *place == column);
        Wrong {
            column: Some(column),
            reason,
            value: cell.map(|(.., cell)| cell.shown()).unwrap_or_default(),
        }
    }

    /// Reads a field's first cell; keeps its words when they differ.
    fn one<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&Cell) -> Result<Read<T>, Reason>,
    ) -> Result<Option<T>, Wrong> {
        let row = self.row;
        let Some((column, cell)) = row.get(field) else {
            return Ok(None);
        };
        let (value, words) = read(cell).map_err(|reason| self.wrong(column, reason))?;
        self.keep(field, column, cell, &words);
        Ok(Some(value))
    }

    fn keep(&mut self, field: Field, column: usize, cell: &Cell, words: &str) {
        let text = shown(cell);
        if *text != *words && !field.is_private() {
            let label = self.layout.columns[column].label.clone();
            self.originals.push((label, text.into_owned()));
        }
    }

    fn text(&mut self, field: Field) -> Option<String> {
        let row = self.row;
        let (column, cell) = row.get(field)?;
        let words = one_line(&shown(cell));
        self.keep(field, column, cell, &words);
        Some(words)
    }

    fn unit(&mut self, field: Field) -> Option<String> {
        let row = self.row;
        let (column, cell) = row.get(field)?;
        let words = unit_name(&shown(cell));
        self.keep(field, column, cell, &words);
        Some(words)
    }

    fn name(&mut self) -> Result<String, Wrong> {
        let named = self.one(Field::Name, |cell| {
            let name = name(&shown(cell)).ok_or(Reason::Name)?;
            Ok((name.clone(), name))
        })?;
        named.ok_or_else(|| Wrong {
            column: self.column_of(Field::Name),
            reason: Reason::NoName,
            value: String::new(),
        })
    }

    fn column_of(&self, field: Field) -> Option<usize> {
        let columns = &self.layout.columns;
        columns.iter().position(|own| own.field == Some(field))
    }

    /// Returns which of several certificates a column is of: by the number in its name, 0 without one.
    fn group(&self, column: usize) -> u32 {
        let name = key(&self.layout.columns[column].label);
        let digits = |c: char| c.is_ascii_digit() || "一二三四五六".contains(c);
        let bare = name.trim_end_matches(digits);
        han::numeral(&name[bare.len()..]).unwrap_or(0)
    }
}

/// Puts a row into a person; returns the columns whose words differ from what was understood.
///
/// # Errors
/// When a cell cannot be what its column says.
pub fn person(
    person: &mut Person,
    row: &Row,
    layout: &Layout,
    take: Take,
) -> Result<Vec<(String, String)>, Wrong> {
    let mut reader = Reader {
        layout,
        row,
        originals: Vec::new(),
    };
    person.name = reader.name()?;
    // 林夏（女）
    for (sign, gender) in [("（女）", "女"), ("（男）", "男")] {
        if let Some(bare) = person.name.strip_suffix(sign) {
            person.name = bare.to_owned();
            person.gender = Some(gender.to_owned());
        }
    }
    let gender = reader.one(Field::Gender, |cell| match &*shown(cell) {
        "男" | "女" => Ok((shown(cell).into_owned(), shown(cell).into_owned())),
        "男性" | "male" | "M" => Ok(("男".to_owned(), "男".to_owned())),
        "女性" | "female" | "F" => Ok(("女".to_owned(), "女".to_owned())),
        _ => Err(Reason::Gender),
    })?;
    person.gender = gender.or(person.gender.take());
    let birth = reader.one(Field::Birth, |cell| {
        let month = birth_month(cell).ok_or(Reason::Birth)?;
        Ok((month.clone(), month))
    })?;
    person.birth_month = birth.or(person.birth_month.take());
    if let Some((month, gender)) = reader.one(Field::Identity, |cell| {
        let text = shown(cell);
        let read = identity(&text).ok_or(Reason::Identity)?;
        Ok((read, text.into_owned()))
    })? {
        person.birth_month.get_or_insert(month);
        person.gender.get_or_insert(gender.to_owned());
    }
    let unit = reader.unit(Field::Employer);
    person.employer_name = unit.or(person.employer_name.take());
    let town = reader.text(Field::Town);
    person.town = town.or(person.town.take());
    let class = reader.text(Field::TalentClass);
    person.talent_class = class.or(person.talent_class.take());
    if let Some(phone) = reader.text(Field::Phone) {
        person.phone = Some(Private::new(phone));
    }
    certificates(&mut reader, person, take)?;
    for (column, cell) in row.each(Field::Honours) {
        let text = shown(cell);
        let (found, others) = list::honours(&text);
        reader.keep(Field::Honours, column, cell, &list::honours_text(&found));
        for honour in found {
            let same = |own: &&mut crate::domain::craftsman::Honour| {
                own.name == honour.name
                    && (own.year == honour.year || own.year.is_none() || honour.year.is_none())
            };
            match person.honours.iter_mut().find(same) {
                Some(own) => own.year = own.year.or(honour.year),
                None => person.honours.push(honour),
            }
        }
        for other in others {
            add_note(&mut person.note, &other);
        }
    }
    notes(&reader, &mut person.note);
    Ok(reader.originals)
}

/// Reads levels and trades, and whole certificates, of which a table may have several beside each other.
fn certificates(reader: &mut Reader<'_>, person: &mut Person, take: Take) -> Result<(), Wrong> {
    let row = reader.row;
    let mut levels: Vec<(u32, usize, SkillLevel)> = Vec::new();
    for (column, cell) in row.each(Field::Level) {
        let text = shown(cell);
        let read = level(&text).map_err(|reason| reader.wrong(column, reason))?;
        reader.keep(Field::Level, column, cell, read.word());
        levels.push((reader.group(column), column, read));
    }
    let group = |field: Field, number: u32| {
        let mut cells = row.each(field);
        cells.find(|(column, _)| reader.group(*column) == number)
    };
    let mut numbers: Vec<u32> = levels.iter().map(|own| own.0).collect();
    for field in ABOUT {
        numbers.extend(row.each(field).map(|(column, _)| reader.group(column)));
    }
    numbers.sort_unstable();
    numbers.dedup();
    let first_trade = row
        .get(Field::Trade)
        .map(|(_, cell)| one_line(&shown(cell)));
    let (mut found, mut dated) = (Vec::<Certificate>::new(), Vec::new());
    for number in numbers {
        let about = ABOUT.map(|field| group(field, number));
        if number == 0 && about.iter().all(Option::is_none) {
            continue;
        }
        let own = levels.iter().find(|own| own.0 == number);
        let Some((_, column, level)) = own.copied() else {
            let column = about.into_iter().flatten().next().map_or(0, |own| own.0);
            return Err(reader.wrong(column, Reason::Certificate));
        };
        let [kind, issuer, issued, expires, printed] = about;
        let label = &reader.layout.columns[column].label;
        let kind = match kind {
            Some((column, cell)) => list::certificate_kind(&shown(cell))
                .ok_or_else(|| reader.wrong(column, Reason::Certificate))?,
            // Unsaid, it is the newer one, unless its column says otherwise. Chosen by us.
            None if label.contains("资格") => CertificateKind::Qualification,
            None => CertificateKind::Grade,
        };
        let mut day = |own: Option<(usize, &Cell)>| -> Result<Option<NaiveDate>, Wrong> {
            let Some((column, cell)) = own else {
                return Ok(None);
            };
            let day = day_of(cell).map_err(|reason| reader.wrong(column, reason))?;
            dated.push((column, cell.clone(), day));
            Ok(Some(day))
        };
        let (issued, expires) = (day(issued)?, day(expires)?);
        let trade = group(Field::Trade, number).map(|(_, cell)| one_line(&shown(cell)));
        let trade = trade.or_else(|| first_trade.clone()).unwrap_or_default();
        found.push(Certificate {
            kind,
            issuer: issuer.map(|(_, cell)| unit_name(&shown(cell))),
            issued,
            expires,
            number: printed.map(|(_, cell)| Private::new(one_line(&shown(cell)))),
            ..Certificate::of(level, trade)
        });
    }
    for (column, cell, day) in dated {
        reader.keep(Field::Issued, column, &cell, &day.to_string());
    }
    for (column, cell) in row.each(Field::Certificates) {
        let (whole, others) = list::certificates(&shown(cell));
        reader.keep(
            Field::Certificates,
            column,
            cell,
            &list::certificates_text(&whole),
        );
        found.extend(whole);
        for other in others {
            add_note(&mut person.note, &other);
        }
    }
    // The highest held; a row that adds a certificate never takes a level away.
    let said = levels.iter().map(|own| own.2).max();
    person.level = match take {
        Take::Whole => said.or(person.level),
        Take::More => said.max(person.level),
    };
    if take == Take::Whole {
        person.trade = first_trade.or(person.trade.take());
    }
    let highest = found.iter().map(|own| own.level).max();
    if said.is_none() && highest > person.level {
        person.level = highest;
    }
    for certificate in found {
        // One that says more of a certificate that is there takes its place.
        let same = |own: &&mut Certificate| {
            own.level == certificate.level
                && own.trade == certificate.trade
                && fits(&own.issuer, &certificate.issuer)
                && fits(&own.issued, &certificate.issued)
                && fits(&own.expires, &certificate.expires)
                && fits(&own.number, &certificate.number)
        };
        match person.certificates.iter_mut().find(same) {
            Some(own) => {
                own.issuer = own.issuer.take().or(certificate.issuer);
                own.issued = own.issued.or(certificate.issued);
                own.expires = own.expires.or(certificate.expires);
                own.number = own.number.take().or(certificate.number);
                own.trade_code = own.trade_code.take().or(certificate.trade_code);
            }
            None => person.certificates.push(certificate),
        }
    }
    Ok(())
}

/// Tells whether two say the same, or one of them nothing.
fn fits<T: PartialEq>(own: &Option<T>, other: &Option<T>) -> bool {
    own.is_none() || other.is_none() || own == other
}

fn notes(reader: &Reader<'_>, note: &mut Option<String>) {
    for (_, cell) in reader.row.each(Field::Note) {
        add_note(note, &shown(cell));
    }
}

/// Adds to a remark what does not stand in it yet.
fn add_note(note: &mut Option<String>, text: &str) {
    let own = note.get_or_insert_default();
    if own.contains(text) {
        return;
    }
    if !own.is_empty() {
        own.push('；');
    }
    own.push_str(text);
}

/// Puts a row into a studio; as [`person`].
///
/// # Errors
/// When a cell cannot be what its column says.
pub fn studio(
    studio: &mut Workshop,
    row: &Row,
    layout: &Layout,
) -> Result<Vec<(String, String)>, Wrong> {
    let mut reader = Reader {
        layout,
        row,
        originals: Vec::new(),
    };
    studio.name = reader.name()?;
    let level = reader.one(Field::StudioLevel, |cell| {
        let level = list::honour_level(&shown(cell)).ok_or(Reason::StudioLevel)?;
        Ok((level, list::level_word(level).to_owned()))
    })?;
    studio.level = level.unwrap_or(studio.level);
    let read = |cell: &Cell| {
        let day = day_of(cell)?;
        Ok((day, day.to_string()))
    };
    let approved = reader.one(Field::Approved, read)?;
    studio.approved = approved.or(studio.approved);
    let term_start = reader.one(Field::TermStart, read)?;
    studio.term_start = term_start.or(studio.term_start);
    let approval = reader.text(Field::Approval);
    studio.approval = approval.or(studio.approval.take());
    let term_end = reader.one(Field::TermEnd, read)?;
    studio.term_end = term_end.or(studio.term_end);
    let leader = reader.one(Field::Leader, |cell| {
        let name = name(&shown(cell)).ok_or(Reason::Name)?;
        Ok((name.clone(), name))
    })?;
    studio.leader_name = leader.or(studio.leader_name.take());
    let host = reader.unit(Field::Employer);
    studio.host_name = host.or(studio.host_name.take());
    let trade = reader.text(Field::Trade);
    studio.trade = trade.or(studio.trade.take());
    let grants = reader.one(Field::Grants, |cell| {
        let grants = list::grants(&shown(cell)).ok_or(Reason::Grant)?;
        let words = list::grants_text(&grants);
        Ok((grants, words))
    })?;
    for grant in grants.into_iter().flatten() {
        if !studio.grants.contains(&grant) {
            studio.grants.push(grant);
        }
    }
    notes(&reader, &mut studio.note);
    Ok(reader.originals)
}

/// The words of each kind of employer, as tables have them.
const KINDS: [(EmployerKind, &str, &[&str]); 5] = [
    (EmployerKind::SelfAssessing, "自主评价企业", &["自主评价"]),
    (
        EmployerKind::AssessmentBody,
        "评价机构",
        &["评价机构", "鉴定"],
    ),
    (EmployerKind::TrainingBase, "实训基地", &["实训"]),
    (EmployerKind::School, "学校", &["学校", "院校", "学院"]),
    (EmployerKind::Enterprise, "企业", &["企业", "公司"]),
];

/// Returns the word that we write for a kind of employer.
pub fn employer_word(kind: EmployerKind) -> &'static str {
    let own = KINDS.iter().find(|(own, ..)| *own == kind);
    own.map_or("", |(_, word, _)| word)
}

/// Puts a row into an employer; as [`person`].
///
/// # Errors
/// When a cell cannot be what its column says.
pub fn employer(
    firm: &mut Firm,
    row: &Row,
    layout: &Layout,
) -> Result<Vec<(String, String)>, Wrong> {
    let mut reader = Reader {
        layout,
        row,
        originals: Vec::new(),
    };
    let named = reader.unit(Field::Name);
    let column = reader.column_of(Field::Name);
    let wrong = |reason, value: String| Wrong {
        column,
        reason,
        value,
    };
    let named = named.ok_or_else(|| wrong(Reason::NoName, String::new()))?;
    if !is_name(&named) {
        return Err(wrong(Reason::Name, named));
    }
    firm.name = named;
    let kind = reader.one(Field::Kind, |cell| {
        let text = shown(cell);
        let own = KINDS.iter().find(|(kind, word, words)| {
            kind.code() == text || *word == text || words.iter().any(|word| text.contains(word))
        });
        let (kind, word, _) = own.ok_or(Reason::EmployerKind)?;
        Ok((*kind, (*word).to_owned()))
    })?;
    firm.kind = kind.unwrap_or(firm.kind);
    let town = reader.text(Field::Town);
    firm.town = town.or(firm.town.take());
    let phone = reader.text(Field::Phone);
    firm.phone = phone.or(firm.phone.take());
    notes(&reader, &mut firm.note);
    Ok(reader.originals)
}

/// Returns the name a record gets when its table says nothing of its list.
pub fn blank_studio() -> Workshop {
    Workshop::named("", crate::domain::craftsman::HonourLevel::Enterprise)
}

fn one_line(text: &str) -> String {
    crate::ingest::lines::one_line(text)
}

fn is_name(text: &str) -> bool {
    text.chars().count() <= NAME_CHARS && text.chars().any(char::is_alphanumeric)
}

/// Returns a person's or studio's name. Registers set names of two characters apart: `张　三`.
fn name(text: &str) -> Option<String> {
    let text = one_line(text);
    if !is_name(&text) {
        return None;
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    let spaced = parts.iter().all(|part| part.chars().count() == 1);
    let whole = if spaced && text.chars().all(|c| c.is_whitespace() || is_han(c)) {
        parts.concat()
    } else {
        parts.join(" ")
    };
    Some(if whole.chars().any(is_han) {
        brackets(&whole)
    } else {
        whole
    })
}

/// Returns a unit's name: blanks beside Chinese characters and half-width brackets are typing.
pub(crate) fn unit_name(text: &str) -> String {
    let text = one_line(text);
    if !text.chars().any(is_han) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let beside = |own: Option<&char>| own.is_none_or(|c| !c.is_ascii_alphanumeric());
        let between = at.checked_sub(1).and_then(|at| chars.get(at));
        if !c.is_whitespace() || !beside(between) && !beside(chars.get(at + 1)) {
            out.push(*c);
        }
    }
    brackets(&out)
}

fn brackets(text: &str) -> String {
    text.replace('(', "（").replace(')', "）")
}

/// Returns a birth month as `YYYY-MM`.
fn birth_month(cell: &Cell) -> Option<String> {
    let of = |year: i32, month: u32| {
        let fits = (1900..2200).contains(&year) && (1..=12).contains(&month);
        fits.then(|| format!("{year:04}-{month:02}"))
    };
    match cell {
        Cell::Empty => None,
        Cell::Day(day) => of(day.year(), day.month()),
        Cell::Number(number) => {
            let whole = number.trunc() as u64;
            if BIRTH_SERIALS.contains(&whole) && (number.fract() == 0.0 || whole > 9_999) {
                let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
                let day = epoch.checked_add_days(Days::new(whole))?;
                return of(day.year(), day.month());
            }
            // 1980.05; of 1980.1 the zero of October was lost, for January is 1980.01.
            let hundredths = (number.fract() * 100.0).round() as u32;
            match hundredths {
                1..=12 => of(whole as i32, hundredths),
                20 | 30 | 40 | 50 | 60 | 70 | 80 | 90 => of(whole as i32, hundredths / 10),
                _ => months(&whole.to_string()).and_then(|(year, month)| of(year, month)),
            }
        }
        Cell::Text(text) => {
            // What we write ourselves, by far the commonest.
            if let [b'1' | b'2', _, _, _, b'-', _, _] = text.as_bytes()
                && let Some((year, month)) = months(text)
            {
                return of(year, month);
            }
            let (year, month) = months(&flat(text))?;
            of(year, month)
        }
    }
}

/// Reads year and month: `1980-05`, `1980.5`, `1980年5月`, `198005`, `1980/5/6`, `19800506`, 一九八〇年五月.
fn months(text: &str) -> Option<(i32, u32)> {
    let signs = |c: char| !c.is_ascii_digit() && han::digit(c).is_none() && c != '十';
    let foreign = |c: char| c.is_whitespace() || "年月日号生.-/．－／:：".contains(c);
    if !text.chars().all(|c| !signs(c) || foreign(c)) {
        return None;
    }
    let parts: Vec<&str> = text.split(signs).filter(|part| !part.is_empty()).collect();
    let (year, month) = match parts.as_slice() {
        [year, month] | [year, month, ..] if year.chars().count() == 4 => (*year, *month),
        [all] if (all.len() == 6 || all.len() == 8) && all.is_ascii() => (&all[..4], &all[4..6]),
        _ => return None,
    };
    Some((
        i32::try_from(han::numeral(year)?).ok()?,
        han::numeral(month)?,
    ))
}

/// Reads a day; a year and month alone is its first day, and a year alone its first month.
fn day_of(cell: &Cell) -> Result<NaiveDate, Reason> {
    if let Cell::Text(text) = cell
        && let [_, _, _, _, b'-', _, _, b'-', _, _] = text.as_bytes()
        && let Ok(day) = text.parse()
    {
        return Ok(day);
    }
    if let Ok(day) = day(cell, None) {
        return Ok(day);
    }
    if let Cell::Text(text) = cell
        && let Some(year) = flat(text).strip_suffix('年')
        && let Some(day) = year
            .parse()
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1))
    {
        return Ok(day);
    }
    birth_month(cell)
        .and_then(|month| format!("{month}-01").parse().ok())
        .ok_or(Reason::Day)
}

/// Reads month of birth and gender from an identity number. Source: GB 11643-1999, 18 digits with an
/// ISO 7064 MOD 11-2 check sign.
fn identity(text: &str) -> Option<(String, &'static str)> {
    let text = flat(text).to_ascii_uppercase();
    let bytes: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    let [digits @ .., check] = bytes.as_slice() else {
        return None;
    };
    if digits.len() != 17 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let weights = [7_u32, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    if b"10X98765432"[(sum % 11) as usize] != *check {
        return None;
    }
    let day = NaiveDate::parse_from_str(std::str::from_utf8(&digits[6..14]).ok()?, "%Y%m%d");
    let month = day.ok()?.format("%Y-%m").to_string();
    let gender = if digits[16] % 2 == 1 { "男" } else { "女" };
    Some((month, gender))
}

/// Returns the fields of a record in the words that tables have, in the order of the list's columns.
pub fn person_words(person: &Person) -> Vec<(Field, String)> {
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    let columns = List::Craftsmen.columns().iter().map(|(field, _)| *field);
    columns
        .filter(|field| {
            !matches!(
                field,
                Field::Identity
                    | Field::CertificateKind
                    | Field::Issuer
                    | Field::Issued
                    | Field::Expires
                    | Field::CertificateNumber
            )
        })
        .map(|field| {
            let words = match field {
                Field::Name => person.name.clone(),
                Field::Gender => text(&person.gender),
                Field::Birth => text(&person.birth_month),
                Field::Employer => text(&person.employer_name),
                Field::Trade => text(&person.trade),
                Field::Level => person.level.map_or("", SkillLevel::word).to_owned(),
                Field::Town => text(&person.town),
                Field::Phone => person
                    .phone
                    .as_ref()
                    .map_or(String::new(), |phone| phone.reveal().to_owned()),
                Field::TalentClass => text(&person.talent_class),
                Field::Honours => list::honours_text(&person.honours),
                Field::Certificates => list::certificates_text(&person.certificates),
                Field::Note => text(&person.note),
                _ => String::new(),
            };
            (field, words)
        })
        .collect()
}

/// Returns the fields of a studio; as [`person_words`].
pub fn studio_words(studio: &Workshop) -> Vec<(Field, String)> {
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    let day = |own: Option<NaiveDate>| own.map_or(String::new(), |day| day.to_string());
    let columns = List::Studios.columns().iter().map(|(field, _)| {
        let words = match field {
            Field::Name => studio.name.clone(),
            Field::StudioLevel => list::level_word(studio.level).to_owned(),
            Field::Leader => text(&studio.leader_name),
            Field::Employer => text(&studio.host_name),
            Field::Trade => text(&studio.trade),
            Field::Approval => text(&studio.approval),
            Field::Approved => day(studio.approved),
            Field::TermStart => day(studio.term_start),
            Field::TermEnd => day(studio.term_end),
            Field::Grants => list::grants_text(&studio.grants),
            Field::Note => text(&studio.note),
            _ => String::new(),
        };
        (*field, words)
    });
    columns.collect()
}

/// Returns the fields of an employer; as [`person_words`].
pub fn employer_words(firm: &Firm) -> Vec<(Field, String)> {
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    let columns = List::Employers.columns().iter().map(|(field, _)| {
        let words = match field {
            Field::Name => firm.name.clone(),
            Field::Kind => employer_word(firm.kind).to_owned(),
            Field::Town => text(&firm.town),
            Field::Phone => text(&firm.phone),
            Field::Note => text(&firm.note),
            _ => String::new(),
        };
        (*field, words)
    });
    columns.collect()
}
