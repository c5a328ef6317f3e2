//! Rates with their bases, and bars: sections, states, classes, ratings, levels of the roster.

use super::Hand;
use crate::{
    app::board::{Block, BlockKind, Mark, counted_cols},
    domain::craftsman::SkillLevel,
    report::Share,
    text::width,
    tui::{
        theme::Role,
        view::words::{coded, thousands},
    },
};

/// A bar: what it opens, its words, the number, a remark behind it.
struct Bar {
    mark: Option<Mark>,
    name: String,
    count: u64,
    remark: String,
}

pub(super) fn draw(hand: &mut Hand<'_, '_>, block: Block) {
    let desk = hand.desk;
    let figures = hand.figures;
    let year = figures.year.to_string();
    let of_year = |key: &str| desk.say_with(key, &[("year", &year)]);
    let model = desk.model;
    let bar = |mark: Mark, count: usize| Bar {
        mark: Some(mark),
        name: model.mark_words(mark),
        count: count as u64,
        remark: String::new(),
    };
    match block.kind {
        BlockKind::Rates => rates(hand, block),
        BlockKind::Sections => {
            let each = figures.sections.iter().enumerate();
            let all = each.map(|(at, (_, items, late))| Bar {
                remark: match late {
                    0 => String::new(),
                    late => desk.say_with("count.late", &[("n", &thousands(*late))]),
                },
                ..bar(Mark::Section(at), items.len())
            });
            let all = all.collect();
            bars(hand, block, desk.say("board.sections"), all);
        }
        BlockKind::States => {
            let each = figures.states.iter().enumerate();
            let all: Vec<Bar> = each
                .map(|(at, (_, items))| bar(Mark::State(at), items.len()))
                .collect();
            let total: u64 = all.iter().map(|bar| bar.count).sum();
            let title = desk.say_with("board.states", &[("n", &thousands(total))]);
            bars(hand, block, &title, all);
        }
        BlockKind::Classes => {
            let each = figures.classes.iter().enumerate();
            let all = each.map(|(at, (_, items))| bar(Mark::Class(at), items.len()));
            let all = all.collect();
            bars(hand, block, &of_year("board.classes"), all);
        }
        BlockKind::Ratings => {
            let each = figures.ratings.iter().enumerate();
            let all = each.map(|(at, (_, items))| bar(Mark::Rating(at), items.len()));
            let all = all.collect();
            bars(hand, block, &of_year("board.ratings"), all);
        }
        BlockKind::Levels => levels(hand, block),
        BlockKind::Calendar | BlockKind::Burn | BlockKind::Plot(_) => {}
    }
}

/// Each rate with part, base and share, and what does not count beside it.
fn rates(hand: &mut Hand<'_, '_>, block: Block) {
    let desk = hand.desk;
    let lang = desk.model.lang;
    let figures = hand.figures;
    let title = desk.say_with("board.rates", &[("year", &figures.year.to_string())]);
    hand.title(block, &title);
    let left = counted_cols(block);
    let name = |at: usize| coded(lang, "report.rate", figures.rates[at].0.code());
    let cols = (0..figures.rates.len()).map(|at| width::of(&name(at)));
    let cols = (cols.max().unwrap_or(0) as u16).min(left / 2);
    let bases = figures.rates.iter().map(|(_, share)| base_of(share).len());
    let bases = bases.max().unwrap_or(0) as u16;
    for (at, (kind, share)) in figures.rates.iter().enumerate() {
        let y = block.y + 1 + at as u16;
        hand.pointer((block.x, y), Mark::Hits(*kind));
        hand.put((block.x + 1, y), cols, &name(at), Role::Text);
        let base = base_of(share);
        let percent = share
            .percent()
            .map_or_else(|| "-".to_owned(), |percent| format!("{percent}%"));
        // A share never stands without its base: where both have no room, the base stays.
        let room = left.saturating_sub(cols + 3);
        hand.put_right((block.x + cols + 2, y), room, &base, Role::Text);
        if room > bases + PERCENT_COLS {
            let x = block.x + cols + 2 + room - bases - PERCENT_COLS - 1;
            hand.put_right((x, y), PERCENT_COLS, &percent, Role::Text);
        }
        let misses = share.misses.len() as u64;
        if misses > 0 {
            hand.pointer((block.x + left, y), Mark::Misses(*kind));
            let words = desk.say_with("board.not_counted", &[("n", &thousands(misses))]);
            let x = block.x + left + 1;
            hand.put((x, y), block.width - left - 1, &words, Role::Text);
        } else {
            hand.pointer((block.x + left, y), Mark::Misses(*kind));
        }
    }
}

/// Columns of `100.00%`.
const PERCENT_COLS: u16 = 7;

fn base_of(share: &Share) -> String {
    format!("{}/{}", thousands(share.part), thousands(share.base))
}

/// The roster's craftsmen by level; they are no items, so nothing of it opens.
fn levels(hand: &mut Hand<'_, '_>, block: Block) {
    let desk = hand.desk;
    let Some(roster) = &desk.model.roster_counts else {
        return;
    };
    let lang = desk.model.lang;
    let title = desk.say_with("board.levels", &[("people", &thousands(roster.craftsmen))]);
    let all: Vec<Bar> = roster
        .by_level
        .iter()
        .map(|(level, count)| Bar {
            mark: None,
            name: coded(lang, "skill", level.map_or("", SkillLevel::code)),
            count: *count,
            remark: String::new(),
        })
        .collect();
    let used = all.len() as u16 + 1;
    bars(hand, block, &title, all);
    let values = [
        ("studios", thousands(roster.studios)),
        ("employers", thousands(roster.employers)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let others = desk.say_with("board.others", &values);
    hand.put(
        (block.x + 1, block.y + used),
        block.width,
        &others,
        Role::Dim,
    );
}

/// Draws bars under a title, the longest over the whole width.
fn bars(hand: &mut Hand<'_, '_>, block: Block, title: &str, all: Vec<Bar>) {
    hand.title(block, title);
    let cols = |of: &dyn Fn(&Bar) -> usize| all.iter().map(of).max().unwrap_or(0) as u16;
    let names = cols(&|bar| width::of(&bar.name)).min(block.width / 2);
    let numbers = cols(&|bar| thousands(bar.count).len());
    let remarks = cols(&|bar| width::of(&bar.remark));
    let most = all.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let room = block.width.saturating_sub(names + numbers + remarks + 5);
    for (at, bar) in all.into_iter().enumerate() {
        let y = block.y + 1 + at as u16;
        if let Some(mark) = bar.mark {
            hand.pointer((block.x, y), mark);
        }
        let mut x = block.x + 1;
        hand.put((x, y), names, &bar.name, Role::Text);
        x += names + 1;
        hand.put_right((x, y), numbers, &thousands(bar.count), Role::Text);
        x += numbers + 1;
        // Something that is there shows at least one sign.
        let length = (u128::from(bar.count) * u128::from(room)).div_ceil(u128::from(most)) as u16;
        hand.rule((x, y), length, "#", Role::Bar);
        x += room + 1;
        hand.put((x, y), remarks, &bar.remark, Role::Late);
    }
}
