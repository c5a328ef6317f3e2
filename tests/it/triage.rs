//! Triage by keys: every dialog of the acts, a whole inbox with its count of keys, refusals, undo and
//! correction; and the same acts on the command line's side, the office.

use anfu::{
    app::{Effect, effect::Act, overlay::Overlay},
    domain::{
        event::{Detail, Event, EventKind, standing},
        id::{EventId, ProposalId, Version},
        letter::LetterKind,
        proposal::{Item, PaperState, Proposer, ProposerKind, Role},
        sitting::{Kind, Level, Sitting},
        state::State,
        unit::{Staff, Unit},
    },
    lang::Lang,
    run::{clock::Clock, office::Office, refusal::Why},
    store::sqlite::SqliteStore,
};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::world::{World, today, world};

const SECTIONS: [&str; 5] = ["综合科", "经济技术科", "权益保障科", "人才科", "宣教科"];

fn unit(rules: &str) -> Unit {
    let staff = |name: &str, section: &str| Staff {
        name: name.into(),
        section: Some(section.into()),
        ..Staff::default()
    };
    Unit {
        full_name: Some("澄江市云桥区总工会".into()),
        reply_series: Some("云区总工案复".into()),
        rules: Some(rules.into()),
        sections: SECTIONS.map(String::from).to_vec(),
        staff: vec![staff("李示", "经济技术科"), staff("钱样", "人才科")],
        ..Unit::default()
    }
}

fn item(number: u32) -> Item {
    let mut item = Item::blank(Sitting {
        place: Some("澄江市云桥区".into()),
        level: Some(Level::County),
        term: Some(17),
        session: Some(5),
        ..Sitting::unknown(Kind::Suggestion)
    });
    item.number = Some(number);
    item.number_printed = Some(format!("{number:03}"));
    item.title = format!("关于办好第{number}所工匠夜校的建议");
    item.paper = PaperState::Present;
    for name in ["林小满", "周知行"] {
        item.proposers
            .push(Proposer::named(name, ProposerKind::Deputy));
    }
    item
}

/// A desk with so many items that came three days ago.
fn inbox(count: u32, rules: &str) -> World {
    let mut world = world();
    world.office.store.save_unit(&unit(rules), None).unwrap();
    world.office.reread_unit().unwrap();
    let came = today() - Days::new(3);
    for number in 1..=count {
        let facts = [EventKind::Received, EventKind::Assigned]
            .map(|kind| world.office.fact(kind, Some(came)));
        world.office.add_item(&item(number), &facts).unwrap();
    }
    world.reload();
    world
}

fn id_of(world: &World, number: u32) -> ProposalId {
    world.office.store.numbered(number).unwrap()[0]
}

fn events(world: &World, number: u32) -> Vec<Event> {
    world.office.store.events(id_of(world, number)).unwrap()
}

fn state(world: &World, number: u32) -> State {
    let row = world.office.store.queue_rows(&[id_of(world, number)]);
    row.unwrap()[0].projection.state
}

fn last(world: &World, number: u32) -> Event {
    let all = events(world, number);
    (*standing(&all).last().unwrap()).clone()
}

fn at(world: &World) -> u32 {
    world.model.queue.current().unwrap().row.number.unwrap()
}

