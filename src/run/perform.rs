//! Performing the effects that concern the office. The same function serves the desk's worker and
//! the tests.

mod out;

use std::{fs, path::Path, sync::Arc};

pub(super) use self::out::exported;
use self::out::{export, number_and_export, plan_export, write_one, write_slips};
use super::{
    beside, ledger,
    office::Office,
    programmes, publishing,
    refusal::Refusal,
    register, review, roster_in, roster_out, rules,
    trouble::{file_reason, sentence},
};
use crate::{
    app::{
        Effect, Msg,
        effect::{Act, Acted, Copy, SaveWhat, Waiving},
        msg::{Saved, Trouble},
        record::Record,
        tables::TableFrom,
        views::{InboxFile, ItemView, Moves},
    },
    domain::{
        deadline::ClockKind,
        event::{Detail, EventKind, standing},
        id::{LetterId, ProposalId},
        proposal::Case,
    },
    figure::Pivot,
    ingest::roster::Input,
    lang::Lang,
    rules::{Line, WhatIf, what_if},
    store::{Draft, NameId, StoreError},
};

/// What performing needs besides the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The language of refusals.
    pub lang: Lang,
    /// The inbox folder.
    pub inbox: Option<String>,
}

/// What an effect brought about.
#[derive(Debug, Default, PartialEq)]
pub struct Performed {
    /// What goes back to the model.
    pub messages: Vec<Msg>,
    /// Items that were written.
    pub items: Vec<ProposalId>,
    /// Names of the roster that were written.
    pub names: Vec<NameId>,
}

impl Performed {
    pub(super) fn of(msg: Msg) -> Self {
        Self {
            messages: vec![msg],
            ..Self::default()
        }
    }

    fn failed(says: String) -> Self {
        Self::of(Msg::Failed(Trouble { says }))
    }
}

/// How many sources the list shows.
const SOURCES: usize = 500;
/// How many letters the list shows.
const LETTERS: usize = 200;

fn waive(office: &mut Office, own: &Waiving) -> Result<Performed, StoreError> {
    let found = (own.check, own.words.as_str());
    office.waive(own.letter, found, own.reason.as_deref())?;
    Ok(Performed::of(Msg::Waived(own.letter)))
}

fn count_pivots(
    office: &Office,
    generation: u64,
    pivots: Vec<(usize, Pivot)>,
) -> Result<Performed, StoreError> {
    let mut performed = Performed::default();
    for (at, pivot) in pivots {
        performed.messages.push(Msg::PivotCounted {
            generation,
            at,
            table: Arc::new(office.pivot(&pivot)?),
            done: 1_000,
        });
    }
    Ok(performed)
}

