//! The queue: a row an item, the marker in the first column, days left with their unit.

use super::{
    Desk, item,
    pen::Pen,
    sheet::Sheet,
    words::{coded, days, days_to, thousands, title},
};
use crate::{
    app::{Action, Pane, ending::Endings, layout::Area, terms, views::Shown},
    domain::proposal::{PaperState, Role as Part},
    lang::Lang,
    text::width,
    tui::theme::Role,
};

/// Where the columns stand; a width of nothing is a column that has no room.
struct Columns {
    title: u16,
    proposers: u16,
    state: u16,
    days: u16,
    clock: u16,
}

/// Marker, mark, number and a space.
const LEAD_COLS: u16 = 8;
const NUMBER_COLS: u16 = 5;

impl Columns {
    /// Divides a row; what has no room is left out, the proposers first.
    fn of(cols: u16, lang: Lang) -> Self {
        let (state, days, clock) = match lang {
            Lang::Zh => (8, 6, 4),
            Lang::En => (9, 6, 7),
        };
        let mut columns = Self {
            title: 0,
            proposers: if cols >= 72 { (cols / 7).min(24) } else { 0 },
            state: if cols >= 52 { state } else { 0 },
            days,
            clock: if cols >= 60 { clock } else { 0 },
        };
        let others = [
            columns.proposers,
            columns.state,
            columns.days,
            columns.clock,
        ];
        let taken: u16 = others
            .iter()
            .filter(|cols| **cols > 0)
            .map(|cols| cols + 1)
            .sum();
        columns.title = cols.saturating_sub(LEAD_COLS + taken);
        columns
    }
}

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    if let Some(open) = &desk.model.queue.open {
        item::draw(desk, pen, area, open);
        return;
    }
    let queue = &desk.model.queue;
    // Beside another pane the last column stays free for the eye.
    let cols = area.width - u16::from(desk.side_by_side());
    let columns = Columns::of(cols, desk.model.lang);
    heads(desk, pen, area, &columns);
    let mut list = area.below(1);
    if let Some(own) = desk.model.queue_foot() {
        list = list.top(list.height.saturating_sub(1));
        foot(desk, pen, (list.x, list.y + list.height), own, &columns);
    }
    if queue.total == 0 {
        empty(desk, pen, list);
        return;
    }
    for (line, place) in queue
        .cursor
        .visible(queue.total, usize::from(list.height))
        .enumerate()
    {
        let y = list.y + line as u16;
        if place == queue.cursor.at && !desk.model.is_at_foot() {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        match queue.row(place) {
            Some(shown) => {
                if queue.marks.contains_key(&shown.row.id) {
                    pen.put((list.x + 1, y), 1, "*", Role::Mark);
                }
                row(desk, pen, (list.x, y), shown, &columns);
            }
            None => {
                pen.put((list.x + LEAD_COLS, y), columns.title, "..", Role::Dim);
            }
        }
    }
}

fn heads(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, columns: &Columns) {
    let role = desk.heading(Pane::Queue);
    let number = (desk.say("column.number"), NUMBER_COLS);
    let mut x = area.x + 2;
    let all = [
        number,
        (desk.say("column.title"), columns.title),
        (desk.say("column.proposers"), columns.proposers),
        (desk.say("column.state"), columns.state),
        (desk.say("column.days"), columns.days),
        (desk.say("column.clock"), columns.clock),
    ];
    for (word, cols) in all.into_iter().filter(|(_, cols)| *cols > 0) {
        if word == desk.say("column.days") {
            pen.put_right((x, area.y), cols, word, role);
        } else {
            pen.put((x, area.y), cols, word, role);
        }
        x += cols + 1;
    }
}

