//! Questions to the roster, and the figures that letters cite.

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::{
    cases, is_missing, review,
    samples::{at, day, firm, intake, letter, named, source},
};
use crate::{
    domain::{
        chain::StepKind,
        craftsman::{
            Apprenticeship, Certificate, Honour, HonourLevel, Person, SkillLevel, TalentClass,
        },
        employer::EmployerKind,
        id::{CraftsmanId, EmployerId, FigureId, LetterId},
        programme::{Entry, Finish, Goal, Party, ProgrammeKind, Scheme, Target, What as Fact},
        roster_entry::RosterEntry,
        span::{Span, What},
        studio::{Duty, DutyKind, Grant, Workshop},
    },
    figure::{
        Cited, Field, FigureState, Filter, From, Op, Question, RowOf, Subject, Value, Wording,
        cited::Change,
        plain::{self, Roster},
        read,
    },
    store::{NameId, RosterBatch, Signed, Store, review::Give},
};

cases! {
    every_question_is_answered_as_by_looking_at_each_record,
    an_empty_roster_answers_with_nothing,
    rows_are_kept_as_far_as_they_are_wanted,
    values_come_with_the_commonest_first,
    a_cited_figure_comes_back_whole_and_is_looked_up_again,
    a_quoted_figure_comes_back_whole,
    a_figure_is_frozen_once,
    a_figure_of_no_letter_is_refused,
}

const TOWNS: [&str; 4] = ["青石街道", "云桥镇", "e\u{301}\u{3000}镇", ""];
const TRADES: [&str; 4] = ["焊工", "钳工", "电焊工", "none"];
const HONOURS: [&str; 4] = ["云州工匠", "青石工匠", "无", "首席技师"];
const STUDIOS: [&str; 3] = ["林小满电工工作室", "室", "e\u{301}室"];
const EMPLOYERS: [&str; 3] = ["青石机械厂", "云桥\"铸造", ""];

fn pick<T: Clone + std::fmt::Debug + 'static>(
    all: &[T],
) -> impl Strategy<Value = Option<T>> + use<T> {
    prop::option::weighted(0.8, prop::sample::select(all.to_vec()))
}

fn a_year() -> impl Strategy<Value = Option<i32>> {
    prop::option::weighted(0.8, 2022..2027)
}

fn a_day() -> impl Strategy<Value = Option<chrono::NaiveDate>> {
    let first = day("2022-01-01");
    let days = (0..1800_u64).prop_map(move |days| first + chrono::Days::new(days));
    prop::option::weighted(0.8, days)
}

fn an_honour() -> impl Strategy<Value = Honour> {
    let name = prop::sample::select(HONOURS.to_vec());
    let level = prop::sample::select(HonourLevel::ALL.to_vec());
    let grant = prop::option::of(0..60_000_i64);
    let revoked = prop::option::weighted(0.2, a_day().prop_filter_map("a day", |day| day));
    let own = (name, level, a_year(), grant, revoked);
    own.prop_map(|(name, level, year, grant_yuan, revoked)| Honour {
        year,
        grant_yuan,
        revoked,
        ..Honour::named(name, level)
    })
}

fn a_certificate() -> impl Strategy<Value = Certificate> {
    let trade = prop::sample::select(TRADES.to_vec());
    let level = prop::sample::select(SkillLevel::ALL.to_vec());
    (trade, level, a_day()).prop_map(|(trade, level, issued)| Certificate {
        issued,
        ..Certificate::of(level, trade)
    })
}

/// A person of a batch; masters are drawn from the first three, who have none.
fn a_person(place: i64) -> impl Strategy<Value = Person> {
    let own = (
        pick(&[1_i64, 2, 3]),
        pick(&EMPLOYERS),
        pick(&TRADES),
        pick(SkillLevel::ALL),
        pick(&TOWNS),
        pick(&["男", "女"]),
        pick(&["1970-01", "1972-12", "1974-06"]),
    );
    let reached = (pick(SkillLevel::ALL), a_day());
    let masters = prop::collection::vec((1..4_i64, a_day(), reached), 0..3);
    let class = (prop::sample::select(vec!["A", "B", "C"]), a_day());
    let parts = (
        prop::collection::vec(an_honour(), 0..4),
        prop::collection::vec(a_certificate(), 0..3),
        masters,
        prop::collection::vec(class, 0..3),
    );
    (own, parts).prop_map(move |(own, (honours, certificates, masters, classes))| {
        let (employer, employer_name, trade, level, town, gender, born) = own;
        let learnt = masters.into_iter().filter(|_| place > 3);
        Person {
            name: format!("人{place}"),
            gender: gender.map(str::to_owned),
            birth_month: born.map(str::to_owned),
            employer: employer.map(|own| EmployerId(-own)),
            employer_name: employer_name.map(str::to_owned),
            trade: trade.map(str::to_owned),
            level,
            town: town.map(str::to_owned),
            honours,
            certificates,
            apprenticeships: learnt
                .map(|(master, start, (reached, assessed))| Apprenticeship {
                    start,
                    reached,
                    assessed,
                    ..Apprenticeship::under(CraftsmanId(-master), "钳工")
                })
                .collect(),
            classes: classes
                .into_iter()
                .map(|(class, since)| TalentClass {
                    class: class.into(),
                    since,
                    ..TalentClass::default()
                })
                .collect(),
            ..Person::default()
        }
    })
}