/// Performs an effect of the office; other effects do nothing here.
#[expect(clippy::too_many_lines, reason = "an arm an effect")]
pub fn perform(office: &mut Office, setting: &Setting, effect: Effect) -> Performed {
    let done = match effect {
        Effect::SaveDraft { id, seen, draft } => Ok(save_draft(office, setting, id, seen, &draft)),
        Effect::Waive(own) => waive(office, &own),
        Effect::Record(act) => {
            let (acted, refused) = office.record(&act);
            let items: Vec<ProposalId> = acted.events.iter().map(|(id, _)| *id).collect();
            let left = match acted.kind {
                EventKind::Sent => office.left_behind(&items, setting.lang),
                _ => None,
            };
            let mut done = acted_on(Msg::Recorded(acted), items, &refused, setting);
            done.messages.extend(left.map(Msg::Besides));
            Ok(done)
        }
        Effect::Reverse(acted) => {
            let (acted, refused) = office.reverse(&acted);
            let items = acted.events.iter().map(|(id, _)| *id).collect();
            Ok(acted_on(Msg::Reversed(acted), items, &refused, setting))
        }
        Effect::Correct {
            id,
            seen,
            event,
            reason,
        } => Ok(match office.correct(id, seen, event, &reason) {
            Ok(event) => {
                let acted = Acted {
                    kind: EventKind::Reversed,
                    events: vec![(id, event)],
                };
                acted_on(Msg::Recorded(acted), vec![id], &[], setting)
            }
            Err(refusal) => Performed::failed(refusal.sentence(setting.lang)),
        }),
        Effect::FindMerge(act) => find_merge(office, setting, act),
        Effect::SaveRecord(what, record) => match *record {
            Record::Entry(text) => Ok(programmes::desk::enter(office, text, setting.lang)),
            Record::Fact(ref own) => register::desk::save_fact(office, what, own, setting.lang),
            record => save_record(office, what, &record),
        },
        Effect::Register(ask) => register::desk::perform(office, ask, setting.lang),
        Effect::ReadProgrammes(_) | Effect::BeginEntry(_) | Effect::StrikeEntry { .. } => {
            programmes::desk::perform(office, effect, setting.lang)
        }
        Effect::StartLetter(id, kind) => office.start_letter(id, kind).and_then(|letter| {
            let view = office.open_letter(letter)?;
            Ok(Performed {
                messages: vec![Msg::LetterRead(view.map(Box::new))],
                items: vec![id],
                names: Vec::new(),
            })
        }),
        Effect::Lift(..) | Effect::ConfirmLifted(..) => beside::keep(office, effect),
        Effect::CountPivots { generation, pivots } => count_pivots(office, generation, pivots),
        Effect::WriteSlips(id, path) => write_slips(office, setting, id, &path),
        Effect::TakeStep(_)
        | Effect::KeepPromises(..)
        | Effect::AddRemark { .. }
        | Effect::SettleRemark(..)
        | Effect::FindPromises(_)
        | Effect::ReadChanges(_) => review::desk::perform(office, effect, setting.lang),
        Effect::ExportLetter(id, path) => Ok(export(office, setting, id, (&path, Copy::Letter))),
        Effect::ExportDraft(id, path) => Ok(export(office, setting, id, (&path, Copy::Draft))),
        Effect::ExportPublic(id, path) => Ok(export(office, setting, id, (&path, Copy::Public))),
        Effect::NumberAndExport(act, path, copy) => {
            number_and_export(office, setting, &act, (&path, copy))
        }
        Effect::ForgetFonts => {
            office.fonts.forget();
            Ok(Performed::default())
        }
        Effect::DecidePublishing(id, publicity, reason) => {
            publishing::decide(office, id, publicity, reason)
        }
        Effect::PlanExport(which, path) => plan_export(office, setting, &which, &path),
        Effect::WriteLetter(id, path) => Ok(write_one(office, setting, id, &path)),
        Effect::StorePaper(paper) => office.take_paper(&paper).map(|taken| Performed {
            items: taken.proposals.clone(),
            names: Vec::new(),
            messages: vec![Msg::PaperStored(taken.proposals, taken.sources.len())],
        }),
        Effect::PlanLedger(ledger) => ledger::desk::plan(office, &ledger).map(|plan| {
            let question = ledger::desk::question(&plan, setting.lang);
            Performed::of(Msg::LedgerPlanned(ledger, question))
        }),
        Effect::StoreLedger(ledger) => {
            ledger::desk::store(office, &ledger).map(|items| Performed {
                messages: vec![Msg::LedgerStored(items.clone())],
                items,
                names: Vec::new(),
            })
        }
        Effect::ReadEnding(_)
        | Effect::CountEnding
        | Effect::BeginList(_)
        | Effect::MakeList(_) => {
            let read = roster_out::desk::read(office, &effect, setting.lang);
            read.map(|msg| msg.map(Performed::of).unwrap_or_default())
        }
        Effect::Table(ask) => Ok(roster_in::desk::perform(office, ask, setting.lang)),
        Effect::ExportLedger(path) => Ok(match ledger::desk::export(office, &path, setting.lang) {
            Ok(()) => exported(&path),
            Err(says) => Performed::failed(says),
        }),
        Effect::ReadPaperFile(path) => Ok(read_paper_file(office, setting, &path)),
        Effect::ReadPaperText(text) => Ok(read_paper(
            office,
            setting,
            setting.lang.say("papers.pasted"),
            text.as_bytes(),
        )),
        Effect::WhatIf(asking) => {
            let told = rules::tried_out(office, &asking, setting.lang);
            Ok(Performed::of(told))
        }
        Effect::ReadCalendar(path) => {
            rules::year_read(office, &path, setting.lang).map(Performed::of)
        }
        Effect::ReadMoves => office.moves(None).map(|moves| {
            let found = Moves { year: None, moves };
            Performed::of(Msg::MovesRead(Box::new(found)))
        }),
        Effect::ApplyRules(year) => rules::applied(office, year.as_deref()),
        Effect::ReadInbox => Ok(Performed::of(Msg::InboxRead(
            setting.inbox.clone(),
            inbox(setting.inbox.as_deref()),
        ))),
        Effect::SaveView {
            name,
            filter,
            order,
        } => office
            .store
            .save_view(&name, &filter, order)
            .and_then(|_| office.store.saved_views())
            .map(|views| Performed::of(Msg::ViewsRead(views))),
        Effect::SaveLook(name, pivot) => office
            .store
            .save_look(&name, &pivot)
            .and_then(|_| office.store.looks())
            .map(|looks| Performed::of(Msg::LooksRead(looks))),
        Effect::RemoveLook(id) => office
            .store
            .remove_look(id)
            .and_then(|()| office.store.looks())
            .map(|looks| Performed::of(Msg::LooksRead(looks))),
        Effect::RemoveView(id) => office
            .store
            .remove_view(id)
            .and_then(|()| office.store.saved_views())
            .map(|views| Performed::of(Msg::ViewsRead(views))),
        reading => read(office, &reading, setting.lang)
            .map(|msg| msg.map(Performed::of).unwrap_or_default()),
    };
    done.unwrap_or_else(|error| Performed::failed(sentence(&error, setting.lang)))
}

