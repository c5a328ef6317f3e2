//! The index and the book against brute force and against each other, over any names and queries.

use std::{cmp::Reverse, sync::Arc};

use proptest::prelude::*;

use super::{
    find,
    oracle::{Named, brute_force, opening},
    people,
};
use crate::search::{
    align::{best_form, best_score},
    symbol::{Opening, symbols},
    *,
};

fn numbered(roster: &[Named]) -> impl Iterator<Item = (Kind, i64, &str)> {
    let names = roster.iter().enumerate();
    names.map(|(id, (kind, name))| (*kind, id as i64, name.as_str()))
}

fn shown(answer: &Answer) -> (Vec<(Kind, i64, i32)>, usize) {
    let hits = answer.hits.iter();
    (
        hits.map(|hit| (hit.kind, hit.id, hit.score)).collect(),
        answer.total,
    )
}

const GIVEN: &[&str] = &[
    "张", "单", "长", "行", "重", "乐", "吕", "绿", "女", "子", "紫", "祖", "自", "国", "建", "江",
    "安", "昂", "𠮷", "伟", "偉", "國", "乾", "曾", "z", "Ｂ", "·", "7",
];

fn name() -> impl Strategy<Value = Named> {
    let head = prop::sample::select(vec![
        "张", "張", "歐陽", "單", "單于", "单", "曾", "仇", "区", "吕", "尉迟", "万俟", "欧阳",
        "单于", "王", "阿", "朱", "周", "A", "𬭎", "郑", "",
    ]);
    let tail =
        prop::collection::vec(prop::sample::select(GIVEN), 0..=2).prop_map(|tail| tail.concat());
    let foreign =
        prop::sample::select(vec!["阿里·江", "Zoë·zzz", "ab·子z", "é7"]).prop_map(str::to_owned);
    // Long names have few Han, since the oracle writes every form.
    let long = (
        "[a-zA-Z0-9]{3,12}",
        prop::sample::select(vec!["厂", "行", "", "重工"]),
    )
        .prop_map(|(body, end)| format!("{body}{end}"));
    let kind = prop::sample::select(Kind::ALL.to_vec());
    let person = (head, tail).prop_map(|(head, tail)| format!("{head}{tail}"));
    (kind, prop_oneof![8 => person, 1 => foreign, 1 => long])
}

fn sounds() -> impl Strategy<Value = Sounds> {
    prop::sample::select(vec![Sounds::Exact, Sounds::Alike])
}

