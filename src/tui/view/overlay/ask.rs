//! A question put together by menu.

use super::{Desk, Parts, Pen, parts};
use crate::{
    app::{Action, figure::tongue, layout::Area, overlay::AskBox},
    figure::{
        menu::OfferKind,
        value::{sentence, shown},
    },
    tui::{theme::Role, view::roster::typed},
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, ask: &AskBox) {
    let parts = parts(pen, body, Action::AskFigure.label(desk.model.lang));
    let Parts { head, list, .. } = parts;
    pen.put((head.x, head.y), 1, "?", Role::Key);
    let room = head.width.saturating_sub(2);
    typed(pen, (head.x + 2, head.y), room, &ask.field, true);
    let height = usize::from(list.height);
    for (line, place) in ask.cursor.visible(ask.len(), height).enumerate() {
        let y = list.y + line as u16;
        if place == ask.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        let room = list.width.saturating_sub(2);
        let Some(at) = place.checked_sub(ask.head_rows()) else {
            draw_answer(desk, pen, (list.x + 2, y), room, ask);
            continue;
        };
        let (offer, spans) = &ask.offers[at];
        let kind = match offer.kind {
            OfferKind::Subject => "subject",
            OfferKind::Field => "field",
            OfferKind::Sign => "sign",
            OfferKind::Value => "value",
            OfferKind::Measure => "measure",
            OfferKind::By => "by",
            OfferKind::Day => "day",
        };
        let kind = desk
            .model
            .lang
            .say_with(&format!("figure.offer.{kind}"), &[]);
        let used = pen.put((list.x + 2, y), 9, &kind, Role::Dim);
        let x = list.x + 2 + used.max(9);
        pen.matched((x, y), room.saturating_sub(9), &offer.name, spans);
    }
    let foot = parts.foot;
    let (says, role) = match &ask.question {
        Ok(question) if question.mixes_targets() => {
            (desk.say("figure.targets_mixed").to_owned(), Role::Soon)
        }
        Ok(question) => (question.print(tongue(desk.model.lang)), Role::Dim),
        Err(says) if ask.offers.is_empty() => (says.clone(), Role::Error),
        Err(_) => (desk.say("figure.how").to_owned(), Role::Dim),
    };
    pen.put((foot.x, foot.y), foot.width, &says, role);
}

/// The answer as it would stand in the letter, and what Enter does with it.
fn draw_answer(desk: Desk<'_>, pen: &mut Pen<'_>, (x, y): (u16, u16), cols: u16, ask: &AskBox) {
    let (Some(answer), Ok(question)) = (&ask.answer, &ask.question) else {
        pen.put((x, y), cols, desk.say("word.reading"), Role::Dim);
        return;
    };
    let unit = answer.unit.word();
    let words = if question.parts_sum() {
        sentence(answer, unit)
    } else {
        shown(answer.amount, unit)
    };
    let used = pen.put((x, y), cols, &words, Role::Figure);
    let rest = cols.saturating_sub(used + 2);
    let key = if ask.letter.is_some() {
        "figure.enter_cites"
    } else {
        "figure.no_letter"
    };
    pen.put((x + used + 2, y), rest, desk.say(key), Role::Dim);
}
