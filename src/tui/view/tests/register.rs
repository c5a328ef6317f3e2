//! The card of the register in all its states: sections, pages, forms of facts, questions, log.

use super::world::{card, full, row_with, screen};
use crate::{
    app::{
        Action, Effect, Model, Msg, Pane,
        msg::EditKey,
        msg::Extend,
        overlay::Overlay,
        registering::RegisterAsk,
        views::{Card, CardOf},
    },
    domain::{
        craftsman::{Certificate, Honour, HonourLevel, Job, SkillLevel},
        id::CraftsmanId,
        private::Private,
    },
    lang::Lang,
    store::NameId,
};

const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (200, 50)];

/// A card with a history that fits no small screen.
fn long() -> Card {
    let mut own = card();
    if let CardOf::Craftsman(kept) = &mut own.of {
        let person = &mut kept.value;
        person.town = Some("青石街道e\u{301}".into());
        for year in 2001..2026 {
            let mut honour = Honour::named(format!("云桥工匠{year}"), HonourLevel::County);
            honour.year = Some(year);
            person.honours.insert(0, honour);
        }
        person.honours[0].revoked = "2026-01-31".parse().ok();
        let mut certificate = Certificate::of(SkillLevel::Technician, "焊工");
        certificate.number = Some(Private::new("样YQ-2020-0001"));
        person.certificates.push(certificate);
        person.jobs.push(Job {
            employer_name: Some("云桥精密机械有限公司".into()),
            ..Job::default()
        });
    }
    own
}

fn opened(lang: Lang, size: (u16, u16)) -> Model {
    let mut model = full(lang, size);
    model.update(Msg::Do(Action::PaneRoster));
    model.update(Msg::CardRead(Some(Box::new(long()))));
    model
}

fn each(mut look: impl FnMut(&mut Model)) {
    for lang in [Lang::Zh, Lang::En] {
        for size in SIZES {
            look(&mut opened(lang, size));
        }
    }
}

#[test]
fn every_row_of_a_long_card_comes_in_sight() {
    each(|model| {
        let rows = model.roster.open.as_ref().unwrap().card.rows().len();
        for _ in 0..rows {
            let drawn = screen(model);
            assert!(
                drawn[2..].iter().any(|row| row.contains("> ")),
                "{}",
                drawn.join("\n")
            );
            model.update(Msg::Do(Action::Down));
        }
        row_with(&screen(model), "沈望舒");
        model.update(Msg::Do(Action::First));
        row_with(&screen(model), model.lang.say("skill.technician"));
    });
}

#[test]
fn sections_have_headings_and_are_gone_over_by_keys() {
    let mut model = opened(Lang::Zh, (80, 24));
    model.update(Msg::Do(Action::First));
    model.update(Msg::Do(Action::NextSection));
    let rows = screen(&model);
    assert!(row_with(&rows, "样YQ").starts_with("> 职业技能等级证书  技师  焊工"));
    row_with(&rows, "证书");
    model.update(Msg::Do(Action::NextSection));
    row_with(
        &screen(&model),
        "> 云桥工匠2025  区县级  2025  已撤销 2026-01-31",
    );
    model.update(Msg::Do(Action::PreviousSection));
    row_with(&screen(&model), "> 职业技能等级证书");
}

#[test]
fn a_fact_opens_its_form_and_a_wrong_end_is_told() {
    each(|model| {
        model.update(Msg::Do(Action::First));
        let at = model.roster.open.as_ref().unwrap().card.rows();
        let job = at.iter().position(
            |row| matches!(row, crate::app::card::CardRow::Fact(kind, _) if kind.code() == "job"),
        );
        model.roster.open.as_mut().unwrap().cursor.at = job.unwrap();
        assert_eq!(model.update(Msg::Do(Action::Open)), []);
        row_with(&screen(model), "云桥精密机械有限公司");
        for text in ["", "班组长", "2024-05-01", "2024-04-30"] {
            model.update(Msg::Text(text.into()));
            model.update(Msg::Do(Action::Down));
        }
        model.update(Msg::Do(Action::Save));
        assert!(matches!(model.overlays.last(), Some(Overlay::Form(_))));
        let says = model.lang.say("wrong.before_start").to_owned();
        row_with(&screen(model), &says);
    });
}