/// A duty; often without a target or a result.
fn a_duty() -> impl Strategy<Value = Duty> {
    let many = || prop::option::weighted(0.7, 0..4_i64);
    let kind = prop::sample::select(DutyKind::ALL.to_vec());
    (kind, a_year(), many(), many()).prop_map(|(kind, year, target, result)| Duty {
        year,
        kind,
        target,
        result,
    })
}

fn a_studio() -> impl Strategy<Value = Workshop> {
    let grant = (
        prop::sample::select(HonourLevel::ALL.to_vec()),
        a_year(),
        1..9_i64,
    );
    let own = (
        prop::sample::select(HonourLevel::ALL.to_vec()),
        prop::option::of(1..4_i64),
        prop::option::of(1..4_i64),
        pick(&TRADES),
        a_day(),
        a_day(),
        prop::sample::select(STUDIOS.to_vec()),
    );
    let members = prop::collection::vec(1..9_i64, 0..4);
    let grants = prop::collection::vec(grant, 0..4);
    let duties = prop::collection::vec(a_duty(), 0..6);
    (own, grants, duties, members).prop_map(|(own, grants, duties, members)| {
        let (level, leader, host, trade, approved, term_end, name) = own;
        Workshop {
            leader: leader.map(|own| CraftsmanId(-own)),
            leader_name: Some("林小满".into()),
            host: host.map(|own| EmployerId(-own)),
            host_name: Some("云桥职校".into()),
            trade: trade.map(str::to_owned),
            approved,
            term_end,
            grants: grants
                .into_iter()
                .map(|(level, year, many)| Grant {
                    level,
                    year,
                    amount_yuan: many * 5_000,
                })
                .collect(),
            duties,
            members: members
                .into_iter()
                .map(|own| CraftsmanId(-own).into())
                .collect(),
            ..Workshop::named(name, level)
        }
    })
}

pub(super) fn a_batch() -> impl Strategy<Value = RosterBatch> {
    let people: Vec<_> = (1..25).map(a_person).collect();
    let studios = prop::collection::vec(a_studio(), 3..9);
    let kinds = prop::collection::vec(prop::sample::select(EmployerKind::ALL.to_vec()), 3);
    (people, studios, kinds).prop_map(|(people, studios, kinds)| {
        let firms = EMPLOYERS.iter().zip(TOWNS).zip(kinds);
        RosterBatch {
            employers: firms
                .map(|((name, town), kind)| {
                    let mut own = firm(name);
                    (own.kind, own.town) = (kind, Some(town.to_owned()));
                    own
                })
                .collect(),
            people,
            studios,
        }
    })
}

fn a_scheme() -> impl Strategy<Value = Scheme> {
    let goal = (2022..2027, 0..500_i64).prop_map(|(year, amount)| Goal { year, amount });
    let targets = prop::collection::vec(prop::collection::vec(goal, 1..4), 0..4);
    let own = (
        prop::sample::select(ProgrammeKind::ALL.to_vec()),
        prop::sample::select(TRADES.to_vec()),
        pick(&TRADES),
        pick(HonourLevel::ALL),
        a_day(),
        prop::option::of(1..80_u32),
    );
    (own, targets).prop_map(|((kind, name, trade, level, start, hours), targets)| {
        let targets = TRADES.iter().zip(targets).map(|(name, mut goals)| {
            goals.sort_unstable();
            goals.dedup_by_key(|goal| goal.year);
            Target {
                name: (*name).to_owned(),
                unit: "人".into(),
                goals,
                question: None,
            }
        });
        Scheme {
            trade: trade.map(str::to_owned),
            level,
            organiser: trade.map(str::to_owned),
            account: trade.map(str::to_owned),
            start,
            hours: hours.filter(|_| kind == ProgrammeKind::Training),
            targets: if kind == ProgrammeKind::Plan {
                targets.collect()
            } else {
                Vec::new()
            },
            ..Scheme::named(kind, name)
        }
    })
}

