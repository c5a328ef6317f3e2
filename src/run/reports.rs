//! Reading what reports count: every item's course, in one pass over the store.

use std::{panic::resume_unwind, sync::mpsc::sync_channel, thread};

use super::office::Office;
use crate::{
    report::{Course, Figures, Life},
    rules::Rules,
    store::{Result, Store},
};

/// Lives handed over at once; a hand-over costs about as much as one life.
const BATCH: usize = 500;
/// Batches that may wait, so that memory stays bounded however many items there are.
const WAITING: usize = 4;

/// Reads every item's course: one thread reads, the other counts.
///
/// # Errors
/// When the store cannot be read.
pub fn courses(store: &dyn Store, rules: &Rules) -> Result<Vec<Course>> {
    thread::scope(|scope| {
        let (lives, incoming) = sync_channel::<Vec<Life>>(WAITING);
        let counting = scope.spawn(move || {
            let lives = incoming.into_iter().flatten();
            lives.map(|life| Course::of(life, rules)).collect()
        });
        let mut batch = Vec::with_capacity(BATCH);
        let read = store.each_life(&mut |life| {
            batch.push(life);
            if batch.len() == BATCH {
                // The other thread ends only after this sender.
                let _ = lives.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
            }
        });
        let _ = lives.send(batch);
        drop(lives);
        let courses = counting.join().unwrap_or_else(|panic| resume_unwind(panic));
        read.map(|()| courses)
    })
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
