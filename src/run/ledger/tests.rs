//! Ledgers into stores and out again.

use std::time::Instant;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Fate, Phones, Plan, What, bad_rows, json, sorted, table};
use crate::{
    domain::{
        event::{Detail, EventKind, NewEvent},
        outcome::{Rating, ResultClass},
        paper::Attachment,
        private::Private,
        proposal::{Item, Proposer, ProposerKind, Role},
        sitting::{Kind, Level, Period, Sitting},
        state::State,
        unit::Unit,
    },
    ingest::{
        ledger::{Entry, Field, Layout, is_ledger, read},
        sha256, sheet,
    },
    run::{clock::Clock, office::Office},
    sheet::{Bom, csv, xlsx},
    store::sqlite::SqliteStore,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn office() -> Office {
    let store = Box::new(SqliteStore::in_memory().unwrap());
    Office::open(store, Clock::Day(day("2026-11-21")), "clerk".into()).unwrap()
}

fn plan(office: &Office, bytes: &[u8]) -> Plan {
    let book = sheet::read(bytes).unwrap();
    let layout = Layout::of(&book, &office.rules.pack).unwrap();
    office
        .plan_ledger(read(&book, &layout, &office.rules.pack))
        .unwrap()
}

fn take(office: &mut Office, bytes: &[u8]) -> Plan {
    let plan = plan(office, bytes);
    let file = Attachment {
        name: "台账.csv".into(),
        sha256: sha256(bytes),
        format: "csv".into(),
        bytes: bytes.to_vec(),
    };
    office.store_ledger(plan.clone(), file).unwrap();
    plan
}

fn rows(office: &Office) -> Vec<Entry> {
    sorted(office, None, Phones::Whole).unwrap()
}

const LEDGER: &str = "届次,编号,类型,标题,领衔代表,联名代表,联系电话,主办单位,协办单位,承办科室,承办人,交办日期,办结时限,沟通方式,沟通日期,答复日期,答复文号,办理结果,满意度,是否公开,备注\n\
    十七届五次,037,建议,关于支持小微企业开展班组练兵的建议,周知行,林小满、张三,000-0000-0001,区总工会,区教育局,经济部,王敏,2026-03-02,2026-06-02,走访,2026-04-02,2026-05-08,云区总工案复〔2026〕3号,B,基本满意,公开,已电话回访\n\
    十七届五次,038,建议,关于开办工人夜校的建议,欧阳青石,,,区教育局,区总工会,,,2026-03-02,2026-08-31,,,,,,,,\n";

#[test]
fn a_ledger_becomes_items_with_dated_facts() {
    let mut office = office();
    let unit = Unit {
        full_name: Some("云桥区总工会".into()),
        short_name: Some("区总工会".into()),
        place: Some("澄江市云桥区".into()),
        level: Some(Level::County),
        ..Unit::default()
    };
    office.store.save_unit(&unit, None).unwrap();
    office.reread_unit().unwrap();
    let plan = take(&mut office, LEDGER.as_bytes());
    assert_eq!((plan.new_items(), plan.bad.len()), (2, 0));
    let first = office.store.numbered(37).unwrap()[0];
    let view = office.item(first).unwrap().unwrap();
    let item = &view.proposal.value;
    assert_eq!(item.role, Role::Lead);
    assert_eq!(item.lead_unit, None);
    assert!(item.key().is_some());
    assert_eq!(item.proposers.len(), 3);
    let own = &view.projection;
    assert_eq!(own.section.as_deref(), Some("经济部"));
    assert_eq!(own.class, Some(ResultClass::InProgress));
    assert_eq!(own.rating, Some(Rating::Basically));
    assert_eq!(own.answered, Some(day("2026-05-08")));
    assert!(own.contacted && !own.extended);
    let second = office.store.numbered(38).unwrap()[0];
    let view = office.item(second).unwrap().unwrap();
    assert_eq!(view.proposal.value.role, Role::Co);
    assert_eq!(view.proposal.value.lead_unit.as_deref(), Some("区教育局"));
    // a due day that no rule gives is a remark
    let noted = view
        .events
        .iter()
        .find(|event| event.fact.kind == EventKind::Noted)
        .unwrap();
    assert_eq!(noted.fact.until, Some(day("2026-08-31")));
    // the file is kept with its items
    assert_eq!(view.attachments.len(), 1);
}

#[test]
fn the_same_ledger_again_changes_nothing() {
    let mut office = office();
    take(&mut office, LEDGER.as_bytes());
    let before = rows(&office);
    let again = take(&mut office, LEDGER.as_bytes());
    assert!(again.is_nothing(), "{again:?}");
    assert_eq!(again.unchanged(), 2);
    assert_eq!(rows(&office), before);
}

#[test]
fn a_changed_ledger_shows_old_and_new_and_what_is_only_in_the_store() {
    let mut office = office();
    take(&mut office, LEDGER.as_bytes());
    let changed = LEDGER
        .replace("王敏", "李敏")
        .replace("2026-05-08,", "2026-05-09,")
        .replace("基本满意", "满意")
        .replace("已电话回访", "已电话回访；已登报");
    let end = changed.match_indices('\n').nth(1).unwrap().0 + 1;
    let first_only = &changed[..end];
    let plan = take(&mut office, first_only.as_bytes());
    let [row] = &plan.rows[..] else {
        panic!("{plan:?}")
    };
    let What::Changed(shown) = &row.what else {
        panic!("{row:?}")
    };
    let said: Vec<_> = shown
        .iter()
        .map(|own| (own.field, &*own.old, &*own.new, own.fate))
        .collect();
    assert_eq!(
        said,
        [
            (Field::Person, "王敏", "李敏", Fate::Taken),
            (Field::Answered, "2026-05-08", "2026-05-09", Fate::Taken),
            (Field::Rating, "basically", "satisfied", Fate::Taken),
            (
                Field::State,
                "basically_satisfied",
                "satisfied",
                Fate::Taken
            ),
            (Field::Note, "已电话回访", "已电话回访；已登报", Fate::Taken),
        ]
    );
    assert_eq!(plan.only_here.len(), 1);
    assert_eq!(plan.only_here[0].number, "038");
    let again = take(&mut office, first_only.as_bytes());
    assert_eq!(again.unchanged(), 1, "{again:?}");
}

#[test]
fn what_the_desk_recorded_is_kept_and_told() {
    let mut office = office();
    let mut item = Item::blank(Sitting::unknown(Kind::Suggestion));
    (item.sitting.term, item.sitting.session) = (Some(17), Some(5));
    item.number = Some(37);
    item.number_printed = Some("037".into());
    item.title = "关于支持小微企业开展班组练兵的建议".into();
    let sent = office
        .fact(EventKind::Sent, Some(day("2026-05-10")))
        .with_text("云区总工案复〔2026〕3号");
    let id = office.add_item(&item, &[sent]).unwrap();
    let plan = take(&mut office, LEDGER.as_bytes());
    let What::Changed(changes) = &plan.rows[0].what else {
        panic!("{plan:?}")
    };
    let answered = changes
        .iter()
        .find(|own| own.field == Field::Answered)
        .unwrap();
    assert_eq!((&*answered.old, answered.fate), ("2026-05-10", Fate::Kept));
    let events = office.store.events(id).unwrap();
    assert_eq!(
        events
            .iter()
            .filter(|event| event.fact.kind == EventKind::Sent)
            .count(),
        1
    );
}

#[test]
fn a_masked_phone_is_never_taken_for_one() {
    let mut office = office();
    take(&mut office, LEDGER.as_bytes());
    let masked = sorted(&office, None, Phones::Masked).unwrap();
    assert!(masked[0].get(Field::Phone).contains('*'));
    let bytes = csv(&table(&masked, &office.rules.pack), Bom::Yes);
    let plan = plan(&office, &bytes);
    assert!(plan.is_nothing(), "{plan:?}");
    assert_eq!(rows(&office)[0].get(Field::Phone), "000-0000-0001");
}

/// Text of every kind that hurts: formulas, separators, escapes, marks, wide signs, blanks.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+@'\",;、\\-\n\t ]{0,4}[中文a1]{0,4}[（）()/|\u{301}=、 ]{0,3}",
        "\\PC{0,10}",
        Just("\u{1b}[31m红".to_owned()),
        Just("'=1+1".to_owned()),
        Just("=HYPERLINK(\"x\")".to_owned()),
        Just("𠮷田\u{200b}".to_owned()),
        Just("无".to_owned()),
        Just(String::new()),
    ]
}

