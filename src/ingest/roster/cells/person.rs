//! A row into a person: its levels and trades beside each other make certificates.

use chrono::NaiveDate;

use super::{Reader, Take, add_note, notes};
use crate::{
    domain::{
        craftsman::{self, Certificate, CertificateKind, Honour, Person, SkillLevel, TalentClass},
        private::{Private, is_masked, may_be},
    },
    ingest::{
        lines::one_line,
        roster::{
            Field, Layout, Reason, Row, Wrong,
            level::level,
            list::{self, shown},
            value::{birth_month, day_of, identity, unit_name},
        },
        sheet::Cell,
    },
};

/// Columns that make a certificate of a level.
const ABOUT: [Field; 5] = [
    Field::CertificateKind,
    Field::Issuer,
    Field::Issued,
    Field::Expires,
    Field::CertificateNumber,
];

/// Words with so many digits may have the number of a certificate in them. Chosen by us: no number of a
/// certificate is shorter, and what has a year in it is better looked at once too often.
const NUMBER: usize = 4;

/// Returns the name and the employer of the person that a row is about, if it names one.
pub fn known_by(row: &Row, layout: &Layout) -> Option<(String, String)> {
    let mut reader = Reader::new(row, layout);
    let mut person = Person::default();
    named(&mut reader, &mut person).ok()?;
    let unit = reader.unit(Field::Employer);
    Some((person.name, unit.unwrap_or_default()))
}

fn named(reader: &mut Reader<'_>, person: &mut Person) -> Result<(), Wrong> {
    person.name = reader.name()?;
    // 林夏（女）
    for (sign, gender) in [("（女）", "女"), ("（男）", "男")] {
        if let Some(bare) = person.name.strip_suffix(sign) {
            person.name = bare.to_owned();
            person.gender = Some(gender.to_owned());
        }
    }
    Ok(())
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
    let mut reader = Reader::new(row, layout);
    named(&mut reader, person)?;
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
    talent_class(&mut reader, person)?;
    // Our own plain lists have phones masked: such a list read back says nothing of them.
    if let Some(phone) = reader.text(Field::Phone).filter(|text| !is_masked(text)) {
        person.phone = Some(Private::new(phone));
    }
    certificates(&mut reader, person, take)?;
    for (column, cell) in row.each(Field::Honours) {
        let text = shown(cell);
        let (found, others) = list::honours(&text);
        reader.keep(Field::Honours, column, cell, &list::honours_text(&found));
        for honour in found {
            let same = |own: &&mut Honour| {
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

/// Takes the talent class, dated when the row says since when. A class given before another one that the
/// person has is history and not the present one.
fn talent_class(reader: &mut Reader<'_>, person: &mut Person) -> Result<(), Wrong> {
    let class = reader.one(Field::TalentClass, |cell| {
        let class = craftsman::talent_class(&one_line(&shown(cell)));
        Ok((class.clone(), class))
    })?;
    let since = reader.one(Field::TalentSince, |cell| {
        let day = day_of(cell)?;
        Ok((day, day.to_string()))
    })?;
    let Some(class) = class else {
        return Ok(());
    };
    let is_later = |own: &TalentClass| own.since > since;
    if since.is_none() || !person.classes.iter().any(is_later) {
        person.talent_class = Some(class.clone());
    }
    let same = |own: &&mut TalentClass| {
        craftsman::talent_class(&own.class) == class && (own.since == since || own.since.is_none())
    };
    match person.classes.iter_mut().find(same) {
        _ if since.is_none() => {}
        Some(own) => own.since = since,
        None => {
            let own = TalentClass {
                class,
                since,
                ..TalentClass::default()
            };
            let older = person.classes.iter().position(|own| own.since < since);
            let at = older.unwrap_or(person.classes.len());
            person.classes.insert(at, own);
        }
    }
    Ok(())
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
        let [kind, issuer, on, until, printed] = about;
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
        let (given, expires) = (day(on)?, day(until)?);
        let trade = group(Field::Trade, number).map(|(_, cell)| one_line(&shown(cell)));
        let trade = trade.or_else(|| first_trade.clone()).unwrap_or_default();
        found.push(Certificate {
            kind,
            issuer: issuer.map(|(_, cell)| unit_name(&shown(cell))),
            issued: given,
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
            // A remark is shown to everybody: what may be a number stays out of it, and the row is told.
            if other.chars().filter(|c| c.is_numeric()).count() >= NUMBER {
                return Err(reader.wrong(column, Reason::Certificate));
            }
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
    hold(person, found);
    Ok(())
}

/// Adds certificates to those that a person holds; a masked number finds its certificate and is not kept.
fn hold(person: &mut Person, found: Vec<Certificate>) {
    for mut certificate in found {
        let all = &person.certificates;
        let is_of = |own: &Certificate| {
            own.level == certificate.level
                && own.trade == certificate.trade
                && number_fits(own.number.as_ref(), certificate.number.as_ref())
        };
        let is_same = |own: &Certificate| {
            is_of(own)
                && own.number.is_some() == certificate.number.is_some()
                && own.issuer == certificate.issuer
                && own.issued == certificate.issued
                && own.expires == certificate.expires
        };
        // One that says more of a certificate that is there takes its place.
        let may_be_same = |own: &Certificate| {
            is_of(own)
                && fits(own.issuer.as_ref(), certificate.issuer.as_ref())
                && fits(own.issued.as_ref(), certificate.issued.as_ref())
                && fits(own.expires.as_ref(), certificate.expires.as_ref())
        };
        let at = all.iter().position(is_same);
        let at = at.or_else(|| all.iter().position(may_be_same));
        certificate
            .number
            .take_if(|number| is_masked(number.reveal()));
        let Some(at) = at else {
            person.certificates.push(certificate);
            continue;
        };
        let own = &mut person.certificates[at];
        own.issuer = own.issuer.take().or(certificate.issuer);
        own.issued = own.issued.or(certificate.issued);
        own.expires = own.expires.or(certificate.expires);
        own.number = own.number.take().or(certificate.number);
        own.trade_code = own.trade_code.take().or(certificate.trade_code);
    }
}

/// Tells whether two say the same, or one of them nothing.
fn fits<T: PartialEq>(own: Option<&T>, other: Option<&T>) -> bool {
    own.is_none() || other.is_none() || own == other
}

/// As [`fits`], of a number that may be masked.
fn number_fits(own: Option<&Private>, other: Option<&Private>) -> bool {
    let (Some(own), Some(other)) = (own, other) else {
        return true;
    };
    may_be(own.reveal(), other.reveal())
}
