//! What the workers read for the screen: one value a view, complete, so that drawing asks nothing.

use std::ops::Range;

use chrono::NaiveDate;

use super::{programme::ProgrammeView, record::Record, review::ReviewView};
use crate::{
    domain::{
        calendar::CalendarYear,
        craftsman::Craftsman,
        deadline::{Clock, ClockKind, Projection},
        delivery::Delivery,
        employer::Employer,
        event::Event,
        fact::{Fact, FactKind},
        id::{LetterId, ProposalId, Version},
        letter::{Letter, LetterHead, LetterText},
        lift::KeptLift,
        outcome::{Rating, ResultClass},
        paper::{AttachmentHead, SourceText, Sure},
        proposal::{Item, Proposal},
        publishing::Publishing,
        roster_entry::RosterEntry,
        state::State,
        studio::Studio,
    },
    ingest::{ledger, roster},
    lang::Lang,
    letter::page::Head,
    store::{Filed, NameId, NameNote, QueueRow},
    text::history::History,
};

/// A row of the queue with the places its filter hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The row.
    pub row: QueueRow,
    /// Byte ranges in the title.
    pub title_spans: Vec<Range<usize>>,
    /// Byte ranges in the proposers.
    pub proposer_spans: Vec<Range<usize>>,
}

/// An item with everything that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemView {
    /// The item.
    pub proposal: Proposal,
    /// Where it stands, and what lists show of it.
    pub projection: Projection,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// How the answer stands with each proposer.
    pub deliveries: Vec<Delivery>,
    /// The proposers whom the answer is still owed to, once it is out.
    pub owed: Vec<String>,
    /// What runs.
    pub clocks: Vec<Clock>,
    /// Its letters, oldest first.
    pub letters: Vec<LetterHead>,
    /// Its originals.
    pub attachments: Vec<AttachmentHead>,
}

/// A letter that went out for an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// Its class, as printed.
    pub class: Option<String>,
}

/// An item like another, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// The item.
    pub id: ProposalId,
    /// Its number as printed.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// The year it began in.
    pub year: Option<i32>,
    /// How much is the same.
    pub percent: u8,
    /// The title, or asks and body, are the same but for signs and blanks.
    pub exact: bool,
    /// Where it stands.
    pub state: State,
    /// The class of its result.
    pub class: Option<ResultClass>,
    /// How its answer was rated.
    pub rating: Option<Rating>,
    /// The section it went to.
    pub section: Option<String>,
    /// Until when more was promised.
    pub promise: Option<NaiveDate>,
    /// The letter that went out last.
    pub answer: Option<Answered>,
}

/// The section that items like one went to: never more than a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// The section.
    pub section: String,
    /// The items that led to it, with number and title.
    pub because: Vec<(ProposalId, String)>,
}

/// What is like an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookAlikes {
    /// The best: the same ones first, then the most alike.
    pub similar: Vec<Similar>,
    /// How many were found like it, those not listed included.
    pub count: usize,
    /// The section they went to.
    pub suggested: Option<Suggested>,
}

/// A letter with the item it answers.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterView {
    /// The letter.
    pub letter: Letter,
    /// The item's number as printed and its title.
    pub item: Option<(String, String)>,
    /// How many versions are kept.
    pub versions: usize,
    /// Its way through the office.
    pub review: ReviewView,
    /// The typing that can be undone; none for a letter that is only looked at.
    pub history: History,
    /// What its item asks for, when this letter answers asks.
    pub asks: Vec<String>,
    /// The paragraphs taken over from earlier letters.
    pub lifts: Vec<KeptLift>,
    /// What was decided on its publishing.
    pub publishing: Option<Publishing>,
    /// What stands above it on paper, by the unit's profile.
    pub head: Head,
    /// The note on its copies once it is published, by the unit's profile; empty for none.
    pub published_note: String,
}

/// Why a paper stands beside a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BesideKind {
    /// 协办意见: an opinion that came in on the item.
    Opinion,
    /// An answer to an item like this one, with how much is the same in percent.
    Similar(u8),
}

