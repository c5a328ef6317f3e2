//! The last row: what is being typed, else the keys that work now. A notice over it is in `notice`.

use super::{
    Desk,
    pen::{Line, Pen},
    roster::typed,
};
use crate::{
    app::{
        Action, Pane,
        board::Page,
        layout::Area,
        letter::asking::Asking,
        name_box::Heard,
        overlay::{Overlay, Picked, roster_mapping::Under},
        record::Record,
        roster::RosterPane,
    },
    text::{field::Field, width},
    tui::theme::Role,
};

/// An action to show with its key, under its own label or other words.
type Hint = (Action, Option<&'static str>);

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    if desk.model.notice.is_some() {
        return;
    }
    let used = prompt(desk, pen, area);
    let from = if used == 0 { 0 } else { used + 2 };
    let room = area.width.saturating_sub(from + 1);
    let model = desk.model;
    if model.overlays.is_empty()
        && model.focus == Pane::Queue
        && model.queue.typing
        && let Some(says) = model.queue.wrong(model.lang, &model.rules.pack)
    {
        pen.put((area.x + from, area.y), room, &says, Role::Soon);
        return;
    }
    if model.overlays.is_empty()
        && model.focus == Pane::Roster
        && let Heard::Refused(wrong) = &model.roster.heard
    {
        let says = wrong.says(model.lang);
        pen.put((area.x + from, area.y), room, &says, Role::Soon);
        return;
    }
    let line = hints(desk, usize::from(room));
    pen.line((area.x + from, area.y), room, &line);
}

/// Draws what is being typed at the bottom; returns the columns used.
fn prompt(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) -> u16 {
    let model = desk.model;
    let (label, field): (&str, &Field) = match (model.overlays.last(), model.focus) {
        (Some(Overlay::Jump(field)), _) => ("#", field),
        (None, Pane::Queue) if model.queue.typing => ("/", &model.queue.filter),
        (None, Pane::Letter) => match &model.letter.open {
            Some(open) => match open.asked.field() {
                Some((asking, field)) => {
                    let label = match asking {
                        Asking::Find => "/",
                        Asking::Replace => desk.say("letter.replace_label"),
                        Asking::With => desk.say("letter.with_label"),
                        Asking::Line => desk.say("letter.line_label"),
                    };
                    (label, field)
                }
                None => return 0,
            },
            None => return 0,
        },
        _ => return 0,
    };
    let label_cols = pen.put((area.x, area.y), area.width / 4, label, Role::Key);
    let cols = (width::of(field.text()) as u16 + 1).clamp(20, area.width / 2);
    typed(pen, (area.x + label_cols, area.y), cols, field, true);
    cols + label_cols
}

/// Returns the keys that work now, as many as fit whole.
fn hints(desk: Desk<'_>, cols: usize) -> Line {
    let contexts = desk.model.contexts();
    let lang = desk.model.lang;
    let worded: Vec<(Action, String, String)> = hinted(desk)
        .into_iter()
        .filter_map(|(action, words)| {
            let key = desk.keymap.key_in(&contexts, action)?.shown(lang);
            let label = words.map_or_else(|| action.label(lang), |key| desk.say(key));
            Some((action, key, format!(" {label}")))
        })
        .collect();
    let cols_of = |(_, key, label): &(Action, String, String)| width::of(key) + width::of(label);
    // The help leads to everything else: the others give way to it.
    let help = worded.iter().find(|(action, ..)| *action == Action::Help);
    let mut kept_for_help = help.map_or(0, |hint| cols_of(hint) + 2);
    let mut line: Line = Vec::new();
    let mut used = 0;
    for hint in worded {
        let own = cols_of(&hint);
        let gap = if used == 0 { 0 } else { 2 };
        if hint.0 == Action::Help {
            kept_for_help = 0;
        }
        if used + gap + own + kept_for_help > cols {
            continue;
        }
        used += gap + own;
        let (_, key, label) = hint;
        line.push((Role::Text, " ".repeat(gap)));
        line.push((Role::Key, key));
        line.push((Role::Text, label));
    }
    line
}

