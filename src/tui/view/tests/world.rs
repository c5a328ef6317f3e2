//! Hand-made desks: invented items, letters, people.

use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::{Terminal, backend::TestBackend, buffer::CellWidth};

use crate::{
    app::{
        Model, Msg,
        model::StoreName,
        msg::QueueAnswer,
        review::ReviewView,
        views::{Card, CardOf, Found, ItemView, LetterView, Link, Note, Shown},
    },
    domain::{
        craftsman::{Person, SkillLevel},
        deadline::{Clock, ClockKind, Projection},
        event::{Event, EventKind, NewEvent},
        id::{CraftsmanId, EmployerId, EventId, Kept, LetterId, ProposalId, StudioId, Version},
        letter::{LetterHead, LetterKind, LetterStage, LetterText},
        private::Private,
        proposal::{Ask, Item, PaperState, Proposer, ProposerKind, Role},
        sitting::{Kind, Level, Sitting},
        state::State,
    },
    lang::Lang,
    letter::page::Head,
    report::Figures,
    rules::pack_of,
    store::{NameId, QueueCounts, QueueRow, RosterCounts},
    text::history::History,
    tui::{Keymap, Theme, draw},
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Draws and returns the rows; a wide character stands once, its second cell is left out.
pub fn screen(model: &Model) -> Vec<String> {
    screen_with_caret(model).0
}

pub fn screen_with_caret(model: &Model) -> (Vec<String>, (u16, u16)) {
    let (width, height) = model.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let (keymap, theme) = (Keymap::embedded(), Theme::default());
    terminal
        .draw(|frame| draw(model, &keymap, &theme, frame))
        .unwrap();
    let buffer = terminal.backend().buffer().clone();
    let mut rows = Vec::new();
    for y in 0..height {
        let mut row = String::new();
        let mut covered = 0;
        for x in 0..width {
            let cell = &buffer[(x, y)];
            if covered > 0 {
                assert_eq!(
                    cell.symbol(),
                    " ",
                    "row {y}: column {x} covers half a character"
                );
                covered -= 1;
                continue;
            }
            row.push_str(cell.symbol());
            covered = cell.cell_width().saturating_sub(1);
        }
        assert_eq!(covered, 0, "row {y} ends in half a character");
        rows.push(row.trim_end().to_owned());
    }
    let caret = terminal.backend_mut();
    let caret = ratatui::backend::Backend::get_cursor_position(caret).unwrap();
    (rows, (caret.x, caret.y))
}

/// Returns the row that contains some words.
#[track_caller]
pub fn row_with<'a>(rows: &'a [String], words: &str) -> &'a str {
    rows.iter()
        .find(|row| row.contains(words))
        .unwrap_or_else(|| panic!("no row with {words:?} in\n{}", rows.join("\n")))
}

pub fn empty(lang: Lang, size: (u16, u16)) -> Model {
    let store = StoreName::Kept("anfu.db".into());
    let mut model = Model::new(size, lang, day("2026-11-21"), store, "王敏".into());
    model.unit.short_name = Some("云桥区总工会".into());
    model.queue.generation = 1;
    model.update(Msg::QueueRead(QueueAnswer {
        generation: 1,
        ..QueueAnswer::default()
    }));
    model
}

