//! The packs that ship, and faulty ones.

use std::{fs, path::PathBuf};

use crate::{
    domain::{
        deadline::ClockKind,
        outcome::ResultClass,
        sitting::{Kind, Level},
    },
    rules::{Packs, Span, Unreturned, Wrong, pack_ids, pack_of, shipped},
};

#[test]
fn every_pack_that_ships_can_be_read() {
    assert_eq!(
        pack_ids(),
        [
            "national",
            "zhejiang",
            "ningbo",
            "sichuan",
            "chongqing",
            "shanghai",
            "shandong",
            "shandong-township",
            "henan",
            "beijing",
            "qingdao"
        ]
    );
    assert_eq!(pack_of(Some("zhejiang")).name, "浙江");
    assert_eq!(pack_of(Some("没有")).id, "national");
    assert_eq!(pack_of(None).id, "national");
    for pack in shipped() {
        assert!(!pack.law.is_empty(), "{}", pack.id);
        assert_eq!(
            pack.values.len(),
            10,
            "{}: every value has a source",
            pack.id
        );
    }
}

#[test]
fn a_value_of_its_own_stands_before_its_bases() {
    let chongqing = pack_of(Some("chongqing"));
    assert_eq!(chongqing.unreturned, Unreturned::LeftOut);
    let reported = chongqing
        .classes
        .iter()
        .find(|own| own.class == ResultClass::ReportedUp);
    assert_eq!(reported.unwrap().letter.as_deref(), Some("D"));
    assert_eq!(pack_of(Some("beijing")).classes, pack_of(None).classes);
    assert_eq!(
        pack_of(Some("ningbo")).classes,
        pack_of(Some("zhejiang")).classes
    );
    assert!(pack_of(Some("qingdao")).extension_needs_consent);
    assert!(!pack_of(Some("henan")).extension_needs_consent);
    assert_eq!(pack_of(Some("shanghai")).words.suggestion, "书面意见");
}

#[test]
fn a_township_of_shandong_has_the_same_terms_by_either_pack() {
    let mut county = pack_of(Some("shandong"));
    let own = pack_of(Some("shandong-township"));
    county.level = Level::Township;
    for clock in ClockKind::ALL {
        let term = |pack: &crate::rules::Pack| {
            let term = pack.term(*clock, own.first_case(), |_| None)?;
            Some((term.span, term.start))
        };
        assert_eq!(term(&county), term(&own), "{clock:?}");
    }
}

#[test]
fn what_is_not_confirmed_is_marked() {
    let ningbo = pack_of(Some("ningbo"));
    let case = ningbo.first_case();
    let stands_in = |clock: ClockKind, case| {
        let term = ningbo.term(clock, case, |_| None).unwrap();
        ningbo.is_stand_in(clock.code(), case, &term.origin)
    };
    assert!(stands_in(ClockKind::Return, case) && stands_in(ClockKind::Redo, case));
    assert!(!stands_in(ClockKind::Opinion, case));
    // A provincial item is Zhejiang's own business.
    let mut provincial = case;
    provincial.level = Level::Province;
    assert!(!stands_in(ClockKind::Return, provincial));
    let mut cppcc = pack_of(None).first_case();
    cppcc.kind = Kind::Cppcc;
    let national = pack_of(None);
    let term = national.term(ClockKind::Answer, cppcc, |_| None).unwrap();
    assert!(!term.origin.confirmed);
}

/// Lays files into a folder and reads them.
fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Packs) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let packs = Packs::of_folder(folder.path());
    (folder, packs)
}

const HEAD: &str = "id = 'own'\nname = '自定'\n";