/// An entry of a kind; people are of the first rows, employers too.
fn an_entry(kind: ProgrammeKind) -> impl Strategy<Value = Entry> {
    let own = (
        prop::bool::weighted(0.8),
        1..9_i64,
        1..4_i64,
        a_day(),
        pick(SkillLevel::ALL),
        prop::sample::select(Finish::ALL.to_vec()),
        prop::option::weighted(0.8, 1..13_u32),
        prop::sample::select(TRADES.to_vec()),
        0..5_000_i64,
    );
    own.prop_map(
        move |(is_person, person, firm, on, level, finish, place, word, amount)| {
            let who = if is_person {
                Party::Craftsman(CraftsmanId(person))
            } else {
                Party::Employer(EmployerId(firm))
            };
            let what = match kind {
                ProgrammeKind::Contest => Fact::Placed {
                    place,
                    score: None,
                    promoted: level,
                },
                ProgrammeKind::Training => Fact::Learnt { finish, level },
                ProgrammeKind::Subsidy => Fact::Paid {
                    yuan: amount,
                    level,
                    over: None,
                },
                ProgrammeKind::Plan => Fact::Reached {
                    target: word.into(),
                    amount,
                    source: "表".into(),
                },
                ProgrammeKind::Assessment => Fact::Scored {
                    item: word.into(),
                    times: 1,
                    points: amount,
                },
            };
            Entry {
                who: (kind != ProgrammeKind::Plan).then_some(who),
                on: on.unwrap_or_else(|| day("2024-06-01")),
                what,
                note: None,
            }
        },
    )
}

/// Adds programmes with entries, some of them struck.
fn add_programmes(store: &mut dyn Store, runner: &mut TestRunner) {
    let signed = Signed {
        by: "王一".into(),
        at: at("2026-11-22 09:00:00"),
    };
    for _ in 0..40 {
        let scheme = drawn(runner, &a_scheme());
        let own = RosterEntry::Programme(Box::new(scheme.clone()));
        let NameId::Programme(id) = store.save_entry(None, &own, &signed).unwrap() else {
            panic!("it is a programme")
        };
        let entries = drawn(runner, &prop::collection::vec(an_entry(scheme.kind), 0..12));
        let seen = store.programme(id).unwrap().unwrap().version;
        let mut seen = store.enter(id, seen, &entries, &signed).unwrap();
        for own in store.entries_of(id).unwrap().iter().step_by(5) {
            seen = store
                .strike_entry(own.id, seen, Some("错"), &signed)
                .unwrap();
        }
    }
}

fn a_value(field: Field) -> BoxedStrategy<Value> {
    use crate::figure::Kind;
    let text = |all: &[&'static str]| {
        let known: Vec<&str> = all.iter().copied().filter(|own| !own.is_empty()).collect();
        let known = prop::sample::select(known);
        known.prop_map(|own| Value::Text(own.into())).boxed()
    };
    match (field.kind(), field) {
        (Kind::Year, Field::BirthYear) => (1970..1975).prop_map(Value::Year).boxed(),
        (Kind::Year, _) => (2022..2027).prop_map(Value::Year).boxed(),
        (Kind::Place, _) => (1..13).prop_map(Value::Place).boxed(),
        (Kind::Text, Field::Town | Field::StudioTown | Field::EmployerTown) => text(&TOWNS),
        (Kind::Text, Field::Honour) => text(&HONOURS),
        (Kind::Text, Field::ClassHeld) => text(&["A", "B", "C"]),
        (Kind::Text, Field::Employer | Field::Host) => text(&EMPLOYERS),
        (Kind::Text, Field::Gender) => text(&["男", "女"]),
        (Kind::Text, Field::Studio) => text(&STUDIOS),
        (Kind::Text, Field::Leader) => text(&["人1", "林小满", "人"]),
        (Kind::Text, _) => text(&TRADES),
        (kind, _) => prop::sample::select(Value::all(kind)).boxed(),
    }
}