fn read(office: &mut Office, effect: &Effect, lang: Lang) -> Result<Option<Msg>, StoreError> {
    Ok(Some(match *effect {
        Effect::ReadLooks => Msg::LooksRead(office.store.looks()?),
        Effect::ReadViews => Msg::ViewsRead(office.store.saved_views()?),
        Effect::ReadCounts => Msg::CountsRead(office.store.queue_counts()?),
        Effect::ReadBoard => Msg::BoardRead(Arc::new(super::reports::figures(office)?)),
        Effect::ReadRosterCounts => Msg::RosterCounted(office.store.roster_counts()?),
        Effect::ReadClocks(action, ref targets) => {
            let mut clocks = Vec::new();
            for (id, _) in targets {
                let view = office.item(*id)?;
                clocks.extend(view.map(|view| (*id, dates(&view, office))));
            }
            Msg::ClocksRead(action, targets.clone(), clocks)
        }
        Effect::ReadItem(id) => Msg::ItemRead(office.item(id)?.map(Box::new)),
        Effect::FindNumber(number) => Msg::NumberFound(number, office.store.numbered(number)?),
        Effect::ReadLetters => Msg::LettersRead(office.store.letters(LETTERS)?),
        Effect::ReadSources => Msg::SourcesRead(office.store.sources(SOURCES)?),
        Effect::ReadSource(id) => Msg::SourceRead(office.store.source(id)?.map(Box::new)),
        Effect::CheckLetter {
            id,
            generation,
            ref text,
        } => Msg::Checked(id, generation, office.findings_in(id, text)?),
        Effect::ReadLetter(id) => Msg::LetterRead(office.open_letter(id)?.map(Box::new)),
        Effect::ReadBeside(id, ref like) => Msg::BesideRead(id, office.papers_beside(id, like)?),
        Effect::ReadCard(id) => Msg::CardRead(office.card(id, lang)?.map(Box::new)),
        Effect::ReadUnit => {
            office.reread_unit()?;
            Msg::UnitRead(
                Box::new(office.unit.clone()),
                Box::new(office.rules.clone()),
            )
        }
        Effect::OpenUnit => {
            let version = office.reread_unit()?;
            Msg::UnitOpened(Box::new(office.unit.clone()), version)
        }
        _ => return super::figures::perform(office, effect),
    }))
}