#[test]
fn every_fault_of_a_pack_is_listed_with_its_line_and_place() {
    let text = format!(
        "{HEAD}levl = 'county'\nlevel = 'street'\naxes = ['result', 'mood']\n\
         [[answer]]\nmonths = 3\ndays = 4\nstart = 'assigned'\nsource = '甲'\n\
         [[answer]]\ndate = '09-31'\nstart = 'someday'\nsource = ''\n\
         [[return]]\nstart = 'received'\nsource = '乙'\n\
         [[redo]]\nmonths = 0\nstart = 'rated_unsatisfied'\nsource = '丙'\n\
         [[opinion]]\nmonths = 1\nstart = 'received'\nsource = '丁'\n\
         [[opinion]]\nmonths = 2\nstart = 'assigned'\nsource = '戊'\n\
         [[classes]]\nclass = 'MAYBE'\nlabel = '或许'\n\
         [[extension]]\ntotal_months = 6\nplus_months = 3\nsource = '己'\n"
    );
    let (_kept, packs) = folder(&[("own.toml", &text)]);
    let found: Vec<(usize, &str, Wrong)> = packs
        .faults
        .iter()
        .map(|own| (own.line, own.place.as_str(), own.wrong))
        .collect();
    assert_eq!(
        found,
        [
            (1, "sources.classes", Wrong::NoSource),
            (1, "sources.axes", Wrong::NoSource),
            (3, "levl", Wrong::UnknownKey),
            (4, "level", Wrong::NoCode),
            (5, "axes[2]", Wrong::NoCode),
            (6, "answer[1]", Wrong::TwoLengths),
            (12, "answer[2].date", Wrong::NoDay),
            (13, "answer[2].start", Wrong::NoCode),
            (14, "answer[2].source", Wrong::NoSource),
            (15, "return[1]", Wrong::NoLength),
            (19, "redo[1].months", Wrong::NotNumber),
            (26, "opinion[2]", Wrong::Ambiguous),
            (31, "classes[1].class", Wrong::NoCode),
            (33, "extension[1]", Wrong::TwoLengths),
        ]
    );
    assert!(
        packs.find("own").is_none(),
        "a faulty pack is refused as a whole"
    );
    assert!(
        packs
            .faults
            .iter()
            .all(|own| own.file.ends_with("own.toml"))
    );
}

#[test]
fn a_pack_of_ones_own_is_laid_over_the_shipped_one_or_added() {
    let (_kept, packs) = folder(&[
        (
            "a.toml",
            "id = 'henan'\nname = '河南（本县）'\n[[draft]]\nworking_days = 10\nstart = 'routed'\nsource = '本局'\n",
        ),
        (
            "b.toml",
            "id = 'own'\nname = '自定'\nbase = 'henan'\n[[answer]]\ndate = '06-30'\nstart = 'assigned'\nsource = '督查室'\n",
        ),
        ("notes.txt", "no pack"),
    ]);
    assert_eq!(packs.faults, []);
    let henan = packs.find("henan").unwrap();
    assert_eq!(henan.name, "河南（本县）");
    assert!(
        henan
            .term(ClockKind::Draft, henan.first_case(), |_| None)
            .is_some()
    );
    assert!(
        henan
            .term(ClockKind::Return, henan.first_case(), |_| None)
            .is_some()
    );
    let own = packs.pack(Some("own"));
    let term = own
        .term(ClockKind::Answer, own.first_case(), |_| None)
        .unwrap();
    assert_eq!(term.span, Span::Date(6, 30));
    assert!(
        own.term(ClockKind::Draft, own.first_case(), |_| None)
            .is_some()
    );
    assert_eq!(packs.all().count(), 12);
    assert_eq!(packs.pack(Some("没有")).id, "national");
}

#[test]
fn packs_that_lean_on_nothing_or_on_themselves_are_refused() {
    let pack = |id: &str, base: &str| format!("id = '{id}'\nname = '甲'\nbase = '{base}'\n");
    let (_kept, packs) = folder(&[
        ("a.toml", &pack("a", "b")),
        ("b.toml", &pack("b", "a")),
        ("c.toml", &pack("c", "nothing")),
        ("d.toml", &pack("c", "national")),
        ("e.toml", "id = 'E 1'\nname = ''\n="),
    ]);
    let wrong: Vec<Wrong> = packs.faults.iter().map(|own| own.wrong).collect();
    assert_eq!(
        wrong.iter().filter(|own| **own == Wrong::BaseLoop).count(),
        2,
        "{wrong:?}"
    );
    for own in [Wrong::NoBase, Wrong::SameId, Wrong::BadId, Wrong::Syntax] {
        assert!(wrong.contains(&own), "{own:?} of {wrong:?}");
    }
    let gone = Packs::of_files(&[PathBuf::from("/nowhere/x.toml")]);
    assert_eq!(gone.faults[0].wrong, Wrong::Unread);
    assert_eq!(Packs::of_folder(&PathBuf::from("/nowhere")).faults, []);
}
