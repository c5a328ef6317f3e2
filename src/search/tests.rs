//! The index against brute force: every form written out, scored by a fresh matcher of the crate.

use std::cmp::Reverse;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;

use super::align::{best_form, best_score};
use super::symbol::{Opening, Symbol, symbols};
use super::*;

/// The readings of a symbol as they may be typed; sound-alikes said once more, pair by pair.
fn typed_for(symbol: &Symbol, sounds: Sounds) -> Vec<String> {
    let own = symbol.readings.iter().map(|&reading| reading.to_owned());
    let mut ways: Vec<String> = own.collect();
    if sounds == Sounds::Exact {
        return ways;
    }
    for way in ways.clone() {
        let swapped = match way.as_bytes() {
            [b'z' | b'c' | b's', b'h', ..] => format!("{}{}", &way[..1], &way[2..]),
            [b'z' | b'c' | b's', ..] => format!("{}h{}", &way[..1], &way[1..]),
            [b'n', ..] => format!("l{}", &way[1..]),
            [b'l', ..] => format!("n{}", &way[1..]),
            [b'f', ..] => format!("h{}", &way[1..]),
            [b'h', ..] => format!("f{}", &way[1..]),
            _ => continue,
        };
        ways.push(swapped);
    }
    for way in ways.clone() {
        match way.as_bytes() {
            [.., b'a' | b'e' | b'i', b'n', b'g'] => ways.push(way[..way.len() - 1].to_owned()),
            [.., b'a' | b'e' | b'i', b'n'] => ways.push(format!("{way}g")),
            _ => {}
        }
    }
    ways
}

/// Every form of a name.
fn forms(symbols: &[Symbol], sounds: Sounds) -> Vec<String> {
    symbols.iter().fold(vec![String::new()], |forms, symbol| {
        let mut ways = vec![symbol.ch.to_string()];
        for way in typed_for(symbol, sounds) {
            ways.extend([way[..1].to_owned(), way]);
        }
        ways.sort();
        ways.dedup();
        forms
            .iter()
            .flat_map(|form| ways.iter().map(move |way| format!("{form}{way}")))
            .collect()
    })
}

/// The gate said once more, by trying every cut.
fn is_cut_possible(symbols: &[Symbol], word: &[char], sounds: Sounds) -> bool {
    let Some((symbol, rest)) = symbols.split_first() else {
        return word.is_empty();
    };
    let readings = typed_for(symbol, sounds);
    let pieces = (0..=word.len()).filter(|&len| {
        let piece = &word[..len];
        let is_piece_of = |reading: &String| {
            let mut letters = reading.chars();
            reading.starts_with(piece[0])
                && piece
                    .iter()
                    .all(|typed| letters.any(|letter| letter == *typed))
        };
        len == 0 || piece == [symbol.ch] || readings.iter().any(is_piece_of)
    });
    pieces
        .into_iter()
        .any(|len| is_cut_possible(rest, &word[len..], sounds))
}

fn opening(kind: Kind) -> Opening {
    if matches!(kind, Kind::Employer | Kind::Programme) {
        Opening::Any
    } else {
        Opening::Surname
    }
}

type Named = (Kind, String);