#[test]
fn a_kind_is_picked_and_its_form_opens_empty() {
    let mut model = opened(Lang::Zh, (80, 24));
    model.update(Msg::Do(Action::AddFact));
    row_with(&screen(&model), "师徒协议");
    model.update(Msg::Text("stxy".into()));
    model.update(Msg::Do(Action::Open));
    row_with(&screen(&model), "目标等级");
    model.update(Msg::Do(Action::Save));
    row_with(&screen(&model), "必填");
    // The trade is picked from a list by its initials.
    model.update(Msg::Do(Action::Down));
    model.update(Msg::Do(Action::PickValue));
    model.update(Msg::Text("hangong".into()));
    model.update(Msg::Do(Action::Open));
    assert!(row_with(&screen(&model), "职业工种").contains("焊工"));
    model.update(Msg::Do(Action::Down));
    model.update(Msg::Do(Action::PickValue));
    row_with(&screen(&model), "没有可选的列表");
}

#[test]
fn what_is_private_is_shown_after_a_question_and_masked_when_the_card_is_left() {
    each(|model| {
        assert!(!screen(model).join("\n").contains("00000001234"));
        assert_eq!(model.update(Msg::Do(Action::Reveal)), []);
        assert!(!screen(model).join("\n").contains("00000001234"));
        let id = NameId::Craftsman(CraftsmanId(1));
        let ask = RegisterAsk::Reveal(id, vec!["phone", "certificate"]);
        assert_eq!(model.update(Msg::Do(Action::Open)), [Effect::Register(ask)]);
        model.update(Msg::Revealed(id));
        model.update(Msg::Do(Action::First));
        let mut seen = screen(model).join("\n");
        model.update(Msg::Do(Action::NextSection));
        seen.push_str(&screen(model).join("\n"));
        assert!(seen.contains("00000001234"), "{seen}");
        // Beside two other panes a certificate takes two rows.
        if model.size.0 < 132 {
            assert!(seen.contains("样YQ-2020-0001"), "{seen}");
        }
        model.update(Msg::CardRead(Some(Box::new(long()))));
        assert!(!screen(model).join("\n").contains("00000001234"));
    });
}

#[test]
fn a_fact_is_taken_off_after_a_question_and_a_value_is_not() {
    each(|model| {
        model.update(Msg::Do(Action::First));
        model.update(Msg::Do(Action::RemoveFact));
        assert!(model.overlays.is_empty());
        model.update(Msg::Do(Action::NextSection));
        model.update(Msg::Do(Action::RemoveFact));
        row_with(&screen(model), "焊工");
        assert!(!screen(model).join("\n").contains("2020-0001"));
        let effects = model.update(Msg::Do(Action::Open));
        assert!(
            matches!(
                effects.as_slice(),
                [Effect::Register(RegisterAsk::Remove(_, _, _, 0))]
            ),
            "{effects:?}"
        );
    });
}

#[test]
fn look_alikes_are_listed_with_what_can_be_done() {
    each(|model| {
        let id = NameId::Craftsman(CraftsmanId(1));
        let other = NameId::Craftsman(CraftsmanId(9));
        assert_eq!(
            model.update(Msg::Do(Action::LookAlikes)),
            [Effect::Register(RegisterAsk::LookAlikes(id))]
        );
        model.update(Msg::AlikeFound(id, vec![(other, "周知行 60".into())]));
        row_with(&screen(model), "周知行 60");
        model.update(Msg::Text("2".into()));
        let effects = model.update(Msg::Do(Action::Open));
        assert_eq!(effects, [Effect::Register(RegisterAsk::Merge(other, id))]);
        model.update(Msg::AlikeFound(id, Vec::new()));
        assert!(model.overlays.is_empty());
    });
}

#[test]
fn a_refused_fact_comes_back_with_what_was_typed() {
    each(|model| {
        model.update(Msg::Do(Action::AddFact));
        model.update(Msg::Text("5".into()));
        model.update(Msg::Text("没有这人".into()));
        let effects = model.update(Msg::Do(Action::Save));
        let [Effect::SaveRecord(what, record)] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        model.update(Msg::FactRefused(
            *what,
            record.clone(),
            "master",
            "没有保存：名册里没有“没有这人”。".into(),
        ));
        row_with(&screen(model), "没有这人");
        model.update(Msg::Edit(EditKey::Backspace, Extend::No));
        row_with(&screen(model), "没有这");
        assert_eq!(model.focus, Pane::Roster);
    });
}
