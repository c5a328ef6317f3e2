//! The board: the queue by state and by week, the roster by level, as bars.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    Desk,
    pen::Pen,
    words::{coded, thousands},
};
use crate::{
    app::layout::Area,
    domain::craftsman::SkillLevel,
    store::{QueueCounts, RosterCounts},
    text::width,
    tui::theme::Role,
};

/// How many weeks ahead are shown. Chosen by us: a quarter of the three months most items have.
const WEEKS: u64 = 4;

/// A bar: its words, the number, and what it means.
type Bar = (String, u64, Role);

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    let (Some(queue), Some(roster)) = (&desk.model.queue_counts, &desk.model.roster_counts) else {
        pen.put(
            (area.x + 2, area.y + 1),
            area.width,
            desk.say("board.counting"),
            Role::Dim,
        );
        return;
    };
    let half = area.width / 2;
    let left = Area {
        x: area.x + 1,
        width: half - 2,
        ..area
    };
    let right = Area {
        x: area.x + half + 1,
        width: area.width - half - 2,
        ..area
    };
    let states = states(desk, queue);
    let total: u64 = states.iter().map(|(_, count, _)| count).sum();
    let title = desk.say_with("board.states", &[("n", &thousands(total))]);
    let used = bars(pen, left, &title, &states);
    let people = left.below(used + 1);
    let right_used = bars(pen, right, desk.say("board.weeks"), &weeks(desk, queue));
    let title = desk.say_with("board.levels", &[("people", &thousands(roster.craftsmen))]);
    let levels = levels(desk, roster);
    let below = right.below(right_used + 1);
    // The levels stand where there is room for all of them.
    let place = if below.height as usize > levels.len() || below.height >= people.height {
        below
    } else {
        people
    };
    let used = bars(pen, place, &title, &levels);
    let others = desk.say_with(
        "board.others",
        &[
            ("studios", &thousands(roster.studios)),
            ("employers", &thousands(roster.employers)),
        ],
    );
    let rest = place.below(used);
    if rest.height > 0 {
        pen.put((rest.x, rest.y), rest.width, &others, Role::Text);
    }
}

fn states(desk: Desk<'_>, queue: &QueueCounts) -> Vec<Bar> {
    let word = |code| coded(desk.model.lang, "state", code);
    let all = queue.by_state.iter();
    all.map(|(state, count)| (word(state.code()), *count, Role::Bar))
        .collect()
}

/// Late, then each week from Monday to Sunday, then what is later.
fn weeks(desk: Desk<'_>, queue: &QueueCounts) -> Vec<Bar> {
    let today = desk.model.today;
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let sum = |from: NaiveDate, to: NaiveDate| -> u64 {
        let within = queue
            .by_due
            .iter()
            .filter(|(day, _)| from <= *day && *day < to);
        within.map(|(_, count)| count).sum()
    };
    let mut all = vec![(
        desk.say("board.late").to_owned(),
        sum(NaiveDate::MIN, today),
        Role::Late,
    )];
    for week in 0..WEEKS {
        let start = monday + Days::new(7 * week);
        let end = start + Days::new(7);
        let name = if week == 0 {
            desk.say("board.this_week").to_owned()
        } else {
            // Four weeks ahead no year is needed.
            let day = start.format("%m-%d").to_string();
            desk.say_with("board.week", &[("day", &day)])
        };
        all.push((name, sum(start.max(today), end), Role::Bar));
    }
    let rest = monday + Days::new(7 * WEEKS);
    all.push((
        desk.say("board.later").to_owned(),
        sum(rest, NaiveDate::MAX),
        Role::Bar,
    ));
    all
}

fn levels(desk: Desk<'_>, roster: &RosterCounts) -> Vec<Bar> {
    let lang = desk.model.lang;
    let word = |level: Option<SkillLevel>| coded(lang, "skill", level.map_or("", SkillLevel::code));
    let all = roster.by_level.iter();
    all.map(|(level, count)| (word(*level), *count, Role::Bar))
        .collect()
}

/// Draws bars under a title, the longest over the whole width; returns the rows used.
fn bars(pen: &mut Pen<'_>, area: Area, title: &str, all: &[Bar]) -> u16 {
    if area.height == 0 {
        return 0;
    }
    pen.put((area.x, area.y), area.width, title, Role::Head);
    let name_cols = all
        .iter()
        .map(|(name, ..)| width::of(name))
        .max()
        .unwrap_or(0);
    let name_cols = (name_cols as u16).min(area.width / 2);
    let most = all
        .iter()
        .map(|(_, count, _)| *count)
        .max()
        .unwrap_or(0)
        .max(1);
    let number_cols = thousands(most).len() as u16;
    let room = area.width.saturating_sub(name_cols + number_cols + 3);
    let list = area.below(1);
    for (at, (name, count, role)) in all.iter().take(usize::from(list.height)).enumerate() {
        let y = list.y + at as u16;
        pen.put((list.x, y), name_cols, name, Role::Text);
        let number = thousands(*count);
        pen.put_right(
            (list.x + name_cols + 1, y),
            number_cols,
            &number,
            Role::Text,
        );
        // Something that is there shows at least one sign.
        let length = (u128::from(*count) * u128::from(room)).div_ceil(u128::from(most)) as u16;
        pen.rule(
            (list.x + name_cols + number_cols + 2, y),
            length,
            "#",
            *role,
        );
    }
    1 + list.height.min(all.len() as u16)
}