fn a_filter(subject: Subject) -> impl Strategy<Value = Filter> {
    let fields: Vec<Field> = subject.fields().collect();
    prop::sample::select(fields).prop_flat_map(|field| {
        let ops: Vec<Op> = Op::ALL
            .iter()
            .copied()
            .filter(|op| op.suits(field))
            .collect();
        let values = prop::collection::vec(a_value(field), 1..4);
        let nothing = prop::bool::weighted(0.2);
        (prop::sample::select(ops), values, nothing).prop_map(move |(op, mut values, nothing)| {
            use crate::figure::Part;
            if op.is_ordering() {
                values.truncate(1);
            } else if nothing && op != Op::Has && field.part() == Part::Own {
                values.push(Value::Nothing);
            }
            Filter { field, op, values }
        })
    })
}

pub(super) fn a_question() -> impl Strategy<Value = Question> {
    prop::sample::select(Subject::ALL.to_vec())
        .prop_flat_map(|subject| {
            let fields: Vec<Field> = subject.fields().collect();
            (
                Just(subject),
                prop::collection::vec(a_filter(subject), 0..4),
                prop::sample::select(subject.measures().to_vec()),
                prop::option::of(prop::sample::select(fields)),
                a_day(),
            )
        })
        .prop_filter_map("parts that go together", |own| {
            let (subject, filters, measure, by, as_of) = own;
            Question::of(Wording {
                subject,
                filters,
                measure,
                by,
                as_of,
            })
        })
}

pub(super) fn drawn<T>(runner: &mut TestRunner, all: &impl Strategy<Value = T>) -> T {
    all.new_tree(runner).unwrap().current()
}

/// Reads the whole roster back.
pub(super) fn roster(store: &dyn Store) -> Roster {
    let mut ids = Vec::new();
    store.each_name(&mut |row| ids.push(row.id)).unwrap();
    let mut all = Roster::default();
    for head in store.programmes(None, usize::MAX).unwrap() {
        let own = store.programme(head.id).unwrap().unwrap();
        all.programmes
            .push((own, store.entries_of(head.id).unwrap()));
    }
    for id in ids {
        use crate::store::NameId;
        match id {
            NameId::Craftsman(id) => all.people.extend(store.craftsman(id).unwrap()),
            NameId::Studio(id) => all.studios.extend(store.studio(id).unwrap()),
            NameId::Employer(id) => all.employers.extend(store.employer(id).unwrap()),
            NameId::Programme(_) => unreachable!("programmes are no names of the roster"),
        }
    }
    all
}

fn every_question_is_answered_as_by_looking_at_each_record(store: &mut dyn Store) {
    let mut runner = TestRunner::deterministic();
    for _ in 0..2 {
        store.add_roster(&drawn(&mut runner, &a_batch())).unwrap();
    }
    add_programmes(store, &mut runner);
    let roster = roster(store);
    let mut counted = 0;
    for _ in 0..900 {
        let question = drawn(&mut runner, &a_question());
        let found = store.figure(&question, usize::MAX).unwrap();
        let line = question.print(crate::figure::Tongue::Zh);
        assert_eq!(found, plain::answer(&question, &roster), "{line}");
        if question.parts_sum() {
            let sum: i64 = found.groups.iter().map(|group| group.amount).sum();
            assert_eq!(sum, found.amount, "{line}");
        }
        counted += usize::from(found.amount > 0);
    }
    assert!(counted > 100, "only {counted} questions find anything");
}

fn an_empty_roster_answers_with_nothing(store: &mut dyn Store) {
    let question = read("人才 荣誉数 按荣誉").unwrap();
    let answer = store.figure(&question, 9).unwrap();
    assert_eq!((answer.amount, answer.records), (0, 0));
    assert_eq!((answer.groups, answer.rows), (vec![], vec![]));
    assert_eq!(store.figure_values(Field::Town, 9).unwrap(), []);
}

fn rows_are_kept_as_far_as_they_are_wanted(store: &mut dyn Store) {
    for _ in 0..5 {
        store.add_craftsman(&named("甲")).unwrap();
    }
    let all = store.figure(&Question::all(Subject::People), 9).unwrap();
    let some = store.figure(&Question::all(Subject::People), 2).unwrap();
    assert_eq!((all.rows.len(), some.rows.len()), (5, 2));
    assert_eq!((all.amount, &all.hash), (some.amount, &some.hash));
    assert_eq!(some.records, 5);
}

fn values_come_with_the_commonest_first(store: &mut dyn Store) {
    for town in ["乙镇", "甲镇", "乙镇", ""] {
        let mut person = named("人");
        person.town = Some(town.into());
        store.add_craftsman(&person).unwrap();
    }
    store.add_craftsman(&named("人")).unwrap();
    let text = |own: &str| Value::Text(own.into());
    let found = store.figure_values(Field::Town, 9).unwrap();
    assert_eq!(found, [(text("乙镇"), 2), (text("甲镇"), 1)]);
    assert_eq!(store.figure_values(Field::Town, 1).unwrap().len(), 1);
    for field in Field::ALL {
        store.figure_values(*field, 9).unwrap();
    }
}