fn of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn some<T: Copy + std::fmt::Debug + 'static>(
    all: &'static [T],
) -> impl Strategy<Value = Option<T>> {
    prop::option::of(of(all))
}

fn an_item() -> impl Strategy<Value = Item> {
    let meeting = (
        prop::option::of(hostile()),
        some(Level::ALL),
        of(Kind::ALL),
        of(Period::ALL),
        prop::option::of(1..120_u16),
        prop::option::of(1..30_u16),
    );
    let people = prop::collection::vec(("[张李王欧阳林小满]{2,3}", hostile()), 0..4);
    let texts = (hostile(), hostile(), hostile(), hostile(), hostile());
    (
        meeting,
        people,
        texts,
        of(&[Role::Lead, Role::Co, Role::Separate]),
        0..3_usize,
    )
        .prop_map(
            |((place, level, kind, period, term, session), people, texts, role, zeros)| {
                let mut item = Item::blank(Sitting {
                    place,
                    level,
                    kind,
                    period,
                    term,
                    session,
                });
                item.title = texts.0;
                item.lead_unit = Some(texts.1);
                item.wished_unit = Some(texts.2);
                item.number_printed = Some("0".repeat(zeros));
                item.role = role;
                for (name, odd) in people {
                    let name = if odd.len() % 3 == 0 { odd } else { name };
                    item.proposers
                        .push(Proposer::named(name, ProposerKind::Deputy));
                }
                if let Some(first) = item.proposers.first_mut() {
                    first.group = Some(texts.3);
                    first.phone = Some(Private::new(texts.4.replace('*', "0")));
                }
                item
            },
        )
}

