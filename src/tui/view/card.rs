//! The card of a person, studio or employer: its fields, then the relations that can be followed.

use super::{Desk, item::shown, pen::Pen, sheet::Sheet, words::coded};
use crate::{
    app::{
        Action, Pane,
        layout::Area,
        record::{FieldKind, fact_line},
        roster::CardScreen,
        views::CardOf,
    },
    tui::theme::Role,
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, open: &CardScreen) {
    let mut trail: Vec<&str> = desk
        .model
        .roster
        .trail
        .iter()
        .map(|(_, name)| name.as_str())
        .collect();
    // The last steps matter most; far ones give way.
    let far = trail.len().saturating_sub(3);
    trail.drain(..far);
    trail.push(open.card.name());
    let role = match desk.heading(Pane::Roster) {
        Role::TabFocus => Role::TabFocus,
        _ => Role::Title,
    };
    pen.put((area.x, area.y), area.width, &trail.join(" > "), role);
    let body = area.below(1);
    let mut sheet = fields(desk, body.width.saturating_sub(2), open);
    if let CardOf::Craftsman(kept) = &open.card.of
        && kept.value.phone.is_some()
    {
        let key = desk.key(Action::Reveal);
        let words = if open.reveals {
            "card.hide"
        } else {
            "card.reveal"
        };
        sheet.text(Role::Dim, &desk.say_with(words, &[("key", &key)]));
    }
    let links = open.card.links.len() as u16;
    // Relations keep a third of the pane, and more when there is room.
    let heading = u16::from(links > 0);
    let kept = (links + heading).min(body.height / 3 + 1);
    let fields_rows = (sheet.lines.len() as u16).min(body.height - kept);
    let top = Area {
        x: body.x + 1,
        width: body.width.saturating_sub(2),
        ..body.top(fields_rows)
    };
    sheet.draw(pen, top, 0);
    let hidden = sheet.lines.len().saturating_sub(usize::from(top.height));
    if hidden > 0 && top.height > 0 {
        let n = (hidden + 1).to_string();
        let y = top.y + top.height - 1;
        pen.clear(Area {
            y,
            height: 1,
            ..top
        });
        pen.put(
            (top.x, y),
            top.width,
            &desk.say_with("card.more", &[("n", &n)]),
            Role::Dim,
        );
    }
    let mut below = body.below(fields_rows);
    if links > 0 {
        // A blank row before the heading where nothing is pushed out by it.
        if below.height > links + heading {
            below = below.below(1);
        }
        let key = desk.key(Action::Open);
        let words = desk.say_with("card.relations", &[("key", &key)]);
        pen.put(
            (below.x + 1, below.y),
            below.width.saturating_sub(1),
            &words,
            Role::Head,
        );
    }
    draw_links(desk, pen, below.below(heading), open);
}

fn fields(desk: Desk<'_>, cols: u16, open: &CardScreen) -> Sheet {
    let lang = desk.model.lang;
    let record = open.card.record();
    let mut sheet = Sheet::new(cols, lang);
    for (field, kind) in record.fields() {
        let value = match (&open.card.of, *field, kind) {
            (CardOf::Craftsman(kept), "phone", _) => {
                let phone = kept.value.phone.as_ref();
                phone
                    .map(|own| shown(own, open.reveals))
                    .unwrap_or_default()
            }
            (_, _, FieldKind::Choice(prefix, _)) => match record.get(field) {
                code if code.is_empty() => code,
                code => coded(lang, prefix, &code),
            },
            _ => record.get(field),
        };
        sheet.field(lang.say(&record.label(field)), &value);
    }
    for (kind, facts) in open.card.facts() {
        let label = format!("fact_name.{}", kind.code());
        let lines = facts
            .iter()
            .map(|fact| fact_line(fact, &open.card.tied(fact), open.reveals, lang));
        sheet.field(lang.say(&label), &lines.collect::<Vec<_>>().join("\n"));
    }
    sheet
}

fn draw_links(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, open: &CardScreen) {
    let lang = desk.model.lang;
    let height = usize::from(area.height);
    if height == 0 {
        return;
    }
    let links = &open.card.links;
    let at = open.cursor.at.min(links.len().saturating_sub(1));
    // A page at a time, so that most moves repaint the marker alone.
    let first = at - at % height;
    for (line, (place, link)) in links
        .iter()
        .enumerate()
        .skip(first)
        .take(height)
        .enumerate()
    {
        let y = area.y + line as u16;
        if place == open.cursor.at {
            pen.put((area.x, y), 1, ">", Role::Marker);
        }
        let relation = coded(lang, "relation", link.relation);
        pen.put((area.x + 2, y), 11, &relation, Role::Dim);
        pen.put(
            (area.x + 14, y),
            area.width.saturating_sub(14),
            &link.name,
            Role::Text,
        );
    }
}