fn row(desk: Desk<'_>, pen: &mut Pen<'_>, (x, y): (u16, u16), shown: &Shown, columns: &Columns) {
    let lang = desk.model.lang;
    let own = &shown.row;
    let number = own.number_printed.as_deref().unwrap_or("-");
    pen.put((x + 2, y), NUMBER_COLS, number, Role::Text);
    let mut x = x + LEAD_COLS;
    // What we are for the item and a missing paper are said behind the title, in what is left.
    let mut behind = String::new();
    if own.projection.role != Part::Lead {
        behind = format!(
            " ({})",
            terms::role(lang, &desk.model.rules.pack.words, own.projection.role)
        );
    }
    if own.paper == PaperState::Missing {
        behind = format!("{behind} {}", desk.say("queue.no_paper"));
    }
    let keep = (width::of(&behind) as u16).min(columns.title * 2 / 5);
    let words = title(&own.title, lang);
    let used = pen.matched((x, y), columns.title - keep, &words, &shown.title_spans);
    pen.put((x + used, y), columns.title - used, &behind, Role::Dim);
    x += columns.title + 1;
    if columns.proposers > 0 {
        let cols = columns.proposers;
        match (&own.lead_unit, own.proposers.is_empty()) {
            (Some(unit), true) => pen.put((x, y), cols, unit, Role::Text),
            _ => pen.matched((x, y), cols, &own.proposers, &shown.proposer_spans),
        };
        x += cols + 1;
    }
    if columns.state > 0 {
        let state = coded(lang, "state", own.projection.state.code());
        pen.put((x, y), columns.state, &state, Role::Text);
        x += columns.state + 1;
    }
    if let Some((role, text)) = days(&own.projection, desk.model) {
        pen.put_right((x, y), columns.days, &text, role);
    }
    x += columns.days + 1;
    if let Some((_, clock)) = own.projection.due {
        let clock = coded(lang, "clock", clock.code());
        pen.put((x, y), columns.clock, &clock, Role::Text);
    }
}

/// Draws what the roster has to be done: how much of each kind, and the days to the first end.
fn foot(desk: Desk<'_>, pen: &mut Pen<'_>, (x, y): (u16, u16), own: &Endings, columns: &Columns) {
    if desk.model.is_at_foot() {
        pen.put((x, y), 1, ">", Role::Marker);
    }
    pen.put((x + 2, y), NUMBER_COLS, desk.say("foot.names"), Role::Dim);
    let x = x + LEAD_COLS;
    let words = what_ends(desk, own);
    // No proposer and no state: the title has their room.
    let beside = [columns.proposers, columns.state];
    let beside = beside.iter().filter(|cols| **cols > 0);
    let cols = columns.title + beside.map(|cols| cols + 1).sum::<u16>();
    pen.put((x, y), cols, &words, Role::Text);
    let x = x + cols + 1;
    if let Some(next) = own.next {
        let (role, left) = days_to(next, false, desk.model);
        pen.put_right((x, y), columns.days, &left, role);
        let x = x + columns.days + 1;
        pen.put((x, y), columns.clock, desk.say("foot.ends"), Role::Text);
    }
}

/// Says how much of each kind ends, and how much was paid beyond a cap.
pub(super) fn what_ends(desk: Desk<'_>, own: &Endings) -> String {
    let lang = desk.model.lang;
    let kinds = own.kinds.iter();
    let mut words: Vec<String> = kinds
        .map(|(kind, n)| {
            format!(
                "{} {}",
                lang.word("ending", kind.code()),
                thousands(*n as u64)
            )
        })
        .collect();
    if own.overs > 0 {
        words.push(format!(
            "{} {}",
            desk.say("foot.over"),
            thousands(own.overs as u64)
        ));
    }
    words.join(lang.pick("，", ", "))
}

/// Nothing to show: why, and what can be done.
fn empty(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    let queue = &desk.model.queue;
    let mut sheet = Sheet::new(area.width.saturating_sub(4), desk.model.lang);
    sheet.gap();
    if !queue.read || queue.partial {
        sheet.text(Role::Dim, desk.say("word.reading"));
    } else if queue.filter.text().is_empty() {
        let key = |action| desk.key(action);
        sheet.text(Role::Head, desk.say("queue.empty"));
        sheet.gap();
        let papers = [("key", key(Action::PapersIn))];
        let new = [("key", key(Action::New))];
        let palette = [("key", key(Action::Palette))];
        for (words, [(name, key)]) in [
            ("queue.empty_papers", papers),
            ("queue.empty_new", new),
            ("queue.empty_unit", palette),
        ] {
            sheet.text(Role::Text, &desk.say_with(words, &[(name, &key)]));
        }
    } else {
        let filter = [("filter", queue.filter.text())];
        sheet.text(Role::Text, &desk.say_with("queue.none_found", &filter));
    }
    let area = Area {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        ..area
    };
    sheet.draw(pen, area, 0);
}
