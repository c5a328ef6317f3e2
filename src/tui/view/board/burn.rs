//! The burn-down: open items week by week since the first assignment, this year's and last year's.

use super::Hand;
use crate::{
    app::board::{BURN_ROWS, Block, Mark, SCALE_COLS},
    report::figures::Point,
    tui::theme::Role,
};

pub(super) fn draw(hand: &mut Hand<'_, '_>, block: Block) {
    let figures = hand.figures;
    let values = [
        ("year", figures.year.to_string()),
        ("before", (figures.year - 1).to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let title = hand.desk.say_with("board.burn", &values);
    hand.title(block, &title);
    let now = |point: &Point| point.now.as_ref().map(|items| items.len());
    let most = figures
        .burn
        .iter()
        .flat_map(|point| [now(point).unwrap_or(0), point.before.len()])
        .max()
        .unwrap_or(0)
        .max(1);
    let height = |count: usize| -> u16 {
        // Something that is there shows at least one sign.
        (count * usize::from(BURN_ROWS)).div_ceil(most) as u16
    };
    for row in 0..BURN_ROWS {
        let y = block.y + 1 + row;
        let level = BURN_ROWS - row;
        if row == 0 || row == BURN_ROWS / 2 {
            let count = most * usize::from(level) / usize::from(BURN_ROWS);
            let label = count.to_string();
            hand.put_right((block.x, y), SCALE_COLS - 1, &label, Role::Dim);
        }
        hand.put((block.x + SCALE_COLS - 1, y), 1, "|", Role::Dim);
        for (week, point) in figures.burn.iter().enumerate() {
            let is_now = now(point).is_some_and(|count| count > 0 && height(count) == level);
            let is_before = !point.before.is_empty() && height(point.before.len()) == level;
            let (sign, role) = match (is_now, is_before) {
                (true, true) => ("@", Role::Bar),
                (true, false) => ("#", Role::Bar),
                (false, true) => ("o", Role::Dim),
                (false, false) => continue,
            };
            put(hand, block, week, y, sign, role);
        }
    }
    axis(hand, block);
}

/// Two rows under the plot: a sign a week for each year, the cursor among them.
fn axis(hand: &mut Hand<'_, '_>, block: Block) {
    let figures = hand.figures;
    for (row, key) in [(1, "board.axis_now"), (2, "board.axis_before")] {
        let name = hand.desk.say(key);
        let y = block.y + BURN_ROWS + row;
        hand.put((block.x, y), SCALE_COLS - 1, name, Role::Dim);
    }
    for (week, point) in figures.burn.iter().enumerate() {
        for (row, mark, is_there) in [
            (1, Mark::Now(week), point.now.is_some()),
            (2, Mark::Before(week), true),
        ] {
            let y = block.y + BURN_ROWS + row;
            if hand.cursor == Some(mark) {
                put(hand, block, week, y, "^", Role::Marker);
            } else if is_there {
                // A sign every month or so, to count by.
                let sign = if week % 4 == 0 { "+" } else { "-" };
                put(hand, block, week, y, sign, Role::Dim);
            }
        }
    }
}

fn put(hand: &mut Hand<'_, '_>, block: Block, week: usize, y: u16, sign: &str, role: Role) {
    let x = SCALE_COLS + week as u16;
    if x < block.width {
        hand.put((block.x + x, y), 1, sign, role);
    }
}
