//! Programmes over the store: reading one with all that follows from its entries, and entering.
//!
//! Whom an entry is about is found by row or by a name that one record alone has; of several nobody is
//! chosen. Caps are looked at with everything that stands, and the write carries the version that was
//! seen, so that two who pay at once cannot both take the last of the money.

pub mod desk;
mod refusal;

pub use refusal::{Unentered, cap_words};

use chrono::Datelike;

use super::office::Office;
use crate::{
    app::{
        programme::{EntryLine, ListRow, Measured, ProgrammeView, TargetYear, says},
        record::{Choice, EntryText},
        views::{Card, CardOf, Link},
    },
    domain::{
        id::{CraftsmanId, EmployerId, EntryId, ProgrammeId, StudioId, Version},
        programme::{
            Entry, KeptEntry, Party, Programme, ProgrammeKind, Strike, Target, What,
            cap::{balances, beyond, overs},
            points::sums,
        },
    },
    figure,
    lang::Lang,
    store::{NameId, Result, StoreError},
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
                    let answer = self.store.figure(&question, 0)?;
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

    /// Begins an entry of a programme, with what can be chosen.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn begin_entry(&self, id: ProgrammeId) -> Result<Option<EntryText>> {
        let Some(kept) = self.store.programme(id)? else {
            return Ok(None);
        };
        let mut text = EntryText::blank(id, kept.version, kept.value.kind);
        let choice = |name: &str| Choice::new(name, name);
        match kept.value.kind {
            ProgrammeKind::Plan => {
                // What the roster is asked is not typed.
                let stated = kept.value.targets.iter();
                let stated = stated.filter(|own| own.question.is_none());
                text.known = stated.map(|own| choice(&own.name)).collect();
            }
            ProgrammeKind::Assessment => {
                let table = kept.value.table.as_deref();
                let table = table.and_then(|id| self.points.find(id));
                let items = table.into_iter().flat_map(|own| &own.items);
                text.known = items.map(|own| choice(&own.name)).collect();
            }
            _ => {}
        }
        Ok(Some(text))
    }

    /// Enters what was typed, all or nothing; returns the rows.
    ///
    /// # Errors
    /// When one of them is refused; nothing is written then.
    pub fn enter(&mut self, texts: &[EntryText]) -> std::result::Result<Vec<EntryId>, Unentered> {
        let Some(first) = texts.first() else {
            return Ok(Vec::new());
        };
        let (id, seen) = (first.programme, first.seen);
        let kept = self.store.programme(id)?;
        let kept = kept.ok_or(StoreError::Missing {
            what: "programme",
            id: id.0,
        })?;
        let mut standing = self.store.entries_of(id)?;
        let before = standing.len();
        let (by, at) = (self.actor(), self.now());
        let mut new = Vec::new();
        for text in texts {
            let entry = self.entry_of(text, &kept, &standing)?;
            let last = standing.iter().map(|own| own.id.0).max().unwrap_or(0);
            standing.push(KeptEntry {
                id: EntryId(last + 1),
                entry: entry.clone(),
                by: by.clone(),
                at,
                struck: None,
            });
            new.push(entry);
        }
        self.store.enter(id, seen, &new, &by, at)?;
        let rows = self.store.entries_of(id)?;
        Ok(rows.iter().skip(before).map(|own| own.id).collect())
    }

    /// Strikes an entry for a reason, or lets it stand again without one.
    ///
    /// # Errors
    /// When it is gone, or the programme was changed meanwhile.
    pub fn strike(&mut self, id: EntryId, seen: Version, reason: Option<&str>) -> Result<Version> {
        let strike = reason.map(|reason| Strike {
            reason: reason.to_owned(),
            by: self.actor(),
            at: self.now(),
        });
        self.store.strike_entry(id, seen, strike.as_ref())
    }

    /// Turns what was typed into a fact.
    fn entry_of(
        &self,
        text: &EntryText,
        kept: &Programme,
        standing: &[KeptEntry],
    ) -> std::result::Result<Entry, Unentered> {
        let scheme = &kept.value;
        if text.kind != scheme.kind {
            return Err(Unentered::OtherKind(scheme.kind));
        }
        let on = match scheme.kind {
            // A contest or class that is over is entered with its own day.
            ProgrammeKind::Contest | ProgrammeKind::Training => {
                text.on.or(scheme.end).or(scheme.start)
            }
            _ => text.on,
        };
        let on = on.unwrap_or_else(|| self.time.today());
        let who = match scheme.kind {
            ProgrammeKind::Plan => None,
            _ => Some(self.party(&text.who)?),
        };
        let person_alone = matches!(
            scheme.kind,
            ProgrammeKind::Contest | ProgrammeKind::Training
        );
        if person_alone && !matches!(who, Some(Party::Craftsman(_))) {
            return Err(Unentered::NotAPerson(text.who.clone()));
        }
        let what = match scheme.kind {
            ProgrammeKind::Contest => What::Placed {
                place: text.place,
                score: text.score,
                promoted: text.level,
            },
            ProgrammeKind::Training => What::Learnt {
                finish: text.finish,
                level: text.level,
            },
            ProgrammeKind::Subsidy => {
                let level = self.level_paid(text, who)?;
                let yuan = text.yuan.or_else(|| scheme.rate(level));
                let yuan = yuan.ok_or(Unentered::NoRate(level))?;
                let caps = beyond(scheme, standing, (who, on, yuan));
                if !caps.is_empty() && text.over.is_none() {
                    return Err(Unentered::Over {
                        who: text.who.clone(),
                        caps,
                    });
                }
                What::Paid {
                    yuan,
                    level,
                    over: text.over.clone(),
                }
            }
            ProgrammeKind::Plan => stated(text, kept, on.year())?,
            ProgrammeKind::Assessment => self.scored(text, kept, who)?,
        };
        Ok(Entry {
            who,
            on,
            what,
            note: text.note.clone(),
        })
    }

    /// Returns the level that is paid for: as said, or the person's own where the rule asks for one.
    fn level_paid(
        &self,
        text: &EntryText,
        who: Option<Party>,
    ) -> Result<Option<crate::domain::craftsman::SkillLevel>> {
        if text.level.is_some() || text.yuan.is_some() {
            return Ok(text.level);
        }
        let Some(Party::Craftsman(id)) = who else {
            return Ok(None);
        };
        Ok(self.store.craftsman(id)?.and_then(|own| own.value.level))
    }

    fn scored(
        &self,
        text: &EntryText,
        kept: &Programme,
        who: Option<Party>,
    ) -> std::result::Result<What, Unentered> {
        let id = kept.value.table.clone().unwrap_or_default();
        let table = self.points.find(&id).ok_or(Unentered::NoTable(id))?;
        let item = table.item(&text.item).ok_or_else(|| Unentered::NoItem {
            word: text.item.clone(),
            known: table.items.iter().map(|own| own.name.clone()).collect(),
        })?;
        if !who.is_some_and(|who| table.assessed.admits(who)) {
            return Err(Unentered::NotAssessed {
                who: text.who.clone(),
                table: table.name.clone(),
                assessed: table.assessed,
            });
        }
        Ok(What::Scored {
            item: item.name.clone(),
            times: text.times.unwrap_or(1).max(1),
            points: item.points,
        })
    }

    /// Finds whom a word means: `craftsman:5`, or a name that one record alone has.
    ///
    /// # Errors
    /// `Nobody` and `Several` name the word and those of the name.
    pub fn party(&self, word: &str) -> std::result::Result<Party, Unentered> {
        let nobody = || Unentered::Nobody(word.to_owned());
        if let Some((kind, row)) = word.split_once(':')
            && let Ok(row) = row.parse()
        {
            let party = match kind {
                "craftsman" => Party::Craftsman(CraftsmanId(row)),
                "studio" => Party::Studio(StudioId(row)),
                "employer" => Party::Employer(EmployerId(row)),
                _ => return Err(nobody()),
            };
            let there = self.name_of(name_id(party))?.is_some();
            return there.then_some(party).ok_or_else(nobody);
        }
        let people = self.store.craftsmen_named(word)?.into_iter();
        let mut found: Vec<Party> = people.map(Party::Craftsman).collect();
        let employers = self.store.employers_named(word)?.into_iter();
        found.extend(employers.map(Party::Employer));
        let studios = self.store.studios_named(word)?.into_iter();
        found.extend(studios.map(Party::Studio));
        match found.as_slice() {
            [] => Err(nobody()),
            [only] => Ok(*only),
            several => {
                let ids: Vec<NameId> = several.iter().map(|own| name_id(*own)).collect();
                let notes = self.store.name_notes(&ids)?;
                let notes = notes.into_iter().map(super::finder::words_of);
                Err(Unentered::Several {
                    name: word.to_owned(),
                    of: several.iter().copied().zip(notes).collect(),
                })
            }
        }
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

/// Turns what was typed of a target into a fact.
fn stated(text: &EntryText, kept: &Programme, year: i32) -> std::result::Result<What, Unentered> {
    let targets = &kept.value.targets;
    let target = kept.value.target(&text.target);
    let target = target.ok_or_else(|| Unentered::NoTarget {
        name: text.target.clone(),
        known: targets.iter().map(|own| own.name.clone()).collect(),
    })?;
    if target.question.is_some() {
        return Err(Unentered::Asked(target.name.clone()));
    }
    if target.goal(year).is_none() {
        return Err(Unentered::NoGoal {
            target: target.name.clone(),
            year,
        });
    }
    Ok(What::Reached {
        target: target.name.clone(),
        amount: text.amount.ok_or(Unentered::NoAmount)?,
        source: text.source.clone().ok_or(Unentered::NoSource)?,
    })
}
