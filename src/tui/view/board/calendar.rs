//! The calendar of what is due: a row a week, a cell a day, shaded by its count.

use chrono::Datelike;

use super::Hand;
use crate::{
    app::board::{Block, DAY_COLS, Mark, WEEK_COLS, day},
    report::figures::WEEKS,
    tui::{theme::Role, view::words::thousands},
};

/// From how many items on a day is shaded how. Chosen by us: a section handles two or three at a time.
const SHADES: [(usize, &str); 4] = [(7, "#"), (4, "="), (2, "-"), (1, ".")];

pub(super) fn draw(hand: &mut Hand<'_, '_>, block: Block) {
    let desk = hand.desk;
    let title = desk.say("board.calendar");
    hand.title(block, title);
    let figures = hand.figures;
    let half = block.width / 2;
    for (x, mark, key, count, role) in [
        (0, Mark::Late, "board.late", figures.late.len(), Role::Late),
        (
            half,
            Mark::Later,
            "board.later",
            figures.later.len(),
            Role::Text,
        ),
    ] {
        let role = if count == 0 { Role::Text } else { role };
        let words = format!("{} {}", desk.say(key), thousands(count as u64));
        let at = (block.x + x, block.y + 1);
        hand.pointer(at, mark);
        hand.put((at.0 + 1, at.1), half.saturating_sub(2), &words, role);
    }
    for (at, name) in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .enumerate()
    {
        let key = format!("weekday.{name}");
        let name = desk.model.lang.say(&key);
        let x = block.x + WEEK_COLS + DAY_COLS * at as u16;
        hand.put_right((x, block.y + 2), DAY_COLS - 1, name, Role::Dim);
    }
    for week in 0..WEEKS as usize {
        let y = block.y + 3 + week as u16;
        let monday = day(figures, 7 * week).format("%m-%d").to_string();
        hand.put((block.x, y), WEEK_COLS, &monday, Role::Dim);
        for weekday in 0..7 {
            cell(hand, block, 7 * week + weekday);
        }
    }
}

/// A cell: the cursor, the shade, the count, and a sign for a free day or today.
fn cell(hand: &mut Hand<'_, '_>, block: Block, at: usize) {
    let figures = hand.figures;
    let on = day(figures, at);
    let x = block.x + WEEK_COLS + DAY_COLS * (at % 7) as u16;
    let y = block.y + 3 + (at / 7) as u16;
    let count = figures.days[at].len();
    let is_free = !hand.desk.model.rules.calendar.is_working(on);
    let is_past = on < figures.today;
    let shade = SHADES.iter().find(|(from, _)| count >= *from);
    let role = match count {
        0 => Role::Dim,
        _ if on == figures.today => Role::Today,
        _ if (on - figures.today).num_days() <= 7 => Role::Soon,
        _ => Role::Bar,
    };
    hand.pointer((x, y), Mark::Day(at));
    if let Some((_, shade)) = shade {
        hand.put((x + 1, y), 1, shade, role);
        hand.put_right((x + 2, y), 3, &count.to_string(), role);
    } else if !is_past {
        // The day of the month where nothing is due, so that the cell can be found.
        hand.put_right((x + 1, y), 4, &format!("({})", on.day()), Role::Dim);
    }
    let sign = match (on == figures.today, is_free) {
        (true, _) => "<",
        (false, true) => "~",
        (false, false) => "",
    };
    hand.put((x + 5, y), 1, sign, Role::Dim);
}
