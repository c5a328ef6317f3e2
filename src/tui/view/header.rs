//! The first two rows: who we are, what waits, the day; the panes and what the list is narrowed by.
//!
//! Nothing here moves with the cursor.

use chrono::{Datelike, Days};

use super::{
    Desk,
    pen::{Line, Pen},
    words::{thousands, weekday},
};
use crate::{
    app::{
        Action, Pane, board::Page, effect::QueueOrder, ending::Endings, layout::Area,
        model::StoreName,
    },
    domain::state::State,
    store::RosterCounts,
    text::width,
    tui::theme::Role,
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, header: Area, tabs: Area) {
    draw_header(desk, pen, header);
    draw_tabs(desk, pen, tabs);
}

fn draw_header(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    let model = desk.model;
    let mut right = counts(desk);
    right.push((
        Role::Text,
        format!("   {}", weekday(model.today, model.lang)),
    ));
    let cols: usize = right.iter().map(|(_, text)| width::of(text)).sum();
    let cols = (cols as u16).min(area.width);
    let mut left = vec![(Role::Title, "anfu 案复".to_owned())];
    if model.store == StoreName::Demo {
        left.push((Role::Text, "  ".into()));
        left.push((Role::Demo, desk.say("store.demo").to_owned()));
    }
    let unit = &model.unit;
    let name = unit.short_name.as_ref().or(unit.full_name.as_ref());
    let who = [name, Some(&model.user)].into_iter().flatten();
    let room = area.width.saturating_sub(cols + 1);
    let mut used: usize = left.iter().map(|(_, text)| width::of(text)).sum();
    for word in who.filter(|word| !word.is_empty()) {
        // Who we are is known: a word that does not fit whole is left out.
        used += width::of(word) + 2;
        if used > usize::from(room) {
            break;
        }
        left.push((Role::Text, format!("  {word}")));
    }
    pen.line((area.x, area.y), room, &left);
    pen.line((area.x + area.width - cols, area.y), cols, &right);
}

/// What waits: to be signed for, due by Sunday, late.
fn counts(desk: Desk<'_>) -> Line {
    let Some(queue) = &desk.model.queue_counts else {
        return Vec::new();
    };
    let today = desk.model.today;
    let to_sunday = 6 - today.weekday().num_days_from_monday();
    let sunday = today + Days::new(u64::from(to_sunday));
    let waiting = queue
        .by_state
        .iter()
        .filter(|(state, _)| *state == State::AwaitingAcceptance)
        .map(|(_, count)| count)
        .sum::<u64>();
    let due = |from, to| -> u64 {
        let within = queue
            .by_due
            .iter()
            .filter(|(day, _)| from <= *day && *day <= to);
        within.map(|(_, count)| count).sum()
    };
    let week = due(today, sunday);
    let late = due(chrono::NaiveDate::MIN, today.pred_opt().unwrap_or(today));
    let role = if late > 0 { Role::Late } else { Role::Text };
    let text = |key: &str, count: u64| desk.say_with(key, &[("n", &thousands(count))]);
    vec![
        (
            Role::Text,
            format!(
                "{}  {}  ",
                text("count.waiting", waiting),
                text("count.week", week)
            ),
        ),
        (role, text("count.late", late)),
    ]
}

fn draw_tabs(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    let model = desk.model;
    let mut left: Line = Vec::new();
    for pane in Pane::ALL {
        let action = match pane {
            Pane::Queue => Action::PaneQueue,
            Pane::Letter => Action::PaneLetter,
            Pane::Roster => Action::PaneRoster,
            Pane::Board => Action::PaneBoard,
        };
        let key = desk.key(action);
        let name = format!("{key}{}", action.label(model.lang));
        left.push(if pane == model.focus {
            (Role::TabFocus, format!("[{name}]"))
        } else {
            (Role::Tab, format!(" {name} "))
        });
    }
    let state = match model.focus {
        Pane::Queue => queue_state(desk),
        Pane::Letter => {
            let count = model.letter.heads.len().to_string();
            desk.say_with("letter.count", &[("n", &count)])
        }
        Pane::Roster => match &model.roster_counts {
            Some(roster) => roster_state(desk, roster),
            None => String::new(),
        },
        Pane::Board => match &model.board.figures {
            _ if desk.model.board.page == Page::Roster => desk.say("plot.page").to_owned(),
            Some(figures) => desk.say_with("board.of_year", &[("year", &figures.year.to_string())]),
            None => String::new(),
        },
    };
    let used = pen.line((area.x, area.y), area.width, &left);
    let room = area.width.saturating_sub(used + 2);
    pen.put_right(
        (area.x + area.width - room, area.y),
        room,
        &state,
        Role::Dim,
    );
}

/// Returns the roster in numbers: what ends soon first, which is to be done.
fn roster_state(desk: Desk<'_>, roster: &RosterCounts) -> String {
    let counts = desk.say_with(
        "roster.count",
        &[
            ("people", &thousands(roster.craftsmen)),
            ("studios", &thousands(roster.studios)),
            ("employers", &thousands(roster.employers)),
        ],
    );
    match desk.model.roster.ending.as_ref().map(Endings::count) {
        Some(ending) if ending > 0 => {
            let ending = thousands(ending as u64);
            format!(
                "{}  {counts}",
                desk.say_with("due.count", &[("n", &ending)])
            )
        }
        _ => counts,
    }
}

fn queue_state(desk: Desk<'_>) -> String {
    let queue = &desk.model.queue;
    let mut words = vec![desk.say_with(
        "queue.total",
        &[("n", &thousands(desk.model.queue_total()))],
    )];
    words.push(
        desk.say(match queue.order {
            QueueOrder::Due => "queue.by_due",
            QueueOrder::Number => "queue.by_number",
            QueueOrder::Newest => "queue.by_newest",
        })
        .to_owned(),
    );
    if !queue.marks.is_empty() {
        let count = queue.marks.len().to_string();
        words.push(desk.say_with("queue.marked", &[("n", &count)]));
    }
    if queue.range_from.is_some() {
        words.push(desk.say("queue.in_range").to_owned());
    }
    if let Some(only) = &queue.only {
        words.push(desk.say_with("queue.only", &[("name", &only.name)]));
    }
    if !queue.filter.text().is_empty() {
        // What could not be read narrows nothing; the list must not look as if it did.
        let wrong = queue.wrong(desk.model.lang, &desk.model.rules.pack);
        let key = match wrong {
            Some(_) => "queue.filtered_wrong",
            None => "queue.filtered",
        };
        words.push(desk.say_with(key, &[("filter", queue.filter.text())]));
    }
    if queue.partial {
        words.push(desk.say("word.reading").to_owned());
    }
    words.join("  ")
}
