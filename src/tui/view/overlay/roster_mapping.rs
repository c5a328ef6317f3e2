//! A roster table before it is written: what it is, its columns with values and fields, what is unclear,
//! and below or alone what writing it would change and the rows it would leave out.

use super::{
    Desk, Pen,
    blocks::{self, Block},
    parts,
};
use crate::{
    app::{
        layout::Area,
        overlay::{
            RosterMapping,
            roster_mapping::{Doubt, LISTED, PREVIEW, Side, Under},
        },
        tables::{BadRow, Changed, Missing},
        views::roster_title,
    },
    ingest::roster::{Field, List},
    tui::{theme::Role, view::words::thousands},
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, own: &RosterMapping) {
    let name = &own.table.from.name;
    let parts = parts(pen, body, &desk.say_with("tables.title", &[("name", name)]));
    let (role, says) = under(desk, own);
    pen.put((parts.head.x, parts.head.y), parts.head.width, &says, role);
    let foot = parts.foot;
    let note = |pen: &mut Pen<'_>, says: &str| {
        pen.put((foot.x, foot.y), foot.width, says, Role::Dim);
    };
    if own.pick.is_some() {
        draw_pick(desk, pen, parts.list, own);
        note(pen, desk.say("mapping.how_pick"));
        return;
    }
    if own.side == Side::Rows {
        draw_rows(desk, pen, parts.list, own);
        let more = own.bad.len().saturating_sub(LISTED);
        if more > 0 {
            let count = thousands(more as u64);
            note(pen, &desk.say_with("tables.more_bad", &[("n", &count)]));
        }
        return;
    }
    let list = parts.list;
    pen.put((list.x, list.y), list.width, &what(desk, own), Role::Dim);
    let columns = RosterMapping::columns_height(usize::from(list.height)) as u16;
    draw_columns(desk, pen, list.below(1).top(columns), own);
    draw_preview(desk, pen, list.below(1 + columns), own);
    note(pen, &about(desk, own));
}

/// Returns how far it is, and what becomes of the rows.
fn under(desk: Desk<'_>, own: &RosterMapping) -> (Role, String) {
    let (role, key) = match own.under {
        Under::Nameless => return (Role::Error, desk.say("tables.nameless").to_owned()),
        Under::Failed => return (Role::Error, desk.say("tables.failed").to_owned()),
        Under::Counting => (Role::Soon, "tables.counting"),
        Under::Counted => (Role::Text, "tables.would"),
        Under::Writing => (Role::Soon, "tables.writing"),
        Under::Written => (Role::Ok, "tables.wrote"),
    };
    let Some(step) = &own.step else {
        return (role, desk.say("word.reading").to_owned());
    };
    let is_halted = own.under == Under::Written && !step.is_done;
    let (role, key) = if is_halted {
        (Role::Soon, "tables.halted")
    } else {
        (role, key)
    };
    let of = &step.outcome;
    let counts = [of.added, of.updated, of.unchanged, of.bad, of.rows].map(thousands);
    let values = [
        ("added", &*counts[0]),
        ("updated", &*counts[1]),
        ("unchanged", &*counts[2]),
        ("bad", &*counts[3]),
        ("rows", &*counts[4]),
    ];
    let mut says = desk.say_with(key, &values);
    let is_under_way = matches!(own.under, Under::Counting | Under::Writing);
    if let Some(percent) = step.percent.filter(|_| is_under_way) {
        says = format!("{percent}%  {says}");
    }
    (role, says)
}

/// Returns what the table is: what it lists, where its header stands, who sent it.
fn what(desk: Desk<'_>, own: &RosterMapping) -> String {
    let table = &own.table;
    let list = desk.model.lang.word("cli.list", table.layout.list.code());
    let line = table.header_line.to_string();
    let coding = table.looked.encoding.unwrap_or(table.looked.format);
    let sender = match table.from.sender.as_str() {
        "" => desk.say("tables.nobody"),
        sender => sender,
    };
    let values = [
        ("list", &*list),
        ("line", &*line),
        ("coding", coding),
        ("sender", sender),
    ];
    let mut says = desk.say_with("tables.what", &values);
    if table.layout.list != List::Employers {
        says.push_str("  ");
        says.push_str(desk.say(match table.missing {
            Missing::Named => "tables.missing_named",
            Missing::Made => "tables.missing_made",
        }));
    }
    says
}

/// Returns what is to be known of the column under the cursor, or of the table.
fn about(desk: Desk<'_>, own: &RosterMapping) -> String {
    match own.doubt(own.cursor.at) {
        Some(Doubt::Unknown) => desk.say("tables.about_unknown").to_owned(),
        Some(Doubt::Twice) => desk.say("tables.about_twice").to_owned(),
        None => {
            let doubts = (0..own.table.layout.columns.len()).filter(|at| own.doubt(*at).is_some());
            match doubts.count() {
                0 => desk.say("tables.clear").to_owned(),
                count => desk.say_with("tables.unclear", &[("n", &count.to_string())]),
            }
        }
    }
}

fn field_words(desk: Desk<'_>, own: &RosterMapping, field: Option<Field>) -> String {
    field.map_or_else(
        || desk.say("mapping.left_out").to_owned(),
        |field| roster_title(own.table.layout.list, field, desk.model.lang),
    )
}

