//! The list of findings: two lines each, the rule above its words and correction.

use super::{Desk, Pen, parts};
use crate::{
    app::{Action, findings::says, layout::Area, overlay::FindingList},
    check::Severity,
    text::clean,
    tui::{theme::Role, view::roster::typed},
};

pub(super) fn draw(desk: Desk<'_>, pen: &mut Pen<'_>, body: Area, own: &FindingList) {
    let lang = desk.model.lang;
    let parts = parts(pen, body, Action::Findings.label(lang));
    let (head, list) = (parts.head, parts.list);
    if let Some(reason) = &own.reason {
        let label = desk.say("letter.waiver_reason");
        let used = pen.put((head.x, head.y), head.width, label, Role::Head);
        let x = head.x + used + 1;
        let room = head.width.saturating_sub(used + 1);
        typed(pen, (x, head.y), room, reason, true);
    } else if own.list.is_empty() {
        pen.put(
            (head.x, head.y),
            head.width,
            desk.say("letter.no_finding"),
            Role::Dim,
        );
    }
    let places = own
        .cursor
        .visible(own.list.len(), usize::from(list.height / 2).max(1));
    for (line, place) in places.enumerate() {
        let y = list.y + 2 * line as u16;
        if y + 1 >= list.y + list.height {
            break;
        }
        if place == own.cursor.at {
            pen.put((list.x, y), 1, ">", Role::Marker);
        }
        let judged = &own.list[place].judged;
        let (sign, role) = sign(judged.finding.severity);
        let waived = judged.waived.as_ref();
        let (sign, role) = waived.map_or((sign, role), |_| ("-", Role::Dim));
        pen.put((list.x + 2, y), 1, sign, role);
        let room = list.width.saturating_sub(4);
        let sentence = says(&judged.finding, lang);
        let rule_role = if waived.is_some() {
            Role::Dim
        } else {
            Role::Text
        };
        pen.put((list.x + 4, y), room, &sentence, rule_role);
        let mut words = format!("“{}”", clean::line(&judged.words).text);
        if let Some(fix) = &judged.finding.fix {
            let fix = clean::line(fix).text;
            let key = if fix.is_empty() {
                "cli.check.delete"
            } else {
                "cli.check.fix"
            };
            words.push_str(&lang.say_with(key, &[("fix", &fix)]));
        }
        if let Some(waiver) = waived {
            let reason = clean::line(waiver.reason.as_deref().unwrap_or_default()).text;
            let values = [("by", &*waiver.by), ("reason", &*reason)];
            words = format!(
                "{}{words}",
                lang.say_with("cli.check.overridden", &values).trim()
            );
        }
        pen.put((list.x + 4, y + 1), room, &words, Role::Dim);
    }
}

/// Returns what stands for a weight beside the text.
pub(in crate::tui::view) fn sign(severity: Severity) -> (&'static str, Role) {
    match severity {
        Severity::Error => ("!", Role::Wrong),
        Severity::Warning => ("?", Role::Doubt),
    }
}
