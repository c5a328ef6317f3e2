//! Whatever is typed at whatever size: drawing never panics and never halves a character.

use proptest::prelude::*;

use super::world::{card, full, item_view, letter_view, screen};
use crate::{
    app::{
        Action, Msg,
        msg::{EditKey, Extend},
    },
    domain::unit::Unit,
    lang::Lang,
};

fn msg() -> impl Strategy<Value = Msg> {
    let edits = vec![
        EditKey::Left,
        EditKey::Right,
        EditKey::Up,
        EditKey::Down,
        EditKey::Home,
        EditKey::End,
        EditKey::PageUp,
        EditKey::PageDown,
        EditKey::Bottom,
        EditKey::Backspace,
        EditKey::Delete,
        EditKey::Enter,
    ];
    let texts = vec![
        "a",
        "3",
        "签收",
        "e\u{301}",
        "\u{301}",
        "【空】",
        "\u{1b}[31m",
        "",
        "👍🏽",
        "ｶﾞ",
        "　",
    ];
    let extend = prop_oneof![Just(Extend::No), Just(Extend::Yes)];
    prop_oneof![
        6 => prop::sample::select(Action::ALL.to_vec()).prop_map(Msg::Do),
        3 => prop::sample::select(texts).prop_map(|text| Msg::Text(text.into())),
        2 => (prop::sample::select(edits), extend).prop_map(|(key, extend)| Msg::Edit(key, extend)),
        1 => "[一-龥a\n【】\u{301}]{0,80}".prop_map(Msg::Paste),
        1 => (0u16..250, 0u16..80).prop_map(|(width, height)| Msg::Resize(width, height)),
        1 => (0u16..250, 0u16..80).prop_map(|(x, y)| Msg::Click(x, y)),
        1 => Just(Msg::ItemRead(Some(Box::new(item_view())))),
        1 => Just(Msg::CardRead(Some(Box::new(card())))),
        1 => "[一-龥【】\n]{0,200}".prop_map(|text| Msg::LetterRead(Some(Box::new(letter_view(&text))))),
        1 => Just(Msg::UnitOpened(Box::<Unit>::default(), None)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_desk_can_be_drawn(msgs in prop::collection::vec(msg(), 0..40), english in any::<bool>()) {
        let lang = if english { Lang::En } else { Lang::Zh };
        let mut model = full(lang, (80, 24));
        for msg in msgs {
            model.update(msg);
            screen(&model);
        }
    }
}