/// Returns the keys of the roster: of a card, of records shown alone, of the list.
fn in_roster(roster: &RosterPane) -> Vec<Hint> {
    use Action as A;
    let own = |actions: &[Action]| actions.iter().map(|action| (*action, None)).collect();
    if let Some(open) = &roster.open {
        let mut all: Vec<Hint> = own(&[
            A::Open,
            A::Back,
            A::AddFact,
            A::Edit,
            A::RemoveFact,
            A::Undo,
            A::RosterLog,
            A::LookAlikes,
            A::NextSection,
            A::Help,
            A::Copy,
        ]);
        all.insert(2, (A::Filter, Some("hint.find")));
        if open.card.is_private() {
            all.insert(4, (A::Reveal, None));
        }
        return all;
    }
    if roster.hits.is_empty() && roster.only.is_none() && roster.query.text().is_empty() {
        return own(&[
            A::New,
            A::NewStudio,
            A::NewEmployer,
            A::RosterIn,
            A::Palette,
            A::Help,
            A::Quit,
        ]);
    }
    // Records shown alone: what leads out of them, and what is done with a list.
    if roster.only.is_some() {
        return own(&[
            A::Open,
            A::Back,
            A::PublicList,
            A::ExportRoster,
            A::Palette,
            A::Help,
        ]);
    }
    vec![
        (A::Filter, Some("hint.find")),
        (A::Facets, None),
        (A::Open, None),
        (A::New, None),
        (A::NewStudio, None),
        (A::NewEmployer, None),
        (A::Programmes, None),
        (A::Edit, None),
        (A::Palette, None),
        (A::RosterDue, None),
        (A::Help, None),
    ]
}

fn hinted(desk: Desk<'_>) -> Vec<Hint> {
    use Action as A;
    let own = |actions: &[Action]| actions.iter().map(|action| (*action, None)).collect();
    let model = desk.model;
    if let Some(overlay) = model.overlays.last() {
        return over(overlay);
    }
    let typing = vec![(A::Open, Some("hint.keep")), (A::Back, Some("hint.clear"))];
    match model.focus {
        Pane::Queue if model.queue.typing => typing,
        Pane::Roster if model.roster.typing => boxed(typing),
        Pane::Queue if model.queue.open.is_some() => own(&[
            A::Back,
            A::Draft,
            A::Accept,
            A::Route,
            A::SetAssigned,
            A::Note,
            A::Deadline,
            A::Edit,
            A::Reveal,
            A::Help,
            A::Correct,
        ]),
        Pane::Queue if model.queue.total == 0 => {
            own(&[A::PapersIn, A::New, A::Palette, A::Help, A::Quit])
        }
        Pane::Queue => own(&[
            A::Accept,
            A::Route,
            A::Draft,
            A::Return,
            A::Mark,
            A::Undo,
            A::Filter,
            A::Palette,
            A::Help,
            A::Extend,
            A::Contact,
            A::Note,
            A::PapersIn,
            A::Quit,
        ]),
        Pane::Letter => letters(desk),
        Pane::Roster => in_roster(&model.roster),
        Pane::Board => {
            let mut all = own(&[A::BoardPage, A::Refresh, A::Palette, A::Help, A::Quit]);
            if model.board.page == Page::Roster {
                all.insert(0, (A::Open, Some("hint.names")));
                all.insert(2, (A::NextPlot, None));
                if model.board.plots.is_counting() {
                    all.insert(0, (A::Back, Some("hint.stop")));
                }
            } else {
                all.insert(0, (A::Open, Some("hint.items")));
            }
            all
        }
    }
}

/// Returns what works while a name is typed, beside what works in any list.
fn boxed(mut typing: Vec<Hint>) -> Vec<Hint> {
    typing.insert(0, (Action::Complete, None));
    typing.push((Action::Facets, None));
    typing.push((Action::SoundAlikes, None));
    typing
}

