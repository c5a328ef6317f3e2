//! The demo office, of any size: from invented structs to what the store keeps.
//!
//! Written in batches, so that memory stays bounded whatever the numbers.

mod facts;
mod history;
mod programmes;
mod roster;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use self::{
    facts::{class_of, events},
    roster::roster,
};
use super::office::Office;
use crate::{
    demo::{CLERKS, GenFact, GenProposal, GenRole, GenStage, PaperKind, places, proposals},
    domain::{
        letter::{LetterKind, LetterStage, LetterText},
        paper::ItemIntake,
        private::Private,
        proposal::{Ask, Item, PaperState, Proposer, ProposerKind, Role},
        sitting::{Kind, Level, Period, Sitting},
        unit::{Staff, Unit},
    },
    letter::wording::date_words,
    store::{Load, Result},
};

/// How many rows are written in one transaction.
const BATCH: usize = 5_000;

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MakeAsk {
    /// How many people.
    pub workers: u64,
    /// How many items.
    pub proposals: u64,
    /// The seed; the same seed and day make the same store.
    pub seed: u64,
    /// The day that the demo stands on.
    pub today: NaiveDate,
}

/// The size of `anfu demo`.
pub const SMALL: (u64, u64) = (2_000, 42);

/// Fills an empty store, which is nobody's before it is whole. `progress` is told how many rows of how many are written.
///
/// # Errors
/// When the store cannot be written.
pub fn make(office: &mut Office, ask: &MakeAsk, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
    office.store.begin_load(Load::Unfinished)?;
    office.store.save_unit(&unit(), None)?;
    office.reread_unit()?;
    office.settle_basis()?;
    let total = ask.workers + ask.proposals;
    let mut done = 0;
    let mut tell = |rows: usize| {
        done += rows as u64;
        progress(done, total);
    };
    items(office, ask, &mut tell)?;
    roster(office, ask, &mut tell)?;
    office.store.end_load()
}

fn unit() -> Unit {
    let places = places();
    let full = format!("{}{}", places.city, places.unit);
    let staff_of = |name: &str, section: &str, duties: &[&str]| Staff {
        name: name.into(),
        os_user: None,
        section: Some(section.into()),
        duties: duties.iter().map(|duty| (*duty).to_owned()).collect(),
    };
    let mut sections = vec!["办公室".to_owned()];
    let mut staff = vec![
        staff_of("王演", "办公室", &["收件", "核稿"]),
        staff_of("赵例", "办公室", &["签发"]),
    ];
    for (section, clerk) in CLERKS {
        if !sections.iter().any(|own| own == section) {
            sections.push(section.to_owned());
        }
        staff.push(staff_of(clerk, section, &["经办"]));
    }
    Unit {
        full_name: Some(full),
        short_name: Some(places.unit.replace(&places.district, "区")),
        place: Some(format!("{}{}", places.city, places.district)),
        level: Some(Level::County),
        reply_series: Some("云区总工案复".into()),
        opinion_series: Some("云区总工会办".into()),
        reply_numbers: None,
        opinion_numbers: None,
        chain: None,
        contact: Some("演示员".into()),
        contact_phone: Some("8600 0000".into()),
        copies: vec!["区人大代表工委".into(), "区政府督查室".into()],
        rules: Some("zhejiang".into()),
        profile: None,
        sections,
        staff,
    }
}

fn items(office: &mut Office, ask: &MakeAsk, tell: &mut dyn FnMut(usize)) -> Result<()> {
    let mut batch = Vec::new();
    let now = office.now();
    for made in proposals(ask.proposals as usize, ask.seed, ask.today) {
        batch.push(item(office, &made, now));
        if batch.len() == BATCH {
            office.store.add_items(&batch, "王演", now)?;
            tell(batch.len());
            batch.clear();
        }
    }
    office.store.add_items(&batch, "王演", now)?;
    tell(batch.len());
    Ok(())
}

