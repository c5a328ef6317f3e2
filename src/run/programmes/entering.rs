//! Entering into programmes, and striking what was entered.
//!
//! Whom an entry is about is found by row or by a name that one record alone has; of several nobody is
//! chosen. Caps are looked at with everything that stands, and the write carries the version that was
//! seen, so that two who pay at once cannot both take the last of the money.

use chrono::Datelike;

use super::{Unentered, name_id};
use crate::{
    app::record::{Choice, EntryText},
    domain::{
        craftsman::SkillLevel,
        id::{CraftsmanId, EmployerId, EntryId, ProgrammeId, StudioId, Version},
        programme::{Entry, KeptEntry, Party, Programme, ProgrammeKind, What, cap::beyond},
    },
    run::office::Office,
    store::{NameId, Result, StoreError},
};

impl Office {
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
        let signed = self.signed();
        let mut new = Vec::new();
        for text in texts {
            let entry = self.entry_of(text, &kept, &standing)?;
            let last = standing.iter().map(|own| own.id.0).max().unwrap_or(0);
            standing.push(KeptEntry {
                id: EntryId(last + 1),
                entry: entry.clone(),
                by: signed.by.clone(),
                at: signed.at,
                struck: None,
            });
            new.push(entry);
        }
        self.store.enter(id, seen, &new, &signed)?;
        let rows = self.store.entries_of(id)?;
        Ok(rows.iter().skip(before).map(|own| own.id).collect())
    }

    /// Strikes an entry for a reason, or lets it stand again without one.
    ///
    /// # Errors
    /// When it is gone, or the programme was changed meanwhile.
    pub fn strike(&mut self, id: EntryId, seen: Version, reason: Option<&str>) -> Result<Version> {
        let signed = self.signed();
        self.store.strike_entry(id, seen, reason, &signed)
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
    fn level_paid(&self, text: &EntryText, who: Option<Party>) -> Result<Option<SkillLevel>> {
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
                Err(Unentered::Several {
                    name: word.to_owned(),
                    of: several.iter().copied().zip(notes).collect(),
                })
            }
        }
    }
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