fn letters(desk: Desk<'_>) -> Vec<Hint> {
    use Action as A;
    let own = |actions: &[Action]| actions.iter().map(|action| (*action, None)).collect();
    let model = desk.model;
    match &model.letter.open {
        Some(open) if open.asked.asking.is_some() => {
            let close = (A::Back, Some("hint.close"));
            match open.asked.asking {
                Some(Asking::With) => vec![
                    (A::Open, Some("hint.replace_all")),
                    (A::Down, Some("hint.replace_one")),
                    (A::Up, Some("hint.skip")),
                    close,
                ],
                Some(Asking::Replace) => vec![(A::Open, Some("hint.next")), close],
                Some(Asking::Line) => vec![(A::Open, Some("hint.go")), close],
                Some(Asking::Find) | None => vec![(A::Open, Some("hint.find")), close],
            }
        }
        Some(open) if open.beside.as_ref().is_some_and(|own| own.has_keys) => vec![
            (A::Open, Some("hint.lift")),
            (A::FindNext, Some("hint.next_paper")),
            (A::Beside, Some("hint.to_text")),
            (A::Back, Some("hint.close")),
            (A::Help, None),
        ],
        Some(open) if open.in_text && model.cite.offers(&open.editor).is_some() => vec![
            (A::NextBlank, Some("hint.take")),
            (A::LeaveText, Some("hint.leave_at")),
            (A::AskFigure, None),
        ],
        Some(open) if open.in_text => {
            let mut all: Vec<Hint> = own(&[
                A::LeaveText,
                A::NextBlank,
                A::Find,
                A::Replace,
                A::Outline,
                A::UndoEdit,
                A::Save,
                A::Help,
                A::Palette,
            ]);
            if !open.found.list.is_empty() {
                all.splice(2..2, own(&[A::NextFinding, A::CorrectFinding]));
            }
            all
        }
        // What is final can be read, found in and exported.
        Some(open) if !open.may_write() => vec![
            (A::Back, Some("hint.close")),
            (A::NextStep, None),
            (A::LetterLog, None),
            (A::Changes, None),
            (A::Export, None),
            (A::Help, None),
            (A::Filter, Some("hint.find")),
            (A::FindNext, None),
            (A::SendBack, None),
        ],
        Some(_) => vec![
            (A::EnterText, None),
            (A::Back, Some("hint.close")),
            (A::NextStep, None),
            (A::SendBack, None),
            (A::Changes, None),
            (A::Remark, None),
            (A::Filter, Some("hint.find")),
            (A::FindNext, None),
            (A::Export, None),
            (A::Undo, None),
            (A::Outline, None),
            (A::Replace, None),
            (A::Help, None),
        ],
        None if model.letter.heads.is_empty() => own(&[A::PaneQueue, A::Palette, A::Help, A::Quit]),
        None => own(&[
            A::Open,
            A::Mark,
            A::Export,
            A::PaneQueue,
            A::Palette,
            A::Help,
            A::Quit,
        ]),
    }
}

/// Returns the keys of a roster table that is looked at, being written, or written.
fn over_table(under: Under) -> Vec<Hint> {
    use Action as A;
    let close = (A::Back, Some("hint.close"));
    match under {
        Under::Writing => vec![(A::Back, Some("hint.stop"))],
        Under::Written => vec![(A::WriteBadRows, None), close],
        _ => vec![
            (A::Save, Some("hint.write")),
            (A::Open, Some("hint.column")),
            (A::NextSection, Some("hint.difference")),
            (A::Back, Some("hint.cancel")),
            (A::WriteBadRows, None),
            (A::TableSender, None),
            (A::TableList, None),
            (A::MakeEmployers, None),
        ],
    }
}

