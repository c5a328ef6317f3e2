//! What filters ask of a row, small enough that a hundred thousand rows are looked through in a key.
//!
//! Apart from the rows themselves: those are wide, and walking them costs more than comparing.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::{
    app::filter::Field,
    domain::{calendar::Calendar, deadline::days_left, proposal::PaperState},
    store::QueueRow,
};

/// A code that is not set: the last bit of a choice.
const NO_CODE: u8 = 63;
/// A number or day that is not known.
pub(super) const UNKNOWN: i32 = i32::MIN;

/// The fields of choice, in the order in which a row keeps them.
const CODES: [Field; 9] = [
    Field::State,
    Field::Clock,
    Field::Role,
    Field::Class,
    Field::Rating,
    Field::Attention,
    Field::Level,
    Field::Kind,
    Field::Period,
];

/// The fields of number and day.
const NUMBERS: [Field; 9] = [
    Field::Left,
    Field::Number,
    Field::Rounds,
    Field::Term,
    Field::Session,
    Field::Year,
    Field::Due,
    Field::Assigned,
    Field::Answered,
];

/// The fields of yes and no.
const FLAGS: [Field; 4] = [Field::Open, Field::Paper, Field::Extended, Field::Contacted];

/// Where the days left stand, which change with the day.
const LEFT: usize = 0;

/// Returns where a row keeps a field's code.
pub(super) fn code_at(field: Field) -> Option<usize> {
    CODES.iter().position(|own| *own == field)
}

/// Returns where a row keeps a field's number or day.
pub(super) fn number_at(field: Field) -> Option<usize> {
    NUMBERS.iter().position(|own| *own == field)
}

/// Returns the bit in which a row keeps a field's truth.
pub(super) fn flag_of(field: Field) -> Option<u8> {
    FLAGS.iter().position(|own| *own == field).map(|at| 1 << at)
}

/// A row as filters see it.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    codes: [u8; CODES.len()],
    flags: u8,
    numbers: [i32; NUMBERS.len()],
    /// Its section, as interned.
    pub section: u32,
    /// Its person, as interned.
    pub person: u32,
}

impl Facts {
    /// Returns what a filter sees of a row; the days left are not known yet.
    pub fn of(row: &QueueRow, sections: &mut Words, persons: &mut Words) -> Self {
        let own = &row.projection;
        let code = |code: Option<u8>| code.unwrap_or(NO_CODE);
        let number = |number: Option<i32>| number.unwrap_or(UNKNOWN);
        let is_open = own.state.is_open();
        // Of a closed item nothing is due any more, whatever day stands there.
        let due = own.due.filter(|_| is_open);
        let sitting = &row.sitting;
        let truths = [
            is_open,
            row.paper == PaperState::Present,
            own.extended,
            own.contacted,
        ];
        Self {
            codes: [
                own.state as u8,
                code(due.map(|(_, clock)| clock as u8)),
                own.role as u8,
                code(own.class.map(|class| class as u8)),
                code(own.rating.map(|rating| rating as u8)),
                code(own.attention.map(|attention| attention as u8)),
                code(sitting.level.map(|level| level as u8)),
                sitting.kind as u8,
                sitting.period as u8,
            ],
            flags: truths
                .iter()
                .enumerate()
                .map(|(at, truth)| u8::from(*truth) << at)
                .sum(),
            numbers: [
                UNKNOWN,
                number(row.number.and_then(|number| i32::try_from(number).ok())),
                i32::from(own.rounds),
                number(sitting.term.map(i32::from)),
                number(sitting.session.map(i32::from)),
                number(own.began.map(|day| day.year())),
                number(due.map(|(day, _)| day_number(day))),
                number(own.assigned.map(day_number)),
                number(own.answered.map(day_number)),
            ],
            section: sections.number(own.section.as_deref()),
            person: persons.number(own.person.as_deref()),
        }
    }

    /// Returns the bit of the code that it has.
    pub fn code(&self, at: usize) -> u64 {
        1 << self.codes[at]
    }

    /// Returns a number or day, as a number.
    pub fn number(&self, at: usize) -> i32 {
        self.numbers[at]
    }

    /// Returns whether a truth holds.
    pub fn is(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// Returns a day as a number that orders days.
pub(super) fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// The days left from a day, each due day reckoned once.
pub(super) struct DaysLeft<'a> {
    today: NaiveDate,
    calendar: &'a Calendar,
    reckoned: HashMap<(NaiveDate, bool), i32>,
}

impl<'a> DaysLeft<'a> {
    pub fn from(today: NaiveDate, calendar: &'a Calendar) -> Self {
        Self {
            today,
            calendar,
            reckoned: HashMap::new(),
        }
    }

    /// Writes the days left into what is seen of a row.
    pub fn fill(&mut self, row: &QueueRow, facts: &mut Facts) {
        let own = &row.projection;
        let due = own.due.filter(|_| own.state.is_open());
        facts.numbers[LEFT] = due.map_or(UNKNOWN, |(day, _)| {
            let key = (day, own.in_working_days);
            *self.reckoned.entry(key).or_insert_with(|| {
                days_left(day, own.in_working_days, self.today, self.calendar) as i32
            })
        });
    }
}

/// Words that many rows share, each kept once; the first is "none".
#[derive(Debug)]
pub(super) struct Words {
    numbers: HashMap<String, u32>,
    words: Vec<String>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            numbers: HashMap::new(),
            words: vec![String::new()],
        }
    }
}

impl Words {
    fn number(&mut self, word: Option<&str>) -> u32 {
        let Some(word) = word.filter(|word| !word.is_empty()) else {
            return 0;
        };
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        number
    }

    /// Returns of each word whether it is wanted.
    pub fn wanted(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<bool> {
        self.words.iter().map(|word| is_wanted(word)).collect()
    }
}