#[test]
fn a_return_is_two_keys_with_its_days_left_and_its_letter() {
    let mut world = inbox(3, "zhejiang");
    world.keys("r");
    // received on the 18th, ten days: the 28th is a Saturday and moves to Monday the 30th
    world
        .seeing("申请退办：001 关于办好第1所工匠夜校的建议")
        .seeing("退办期到 2026-11-30，还剩 9 天")
        .seeing("1 不属于本单位职责范围");
    world.keys("1");
    assert_eq!(state(&world, 1), State::Returning);
    assert_eq!(
        last(&world, 1).fact.detail(Detail::Reason),
        Some("not_ours")
    );
    assert_eq!(at(&world), 2, "the cursor goes on");
    world.seeing("退办函已拟好");
    let letters = world.office.store.letters_of(id_of(&world, 1)).unwrap();
    assert_eq!(letters[0].kind, LetterKind::ReturnLetter);
    let letter = world.office.store.letter(letters[0].id).unwrap().unwrap();
    let text = letter.value.text;
    assert!(text.contains("理由如下：不属于本单位职责范围"), "{text}");
    assert!(text.contains("【建议的承办单位】"), "{text}");
    // another unit is proposed in the full form, reached by Tab
    world
        .keys("r<tab>区人社局<enter>")
        .seeing("单位：区人社局")
        .keys("<enter>");
    assert_eq!(last(&world, 2).fact.detail(Detail::Unit), Some("区人社局"));
    // the answer of the assigning office
    world.keys("g#1<enter>R").seeing("同意退办").keys("2");
    assert_eq!(state(&world, 1), State::Accepted);
}

#[test]
fn a_late_return_is_warned_of_and_asked_about() {
    let mut world = inbox(2, "zhejiang");
    let late = world.model.today + Days::new(20);
    world.model.today = late;
    world.keys("r").seeing("已过").keys("1");
    assert!(matches!(
        world.model.overlays.last(),
        Some(Overlay::Confirm(_))
    ));
    world.seeing("逾期申请").keys("<esc>");
    assert_eq!(state(&world, 1), State::AwaitingAcceptance);
    world.keys("r1<enter>");
    assert_eq!(state(&world, 1), State::Returning);
}

#[test]
fn a_section_is_picked_by_digit_or_initials_and_a_person_by_form() {
    let mut world = inbox(4, "zhejiang");
    world.keys("aaaa").keys("g");
    world
        .keys("d")
        .seeing("转科室：001")
        .seeing("4 人才科")
        .keys("4");
    assert_eq!(last(&world, 1).fact.detail(Detail::Section), Some("人才科"));
    assert_eq!(at(&world), 2, "what is routed moves up; the cursor goes on");
    world.keys("d").keys("qyb").keys("<enter>");
    assert_eq!(
        last(&world, 2).fact.detail(Detail::Section),
        Some("权益保障科")
    );
    // Tab: the form, with the row taken in; the person is chosen by digit
    world.keys("d<down><tab>").seeing("经办人").keys("2<enter>");
    let fact = last(&world, 3).fact;
    assert_eq!(fact.detail(Detail::Section), Some("经济技术科"));
    assert_eq!(fact.detail(Detail::Person), Some("李示"));
    world.keys("d<esc>");
    assert_eq!(state(&world, 4), State::Accepted);
}

#[test]
fn a_suggested_section_stands_first_with_its_reasons() {
    let mut world = inbox(1, "zhejiang");
    world.keys("a");
    let suggested = anfu::app::views::Suggested {
        section: "人才科".into(),
        because: vec![(id_of(&world, 1), "041 夜校".into())],
    };
    let alike = anfu::app::views::LookAlikes {
        suggested: Some(suggested),
        ..Default::default()
    };
    world.model.queue.alike = Some((id_of(&world, 1), alike));
    // it takes no digit: every section keeps its own
    world
        .keys("d")
        .seeing(">   人才科  建议：041 夜校")
        .seeing("1 综合科")
        .seeing("4 人才科")
        .keys("<enter>");
    assert_eq!(last(&world, 1).fact.detail(Detail::Section), Some("人才科"));
}

#[test]
fn a_role_with_its_units_rules_the_letter() {
    let mut world = inbox(3, "zhejiang");
    world.keys("aaa").keys("g");
    world
        .keys("l")
        .seeing("2 主办，有会办单位…")
        .keys("2区人社局、区教育局<enter>");
    let fact = last(&world, 1).fact;
    let units: Vec<&str> = fact.all(Detail::Unit).collect();
    assert_eq!(units, ["区人社局", "区教育局"]);
    // the units named are offered again
    world
        .keys("l")
        .seeing("5 主办，会办单位：区人社局、区教育局");
    world.keys("5");
    assert_eq!(last(&world, 2).fact.all(Detail::Unit).count(), 2);
    world.keys("l3区经信局<enter>");
    let row = world.office.store.queue_rows(&[id_of(&world, 3)]).unwrap();
    assert_eq!(row[0].projection.role, Role::Co);
    world.keys("#3<enter>e");
    let open = world.model.letter.open.as_ref().unwrap();
    assert_eq!(open.view.letter.value.kind, LetterKind::CoOpinion);
    assert_eq!(open.view.letter.value.addressees, ["区经信局"]);
}

