//! The invented programmes as records of the store.

use chrono::{Datelike, NaiveDate};

use super::MakeAsk;
use crate::{
    demo::{GenEvent, classes, contests},
    domain::{
        craftsman::{HonourLevel, SkillLevel},
        id::{CraftsmanId, ProgrammeId, Version},
        programme::{Budget, Entry, Finish, Party, ProgrammeKind, Rate, Scheme, Target, What},
        roster_entry::RosterEntry,
    },
    run::office::Office,
    store::{NameId, Result, Signed, StoreError},
};

/// What a certified learner is paid, in yuan. Invented.
const PAID_YUAN: i64 = 1_500;
/// What one learner is paid besides, in yuan: together more than the cap. Invented.
const OVER_YUAN: i64 = 5_000;

/// Writes contests, classes, the subsidy paid to those who finished, a plan and an assessment; people
/// are rows from this one on.
pub(super) fn programmes(office: &mut Office, ask: &MakeAsk, first_person: i64) -> Result<()> {
    let workers = ask.workers as usize;
    let row = |person: usize| Party::Craftsman(CraftsmanId(first_person + person as i64));
    for made in contests(workers, ask.seed, ask.today) {
        let entries = made.people.iter().enumerate().map(|(place, own)| {
            let promoted = (place == 0).then_some(SkillLevel::Technician);
            let what = What::Placed {
                place: u32::try_from(place + 1).ok(),
                score: Some(own.score),
                promoted,
            };
            entry(Some(row(own.person)), made.end, what)
        });
        let entries: Vec<Entry> = entries.collect();
        let mut scheme = scheme(ProgrammeKind::Contest, &made);
        scheme.level = Some(HonourLevel::County);
        add(office, &scheme, &entries)?;
    }
    let subsidy = Scheme {
        account: Some("职业技能提升专账".into()),
        rates: vec![
            Rate {
                level: None,
                yuan: 500,
            },
            Rate {
                level: Some(SkillLevel::Senior),
                yuan: PAID_YUAN,
            },
        ],
        cap_times: Some(3),
        cap_yuan: Some(6_000),
        budgets: [ask.today.year() - 1, ask.today.year()]
            .map(|year| Budget { year, yuan: 60_000 })
            .to_vec(),
        ..Scheme::named(ProgrammeKind::Subsidy, "职业技能培训补贴")
    };
    let mut payments = Vec::new();
    for made in classes(workers, ask.seed, ask.today) {
        let mut entries = Vec::new();
        for (place, own) in made.people.iter().enumerate() {
            let finished = own.score >= 7_000;
            let (finish, level) = if finished {
                (Finish::Finished, Some(SkillLevel::Senior))
            } else {
                (Finish::Failed, None)
            };
            let who = Some(row(own.person));
            entries.push(entry(who, made.end, What::Learnt { finish, level }));
            if finished && place % 2 == 0 {
                let what = What::Paid {
                    yuan: PAID_YUAN,
                    level,
                    over: None,
                };
                payments.push(entry(who, made.end, what));
            }
        }
        let mut scheme = scheme(ProgrammeKind::Training, &made);
        scheme.hours = Some(40);
        add(office, &scheme, &entries)?;
    }
    // One receives more than the rule allows in a year, which the list of what is due says.
    if let Some(last) = payments.first().cloned() {
        let what = What::Paid {
            yuan: OVER_YUAN,
            level: Some(SkillLevel::SeniorTechnician),
            over: Some("赴省集训，已报批".into()),
        };
        payments.push(entry(last.who, last.on, what));
    }
    add(office, &subsidy, &payments)?;
    plan(office, ask.today)?;
    let assessment = Scheme {
        table: Some("worker".into()),
        ..Scheme::named(ProgrammeKind::Assessment, "技能人才年度积分考核")
    };
    add(office, &assessment, &[]).map(|_| ())
}

fn plan(office: &mut Office, today: NaiveDate) -> Result<()> {
    let (first, last) = (today.year() - 1, today.year() + 3);
    let lines = [
        format!("领军人才 人 {first}-{last}=3 ? 人才 荣誉级别>=市级 荣誉年份={{年}}"),
        format!("技师以上 人 {first}-{last}=300 ? 人才 级别>=技师"),
        format!("竞赛 项 {first}-{last}=4 ? 竞赛 年份={{年}}"),
        format!("培训 人次 {first}-{last}=2000"),
    ];
    let scheme = Scheme {
        level: Some(HonourLevel::County),
        targets: lines
            .iter()
            .filter_map(|line| Target::of_line(line))
            .collect(),
        ..Scheme::named(ProgrammeKind::Plan, "云桥工匠行动计划")
    };
    let on = NaiveDate::from_ymd_opt(first, 12, 31).unwrap_or(today);
    let what = What::Reached {
        target: "培训".into(),
        amount: 1_940,
        source: "年度统计表".into(),
    };
    add(office, &scheme, &[entry(None, on, what)]).map(|_| ())
}

fn scheme(kind: ProgrammeKind, made: &GenEvent) -> Scheme {
    Scheme {
        trade: Some(made.trade.clone()),
        organiser: Some(made.organiser.clone()),
        start: Some(made.start),
        end: Some(made.end),
        ..Scheme::named(kind, made.name.clone())
    }
}

fn entry(who: Option<Party>, on: NaiveDate, what: What) -> Entry {
    Entry {
        who,
        on,
        what,
        note: None,
    }
}

fn add(office: &mut Office, scheme: &Scheme, entries: &[Entry]) -> Result<ProgrammeId> {
    let signed = Signed {
        by: "王演".into(),
        at: office.now(),
    };
    let own = RosterEntry::Programme(Box::new(scheme.clone()));
    let NameId::Programme(id) = office.store.save_entry(None, &own, &signed)? else {
        return Err(StoreError::Failed {
            doing: "make a programme",
            detail: "it is none".into(),
        });
    };
    let mut seen = Version(1);
    // One by one, as a clerk enters them, so that one is taken back at a time.
    for entry in entries {
        let one = std::slice::from_ref(entry);
        seen = office.store.enter(id, seen, one, &signed)?;
    }
    Ok(id)
}
