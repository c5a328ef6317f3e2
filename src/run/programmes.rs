//! Programmes over the store: reading one with all that follows from its entries; entering is in
//! `entering`.

pub mod desk;
mod entering;
mod refusal;

pub use refusal::{Unentered, cap_words};

use chrono::Datelike;

use super::office::Office;
use crate::{
    app::{
        programme::{EntryLine, ListRow, Measured, ProgrammeView, TargetYear, says},
        views::{Card, CardOf, Link},
    },
    domain::{
        id::ProgrammeId,
        programme::{
            KeptEntry, Party, Programme, ProgrammeKind, Target, What,
            cap::{balances, overs},
            points::sums,
        },
    },
    figure,
    lang::Lang,
    store::{NameId, Result},
};

/// How many entries a card shows, and how many programmes a list; more are counted.
const SHOWN: usize = 500;

/// Which years of a plan are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Years {
    /// Of each target the year that goes on, else the last one before it, else the first.
    Now,
    /// Every year.
    All,
    /// This one.
    One(i32),
}

/// Returns whose card shows a party.
pub const fn name_id(who: Party) -> NameId {
    match who {
        Party::Craftsman(id) => NameId::Craftsman(id),
        Party::Studio(id) => NameId::Studio(id),
        Party::Employer(id) => NameId::Employer(id),
    }
}