#[test]
fn contact_class_attention_and_notes_are_a_key_and_a_digit() {
    let mut world = inbox(5, "zhejiang");
    world.keys("aaaaa").keys("g");
    world.keys("t").seeing("3 电话").keys("3");
    assert_eq!(last(&world, 1).fact.detail(Detail::Manner), Some("phone"));
    world.keys("t<tab>林小满<tab>同意先办试点<enter>");
    let fact = last(&world, 2).fact;
    assert_eq!(fact.detail(Detail::Manner), Some("visit"));
    assert_eq!(fact.detail(Detail::Outcome), Some("同意先办试点"));
    world.keys("#3<enter>c").seeing("3 B 正在解决").keys("3");
    assert_eq!(
        last(&world, 3).fact.detail(Detail::Class),
        Some("IN_PROGRESS")
    );
    world
        .keys("p")
        .seeing("1 重点督办")
        .keys("2张副区长<enter>");
    let fact = last(&world, 4).fact;
    assert_eq!(fact.detail(Detail::Attention), Some("led"));
    assert_eq!(fact.detail(Detail::Leader), Some("张副区长"));
    world.keys("b").keys("不记了").keys("<esc>");
    world.keys("#5<enter>b").keys("待会后再办<enter>");
    assert_eq!(last(&world, 5).fact.text.as_deref(), Some("待会后再办"));
}

#[test]
fn an_extension_is_set_or_asked_for_as_the_region_wants() {
    let mut world = inbox(2, "zhejiang");
    world.keys("aa").keys("g");
    let due = world.model.queue.current().unwrap().row.projection.due;
    assert_eq!(due.unwrap().0.to_string(), "2027-02-18");
    world.model.rules.pack.extension_needs_consent = false;
    world
        .keys("x")
        .seeing("现在的答复期限：2027-02-18")
        .seeing("1 延到最长期限 2027-05-18");
    world.keys("2");
    let fact = last(&world, 1).fact;
    assert_eq!(
        (fact.kind, fact.until.unwrap().to_string().as_str()),
        (EventKind::Extended, "2027-03-18")
    );
    world.model.rules.pack.extension_needs_consent = true;
    assert_eq!(at(&world), 2);
    world
        .keys("x")
        .seeing("1 申请延到最长期限 2027-05-18")
        .keys("1");
    assert_eq!(last(&world, 2).fact.kind, EventKind::ExtensionAsked);
    let letters = world.office.store.letters_of(id_of(&world, 2)).unwrap();
    assert_eq!(letters[0].kind, LetterKind::ExtensionRequest);
    let text = world.office.store.letter(letters[0].id).unwrap().unwrap();
    assert!(
        text.value.text.contains("延长至2027年5月18日"),
        "{}",
        text.value.text
    );
    // granted: the fourth to sixth rows go on to who consented
    world
        .keys("#2<enter>x4")
        .keys("区人大代表工委复函<enter><enter>");
    let fact = last(&world, 2).fact;
    assert_eq!(fact.kind, EventKind::Extended);
    assert_eq!(fact.detail(Detail::Consent), Some("区人大代表工委复函"));
}