fn acted_on(msg: Msg, items: Vec<ProposalId>, refused: &[Refusal], setting: &Setting) -> Performed {
    let mut performed = Performed {
        messages: Vec::new(),
        items,
        names: Vec::new(),
    };
    if !performed.items.is_empty() {
        performed.messages.push(msg);
    }
    if !refused.is_empty() {
        let says = refused.iter().map(|own| own.sentence(setting.lang));
        performed.messages.push(Msg::Refused(says.collect()));
    }
    performed
}

/// Reckons an item's clocks from what started them: one that was stopped has its rule all the same. An
/// answer that was put off is due on its later day.
fn dates(view: &ItemView, office: &Office) -> Vec<Line> {
    let starts = |kind| {
        matches!(
            kind,
            EventKind::Received | EventKind::Assigned | EventKind::SessionClosed
        )
    };
    let facts = standing(&view.events).into_iter();
    let facts = facts.filter(|own| starts(own.fact.kind));
    let mut facts: Vec<_> = facts.map(|own| (own.fact.kind, own.fact.on)).collect();
    // As the clocks of an item do: a receipt nobody wrote down is taken to be on the assignment's day.
    let day_of = |kind| facts.iter().rfind(|(own, _)| *own == kind).map(|own| own.1);
    if let (None, Some(day)) = (day_of(EventKind::Received), day_of(EventKind::Assigned)) {
        facts.push((EventKind::Received, day));
    }
    let ask = WhatIf {
        case: Case {
            role: view.projection.role,
            ..view.proposal.value.case()
        },
        facts,
        extended: None,
    };
    let mut lines = what_if(&ask, &office.rules);
    let answer = |kind: &ClockKind| *kind == ClockKind::Answer;
    if let Some(clock) = view.clocks.iter().find(|clock| answer(&clock.kind))
        && let Some(line) = lines.iter_mut().find(|line| answer(&line.kind))
    {
        line.clock = Some(clock.clone());
    }
    lines
}

/// Finds the item an act merges into by its number: one of the same kind before others, the newest
/// sitting first.
fn find_merge(office: &Office, setting: &Setting, mut act: Act) -> Result<Performed, StoreError> {
    let lang = setting.lang;
    let typed = act
        .details
        .iter()
        .find(|(detail, _)| *detail == Detail::Item)
        .map(|(_, number)| number.clone())
        .unwrap_or_default();
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let first = match act.targets.first() {
        Some((id, _)) => office.store.proposal(*id)?,
        None => None,
    };
    let mut found = Vec::new();
    for id in office.store.numbered(digits.parse().unwrap_or(0))? {
        found.extend(office.store.proposal(id)?);
    }
    let kind = first.map(|kept| kept.value.sitting.kind);
    found.sort_by_key(|kept| Some(kept.value.sitting.kind) != kind);
    let named = found.len();
    found.retain(|kept| act.targets.iter().all(|(id, _)| *id != kept.id));
    let Some(into) = found.into_iter().next() else {
        return Ok(Performed::failed(if named > 0 {
            lang.say("act.merge_itself").to_owned()
        } else {
            lang.say_with("act.merge_nowhere", &[("number", &typed)])
        }));
    };
    let number = into.value.number_printed.clone().unwrap_or(typed);
    let called = format!("{number} {}", into.value.title);
    for (detail, value) in &mut act.details {
        if *detail == Detail::Item {
            *value = into.id.0.to_string();
        }
    }
    // The number stands in the remark, where people read it.
    act.text = Some(match act.text.take() {
        Some(text) => format!("{number} {text}"),
        None => number,
    });
    Ok(Performed::of(Msg::MergeFound(Box::new(act), called)))
}

