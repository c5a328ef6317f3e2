//! Reading what reports count: every item's course, in one pass over the store.

use super::office::Office;
use crate::{
    report::{Course, Figures, Life},
    rules::Rules,
    store::{Result, Store},
};

/// Reads every item's course.
///
/// # Errors
/// When the store cannot be read.
pub fn courses(store: &dyn Store, rules: &Rules) -> Result<Vec<Course>> {
    let mut courses = Vec::new();
    store.each_life(&mut |life| courses.push(Course::of(life, rules)))?;
    Ok(courses)
}

/// Computes the board's figures.
///
/// # Errors
/// When the store cannot be read.
pub fn figures(office: &Office) -> Result<Figures> {
    let all = courses(office.store.as_ref(), &office.rules)?;
    Ok(Figures::of(&all, office.time.today(), &office.rules.pack))
}

/// Reads where every item stands and nothing of its past: enough for what is due, in a fraction of
/// the time.
///
/// # Errors
/// When the store cannot be read.
pub fn standing(store: &dyn Store, rules: &Rules) -> Result<Vec<Course>> {
    let mut courses = Vec::new();
    store.each_queue_row(&mut |row| {
        let life = Life {
            id: row.id,
            number_printed: row.number_printed,
            title: row.title,
            sitting: row.sitting,
            role: row.projection.role,
            lead_unit: row.lead_unit,
            proposers: Vec::new(),
            projection: row.projection,
            events: Vec::new(),
        };
        courses.push(Course::of(life, rules));
    })?;
    Ok(courses)
}