fn draw_columns(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, own: &RosterMapping) {
    let columns = &own.table.layout.columns;
    let third = area.width / 3;
    let places = own.cursor.visible(columns.len(), usize::from(area.height));
    for (line, place) in places.enumerate() {
        let y = area.y + line as u16;
        let column = &columns[place];
        if place == own.cursor.at {
            pen.put((area.x, y), 1, ">", Role::Marker);
        }
        let cols = third.saturating_sub(3);
        pen.put((area.x + 2, y), cols, &column.label, Role::Text);
        let cols = third.saturating_sub(1);
        let samples = own.samples(place).join(" / ");
        pen.put((area.x + third, y), cols, &samples, Role::Dim);
        let words = field_words(desk, own, column.field);
        let (role, words) = match (own.doubt(place), column.field) {
            (Some(Doubt::Unknown), _) => {
                let why = desk.say("tables.unknown");
                (Role::Soon, format!("?  {words}  {why}"))
            }
            (Some(Doubt::Twice), _) => {
                let why = desk.say("tables.twice");
                (Role::Error, format!("!  {words}  {why}"))
            }
            (None, Some(_)) => (Role::Text, format!("-> {words}")),
            (None, None) => (Role::Dim, format!("-> {words}")),
        };
        let at = (area.x + 2 * third, y);
        pen.put(at, area.width - 2 * third, &words, role);
    }
}

/// Draws the first of the rows left out, then the first records that change.
fn draw_preview(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, own: &RosterMapping) {
    if area.height == 0 {
        return;
    }
    pen.rule((area.x, area.y), area.width, "-", Role::Dim);
    let rows = usize::from(area.height - 1).min(PREVIEW);
    let bad = own.bad.iter().map(|bad| bad_line(desk, bad));
    let bad = bad.take(if own.changed.is_empty() {
        rows
    } else {
        rows / 2
    });
    let changed = own.changed.iter().map(|own_| changed_line(desk, own, own_));
    let lines = bad.chain(changed).take(rows);
    for (at, (role, line)) in lines.enumerate() {
        let at = (area.x + 2, area.y + 1 + at as u16);
        pen.put(at, area.width.saturating_sub(2), &line, role);
    }
}

fn draw_rows(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, own: &RosterMapping) {
    if own.listed() == 0 {
        let says = desk.say("tables.nothing_listed");
        pen.put((area.x, area.y), area.width, says, Role::Dim);
        return;
    }
    // Every row takes a line or two: those around the cursor fill the screen.
    let height = usize::from(area.height).max(1);
    let first = own.row.at.saturating_sub(height);
    let changed = own.changed.iter().map(|it| changed_line(desk, own, it));
    let bad = own.bad.iter().map(|bad| bad_line(desk, bad));
    let lines = changed.chain(bad).take(own.listed());
    let blocks: Vec<Block> = lines
        .skip(first)
        .take(2 * height)
        .map(|line| vec![line])
        .collect();
    blocks::draw(pen, area, own.row.at - first, &blocks);
}

fn bad_line(desk: Desk<'_>, bad: &BadRow) -> (Role, String) {
    let lang = desk.model.lang;
    let key = format!("cli.bad.{}", bad.reason.code());
    let reason = lang.say_with(&key, &[("value", &bad.value)]);
    let line = bad.line.to_string();
    let values = [("line", &*line), ("reason", &*reason)];
    let mut says = desk.say_with("mapping.bad", &values);
    if !bad.column.is_empty() {
        says = format!("{says}  [{}]", bad.column);
    }
    (Role::Error, says)
}

fn changed_line(desk: Desk<'_>, own: &RosterMapping, changed: &Changed) -> (Role, String) {
    let list = own.table.layout.list;
    let dash = |words: &str| match words {
        "" => "-".to_owned(),
        words => words.replace('\n', " / "),
    };
    let fields = changed.fields.iter().map(|(field, old, new)| {
        let (old, new) = (dash(old), dash(new));
        let values = [
            ("field", &*roster_title(list, *field, desk.model.lang)),
            ("old", &*old),
            ("new", &*new),
        ];
        desk.say_with("tables.change", &values)
    });
    let fields = fields.collect::<Vec<_>>().join("  ");
    (Role::Text, format!("{}  {fields}", changed.name))
}

fn draw_pick(desk: Desk<'_>, pen: &mut Pen<'_>, area: Area, own: &RosterMapping) {
    let Some(pick) = own.pick else { return };
    let fields: Vec<Option<Field>> = own.choices().collect();
    let half = area.width / 2;
    let cols = half.saturating_sub(1);
    if let Some(column) = own.table.layout.columns.get(own.cursor.at) {
        pen.put((area.x, area.y), cols, &column.label, Role::Head);
        let room = usize::from(area.height.saturating_sub(1));
        let samples = own.samples(own.cursor.at).into_iter().take(room);
        for (line, sample) in samples.enumerate() {
            let y = area.y + 1 + line as u16;
            pen.put((area.x, y), cols, &sample, Role::Dim);
        }
    }
    let places = pick.visible(fields.len(), usize::from(area.height));
    for (line, place) in places.enumerate() {
        let y = area.y + line as u16;
        if place == pick.at {
            pen.put((area.x + half, y), 1, ">", Role::Marker);
        }
        let words = field_words(desk, own, fields[place]);
        pen.put(
            (area.x + half + 2, y),
            half.saturating_sub(2),
            &words,
            Role::Text,
        );
    }
}