pub fn full(lang: Lang, size: (u16, u16)) -> Model {
    let mut model = empty(lang, size);
    let total = 40;
    model.update(Msg::QueueRead(QueueAnswer {
        generation: 1,
        from: 0,
        rows: (0..total).map(shown).collect(),
        total: total as usize,
        found: None,
        partial: false,
    }));
    model.update(Msg::LettersRead(vec![head(1), head(2)]));
    let hits = vec![
        found(NameId::Craftsman(CraftsmanId(1)), "周知行", 0..6),
        found(
            NameId::Studio(StudioId(1)),
            "周知行焊工技能大师工作室",
            0..3,
        ),
        found(
            NameId::Employer(EmployerId(1)),
            "e\u{301}云桥精密机械有限公司",
            0..0,
        ),
    ];
    let generation = model.roster.generation;
    model.update(Msg::NamesFound {
        generation,
        hits,
        total: 3_500_000,
        partial: true,
    });
    model.update(Msg::CountsRead(QueueCounts {
        by_state: vec![
            (State::AwaitingAcceptance, 3),
            (State::Drafting, 30),
            (State::Closed, 1200),
        ],
        by_due: vec![
            (day("2026-11-19"), 1),
            (day("2026-11-21"), 2),
            (day("2026-11-24"), 4),
            (day("2027-02-01"), 9),
        ],
    }));
    model.update(Msg::RosterCounted(RosterCounts {
        craftsmen: 3_500_000,
        studios: 12,
        employers: 340,
        by_level: vec![
            (None, 10),
            (Some(SkillLevel::Senior), 900),
            (Some(SkillLevel::ChiefTechnician), 1),
        ],
    }));
    model
}

/// The board of a small desk.
pub fn figures() -> Arc<Figures> {
    let items = |count: i64| (1..=count).map(ProposalId).collect();
    let mut figures = Figures::of(&[], day("2026-11-21"), &pack_of(None));
    figures.late = items(1);
    figures.days[8] = items(4);
    figures.states = vec![
        (State::AwaitingAcceptance, items(3)),
        (State::Closed, items(1200)),
    ];
    figures.ratings = vec![(None, items(2))];
    Arc::new(figures)
}

pub fn shown(at: i64) -> Shown {
    let titles = [
        "关于加大高技能人才培养力度和提高待遇的建议，题目长到一行放不下的那一种",
        "支持企业班组培养青年工匠",
        "",
        "帮厂办好e\u{301}夜间培训课程",
    ];
    let due = [
        Some((day("2026-11-19"), ClockKind::Return)),
        Some((day("2026-11-24"), ClockKind::Answer)),
        Some((day("2026-11-21"), ClockKind::Opinion)),
        None,
    ];
    let place = (at % 4) as usize;
    let mut sitting = Sitting::unknown(Kind::Suggestion);
    sitting.place = Some("云桥区".into());
    let role = if place == 2 { Role::Co } else { Role::Lead };
    let mut projection = Projection::of(role, &[]);
    projection.state = [
        State::AwaitingAcceptance,
        State::Drafting,
        State::AwaitingOpinion,
        State::Closed,
    ][place];
    projection.due = due[place];
    projection.in_working_days = place == 0;
    Shown {
        row: QueueRow {
            id: ProposalId(at + 1),
            version: Version(1),
            number_printed: Some(format!("{:03}", at + 37)),
            number: Some(37),
            title: titles[place].into(),
            sitting,
            paper: if place == 3 {
                PaperState::Missing
            } else {
                PaperState::Present
            },
            proposers: "林小满等3".into(),
            lead_unit: None,
            projection,
            asks: 2,
        },
        title_spans: if place == 1 {
            vec![0..3, 3..6]
        } else {
            Vec::new()
        },
        proposer_spans: Vec::new(),
    }
}

fn head(id: i64) -> LetterHead {
    LetterHead {
        id: LetterId(id),
        proposal: Some(ProposalId(1)),
        kind: if id == 1 {
            LetterKind::LeadReply
        } else {
            LetterKind::CoOpinion
        },
        stage: LetterStage::Draft,
        title: "对区十届三次会议第037号建议的答复".into(),
        number: Some("云区工复〔2026〕2号".into()),
        class: None,
        date: None,
        publicity: None,
        changed_at: day("2026-11-20").and_hms_opt(9, 30, 0).unwrap(),
    }
}