fn brute_force(
    roster: &[Named],
    typed: &str,
    sounds: Sounds,
    lets: impl Fn(Kind, i64) -> bool,
) -> (Vec<(Kind, i64, i32)>, usize) {
    let query = Query::new(typed);
    let Some(words) = query.name_words() else {
        return (vec![], 0);
    };
    let mut found = Vec::new();
    for (id, (kind, name)) in roster.iter().enumerate() {
        let symbols = symbols(name, opening(*kind));
        let is_hit = |word: &&[char]| is_cut_possible(&symbols, word, sounds);
        if !lets(*kind, id as i64) || !words.iter().all(is_hit) {
            continue;
        }
        let forms = forms(&symbols, sounds);
        let score: i64 = words
            .iter()
            .map(|word| {
                let word: String = word.iter().collect();
                let best = forms
                    .iter()
                    .filter_map(|form| matcher::score(form, &word))
                    .max();
                let exact = forms
                    .iter()
                    .filter_map(|form| matcher::positions(form, &word))
                    .map(|(score, _)| score)
                    .max();
                assert_eq!(best, exact, "{name} {word}");
                best.expect("a hit has a form that contains it")
            })
            .sum();
        found.push((Reverse(score), symbols.len(), id as i64, *kind));
    }
    found.sort_unstable();
    let total = found.len();
    (
        found
            .into_iter()
            .take(50)
            .map(|(score, _, id, kind)| (kind, id, score.0 as i32))
            .collect(),
        total,
    )
}

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

fn find(index: &NameIndex, typed: &str) -> Answer {
    index.search(&Query::new(typed), 50, &Cancel::never())
}

fn names(index: &NameIndex, typed: &str) -> Vec<String> {
    find(index, typed)
        .hits
        .into_iter()
        .map(|hit| hit.name)
        .collect()
}