/// Facts in the order of their days, with whatever they may say.
fn a_life() -> impl Strategy<Value = Vec<(EventKind, u32, String, usize)>> {
    let kinds: Vec<EventKind> = EventKind::ALL
        .iter()
        .copied()
        // What takes a fact back names its row, and a change of role after the answer changes what
        // the answer was: neither is a column.
        .filter(|kind| !matches!(kind, EventKind::Reversed | EventKind::RoleSet))
        .collect();
    prop::collection::vec(
        (prop::sample::select(kinds), 0..3_u32, hostile(), 0..9_usize),
        0..9,
    )
}

/// Only what the office may do at that point happens.
fn facts(role: Role, life: &[(EventKind, u32, String, usize)]) -> Vec<NewEvent> {
    let mut state = State::Registered;
    let mut on = day("2026-03-01");
    let at = on.and_hms_opt(9, 0, 0).unwrap();
    let mut facts = Vec::new();
    for (kind, later, text, which) in life {
        use EventKind as E;
        if !state.allows(*kind) {
            continue;
        }
        state = state.next(role, *kind).unwrap_or(state);
        on = on + chrono::Days::new(u64::from(*later) * 7);
        let mut fact = NewEvent::plain(*kind, on, at, "王敏");
        let which = *which;
        fact = match kind {
            E::Routed => fact.with(Detail::Section, text).with(Detail::Person, text),
            E::Contacted if which > 4 => fact.with(Detail::Outcome, text),
            E::Contacted => fact.with(
                Detail::Manner,
                ["visit", "forum", "phone", "meeting", "visit"][which],
            ),
            E::Classified => fact.with(Detail::Class, ResultClass::ALL[which].code()),
            E::Prioritised => fact
                .with(Detail::Attention, ["supervised", "led"][which % 2])
                .with(Detail::Leader, text),
            E::OpinionAsked => fact.with(Detail::Unit, text),
            E::RatedSatisfied if which > 4 => fact.with(Detail::Result, Rating::Very.code()),
            E::RatedBasically if which > 4 => fact.with(Detail::Result, Rating::Understood.code()),
            E::Extended => {
                fact.until = Some(on + chrono::Days::new(90));
                fact
            }
            E::Noted | E::Sent => fact.with_text(text),
            _ => fact,
        };
        facts.push(fact);
    }
    facts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn a_ledger_written_and_read_into_an_empty_store_is_written_the_same(
        items in prop::collection::vec((an_item(), a_life()), 1..4)
    ) {
        let mut from = office();
        for (at, (item, life)) in (1..).zip(&items) {
            let mut item = item.clone();
            item.number = Some(at);
            item.number_printed = item.number_printed.map(|zeros| format!("{zeros}{at}"));
            from.add_item(&item, &facts(item.role, life)).unwrap();
        }
        let written = rows(&from);
        let sheet = table(&written, &from.rules.pack);
        for bytes in [csv(&sheet, Bom::Yes), xlsx(&sheet).unwrap()] {
            let mut into = office();
            let taken = take(&mut into, &bytes);
            prop_assert_eq!(&taken.bad, &vec![]);
            let again = rows(&into);
            prop_assert_eq!(&again, &written);
            let cells = table(&again, &into.rules.pack);
            prop_assert_eq!(csv(&cells, Bom::No), csv(&sheet, Bom::No));
            let lines = |entries: &[Entry]| entries.iter().map(json).collect::<Vec<_>>();
            prop_assert_eq!(lines(&again), lines(&written));
            // and a third time nothing is new, where it can be known which item is meant
            let third = plan(&into, &bytes);
            let named = items.iter().zip(1..).all(|((item, _), number)| {
                let item = Item { number: Some(number), ..item.clone() };
                item.key().is_some_and(|key| !key.place.trim().is_empty())
            });
            prop_assert!(!named || third.is_nothing(), "{:?}", third);
        }
        let lines: Vec<String> = written.iter().map(|entry| json(entry).to_string()).collect();
        let lines = lines.join("\n");
        let mut into = office();
        take(&mut into, lines.as_bytes());
        prop_assert_eq!(&rows(&into), &written);
    }
}