fn found(id: NameId, name: &str, span: std::ops::Range<usize>) -> Found {
    Found {
        id,
        name: name.into(),
        spans: if span.is_empty() {
            Vec::new()
        } else {
            vec![span]
        },
        note: Note::Known(crate::store::NameNote {
            skill: Some(crate::domain::craftsman::SkillLevel::Technician),
            trade: Some("焊工".into()),
            place: Some("云桥精密机械有限公司".into()),
            ..Default::default()
        }),
    }
}

pub fn item_view() -> ItemView {
    let mut sitting = Sitting::unknown(Kind::Suggestion);
    sitting.place = Some("云桥区".into());
    sitting.level = Some(Level::County);
    sitting.term = Some(10);
    sitting.session = Some(3);
    let mut item = Item::blank(sitting);
    item.number_printed = Some("037".into());
    item.title = "关于加大高技能人才培养力度的建议".into();
    item.paper = PaperState::Present;
    let mut lead = Proposer::named("林小满", ProposerKind::Deputy);
    lead.phone = Some(Private::new("00000001234"));
    item.proposers = vec![lead, Proposer::named("周知行", ProposerKind::Deputy)];
    item.asks = vec![
        Ask {
            text: "提高待遇".into(),
        },
        Ask {
            text: "办好培训".into(),
        },
    ];
    item.body = "近年来，我区企业反映技工难招。\n".repeat(30);
    let fact = |id, kind, on: &str, text: &str| Event {
        id: EventId(id),
        fact: NewEvent::plain(kind, day(on), day(on).and_hms_opt(9, 0, 0).unwrap(), "王敏")
            .with_text(text),
    };
    let mut reversal = fact(3, EventKind::Reversed, "2026-11-20", "");
    reversal.fact.reverses = Some(EventId(2));
    let events = vec![
        fact(1, EventKind::Assigned, "2026-11-18", ""),
        fact(2, EventKind::Accepted, "2026-11-19", "综合科"),
        reversal,
    ];
    ItemView {
        projection: Projection::of(Role::Lead, &events),
        proposal: Kept {
            id: ProposalId(1),
            version: Version(1),
            value: item,
        },
        events,
        deliveries: Vec::new(),
        owed: Vec::new(),
        clocks: vec![Clock {
            kind: ClockKind::Answer,
            due: day("2026-11-24"),
            in_working_days: false,
            steps: Vec::new(),
        }],
        letters: vec![head(1)],
        attachments: Vec::new(),
    }
}

pub fn letter_view(text: &str) -> LetterView {
    let mut letter = LetterText::draft(LetterKind::LeadReply, Some(ProposalId(1)));
    letter.title = "对区十届三次会议第037号建议的答复".into();
    letter.text = text.into();
    LetterView {
        letter: Kept {
            id: LetterId(1),
            version: Version(1),
            value: letter,
        },
        item: Some(("037".into(), "关于加大高技能人才培养力度的建议".into())),
        versions: 2,
        review: ReviewView::default(),
        history: History::default(),
        asks: Vec::new(),
        lifts: Vec::new(),
        publishing: None,
        head: Head::default(),
        published_note: String::new(),
    }
}

pub fn card() -> Card {
    let person = Person {
        name: "周知行".into(),
        level: Some(SkillLevel::Technician),
        trade: Some("焊工".into()),
        phone: Some(Private::new("00000001234")),
        employer_name: Some("云桥精密机械有限公司".into()),
        ..Person::default()
    };
    let link = |relation, to, name: &str| Link {
        relation,
        to,
        name: name.into(),
    };
    Card {
        of: CardOf::Craftsman(Box::new(Kept {
            id: CraftsmanId(1),
            version: Version(1),
            value: person,
        })),
        links: vec![
            link(
                "employer",
                NameId::Employer(EmployerId(1)),
                "云桥精密机械有限公司",
            ),
            link("apprentice", NameId::Craftsman(CraftsmanId(2)), "沈望舒"),
        ],
        filed: Vec::new(),
    }
}