#[test]
fn a_merging_names_the_other_item_and_a_withdrawal_its_signers() {
    let mut world = inbox(3, "zhejiang");
    world.keys("m").keys("9<enter>").seeing("没有 9 号件");
    world.keys("<c-u>1<enter>").seeing("不能并入自己");
    world
        .keys("<c-u>003<enter>")
        .seeing("并入：003 关于办好第3所工匠夜校的建议");
    assert_eq!(state(&world, 1), State::AwaitingAcceptance, "asked first");
    world.keys("<enter>");
    assert_eq!(state(&world, 1), State::Merged);
    let fact = last(&world, 1).fact;
    assert_eq!(
        fact.detail(Detail::Item),
        Some(id_of(&world, 3).0.to_string().as_str())
    );
    assert_eq!(fact.text.as_deref(), Some("003"));
    world
        .keys("#2<enter>w")
        .keys("代表书面撤回<enter>")
        .seeing("须全体签名人同意")
        .keys("<enter>");
    assert_eq!(state(&world, 2), State::Withdrawn);
}

#[test]
fn several_marked_items_go_by_one_pick_that_names_their_count() {
    let mut world = inbox(6, "zhejiang");
    world.keys("<space><space><space>a").seeing("签收：3 件？");
    world.keys("<enter>");
    world
        .keys("#1<enter><space><space><space>d")
        .seeing("转科室：3 件");
    world.keys("2");
    for number in 1..=3 {
        assert_eq!(state(&world, number), State::Routed, "{number}");
    }
    assert!(world.model.queue.marks.is_empty());
    world.keys("u");
    for number in 1..=3 {
        assert_eq!(state(&world, number), State::Accepted, "{number}");
    }
    // a form on several asks again, with the count
    world
        .keys("#1<enter><space><space>b")
        .keys("集中答复<enter>")
        .seeing("备注：2 件？")
        .keys("<enter>");
    assert_eq!(last(&world, 2).fact.text.as_deref(), Some("集中答复"));
}

#[test]
fn what_a_state_does_not_allow_is_refused_item_by_item() {
    let mut world = inbox(2, "zhejiang");
    world.keys("d1");
    assert_eq!(state(&world, 1), State::AwaitingAcceptance);
    world.seeing("001：待签收，不能转科室。可以：签收、申请退办");
    // typed in late, with a day before the latest fact, it is history and is taken
    world.keys("d<tab><tab><tab>2026-11-01<enter>");
    assert_eq!(events(&world, 1).len(), 3);
}

#[test]
fn a_row_changed_by_another_connection_after_marking_is_refused_and_named() {
    let mut world = inbox(4, "zhejiang");
    world.keys("<space><space><space>");
    let path = world.folder.path().join("anfu.db");
    let mut other = Office::open(
        Box::new(SqliteStore::open(&path).unwrap()),
        Clock::Day(today()),
        "other".into(),
    )
    .unwrap();
    let id = id_of(&world, 2);
    let seen = other.store.proposal(id).unwrap().unwrap().version;
    let fact = other.fact(EventKind::Noted, None).with_text("别处的备注");
    other.append(id, seen, fact).unwrap();
    world.keys("a<enter>");
    assert_eq!(state(&world, 1), State::Accepted);
    assert_eq!(state(&world, 2), State::AwaitingAcceptance);
    assert_eq!(state(&world, 3), State::Accepted);
    world.seeing("002：刚被别人改过");
}

#[test]
fn several_refusals_are_each_named_in_a_box() {
    let mut world = inbox(3, "zhejiang");
    world.keys("a").keys("<space><space>d1");
    world
        .seeing("2 件没有办成")
        .seeing("002：待签收")
        .seeing("003：待签收");
    world.keys("<esc>");
    assert!(world.model.overlays.is_empty());
}