/// 5,000 rows with 3 % bad ones: what is bad is told, all else is there. The time is printed.
#[test]
fn five_thousand_rows_lose_only_the_bad_ones() {
    use std::fmt::Write as _;
    let mut text = String::from("届次,编号,类型,标题,领衔代表,主办单位,交办日期,办理结果,满意度\n");
    for number in 1..=5_000 {
        let assigned = match number % 100 {
            17 => "2026-02-30",
            50 => "尽快",
            _ => "2026.3.2",
        };
        let class = if number % 100 == 83 { "Z" } else { "A" };
        let _ = writeln!(
            text,
            "十七届五次,{number:04},建议,关于第{number}件事的建议,周知行,区总工会,{assigned},{class},满意"
        );
    }
    let mut office = office();
    let start = Instant::now();
    let plan = take(&mut office, text.as_bytes());
    println!(
        "5,000 rows with 150 bad ones imported in {:?}",
        start.elapsed()
    );
    assert_eq!((plan.new_items(), plan.bad.len()), (4_850, 150));
    for bad in &plan.bad {
        let number = bad.line - 1;
        let (column, value) = match number % 100 {
            17 => ("交办日期", "2026-02-30"),
            50 => ("交办日期", "尽快"),
            _ => ("办理结果", "Z"),
        };
        assert_eq!((&*bad.column, &*bad.value), (column, value));
    }
    let kept = rows(&office);
    assert_eq!(kept.len(), 4_850);
    assert!(kept.iter().all(|row| row.get(Field::Rating) == "satisfied"));
}