fn over(overlay: &Overlay) -> Vec<Hint> {
    use Action as A;
    let close = (A::Back, Some("hint.close"));
    let cancel = (A::Back, Some("hint.cancel"));
    match overlay {
        Overlay::Help(_) | Overlay::Palette(_) => vec![(A::Open, Some("hint.run")), close],
        Overlay::GoTo(_) | Overlay::Jump(_) | Overlay::Alike(_) => {
            vec![(A::Open, Some("hint.go")), close]
        }
        Overlay::Programmes(_) => vec![(A::Open, Some("hint.go")), (A::New, None), close],
        Overlay::Asks(_) => vec![
            (A::Open, Some("hint.go")),
            (A::Mark, Some("hint.link")),
            close,
        ],
        Overlay::Form(form) if form.fields.len() == 1 => vec![(A::Open, Some("hint.ok")), cancel],
        Overlay::Form(form) if matches!(form.record, Record::Act(_)) => vec![
            (A::Open, Some("hint.ok")),
            (A::Down, Some("hint.next_field")),
            (A::Up, Some("hint.previous_field")),
            cancel,
        ],
        Overlay::Pick(pick) if matches!(pick.picked, Picked::Act { .. }) => {
            vec![(A::Open, Some("hint.ok")), (A::WholeForm, None), cancel]
        }
        Overlay::Pick(_) | Overlay::Ask(_) => vec![(A::Open, Some("hint.ok")), cancel],
        Overlay::Form(form) => vec![
            match form.record {
                Record::Case(_) => (A::Save, Some("hint.compute")),
                _ => (A::Save, None),
            },
            (A::Down, Some("hint.next_field")),
            (A::Up, Some("hint.previous_field")),
            cancel,
        ],
        Overlay::Papers(papers) if papers.typing() => vec![(A::Save, Some("hint.read")), cancel],
        Overlay::Views(views) if views.naming => vec![(A::Open, Some("hint.ok")), cancel],
        Overlay::Views(_) => vec![
            (A::Open, Some("hint.go")),
            (A::Save, Some("hint.save_view")),
            close,
        ],
        Overlay::Pages(_) => vec![
            (A::PageDown, Some("hint.next_page")),
            (A::PageUp, Some("hint.previous_page")),
            (A::Open, Some("hint.next_head")),
            close,
        ],
        Overlay::Figure(figure) if figure.may_renew() => {
            vec![
                (A::Open, None),
                (A::Refresh, Some("hint.look_again")),
                close,
            ]
        }
        Overlay::Sources(_) | Overlay::Figure(_) => vec![(A::Open, None), close],
        Overlay::Findings(own) if own.reason.is_some() => {
            vec![(A::Open, Some("hint.ok")), cancel]
        }
        Overlay::Findings(own) => {
            let mut all = vec![(A::Open, Some("hint.go")), (A::WaiveFinding, None), close];
            if own.may_correct() {
                all.insert(1, (A::CorrectFinding, None));
            }
            all
        }
        Overlay::Changes(_) => vec![
            (A::FindNext, Some("hint.next_change")),
            (A::FindPrevious, Some("hint.previous_change")),
            close,
        ],
        Overlay::Remarks(_) => vec![
            (A::Open, Some("hint.go")),
            (A::SettleRemark, Some("hint.settle")),
            close,
        ],
        Overlay::Promises(_) => vec![
            (A::Mark, Some("hint.choose")),
            (A::Open, Some("hint.keep_chosen")),
            cancel,
        ],
        Overlay::Quote(_) => vec![
            (A::Open, Some("hint.quote")),
            (A::Mark, Some("hint.whole")),
            close,
        ],
        Overlay::Exporting(_) => vec![(A::Back, Some("hint.stop"))],
        Overlay::Papers(_) => vec![(A::Open, None), (A::Refresh, None), close],
        Overlay::RosterMapping(own) => over_table(own.under),
        Overlay::Review(_) | Overlay::Mapping(_) => vec![
            (A::Save, Some("hint.store")),
            (A::Edit, Some("hint.correct")),
            cancel,
        ],
        Overlay::Text(_) => vec![close, (A::Down, None), (A::Up, None)],
        Overlay::Confirm(_) => vec![
            (A::Open, Some("hint.agree")),
            (A::Back, Some("hint.decline")),
        ],
    }
}