fn a_letter(store: &mut dyn Store) -> LetterId {
    store
        .add_letter(&letter(None), "王一", at("2026-11-21 09:00:00"))
        .unwrap()
}

fn a_figure(store: &dyn Store, letter: LetterId) -> Cited {
    let question = read("人才 级别>=高级工 按级别").unwrap();
    let answer = store.figure(&question, 9).unwrap();
    Cited::of(letter, question, &answer).looked_up(day("2026-11-21"), "王一")
}

fn a_cited_figure_comes_back_whole_and_is_looked_up_again(store: &mut dyn Store) {
    let letter = a_letter(store);
    let mut master = named("甲");
    master.level = Some(SkillLevel::Technician);
    let first = store.add_craftsman(&master).unwrap();
    let own = a_figure(store, letter);
    assert_eq!(own.shown, "1人，其中技师1人");
    let id = store.add_figure(&own).unwrap();
    let found = store.cited_figure(id).unwrap().unwrap();
    assert_eq!((found.id, &found.value), (id, &own));
    let second = store.add_craftsman(&master).unwrap();
    let question = own.question().unwrap().clone();
    let now = store.figure(&question, 9).unwrap();
    assert_eq!(own.change(&now), Change::Amount);
    let came = vec![RowOf::Craftsman(second)];
    assert_eq!(own.moved(&now), Some((came, vec![])));
    let renewed = own.renewed(&now);
    assert_eq!(renewed.shown, "2人，其中技师2人");
    assert_eq!(renewed.change(&now), Change::Same);
    let again = store.add_figure(&renewed).unwrap();
    let found = store.figures_of(letter).unwrap();
    let ids: Vec<FigureId> = found.iter().map(|own| own.id).collect();
    assert_eq!(ids, [id, again]);
    assert_eq!((&found[0].value, &found[1].value), (&own, &renewed));
    let From::Roster(asked) = &found[1].value.from else {
        panic!("asked of the roster");
    };
    let both = [RowOf::Craftsman(first), RowOf::Craftsman(second)];
    assert_eq!(asked.rows, both);
}

fn a_quoted_figure_comes_back_whole(store: &mut dyn Store) {
    let letter = a_letter(store);
    let source = store
        .take_in(&intake("a", vec![], vec![source()]))
        .unwrap()
        .sources[0];
    let sentence = "全区产值12.5亿元。".to_owned();
    let own = Cited::quoted(letter, source, sentence, "12.5亿元".into())
        .looked_up(day("2026-11-21"), "王一");
    let id = store.add_figure(&own).unwrap();
    assert_eq!(store.cited_figure(id).unwrap().unwrap().value, own);
    assert_eq!(store.cited_figure(FigureId(99)).unwrap(), None);
}

fn a_figure_is_frozen_once(store: &mut dyn Store) {
    let letter = a_letter(store);
    let own = a_figure(store, letter);
    let id = store.add_figure(&own).unwrap();
    let uncited = store.add_figure(&own).unwrap();
    let signed = at("2026-11-22 10:00:00");
    for moment in [signed, at("2026-11-23 10:00:00")] {
        let mut ask = review::ask(store, letter, StepKind::Sign, Give::Nothing);
        ask.step.recorded_at = moment;
        ask.after.text = "现有9人。".into();
        ask.after.spans = vec![Span {
            range: 2..4,
            what: What::Figure(id),
        }];
        store.take_step(&ask).unwrap();
    }
    let other = store.cited_figure(uncited).unwrap().unwrap();
    assert_eq!(other.value.state, FigureState::Live);
    let found = store.cited_figure(id).unwrap().unwrap();
    assert_eq!(found.value.state, FigureState::Frozen);
    assert_eq!(found.value.frozen_at, Some(signed));
    let lifted = found.value.lifted_into(letter);
    assert_eq!((lifted.state, lifted.frozen_at), (FigureState::Stale, None));
    let lifted_id = store.add_figure(&lifted).unwrap();
    assert_eq!(
        store.cited_figure(lifted_id).unwrap().unwrap().value,
        lifted
    );
}

fn a_figure_of_no_letter_is_refused(store: &mut dyn Store) {
    let own = a_figure(store, LetterId(99));
    assert!(is_missing(store.add_figure(&own)));
}
