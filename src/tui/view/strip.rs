//! The strip: what is known of the row under the cursor.

use super::{
    Desk, letter,
    pen::{Line, Pen},
    words::{coded, days, short_day, title},
};
use crate::{
    app::{Pane, card::CardRow, layout::Area, terms},
    domain::proposal::PaperState,
    tui::theme::Role,
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area) {
    pen.rule((area.x, area.y), area.width, "-", Role::Dim);
    let line = match desk.model.focus {
        Pane::Queue => item(desk),
        Pane::Letter => vec![(Role::Text, letter::about(desk))],
        Pane::Roster => name(desk),
        Pane::Board => vec![(Role::Text, super::board::about(desk))],
    };
    let at = (area.x + 1, area.y + 1);
    pen.line(at, area.width.saturating_sub(1), &line);
}

fn item(desk: Desk<'_>) -> Line {
    if desk.model.is_at_foot() {
        return vec![(Role::Text, desk.say("foot.strip").to_owned())];
    }
    let Some(shown) = desk.model.queue.current() else {
        return Vec::new();
    };
    let lang = desk.model.lang;
    let row = &shown.row;
    let words = &desk.model.rules.pack.words;
    let number = row.number_printed.as_deref().unwrap_or("-");
    let part = terms::role(lang, words, row.projection.role);
    let kind = terms::kind(lang, words, row.sitting.kind);
    let state = coded(lang, "state", row.projection.state.code());
    let mut line = vec![(Role::Text, format!("{number} {part} {kind}  {state}"))];
    if let (Some((due, clock)), Some((role, left))) =
        (row.projection.due, days(&row.projection, desk.model))
    {
        let clock = coded(lang, "clock", clock.code());
        let day = short_day(due, desk.model.today);
        let words = desk.say_with("strip.due", &[("clock", &clock), ("day", &day)]);
        line.push((Role::Text, format!("  {words} ")));
        line.push((role, left));
    }
    if row.asks > 0 {
        let asks = desk.say_with("strip.asks", &[("n", &row.asks.to_string())]);
        line.push((Role::Text, format!("  {asks}")));
    }
    if let Some(alike) = desk
        .model
        .queue
        .alike_of(row.id)
        .filter(|own| own.count > 0)
    {
        let words = desk.say_with("similar.strip", &[("n", &alike.count.to_string())]);
        line.push((Role::Text, format!("  {words}")));
    }
    if row.paper == PaperState::Missing {
        line.push((Role::Text, format!("  {}", desk.say("queue.no_paper"))));
    }
    for word in [&row.sitting.place, &row.lead_unit].into_iter().flatten() {
        line.push((Role::Text, format!("  {word}")));
    }
    // The list may have no room for them.
    line.push((
        Role::Text,
        format!("  {}  {}", row.proposers, title(&row.title, lang)),
    ));
    line
}

fn name(desk: Desk<'_>) -> Line {
    let roster = &desk.model.roster;
    if let Some(open) = &roster.open {
        let at = match open.current() {
            Some(CardRow::Link(at)) => Some(at),
            _ => None,
        };
        let words = at.and_then(|at| open.card.links.get(at)).map(|link| {
            let relation = coded(desk.model.lang, "relation", link.relation);
            format!("{relation}: {}", link.name)
        });
        return vec![(Role::Text, words.unwrap_or_default())];
    }
    let hit = roster.current();
    let words = hit.map(|hit| {
        let note = hit.note.words(desk.model.lang);
        format!("{}  {note}", hit.name)
    });
    vec![(Role::Text, words.unwrap_or_default())]
}