/// A paper beside a letter, whose paragraphs may be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BesidePaper {
    /// The letter.
    pub id: LetterId,
    /// Why it is there.
    pub kind: BesideKind,
    /// Whose it is, or its number, class and title.
    pub head: String,
    /// Its text without head and foot: each paragraph with its line in the letter.
    pub paragraphs: Vec<(usize, String)>,
}

/// A name found in the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Whose.
    pub id: NameId,
    /// The name.
    pub name: String,
    /// Byte ranges of the name that the query hit.
    pub spans: Vec<Range<usize>>,
    /// What tells it apart, or why it is listed.
    pub note: Note,
}

/// Returns what a column of a ledger is called; columns are written in Chinese in either language.
pub fn ledger_title(field: ledger::Field, lang: Lang) -> String {
    match lang {
        Lang::Zh => field.label().to_owned(),
        Lang::En => field.code().replace('_', " "),
    }
}

/// Returns what a column of a table of the roster is called, as [`ledger_title`] does.
pub fn roster_title(list: roster::List, field: roster::Field, lang: Lang) -> String {
    match lang {
        Lang::Zh => list.label(field).to_owned(),
        Lang::En => field.code().replace('_', " "),
    }
}

/// What stands beside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Level, trade, employer.
    Known(NameNote),
    /// This.
    Said(String),
}

impl Note {
    /// Returns it in one line.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Note::Known(note) => note_words(note, lang),
            Note::Said(words) => words.clone(),
        }
    }
}

/// Returns what tells homonyms apart in one line: level, trade and place.
pub fn note_words(note: &NameNote, lang: Lang) -> String {
    let skill = note.skill.map(|own| lang.word("skill", own.code()));
    let honour = || note.honour_level;
    let level = skill.or_else(|| honour().map(|own| lang.word("honour_level", own.code())));
    let parts = [level, note.trade.clone(), note.place.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let known = parts.iter().filter(|part| !part.is_empty());
    known.map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// A line of a card that leads to another card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What the other is to this one: a key under `relation` in `lang`.
    pub relation: &'static str,
    /// The other.
    pub to: NameId,
    /// Its name.
    pub name: String,
}

/// The record a card shows.
#[derive(Clone, Debug, PartialEq)]
pub enum CardOf {
    /// A craftsman.
    Craftsman(Box<Craftsman>),
    /// A studio.
    Studio(Box<Studio>),
    /// An employer.
    Employer(Box<Employer>),
    /// A programme.
    Programme(Box<ProgrammeView>),
}

/// A record of the roster with its relations.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The record.
    pub of: CardOf,
    /// Its relations, in the order of the card.
    pub links: Vec<Link>,
    /// The rows of tables it came from, the latest first.
    pub filed: Vec<Filed>,
}

impl Card {
    /// Returns whose card it is.
    pub fn id(&self) -> NameId {
        match &self.of {
            CardOf::Craftsman(kept) => NameId::Craftsman(kept.id),
            CardOf::Studio(kept) => NameId::Studio(kept.id),
            CardOf::Employer(kept) => NameId::Employer(kept.id),
            CardOf::Programme(view) => NameId::Programme(view.kept.id),
        }
    }

    /// Returns the version read.
    pub fn version(&self) -> Version {
        match &self.of {
            CardOf::Craftsman(kept) => kept.version,
            CardOf::Studio(kept) => kept.version,
            CardOf::Employer(kept) => kept.version,
            CardOf::Programme(view) => view.kept.version,
        }
    }

    /// Returns the record for a form.
    pub fn record(&self) -> Record {
        match &self.of {
            CardOf::Craftsman(kept) => Record::Person(Box::new(kept.value.clone())),
            CardOf::Studio(kept) => Record::Studio(Box::new(kept.value.clone())),
            CardOf::Employer(kept) => Record::Employer(Box::new(kept.value.clone())),
            CardOf::Programme(view) => Record::Programme(Box::new(view.kept.value.clone())),
        }
    }