#[test]
fn bad_rows_of_a_double_header_can_be_repaired_and_read_again() {
    let ledger = "云桥区2026年代表建议台账,,,,,,\n\
        编号,标题,提出人,,承办情况,,办理\n\
        ,,领衔代表,联名人数,主办单位,责任科室,交办时间\n\
        037,关于停车的建议,周知行,1,区总工会,组织部,2026-02-30\n\
        038,关于路灯的建议,周知行,1,区总工会,组织部,2026.3.2\n";
    let mut office = office();
    let book = sheet::read(ledger.as_bytes()).unwrap();
    let layout = Layout::of(&book, &office.rules.pack).unwrap();
    let first = take(&mut office, ledger.as_bytes());
    assert_eq!((first.new_items(), first.bad.len()), (1, 1));
    let written = bad_rows(&layout, &first.bad, &|_| "没有这一天".into());
    let repaired = String::from_utf8(written).unwrap();
    let repaired = repaired.replace("2026-02-30", "2026-02-27");
    assert!(is_ledger(repaired.as_bytes(), &office.rules.pack));
    let second = take(&mut office, repaired.as_bytes());
    assert_eq!((second.new_items(), second.bad.len()), (1, 0));
    let row = rows(&office).remove(0);
    for (field, value) in [
        (Field::Number, "037"),
        (Field::Proposer, "周知行"),
        (Field::LeadUnit, "区总工会"),
        (Field::Section, "组织部"),
        (Field::Assigned, "2026-02-27"),
    ] {
        assert_eq!(row.get(field), value);
    }
}

#[test]
fn a_row_without_a_meeting_or_a_title_is_known_again_by_signer_and_day() {
    let head = "编号,标题,领衔代表,主办单位,交办日期\n";
    let mut office = office();
    let row = |title: &str| format!("{head}049,{title},周知行,区总工会,2026-03-12\n");
    assert_eq!(take(&mut office, row("").as_bytes()).new_items(), 1);
    let again = take(&mut office, row("").as_bytes());
    assert_eq!((again.new_items(), again.unchanged()), (0, 1));
    let titled = take(&mut office, row("关于停车的建议").as_bytes());
    assert_eq!((titled.new_items(), titled.changed()), (0, 1));
    let retitled = take(&mut office, row("关于缓解停车难的建议").as_bytes());
    assert_eq!((retitled.new_items(), retitled.changed()), (0, 1));
    // another signer, another day: another item
    let other = row("关于停车的建议").replace("周知行", "林小满");
    assert_eq!(plan(&office, other.as_bytes()).new_items(), 1);
    let later = row("关于养老的建议").replace("2026-03-12", "2027-03-12");
    assert_eq!(plan(&office, later.as_bytes()).new_items(), 1);
}

#[test]
fn a_header_on_every_page_does_not_hide_what_a_column_is() {
    let ledger = "编号,标题,领衔代表,主办单位,类别\n\
        101,关于停车的建议,周知行,区总工会,B类\n\
        102,关于路灯的建议,周知行,区总工会,\n\
        编号,标题,领衔代表,主办单位,类别\n\
        103,关于菜场的建议,周知行,区总工会,\n";
    let mut office = office();
    let plan = take(&mut office, ledger.as_bytes());
    assert_eq!((plan.new_items(), plan.bad.len()), (3, 0));
    let rows = rows(&office);
    let classes = rows.iter().map(|row| row.get(Field::Class));
    assert_eq!(classes.filter(|class| !class.is_empty()).count(), 1);
}
