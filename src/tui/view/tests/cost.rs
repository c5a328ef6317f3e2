//! What a frame costs in bytes: a slow line carries about 1,000 a second.

use ratatui::{Terminal, TerminalOptions, Viewport, layout::Rect};

use super::world::full;
use crate::{
    app::{Action, Model, Msg},
    lang::Lang,
    tui::{
        Keymap, Theme,
        backend::{Lean, tests::Line},
        draw,
    },
};

/// Draws the model, then once more after each message; returns the bytes of each frame.
fn costs(mut model: Model, msgs: Vec<Msg>) -> Vec<usize> {
    let line = Line::default();
    let area = Rect::new(0, 0, model.size.0, model.size.1);
    let options = TerminalOptions {
        viewport: Viewport::Fixed(area),
    };
    let backend = Lean::new(line.clone());
    let mut terminal = Terminal::with_options(backend, options).unwrap();
    let (keymap, theme) = (Keymap::embedded(), Theme::default());
    let mut costs = Vec::new();
    for msg in std::iter::once(None).chain(msgs.into_iter().map(Some)) {
        if let Some(msg) = msg {
            model.update(msg);
        }
        line.0.borrow_mut().clear();
        terminal
            .draw(|frame| draw(&model, &keymap, &theme, frame))
            .unwrap();
        costs.push(line.0.borrow().len());
    }
    costs
}

#[test]
fn a_first_frame_is_under_six_kilobytes() {
    for lang in [Lang::Zh, Lang::En] {
        let cost = costs(full(lang, (80, 24)), vec![])[0];
        assert!(cost <= 6_000, "{cost}");
    }
}

#[test]
fn a_move_costs_a_marker_and_the_strip() {
    let moves = || vec![Msg::Do(Action::Down); 6];
    for (zoomed, most) in [(true, 60), (false, 400)] {
        let mut model = full(Lang::Zh, (80, 24));
        model.zoomed = zoomed;
        let costs = costs(model, moves());
        assert!(
            costs[1..].iter().all(|cost| *cost <= most),
            "{zoomed}: {costs:?}"
        );
    }
}

#[test]
fn nothing_changed_costs_next_to_nothing() {
    let costs = costs(full(Lang::Zh, (80, 24)), vec![Msg::Do(Action::Up)]);
    assert!(costs[1] <= 16, "{costs:?}");
}