fn save_draft(
    office: &mut Office,
    setting: &Setting,
    id: LetterId,
    seen: crate::domain::id::Version,
    draft: &Draft,
) -> Performed {
    let (by, at) = (office.actor(), office.now());
    match office.store.save_draft(id, seen, draft, &by, at) {
        Ok(version) => Performed::of(Msg::DraftSaved(id, version)),
        Err(StoreError::Stale { .. }) => match office.store.letter(id) {
            Ok(Some(theirs)) => Performed::of(Msg::DraftStale(id, theirs.version)),
            Ok(None) => Performed::failed(sentence(
                &StoreError::Missing {
                    what: "letter",
                    id: id.0,
                },
                setting.lang,
            )),
            Err(error) => Performed::failed(sentence(&error, setting.lang)),
        },
        Err(error) => Performed::failed(sentence(&error, setting.lang)),
    }
}

fn save_record(
    office: &mut Office,
    what: SaveWhat,
    record: &Record,
) -> Result<Performed, StoreError> {
    let saved = |saved| Msg::RecordSaved(saved);
    match (what, record) {
        (SaveWhat::Item(id, seen), Record::Item(item)) => {
            office.save_item(id, seen, item)?;
            Ok(Performed {
                messages: vec![saved(Saved::Item(id))],
                items: vec![id],
                names: Vec::new(),
            })
        }
        (_, Record::Item(item)) => {
            let mut item = item.clone();
            item.paper = crate::domain::proposal::PaperState::Present;
            let id = office.add_item(&item, &[])?;
            Ok(Performed {
                messages: vec![saved(Saved::Item(id))],
                items: vec![id],
                names: Vec::new(),
            })
        }
        (SaveWhat::Unit(seen), Record::Unit(unit)) => {
            office.store.save_unit(unit, seen)?;
            office.reread_unit()?;
            office.settle_basis()?;
            let mut performed = Performed::of(saved(Saved::Unit));
            if office.basis_differs()? {
                performed.messages.push(Msg::RulesDiffer);
            }
            Ok(performed)
        }
        (what, record) => {
            let seen = if let SaveWhat::Name(id, version) = what {
                Some((id, version))
            } else {
                None
            };
            let id = office.save_name(seen, record)?;
            Ok(Performed {
                messages: vec![saved(Saved::Name(id))],
                items: Vec::new(),
                names: vec![id],
            })
        }
    }
}

fn inbox(folder: Option<&str>) -> Vec<InboxFile> {
    let entries = folder
        .and_then(|folder| fs::read_dir(folder).ok())
        .into_iter()
        .flatten()
        .flatten();
    let mut files: Vec<InboxFile> = entries
        .filter_map(|entry| {
            let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path().to_str()?.to_owned();
            (!name.starts_with('.')).then(|| InboxFile {
                path,
                name: crate::text::clean::line(&name).text,
                size: about.len(),
            })
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn read_paper_file(office: &mut Office, setting: &Setting, path: &str) -> Performed {
    match super::papers::file(Path::new(path)) {
        Ok((name, bytes)) => read_paper(office, setting, &name, &bytes),
        Err(error) => Performed::failed(setting.lang.say_with(
            "papers.no_file",
            &[
                ("path", path),
                ("error", &file_reason(&error, setting.lang)),
            ],
        )),
    }
}

fn read_paper(office: &mut Office, setting: &Setting, name: &str, bytes: &[u8]) -> Performed {
    if let Some(view) = ledger::desk::view(office, name, bytes) {
        return Performed::of(Msg::LedgerRead(Box::new(view)));
    }
    if super::roster_in::is_roster(bytes) {
        let from = TableFrom {
            name: name.to_owned(),
            input: Input::Bytes(bytes.into()),
            sender: String::new(),
            list: None,
        };
        return match roster_in::desk::look(office, from, setting.lang) {
            Ok(table) => Performed::of(Msg::TableRead(Box::new(table))),
            Err(says) => Performed::failed(says),
        };
    }
    match super::papers::read(office, name, bytes, setting.lang) {
        Ok(paper) => Performed::of(Msg::PaperRead(Box::new(paper))),
        Err(says) => Performed::failed(says),
    }
}