fn people(list: &[&str]) -> NameIndex {
    NameIndex::build(
        list.iter()
            .enumerate()
            .map(|(id, name)| (Kind::Craftsman, id as i64, *name)),
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
            let query = Query::new(typed);
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
    ) {
        let index = NameIndex::build(numbered(&roster));
        let book = NameBook::build(numbered(&roster));
        prop_assert_eq!(book.len(), roster.len());
        for typed in queries.iter().map(String::as_str).chain(["z", "l", "zh", "zi", "an", ""]) {
            let query = Query::new(typed);
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
            let query = Query::new(typed);
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

#[test]
fn a_person_is_found_by_characters_pinyin_initials_and_mixtures() {
    let index = people(&["张建国", "王小明", "章江光", "李建国"]);
    for typed in [
        "张建国",
        "zhangjianguo",
        "zhangjg",
        "张jg",
        "zjianguo",
        "ZJG",
        "ｚｊｇ",
        "国 张",
        "guo zhang",
        "zhngjg",
        "张国",
    ] {
        assert_eq!(names(&index, typed)[0], "张建国", "{typed}");
    }
    assert_eq!(names(&index, "ang"), [""; 0]);
    assert_eq!(names(&index, "建国"), ["张建国", "李建国"]);
    assert_eq!(names(&index, "国 王"), [""; 0]);
}

#[test]
fn people_are_found_as_their_names_sound_when_that_is_wanted() {
    let index = people(&["张三", "詹珊", "牛莉", "黄福", "郑英", "z三"]);
    let found = |typed: &str, sounds| {
        let query = Query::new(typed).heard(sounds);
        let answer = index.search(&query, 50, &Cancel::never());
        let names = answer.hits.into_iter().map(|hit| hit.name);
        names.collect::<Vec<String>>()
    };
    for (typed, name) in [
        ("zhangshang", "张三"),
        ("liuni", "牛莉"),
        ("fanghu", "黄福"),
    ] {
        assert!(
            found(typed, Sounds::Alike).contains(&name.to_owned()),
            "{typed}"
        );
        assert!(
            !found(typed, Sounds::Exact).contains(&name.to_owned()),
            "{typed}"
        );
    }
    // What is typed as it is written stands before what only sounds so, by its score.
    assert_eq!(found("zhangsan", Sounds::Alike)[..2], ["张三", "詹珊"]);
    // A letter in a name is the letter.
    assert_eq!(found("zh三", Sounds::Alike), ["张三"]);
}

#[test]
fn traditional_and_simplified_forms_find_each_other() {
    let index = people(&["張偉", "张伟", "歐陽鐵", "區志", "乾明", "干明"]);
    for typed in ["张伟", "張偉", "张偉", "zhangwei"] {
        assert_eq!(names(&index, typed), ["張偉", "张伟"], "{typed}");
    }
    assert_eq!(names(&index, "欧阳铁"), ["歐陽鐵"]);
    assert_eq!(names(&index, "oytie"), ["歐陽鐵"]);
    assert_eq!(names(&index, "ou")[0], "區志");
    // 乾 is a character of its own in names.
    assert_eq!(names(&index, "乾明"), ["乾明"]);
    assert_eq!(find(&index, "张").hits[0].spans, vec![0..3]);
}

#[test]
fn surnames_are_read_as_families_read_them() {
    let index = people(&[
        "单玉",
        "苏涵玉",
        "仇英",
        "区志",
        "尉迟恭",
        "万俟明",
        "吕布",
        "朴正",
        "查良",
        "王玉",
        "翟明",
    ]);
    for (typed, name) in [
        ("shanyu", "单玉"),
        ("qiu", "仇英"),
        ("ou", "区志"),
        ("yuchi", "尉迟恭"),
        ("moqi", "万俟明"),
        ("lv", "吕布"),
        ("lyu", "吕布"),
        ("lü", "吕布"),
        ("piao", "朴正"),
        ("zhal", "查良"),
        ("wangyu", "王玉"),
        ("zhai", "翟明"),
        ("dim", "翟明"),
    ] {
        assert_eq!(
            names(&index, typed).first().map(String::as_str),
            Some(name),
            "{typed}"
        );
    }
    assert_eq!(names(&index, "dan"), [""; 0]);
}

#[test]
fn shorter_names_come_first_then_smaller_ids() {
    let index = people(&["张伟民", "张伟", "章薇", "张伟"]);
    let answer = find(&index, "zhangwei");
    assert_eq!(
        answer.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(),
        [1, 2, 3, 0]
    );
}

#[test]
fn highlights_lie_on_the_characters() {
    let index = people(&["张·建国"]);
    let spans = |typed: &str| find(&index, typed).hits.remove(0).spans;
    assert_eq!(spans("zjg"), vec![0..3, 5..11]);
    assert_eq!(spans("guo"), vec![8..11]);
    assert_eq!(spans(""), vec![]);
}

#[test]
fn employers_and_studios_are_found_whole() {
    let index = NameIndex::build(
        [
            (
                Kind::Employer,
                1,
                "重庆路澄江市长风精密机械制造有限责任公司云桥分公司",
            ),
            (Kind::Studio, 1, "单建国数控车工技能大师工作室"),
            (Kind::Craftsman, 1, "单建国"),
        ]
        .into_iter(),
    );
    assert_eq!(names(&index, "chongqing cfjm").len(), 1);
    assert_eq!(
        names(&index, "shanjg"),
        ["单建国", "单建国数控车工技能大师工作室"]
    );
    assert_eq!(names(&index, "工作室 shan").len(), 1);
    let only = index.search_of(
        &Query::new("shanjg"),
        |kind, _| kind == Kind::Studio,
        50,
        &Cancel::never(),
    );
    assert_eq!((only.total, only.hits[0].kind), (1, Kind::Studio));
}

#[test]
fn hostile_names_are_found_or_left_alone() {
    let marks = format!("张{}三", "\u{301}".repeat(10_000));
    let endless = "张".repeat(5000);
    let index = people(&[
        "",
        " \u{7}\u{1b}[2J",
        &marks,
        "𬭎𠮷",
        "\u{e000}明",
        &endless,
        "\u{202e}王",
    ]);
    assert_eq!(index.len(), 7);
    assert_eq!(find(&index, "zs").hits[0].name, marks);
    assert_eq!(names(&index, "𠮷"), ["𬭎𠮷"]);
    assert_eq!(names(&index, "\u{e000}"), ["\u{e000}明"]);
    assert_eq!(names(&index, "wang").len(), 1);
    assert_eq!(find(&index, "").total, 7);
    assert_eq!(find(&index, "·!?").total, 0);
    let long = Query::new(&"zhang".repeat(9));
    assert!(long.is_cut());
    assert_eq!(index.search(&long, 50, &Cancel::never()).total, 1);
}

#[test]
fn changes_are_seen_at_once() {
    let mut index = people(&["张三", "李四"]);
    index.replace(Kind::Craftsman, 0, "王五");
    assert_eq!(
        (names(&index, "zs").len(), names(&index, "ww")),
        (0, vec!["王五".to_owned()])
    );
    assert_eq!(index.get(Kind::Craftsman, 0), Some("王五"));
    assert!(index.remove(Kind::Craftsman, 1));
    assert!(!index.remove(Kind::Craftsman, 1));
    assert_eq!((index.len(), find(&index, "").total), (1, 1));
    for id in 0..10_000 {
        index.insert(Kind::Employer, id, "长风机械厂");
        index.remove(Kind::Employer, id);
    }
    index.insert(Kind::Employer, 3, "长风机械厂");
    assert_eq!(
        (
            index.len(),
            find(&index, "cf").total,
            find(&index, "").total
        ),
        (2, 1, 2)
    );
}

#[test]
fn a_book_comes_back_from_its_file_and_a_damaged_one_does_not() {
    let roster = [
        (Kind::Craftsman, 3, "张建国"),
        (Kind::Craftsman, 70_000, "张伟"),
        (Kind::Craftsman, 4, "欧阳建国"),
        (Kind::Craftsman, -5, "𠮷"),
        (Kind::Craftsman, 6, "𠮷"),
        (Kind::Craftsman, 7, ""),
        (Kind::Craftsman, 8, "\u{1b}[2Je\u{301}"),
        (Kind::Studio, 3, "单建国工作室"),
        (Kind::Employer, 1 << 40, "长风机械厂"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.names");
    assert!(matches!(NameBook::read(&file), Err(BookError::Missing)));
    let stamp = Stamp {
        change: 7,
        token: -9,
    };
    let mut book = NameBook::build(roster.into_iter());
    let left = folder.path().join("a.names.1.new");
    fs::write(&left, "what a killed writer left").unwrap();
    book.write(&file, stamp).unwrap();
    assert!(!left.exists());
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let (read, stamp_read) = NameBook::read(&file).unwrap();
    assert_eq!((stamp_read, read.len()), (stamp, roster.len()));
    for typed in ["", "zjg", "国", "厂", "𠮷", "zhang w", "j"] {
        let query = Query::new(typed);
        let answer = |book: &NameBook| book.search(&query, 50, &Cancel::never());
        assert_eq!(answer(&read), answer(&book), "{typed}");
    }
    let whole = fs::read(&file).unwrap();
    for at in (0..64).chain((64..whole.len()).step_by(13)) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        fs::write(&file, &flipped).unwrap();
        assert!(NameBook::read(&file).is_err(), "byte {at} flipped");
        fs::write(&file, &whole[..at]).unwrap();
        assert!(NameBook::read(&file).is_err(), "cut at {at}");
    }
    fs::write(&file, [whole.as_slice(), &[0]].concat()).unwrap();
    assert!(matches!(NameBook::read(&file), Err(BookError::Damaged)));
    let mut older = whole;
    older[8] = 0;
    fs::write(&file, older).unwrap();
    assert!(matches!(
        NameBook::read(&file),
        Err(BookError::OtherVersion)
    ));
    book.remove(Kind::Craftsman, 3);
    assert!(book.write(&file, stamp).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_newer_query_stops_an_older_one() {
    let index = people(&["张三"]);
    let generation = Arc::new(AtomicU64::new(4));
    let cancel = Cancel::new(Arc::clone(&generation), 4);
    assert!(!index.search(&Query::new("z"), 50, &cancel).cancelled);
    generation.store(5, Ordering::Relaxed);
    let answer = index.search(&Query::new("z"), 50, &cancel);
    assert!(answer.cancelled && answer.total == 0);
}
