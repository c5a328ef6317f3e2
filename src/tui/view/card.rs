//! The card of a person, studio or employer: its fields, its facts by kind, then the relations that can
//! be followed. A card that does not fit is shown by pages; the cursor's row is always whole in sight.

use super::{
    Desk,
    item::shown,
    pen::{Line, Pen},
    programme,
    sheet::Sheet,
    words::coded,
};
use crate::{
    app::{
        Action, Pane,
        card::{CardPart, CardRow},
        layout::Area,
        record::{FieldKind, fact_line},
        roster::CardScreen,
        tables::guarded,
        views::CardOf,
    },
    store::Filed,
    tui::theme::Role,
};

/// How many rows of tables a card names. Chosen by us: a record that comes with every yearly table.
const FILED: usize = 5;

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
    let height = usize::from(body.height);
    if height == 0 {
        return;
    }
    let lines = lines(desk, body.width.saturating_sub(2), open);
    let rows = open.card.rows().len();
    let at = open.cursor.at.min(rows.saturating_sub(1));
    let first_of = |row: usize| lines.iter().position(|(own, _)| *own == Some(row));
    let first = first_of(at).unwrap_or(0);
    let last = lines.iter().rposition(|(own, _)| *own == Some(at));
    // A page at a time, so that most moves repaint the marker alone; a row is not cut by a page's end,
    // and one that is first of its part is shown with its heading.
    let mut top = first - first % height;
    if let Some(last) = last
        && last >= top + height
    {
        top = (last + 1 - height).min(first);
    }
    let top = top.min(lines.len().saturating_sub(height));
    for (y, (row, line)) in (body.y..).zip(lines[top..].iter().take(height)) {
        let is_first = row.is_some_and(|row| first_of(row) == Some(top + usize::from(y - body.y)));
        if *row == Some(at) && is_first && rows > 0 {
            pen.put((body.x, y), 1, ">", Role::Marker);
        }
        pen.line((body.x + 2, y), body.width.saturating_sub(2), line);
    }
    let below = lines.len().saturating_sub(top + height);
    if below > 0 {
        let n = below.to_string();
        let words = desk.say_with("card.more", &[("n", &n)]);
        let cols = crate::text::width::of(&words) as u16;
        pen.put_right(
            (area.x + area.width - cols.min(area.width), area.y),
            cols.min(area.width),
            &words,
            Role::Dim,
        );
    }
}

/// Returns the lines of a card, each with the row it belongs to; headings and blanks belong to none.
fn lines(desk: Desk<'_>, cols: u16, open: &CardScreen) -> Vec<(Option<usize>, Line)> {
    let lang = desk.model.lang;
    let mut out: Vec<(Option<usize>, Line)> = Vec::new();
    let record = open.card.record();
    let mut part = CardPart::Own;
    for (at, row) in open.card.rows().into_iter().enumerate() {
        if row.part() != part {
            part = row.part();
            if !out.is_empty() {
                out.push((None, Vec::new()));
            }
            out.push((None, vec![(Role::Head, heading(desk, part))]));
        }
        let mut sheet = Sheet::new(cols, lang);
        match row {
            CardRow::Own(field) => {
                let kind = record.fields().iter().find(|(own, _)| *own == field);
                let value = own_value(desk, open, field, kind.map(|(_, kind)| *kind));
                sheet.field(lang.say(&record.label(field)), &value);
            }
            CardRow::Fact(kind, place) => {
                if let Some(fact) = open.card.facts_of(kind).get(place) {
                    let line = fact_line(fact, &open.card.tied(fact), open.reveals, lang);
                    let role = if fact.is_revoked() {
                        Role::Dim
                    } else {
                        Role::Text
                    };
                    sheet.text(role, &line);
                }
            }
            CardRow::Link(place) => {
                if let Some(link) = open.card.links.get(place) {
                    sheet.field(&coded(lang, "relation", link.relation), &link.name);
                }
            }
        }
        if sheet.lines.is_empty() {
            sheet.gap();
        }
        out.extend(sheet.lines.into_iter().map(|line| (Some(at), line)));
    }
    if open.card.is_private() {
        let key = desk.key(Action::Reveal);
        let words = if open.reveals {
            "card.hide"
        } else {
            "card.reveal"
        };
        let line = vec![(Role::Dim, desk.say_with(words, &[("key", &key)]))];
        let own = out.iter().position(|(row, _)| row.is_none());
        out.insert(own.unwrap_or(out.len()), (None, line));
    }
    if !open.card.filed.is_empty() {
        let mut sheet = Sheet::new(cols, lang);
        sheet.gap();
        for own in open.card.filed.iter().take(FILED) {
            sheet.text(Role::Dim, &filed_line(desk, own));
        }
        let own = out.iter().position(|(row, _)| row.is_none());
        let own = own.unwrap_or(out.len());
        out.splice(own..own, sheet.lines.into_iter().map(|line| (None, line)));
    }
    if let CardOf::Programme(view) = &open.card.of {
        let mut sheet = Sheet::new(cols, lang);
        programme::lines(desk, view, &mut sheet);
        let own = out.iter().position(|(row, _)| row.is_none());
        let own = own.unwrap_or(out.len());
        out.splice(own..own, sheet.lines.into_iter().map(|line| (None, line)));
    }
    out
}

/// Says which row of which table a record came from, and what stood there in other words.
fn filed_line(desk: Desk<'_>, own: &Filed) -> String {
    let line = own.line.to_string();
    let day = own.taken_at.date().to_string();
    let values = [("name", &*own.name), ("line", &*line), ("day", &*day)];
    let mut says = desk.say_with("card.filed", &values);
    let sender = own.sender.iter().cloned();
    let originals = own.originals.iter();
    let originals = originals.map(|(label, words)| format!("{label}={}", guarded(words)));
    for words in sender.chain(originals) {
        says.push_str("  ");
        says.push_str(&words);
    }
    says
}

fn heading(desk: Desk<'_>, part: CardPart) -> String {
    match part {
        CardPart::Own => String::new(),
        CardPart::Facts(kind) => desk.model.lang.word("fact_name", kind.code()),
        CardPart::Links => {
            let key = desk.key(Action::Open);
            desk.say_with("card.relations", &[("key", &key)])
        }
    }
}

fn own_value(desk: Desk<'_>, open: &CardScreen, field: &str, kind: Option<FieldKind>) -> String {
    let record = open.card.record();
    match (&open.card.of, field, kind) {
        (CardOf::Craftsman(kept), "phone", _) => {
            let phone = kept.value.phone.as_ref();
            phone
                .map(|own| shown(own, open.reveals))
                .unwrap_or_default()
        }
        (_, _, Some(FieldKind::Choice(prefix, _))) => {
            coded(desk.model.lang, prefix, &record.get(field))
        }
        _ => record.told(field, desk.model.lang),
    }
}