impl Office {
    /// Reads a programme with its entries and what follows from them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn programme(&self, id: ProgrammeId, years: Years) -> Result<Option<ProgrammeView>> {
        let Some(kept) = self.store.programme(id)? else {
            return Ok(None);
        };
        let entries = self.store.entries_of(id)?;
        let scheme = &kept.value;
        let table = scheme.table.as_deref();
        let table = table.and_then(|id| self.points.find(id));
        let is = |kind| scheme.kind == kind;
        let mut view = ProgrammeView {
            entries: Vec::with_capacity(entries.len()),
            targets: self.targets(&kept, &entries, years)?,
            balances: Vec::new(),
            overs: Vec::new(),
            sums: Vec::new(),
            table: table.map(|own| own.name.clone()),
            kept: kept.clone(),
        };
        if is(ProgrammeKind::Subsidy) {
            view.balances = balances(scheme, &entries);
            view.overs = overs(scheme, &entries);
        }
        if is(ProgrammeKind::Assessment) {
            view.sums = sums(table, &entries);
        }
        for own in entries {
            let who = match own.entry.who.map(name_id) {
                Some(id) => self.name_of(id)?.map(|name| (id, name)),
                None => None,
            };
            view.entries.push(EntryLine { kept: own, who });
        }
        Ok(Some(view))
    }

    fn targets(
        &self,
        kept: &Programme,
        entries: &[KeptEntry],
        years: Years,
    ) -> Result<Vec<TargetYear>> {
        let this_year = self.time.today().year();
        let mut found = Vec::new();
        for target in &kept.value.targets {
            let goals = target.goals.iter().filter(|goal| match years {
                Years::All => true,
                Years::One(year) => goal.year == year,
                Years::Now => Some(goal.year) == year_shown(target, this_year),
            });
            for goal in goals {
                let (reached, by) = self.reached(target, goal.year, entries)?;
                found.push(TargetYear {
                    target: target.name.clone(),
                    unit: target.unit.clone(),
                    year: goal.year,
                    goal: goal.amount,
                    reached,
                    by,
                });
            }
        }
        Ok(found)
    }

    /// Finds out what was reached of a target in a year.
    fn reached(
        &self,
        target: &Target,
        year: i32,
        entries: &[KeptEntry],
    ) -> Result<(Option<i64>, Measured)> {
        if let Some(line) = target.question_of(year) {
            return Ok(match figure::read(&line) {
                Ok(question) => {
                    let answer = self.store.figure(&question, self.time.today(), 0)?;
                    (Some(answer.amount), Measured::Asked(line))
                }
                Err(_) => (None, Measured::Unread(line)),
            });
        }
        Ok(match target.stated(year, entries) {
            Some(own) => match &own.entry.what {
                What::Reached { amount, source, .. } => {
                    let by = Measured::Stated(own.entry.on, source.clone());
                    (Some(*amount), by)
                }
                _ => (None, Measured::Unknown),
            },
            None => (None, Measured::Unknown),
        })
    }

    /// Reads a programme's card: those entered lead to their own cards.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn programme_card(&self, id: ProgrammeId, lang: Lang) -> Result<Option<Card>> {
        let Some(view) = self.programme(id, Years::Now)? else {
            return Ok(None);
        };
        let standing = view.entries.iter().filter(|own| own.kept.stands());
        let links = standing
            .filter_map(|own| {
                let (to, name) = own.who.clone()?;
                let entry = &own.kept.entry;
                Some(Link {
                    relation: "entry",
                    to,
                    name: format!("{name}  {}  {}", entry.on, says(&entry.what, lang)),
                })
            })
            .take(SHOWN)
            .collect();
        Ok(Some(Card {
            of: CardOf::Programme(Box::new(view)),
            links,
            filed: Vec::new(),
        }))
    }

    /// Lists the programmes that somebody took part in, as links of the card.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn programme_links(&self, who: Party, limit: usize, lang: Lang) -> Result<Vec<Link>> {
        let mut links = Vec::new();
        for (id, own) in self.store.entries_about(who, limit)? {
            let to = NameId::Programme(id);
            let name = self.name_of(to)?.unwrap_or_default();
            links.push(Link {
                relation: "programme",
                to,
                name: format!("{}  {name}  {}", own.entry.on, says(&own.entry.what, lang)),
            });
        }
        Ok(links)
    }

    /// Lists the payments of every subsidy beyond a cap, those of one year or all, by programme and day.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn all_overs(
        &self,
        year: Option<i32>,
    ) -> Result<Vec<(Programme, crate::domain::programme::cap::Over)>> {
        let mut found = Vec::new();
        for head in self
            .store
            .programmes(Some(ProgrammeKind::Subsidy), usize::MAX)?
        {
            let Some(kept) = self.store.programme(head.id)? else {
                continue;
            };
            let over = overs(&kept.value, &self.store.entries_of(head.id)?);
            let of_year = over
                .into_iter()
                .filter(|own| year.is_none_or(|year| own.on.year() == year));
            found.extend(of_year.map(|own| (kept.clone(), own)));
        }
        Ok(found)
    }

    /// Lists the programmes for a list on the screen.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn programme_rows(&self, lang: Lang) -> Result<Vec<ListRow>> {
        let heads = self.store.programmes(None, SHOWN)?;
        let rows = heads.into_iter().map(|own| {
            let mut note: Vec<String> = own.start.map(|day| day.to_string()).into_iter().collect();
            note.extend(
                own.level
                    .map(|level| lang.word("honour_level", level.code())),
            );
            let entries = own.entries.to_string();
            note.push(match own.kind {
                ProgrammeKind::Subsidy => lang.say_with(
                    "programme.says.payments",
                    &[("n", &entries), ("yuan", &own.paid_yuan.to_string())],
                ),
                ProgrammeKind::Plan => String::new(),
                _ => lang.say_with("programme.says.entries", &[("n", &entries)]),
            });
            note.retain(|part| !part.is_empty());
            ListRow {
                to: own.id,
                kind: own.kind.code(),
                name: own.name,
                note: note.join("  "),
            }
        });
        Ok(rows.collect())
    }

    /// Lists what was paid beyond a cap for a list on the screen.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn over_rows(&self, lang: Lang) -> Result<Vec<ListRow>> {
        let mut rows = Vec::new();
        for (kept, own) in self.all_overs(None)?.into_iter().take(SHOWN) {
            let who = match own.who {
                Some(who) => self.name_of(name_id(who))?.unwrap_or_default(),
                None => String::new(),
            };
            let numbers: Vec<String> = own
                .caps
                .iter()
                .map(|cap| {
                    let (allowed, now) = cap.numbers();
                    format!("{now}>{allowed}")
                })
                .collect();
            let why = own.reason.as_deref().unwrap_or("-");
            let yuan = lang.say_with("programme.says.yuan", &[("n", &own.yuan.to_string())]);
            rows.push(ListRow {
                to: kept.id,
                kind: kept.value.kind.code(),
                name: format!("{who}  {}", kept.value.name),
                note: format!("{}  {yuan}  {}  {why}", own.on, numbers.join(" ")),
            });
        }
        Ok(rows)
    }
}

/// Returns the year of a target that is looked at this year.
fn year_shown(target: &Target, this_year: i32) -> Option<i32> {
    let mut years = target.goals.iter().map(|own| own.year);
    let first = years.next()?;
    let past = target.goals.iter().map(|own| own.year);
    Some(
        past.filter(|year| *year <= this_year)
            .max()
            .unwrap_or(first),
    )
}