fn typed() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "张", "张", "張", "國", "单", "国", "子", "吕", "𠮷", "zhang", "shan", "dan", "zi", "zu",
        "z", "zz", "l", "lv", "lyu", "n", "j", "g", "jian", "jg", "an", "ang", "hang", "x", "c",
        "w", "wei", "yu", "chi", "mo", "qi", "7", "b", " ", "·", "zhng", "a", "Z", "e",
    ]);
    prop::collection::vec(piece, 1..=4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn best_fifty_and_count_are_those_of_brute_force(
        roster in prop::collection::vec(name(), 1..24),
        queries in prop::collection::vec(typed(), 6),
    ) {
        let index = NameIndex::build(numbered(&roster));
        let book = NameBook::build(numbered(&roster));
        for typed in queries.iter().map(String::as_str).chain(["z", "zzz", "zhang", ""]) {
            let answer = find(&index, typed);
            prop_assert_eq!(shown(&answer), brute_force(&roster, typed, Sounds::Exact, |_, _| true), "{} in {:?}", typed, roster);
            let of_book = book.search(&Query::new(typed), 50, &Cancel::never());
            prop_assert_eq!(&of_book, &answer, "{} in {:?}", typed, roster);
            for hit in &answer.hits {
                prop_assert!(hit.spans.iter().all(|span| hit.name.get(span.clone()).is_some_and(|part| !part.is_empty())));
                prop_assert!(hit.spans.windows(2).all(|two| two[0].end < two[1].start));
            }
        }
    }

    #[test]
    fn what_sounds_alike_is_found_as_by_brute_force(
        roster in prop::collection::vec(name(), 1..16),
        queries in prop::collection::vec(typed(), 4),
    ) {
        let index = NameIndex::build(numbered(&roster));
        let book = NameBook::build(numbered(&roster));
        for typed in queries.iter().map(String::as_str).chain(["zang", "li", "san", "fang", "zin"]) {
            let query = Query::new(typed).heard(Sounds::Alike);
            let answer = index.search(&query, 50, &Cancel::never());
            let expected = brute_force(&roster, typed, Sounds::Alike, |_, _| true);
            prop_assert_eq!(shown(&answer), expected, "{} in {:?}", typed, roster);
            let of_book = book.search(&query, 50, &Cancel::never());
            prop_assert_eq!(&of_book, &answer, "{} in {:?}", typed, roster);
            let exact = find(&index, typed);
            prop_assert!(exact.total <= answer.total);
        }
    }

    #[test]
    fn a_choice_answers_as_an_index_of_the_records_it_lets_through(
        roster in prop::collection::vec(name(), 1..300),
        chosen in prop::collection::vec(0_u8..8, 300),
        share in 0_u8..9,
        changes in prop::collection::vec((0_i64..320, prop::option::of(name())), 0..12),
        queries in prop::collection::vec(typed(), 6),
        limit in 0_usize..60,
        sounds in sounds(),
    ) {
        let mut book = NameBook::build(numbered(&roster));
        let mut index = NameIndex::build(numbered(&roster));
        for (id, change) in changes {
            let kind = roster.get(id as usize).map_or(Kind::Craftsman, |(kind, _)| *kind);
            if let Some((_, name)) = change {
                index.insert(kind, id, &name);
                book.insert(kind, id, &name);
            } else {
                index.remove(kind, id);
                book.remove(kind, id);
            }
        }
        let lets = |id: i64| chosen.get(id as usize).is_none_or(|own| *own < share);
        let own: Ids = (0..320).filter(|id| lets(*id)).collect();
        let all_but: Ids = (0..320).filter(|id| !lets(*id)).collect();
        let admitted = Admitted {
            craftsmen: Some(Of { within: vec![Arc::new(own)], without: vec![] }),
            studios: Some(Of { within: vec![], without: vec![Arc::new(all_but)] }),
            ..Admitted::default()
        };
        let choice = book.choose(Arc::new(admitted));
        prop_assert!(book.is_of(&choice));
        let wants = |kind, id| matches!(kind, Kind::Craftsman | Kind::Studio) && lets(id);
        for typed in queries.iter().map(String::as_str).chain(["z", "zh", "an", ""]) {
            let query = Query::new(typed).heard(sounds);
            let expected = index.search_of(&query, wants, limit, &Cancel::never());
            let found = book.search_in(&query, &choice, limit, &Cancel::never());
            prop_assert_eq!(found, expected, "{} in {:?}", typed, roster);
            let all = index.search(&query, 400, &Cancel::never()).hits;
            let hits = book.hits(&query, &Cancel::never()).unwrap();
            for kind in Kind::ALL {
                let own = all.iter().filter(|hit| hit.kind == kind).map(|hit| hit.id);
                let admitted = own.clone().filter(|id| wants(kind, *id));
                prop_assert_eq!(hits.of(kind).len(), own.clone().count(), "{} in {:?}", typed, roster);
                prop_assert!(own.clone().all(|id| hits.of(kind).has(id)), "{} in {:?}", typed, roster);
                let met = hits.admitted(kind, choice.admitted());
                prop_assert_eq!(met.len(), admitted.clone().count());
                prop_assert!(admitted.clone().all(|id| met.has(id)));
            }
        }
        book.insert(Kind::Craftsman, 1, "张三");
        prop_assert!(!book.is_of(&choice));
    }

    #[test]
    fn a_book_answers_as_an_index_of_all_its_names(
        roster in prop::collection::vec(name(), 1..400),
        queries in prop::collection::vec(typed(), 12),
        limit in 0_usize..60,
        sounds in sounds(),
    ) {
        let index = NameIndex::build(numbered(&roster));
        let book = NameBook::build(numbered(&roster));
        prop_assert_eq!(book.len(), roster.len());
        for typed in queries.iter().map(String::as_str).chain(["z", "l", "zh", "zi", "an", ""]) {
            let query = Query::new(typed).heard(sounds);
            let expected = index.search(&query, limit, &Cancel::never());
            prop_assert_eq!(book.search(&query, limit, &Cancel::never()), expected, "{} in {:?}", typed, roster);
        }
        for (kind, id, name) in numbered(&roster) {
            let kept = book.get(kind, id);
            prop_assert_eq!(kept.as_deref(), Some(name));
        }
    }

    #[test]
    fn changes_over_a_base_are_as_a_book_built_anew(
        roster in prop::collection::vec(name(), 1..60),
        changes in prop::collection::vec((0_usize..80, prop::option::of(name())), 1..40),
        queries in prop::collection::vec(typed(), 6),
        sounds in sounds(),
    ) {
        let mut book = NameBook::build(numbered(&roster));
        let mut index = NameIndex::build(numbered(&roster));
        let mut all = Vec::new();
        for (id, change) in changes {
            let kind = roster.get(id).map_or(Kind::Craftsman, |(kind, _)| *kind);
            let id = id as i64;
            match &change {
                Some((_, name)) => index.insert(kind, id, name),
                None => _ = index.remove(kind, id),
            }
            all.push((kind, id, change.map(|(_, name)| name)));
        }
        let (one_by_one, at_once) = all.split_at(all.len() / 2);
        for (kind, id, name) in one_by_one {
            match name {
                Some(name) => book.insert(*kind, *id, name),
                None => _ = book.remove(*kind, *id),
            }
        }
        book.apply(at_once);
        prop_assert_eq!(book.len(), index.len());
        for typed in queries.iter().map(String::as_str).chain(["z", "", "an"]) {
            let query = Query::new(typed).heard(sounds);
            let expected = index.search(&query, 50, &Cancel::never());
            prop_assert_eq!(book.search(&query, 50, &Cancel::never()), expected, "{}", typed);
        }
    }

    #[test]
    fn familiar_names_stand_before_others_of_their_score_and_length(
        roster in prop::collection::vec(name(), 1..120),
        familiar in prop::collection::vec(0_usize..140, 0..70),
        renamed in prop::collection::vec((0_usize..140, prop::option::of(name())), 0..6),
        queries in prop::collection::vec(typed(), 6),
        limit in 0_usize..60,
    ) {
        let mut roster = roster;
        let mut book = NameBook::build(numbered(&roster));
        let kind_of = |roster: &[Named], at: usize| roster.get(at).map_or(Kind::Craftsman, |(kind, _)| *kind);
        let mut list: Vec<(Kind, i64)> = familiar.iter().map(|&at| (kind_of(&roster, at), at as i64)).collect();
        book.set_familiar(&list);
        let mut gone = Vec::new();
        let people = roster.len();
        for (at, name) in renamed.into_iter().filter(|(at, _)| *at < people) {
            let kind = kind_of(&roster, at);
            book.apply(&[(kind, at as i64, name.clone().map(|(_, name)| name))]);
            gone.retain(|own| *own != at);
            if let Some((_, name)) = name {
                roster[at].1 = name;
            } else {
                gone.push(at);
                list.retain(|own| *own != (kind, at as i64));
            }
        }
        let index = NameIndex::build(numbered(&roster).filter(|(_, id, _)| !gone.contains(&(*id as usize))));
        for typed in queries.iter().map(String::as_str).chain(["z", "", "an"]) {
            let query = Query::new(typed);
            let all = index.search(&query, roster.len(), &Cancel::never());
            let mut hits = all.hits;
            let length = |hit: &Hit| symbols(&hit.name, opening(hit.kind)).len();
            let place = |hit: &Hit| {
                let found = list.iter().position(|own| *own == (hit.kind, hit.id));
                found.unwrap_or(usize::MAX)
            };
            hits.sort_by_key(|hit| (Reverse(hit.score), length(hit), place(hit), hit.id, hit.kind));
            hits.truncate(limit);
            let answer = book.search(&query, limit, &Cancel::never());
            prop_assert_eq!(answer.total, all.total);
            prop_assert_eq!(answer.hits, hits, "{}", typed);
        }
    }

    #[test]
    fn the_form_shown_has_the_score_and_no_sampled_form_beats_it(
        name in "[张单长行重乐吕绿女子紫祖自国建江安昂z]{4,20}",
        typed in typed(),
        choices in prop::collection::vec(prop::collection::vec(0usize..8, 20), 24),
    ) {
        let symbols = symbols(&name, Opening::Any);
        for word in Query::new(&typed).words().iter().filter(|word| !word.letters.is_empty()) {
            let letters: String = word.letters.iter().collect();
            let best = best_score(&symbols, &word.letters).map(i64::from);
            let shown: String = best_form(&symbols, &word.letters, Sounds::Exact).into_iter().flatten().collect();
            prop_assert_eq!(matcher::positions(&shown, &letters).map(|(score, _)| score), best, "{} {} {}", name, letters, shown);
            for choice in &choices {
                let form: String = symbols.iter().zip(choice).flat_map(|(symbol, &at)| {
                    let ways = symbol.alternatives(Sounds::Exact);
                    ways[at % ways.len()].clone()
                }).collect();
                prop_assert!(matcher::positions(&form, &letters).map(|(score, _)| score) <= best, "{form} {letters}");
            }
        }
    }

    #[test]
    fn any_text_is_a_name_and_a_query(name in "\\PC{0,40}|.{0,40}", typed in "\\PC{0,12}|.{0,12}") {
        let index = people(&[&name]);
        for hit in find(&index, &typed).hits.into_iter().chain(find(&index, &name).hits) {
            prop_assert!(hit.spans.iter().all(|span| name.get(span.clone()).is_some()));
        }
        if let Some(spans) = contains(&Query::new(&typed), &name) {
            prop_assert!(spans.iter().all(|span| name.get(span.clone()).is_some()));
        }
    }
}
