//! What is found by what is typed, in what order, and what a file gives back.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{find, people};
use crate::search::*;

fn names(index: &NameIndex, typed: &str) -> Vec<String> {
    find(index, typed)
        .hits
        .into_iter()
        .map(|hit| hit.name)
        .collect()
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
    // Two threads of a desk may write at once.
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let mut book = NameBook::build(roster.into_iter());
            let file = &file;
            scope.spawn(move || book.write(file, stamp).unwrap());
        }
    });
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
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