#[test]
fn what_was_typed_stays_under_the_question_and_after_a_refusal() {
    let mut world = inbox(3, "zhejiang");
    world
        .keys("<space><space>d<tab><tab>请尽快")
        .keys("<enter>");
    world.seeing("2 件").keys("<esc>").seeing("请尽快");
    // Agreed to and refused: named in a box, and the form below it.
    world.keys("<enter><enter>").seeing("2 件没有办成");
    world.keys("<esc>").seeing("请尽快").keys("<esc>");
    assert!(world.model.overlays.is_empty());
    world.keys("<esc>m9999<tab>与旧件合并<enter>");
    world.seeing("9999").seeing("与旧件合并").keys("<esc>");
    assert!(world.model.overlays.is_empty());
    world.keys("m2<tab>与旧件合并<enter>").seeing("并入：002");
    world.keys("<esc>").seeing("与旧件合并");
    let before = events(&world, 3).len();
    world.keys("<enter><enter>");
    assert!(world.model.overlays.is_empty());
    assert_eq!(events(&world, 3).len(), before + 1);
    assert_eq!(
        events(&world, 3).last().unwrap().fact.kind,
        EventKind::Merged
    );
}

#[test]
fn undo_ends_at_the_numbered_letter_and_a_correction_takes_over() {
    let mut world = inbox(1, "zhejiang");
    world.keys("a").keys("d1");
    let id = id_of(&world, 1);
    for kind in [EventKind::Drafted, EventKind::Numbered] {
        let seen = world.office.store.proposal(id).unwrap().unwrap().version;
        let fact = world.office.fact(kind, None);
        world.office.append(id, seen, fact).unwrap();
    }
    world.keys("<f5>u").seeing("请用“更正”写明理由");
    assert_eq!(state(&world, 1), State::Numbered);
    world.keys("C").seeing("更正：001").shows("转科室");
    // the latest first: numbered, drafted, routed
    world.keys("3").keys("<enter>");
    assert!(matches!(
        world.model.overlays.last(),
        Some(Overlay::Form(_))
    ));
    world.keys("记错<enter>");
    let all = events(&world, 1);
    let taken = &all[all.len() - 1].fact;
    assert_eq!(taken.reverses, Some(all[3].id));
    assert_eq!(taken.detail(Detail::Reason), Some("记错"));
    world
        .keys("G")
        .seeing("x 转科室")
        .seeing("tester 撤销：记错");
}

/// What becomes of an item of the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    To(usize),
    Back,
    Later,
    With,
}

#[test]
fn an_inbox_of_thirty_takes_at_most_three_keys_an_item() {
    // 22 to five sections, 3 back, 2 later, 3 with another unit; in no order.
    let fates: Vec<Fate> = (1..=30)
        .map(|number| match number {
            4 | 11 | 18 => Fate::Back,
            7 | 23 => Fate::Later,
            9 | 16 | 27 => Fate::With,
            _ => Fate::To(number % 5),
        })
        .collect();
    let of = |fate: fn(&Fate) -> bool| fates.iter().filter(|own| fate(own)).count();
    assert_eq!(of(|own| matches!(own, Fate::To(_))), 22);
    assert_eq!(of(|own| *own == Fate::Back), 3);
    let mut world = inbox(30, "zhejiang");
    world.model.rules.pack.extension_needs_consent = false;
    let mut keys = 0;
    let mut press = |world: &mut World, text: &str| {
        // Every character is a key, a name in brackets one too.
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|own| own.split_once('>'));
            rest = named.map_or(&rest[c.len_utf8()..], |(_, after)| after);
            keys += 1;
        }
        world.keys(text);
    };
    // First what is not ours, as it is met: not signed for.
    for fate in &fates[..18] {
        match fate {
            Fate::Back => press(&mut world, "r1"),
            _ => press(&mut world, "j"),
        }
    }
    // Everything else is signed for at once, and then gone through from the top.
    press(&mut world, "gvGa<enter>#1<enter>");
    let mut named = false;
    for (at_place, fate) in fates.iter().enumerate() {
        if *fate == Fate::Back {
            continue;
        }
        assert_eq!(at(&world) as usize, at_place + 1);
        match fate {
            Fate::To(section) => press(&mut world, &format!("d{}", section + 1)),
            Fate::Later => press(&mut world, "x1"),
            Fate::With if named => press(&mut world, "l5"),
            Fate::With => {
                press(&mut world, "l2人社局<enter>");
                named = true;
            }
            Fate::Back => {}
        }
    }
    #[expect(clippy::print_stdout, reason = "the count is what is shown")]
    {
        println!(
            "triage: {keys} keys for 30 items, {:.2} an item",
            f64::from(keys) / 30.0
        );
    }
    assert!(keys <= 90, "{keys}");
    for (place, fate) in fates.iter().enumerate() {
        let number = place as u32 + 1;
        let all = events(&world, number);
        let has = |kind| standing(&all).iter().any(|event| event.fact.kind == kind);
        assert_eq!(has(EventKind::Accepted), *fate != Fate::Back, "{number}");
        let row = &world
            .office
            .store
            .queue_rows(&[id_of(&world, number)])
            .unwrap()[0];
        let own = &row.projection;
        match fate {
            Fate::To(section) => {
                assert_eq!(own.state, State::Routed, "{number}");
                assert_eq!(own.section.as_deref(), Some(SECTIONS[*section]));
            }
            Fate::Back => {
                assert_eq!(own.state, State::Returning, "{number}");
                assert_eq!(
                    last(&world, number).fact.detail(Detail::Reason),
                    Some("not_ours")
                );
            }
            Fate::Later => assert!(own.extended, "{number}"),
            Fate::With => {
                let fact = last(&world, number).fact;
                assert_eq!(fact.kind, EventKind::RoleSet, "{number}");
                assert_eq!(fact.detail(Detail::Unit), Some("人社局"));
            }
        }
    }
}