    /// Returns the record's dated facts by their kinds; a programme has entries instead.
    pub fn facts(&self) -> Vec<(FactKind, Vec<Fact>)> {
        let entry = match &self.of {
            CardOf::Craftsman(kept) => RosterEntry::Person(Box::new(kept.value.clone())),
            CardOf::Studio(kept) => RosterEntry::Studio(Box::new(kept.value.clone())),
            CardOf::Employer(kept) => RosterEntry::Employer(Box::new(kept.value.clone())),
            CardOf::Programme(_) => return Vec::new(),
        };
        let kinds = entry.kinds().iter();
        kinds.map(|kind| (*kind, entry.facts(*kind))).collect()
    }

    /// Returns the name of whom a fact is tied to, when its card is among the relations.
    pub fn tied(&self, fact: &Fact) -> String {
        let who = match fact {
            Fact::Apprenticeship(own) => own.master,
            Fact::Member(own) => own.craftsman,
            _ => return String::new(),
        };
        let link = self.links.iter();
        let mut named = link.filter(|link| link.to == NameId::Craftsman(who));
        named
            .next()
            .map(|link| link.name.clone())
            .unwrap_or_default()
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        match &self.of {
            CardOf::Craftsman(kept) => &kept.value.name,
            CardOf::Studio(kept) => &kept.value.name,
            CardOf::Employer(kept) => &kept.value.name,
            CardOf::Programme(view) => &view.kept.value.name,
        }
    }
}

/// Where a field of a paper was read from, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced {
    /// The field, as `record` names it.
    pub field: &'static str,
    /// The line of the paper, from 1.
    pub line: usize,
    /// How sure.
    pub sure: Sure,
}

/// One thing a paper brings, to be looked at before it is stored.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// An item.
    Item(Box<Item>),
    /// A letter, belonging to the item before it.
    Letter(Box<LetterText>),
    /// A source.
    Source(Box<SourceText>),
}

/// A paper as read, before it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperView {
    /// The file's name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The format found.
    pub format: String,
    /// The encoding found.
    pub encoding: String,
    /// The text, a line each.
    pub lines: Vec<String>,
    /// What it brings, with where each field was read.
    pub pieces: Vec<(Piece, Vec<Traced>)>,
    /// What is not in the paper and must be asked for: field keys.
    pub asked_for: Vec<String>,
    /// What went wrong in reading, in words.
    pub problems: Vec<String>,
    /// How damaged the text is, 0 to 100.
    pub damage: u8,
    /// The same paper is in the store already.
    pub known: bool,
}

/// A ledger before it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerView {
    /// The file's name.
    pub name: String,
    /// Its bytes, kept with the items.
    pub bytes: Vec<u8>,
    /// Its tables.
    pub book: crate::ingest::sheet::Book,
    /// What its columns are.
    pub layout: crate::ingest::ledger::Layout,
}

/// A file of the inbox folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxFile {
    /// Its path.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Something that `go to` can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An item.
    Item(ProposalId),
    /// A letter.
    Letter(crate::domain::id::LetterId),
    /// A record of the roster.
    Name(NameId),
}

/// A line of `go to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it leads.
    pub target: Target,
    /// The words shown.
    pub name: String,
    /// Byte ranges that the query hit.
    pub spans: Vec<Range<usize>>,
    /// What tells homonyms apart.
    pub note: String,
}

/// A due date that moves when rules or calendar change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The item.
    pub id: crate::domain::id::ProposalId,
    /// Its number as printed.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// The clock.
    pub clock: ClockKind,
    /// The day it had; `None` when it did not run.
    pub from: Option<NaiveDate>,
    /// The day it gets; `None` when it no longer runs.
    pub to: Option<NaiveDate>,
}

/// What moves, before it moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves {
    /// The year that moves it; `None` when it is the rules.
    pub year: Option<Box<CalendarYear>>,
    /// In the order of rows.
    pub moves: Vec<Move>,
}

/// Whether a record counted in a figure was counted when it was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Then and now.
    Stayed,
    /// Only now.
    Came,
    /// Only then.
    Left,
}

/// A figure with what the roster says now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureView {
    /// The figure, then and now.
    pub standing: crate::figure::cited::Standing,
    /// The records with their names, those that left first; no name when the record is gone.
    pub rows: Vec<(NameId, Option<String>, Side)>,
}