fn item(office: &Office, made: &GenProposal, now: NaiveDateTime) -> ItemIntake {
    let places = places();
    let (kind, proposer_kind) = match made.kind {
        PaperKind::Suggestion => (Kind::Suggestion, ProposerKind::Deputy),
        PaperKind::Cppcc => (Kind::Cppcc, ProposerKind::Member),
    };
    let role = match made.role {
        GenRole::Lead => Role::Lead,
        GenRole::Co => Role::Co,
        GenRole::Separate => Role::Separate,
    };
    // Five sessions a term; the invented district began its 17th term in 2022.
    let years = made.year - 2022;
    let item = Item {
        sitting: Sitting {
            place: Some(format!("{}{}", places.city, places.district)),
            level: Some(Level::County),
            kind,
            period: Period::InSession,
            term: Some((17 + years.div_euclid(5)).max(1) as u16),
            session: Some((years.rem_euclid(5) + 1) as u16),
        },
        number_printed: Some(format!("{:03}", made.number)),
        number: Some(made.number),
        title: made.title.clone(),
        body: made.body.clone(),
        wished_unit: Some(made.wished_unit.clone()).filter(|unit| !unit.is_empty()),
        lead_unit: (role == Role::Co)
            .then(|| made.other_units.first().cloned())
            .flatten(),
        role,
        paper: PaperState::Present,
        proposers: made
            .proposers
            .iter()
            .map(|own| Proposer {
                group: Some(own.group.clone()).filter(|group| !group.is_empty()),
                phone: Some(Private::new(own.phone.clone())),
                // A long name is a body's, unless its parts are joined by a dot: a person's.
                kind: if own.name.chars().count() > 5 && !own.name.contains('·') {
                    ProposerKind::Body
                } else {
                    proposer_kind
                },
                ..Proposer::named(own.name.clone(), proposer_kind)
            })
            .collect(),
        asks: made
            .asks
            .iter()
            .map(|text| Ask { text: text.clone() })
            .collect(),
    };
    let events = events(made, now);
    let projection = office.projection(&item.case(), Vec::new(), &events);
    let letters = made
        .draft
        .iter()
        .map(|text| letter(office, made, &item, text))
        .collect();
    ItemIntake {
        into: None,
        item,
        events,
        projection,
        letters,
    }
}

fn letter(office: &Office, made: &GenProposal, item: &Item, text: &str) -> LetterText {
    let kind = match made.role {
        GenRole::Lead => LetterKind::LeadReply,
        GenRole::Co => LetterKind::CoOpinion,
        GenRole::Separate => LetterKind::SeparateReply,
    };
    let sent = made
        .history
        .iter()
        .find(|step| step.fact == GenFact::Sent)
        .map(|step| step.on);
    let mut letter = LetterText::draft(kind, None);
    letter.stage = match made.stage {
        GenStage::InReview => LetterStage::Reviewing,
        GenStage::Signed => LetterStage::Signed,
        _ if sent.is_some() => LetterStage::Sent,
        _ => LetterStage::Draft,
    };
    letter.organ.clone_from(&office.unit.full_name);
    letter.signature.clone_from(&office.unit.full_name);
    letter.contact.clone_from(&office.unit.contact);
    letter.contact_phone.clone_from(&office.unit.contact_phone);
    letter.copies.clone_from(&office.unit.copies);
    // A letter is dated by the day it was signed (GB/T 9704-2012, 7.3.5.4).
    let signed = made
        .history
        .iter()
        .rfind(|step| step.fact == GenFact::Signed);
    letter.date = match letter.stage {
        LetterStage::Signed => signed.map(|step| step.on),
        _ => sent,
    };
    if let Some(day) = sent {
        let series = if kind == LetterKind::CoOpinion {
            &office.unit.opinion_series
        } else {
            &office.unit.reply_series
        };
        letter.number = series
            .as_ref()
            .map(|series| format!("{series}〔{}〕{}号", day.year(), made.number));
        let rule = |class| {
            office
                .rules
                .pack
                .classes
                .iter()
                .find(|own| own.class == class)
        };
        letter.class = rule(class_of(made.class))
            .filter(|_| kind != LetterKind::CoOpinion)
            .and_then(|rule| rule.letter.clone());
    }
    letter.title = format!(
        "关于第{}号{}的{}",
        item.number_printed.as_deref().unwrap_or_default(),
        match item.sitting.kind {
            Kind::Suggestion => "建议",
            Kind::Cppcc => "提案",
        },
        if kind == LetterKind::CoOpinion {
            "协办意见"
        } else {
            "答复"
        }
    );
    letter.addressees = match kind {
        LetterKind::CoOpinion => item.lead_unit.iter().cloned().collect(),
        _ => item.proposers.iter().map(|own| own.name.clone()).collect(),
    };
    letter.text = on_paper(&letter, text);
    letter
}

/// Returns a letter's body with what stands above and below it; what is not known yet is a blank.
fn on_paper(letter: &LetterText, body: &str) -> String {
    let number = letter.number.as_deref().unwrap_or("【文号】");
    let class = letter.class.as_ref().map(|own| format!("类别：{own}\n"));
    let date = letter
        .date
        .map_or_else(|| "【成文日期】".to_owned(), date_words);
    let (class, title) = (class.unwrap_or_default(), &letter.title);
    format!("{class}{number}\n{title}\n\n{}\n{date}\n", body.trim_end())
}