/// An act on one of a few items, typed in some days late or today.
fn deed() -> impl Strategy<Value = (usize, EventKind, u64, Option<u64>)> {
    (
        0..3usize,
        prop::sample::select(EventKind::ALL.to_vec()),
        0..40u64,
        prop::option::of(0..40u64),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn acts_leave_what_their_facts_say_and_undoing_all_gives_the_first_state_back(
        deeds in prop::collection::vec(deed(), 0..24)
    ) {
        let store = Box::new(SqliteStore::in_memory().unwrap());
        let mut office = Office::open(store, Clock::Day(today()), "tester".into()).unwrap();
        let first: Vec<_> = (1..=3)
            .map(|number| {
                let facts = [office.fact(EventKind::Assigned, Some(today() - Days::new(60)))];
                office.add_item(&item(number), &facts).unwrap()
            })
            .collect();
        let seen = |office: &Office, id: ProposalId| -> Version {
            office.store.proposal(id).unwrap().unwrap().version
        };
        let stored = |office: &Office, id: ProposalId| {
            office.store.queue_rows(&[id]).unwrap().remove(0).projection
        };
        let before: Vec<_> = first.iter().map(|id| stored(&office, *id)).collect();
        let mut done = Vec::new();
        for (which, kind, ago, until) in deeds {
            let id = first[which];
            // A reversal names an event, and a letter's number ends undoing: both have their own tests.
            if matches!(kind, EventKind::Reversed | EventKind::Numbered | EventKind::Sent) {
                continue;
            }
            let mut act = Act::plain(kind, vec![(id, seen(&office, id))]);
            act.on = Some(today() - Days::new(ago));
            act.until = until.map(|days| today() + Days::new(days));
            let (acted, refused) = office.record(&act);
            prop_assert_eq!(acted.events.len() + refused.len(), 1);
            if acted.events.is_empty() {
                let is_no_later = act.until.is_some_and(|until| Some(until) <= act.on);
                match refused[0].why {
                    Why::NotAllowed(..) => {}
                    Why::NotLater(_) => prop_assert!(is_no_later),
                    ref why => prop_assert!(false, "{why:?}"),
                }
            } else {
                done.push(acted);
            }
            let kept = office.store.proposal(id).unwrap().unwrap();
            let fresh = office.projection(&kept.value.case(), office.store.events(id).unwrap(), &[]);
            prop_assert_eq!(stored(&office, id), fresh);
        }
        for acted in done.iter().rev() {
            let (back, refused) = office.reverse(acted);
            prop_assert!(refused.is_empty(), "{refused:?}");
            prop_assert_eq!(back.events.len(), acted.events.len());
        }
        for (id, before) in first.iter().zip(&before) {
            let own = stored(&office, *id);
            // Requests leave their drafts behind, which move no state.
            prop_assert_eq!(&own, before);
        }
    }
}

#[test]
fn a_fact_is_taken_back_once() {
    let mut world = inbox(1, "zhejiang");
    world.keys("a");
    let id = id_of(&world, 1);
    let acted = anfu::app::effect::Acted {
        kind: EventKind::Accepted,
        events: vec![(id, events(&world, 1)[2].id)],
    };
    assert!(world.office.reverse(&acted).1.is_empty());
    let again = world.office.reverse(&acted).1;
    assert_eq!(again[0].why, Why::NoFact);
    let gone = world
        .office
        .correct(id, Version(99), EventId(999), "误")
        .unwrap_err();
    assert_eq!(gone.why, Why::NoFact);
    world.perform(vec![Effect::Reverse(acted)]);
    world.seeing("没有这条经过");
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    assert_eq!(today(), day);
}

#[test]
fn lists_of_several_facts_are_called_by_their_act_and_forms_by_their_fact() {
    let mut world = inbox(2, "zhejiang");
    world.keys("aag").keys("x").seeing("延期：001");
    world.hides("申请延期：001");
    world.keys("<esc>");
    world.keys("r1").keys("#1<enter>R").seeing("退办结果：001");
    world.keys("<down><tab>").seeing("不同意退办：001");
}

#[test]
fn nothing_is_extended_where_no_answer_is_due() {
    let mut world = inbox(1, "zhejiang");
    world.keys("a").keys("l3区经信局<enter>");
    world.keys("#1<enter>x").seeing("没有在走的答复期限");
    world.hides("不同意延期");
}

#[test]
fn a_merge_names_the_other_item_once() {
    let mut world = inbox(2, "zhejiang");
    world.keys("m002<enter>").seeing("并入：002");
    world.hides("件：");
    let bare = world.screen();
    let bare = bare
        .lines()
        .filter(|row| row.replace('|', " ").trim() == "002");
    assert_eq!(bare.count(), 0, "{}", world.screen());
}

#[test]
fn a_correction_says_what_it_did() {
    let mut world = inbox(1, "zhejiang");
    world
        .keys("a#1<enter>C1记错了<enter>")
        .seeing("已更正：001");
    assert_eq!(state(&world, 1), State::AwaitingAcceptance);
    world.keys("u");
    assert_eq!(state(&world, 1), State::Accepted);
}

#[test]
fn a_list_longer_than_its_box_says_where_the_cursor_stands() {
    let mut world = inbox(1, "zhejiang");
    world.model.size = (60, 16);
    let sections = (1..=12).map(|n| format!("第{n}科"));
    world.model.unit.sections = sections.collect();
    world.keys("d").seeing("第 1 / 共 12").keys("<down><down>");
    world.seeing("第 3 / 共 12").keys("<esc>");
    world.keys("V").seeing("第 1 / 共 12");
}

#[test]
fn in_english_an_act_is_called_by_what_is_to_be_done() {
    let mut world = inbox(2, "zhejiang");
    world.model.lang = Lang::En;
    world
        .keys("aag")
        .keys("d")
        .seeing("Route: 001")
        .keys("<esc>");
    world
        .keys("<space><space>")
        .keys("d")
        .seeing("Route: 2 items")
        .keys("<esc>");
    world.keys("<esc>g").keys("x").seeing("Extend: 001");
    world.seeing("ask for 1 month, to 2027-03-18");
}

#[test]
fn what_is_recorded_for_its_day_asks_for_the_day_first() {
    let mut world = inbox(1, "zhejiang");
    world.keys(":闭会<enter>2026-11-20<enter>");
    let fact = last(&world, 1).fact;
    assert_eq!(fact.kind, EventKind::SessionClosed);
    assert_eq!(fact.on.to_string(), "2026-11-20");
}
