//! Whole letters on pages.

use super::*;
use proptest::prelude::*;

const LETTER: &str = include_str!("tests/draft.txt");

fn paper(text: &str, head: Head) -> Vec<Page> {
    pages(&read(&Paper {
        text,
        organ: "某某区人力资源和社会保障局",
        head,
        stamp: "",
    }))
}

fn shown(pages: &[Page]) -> String {
    let mut out = String::new();
    for page in pages {
        for row in proof(page) {
            out += &row.text;
            out.push('\n');
        }
        out += "=\n";
    }
    out
}

#[test]
fn a_letter_stands_on_its_page() {
    let out = shown(&paper(LETTER, Head::Letter));
    assert_eq!(out, include_str!("tests/letter.txt"), "{out}");
}

#[test]
fn a_paper_with_a_red_head_ends_with_who_issued_it() {
    let text = format!("{LETTER}\n某某区人社局办公室　2026年5月6日印发");
    let out = shown(&paper(&text, Head::Red));
    assert_eq!(out, include_str!("tests/red.txt"), "{out}");
}

#[test]
fn attachments_begin_pages_and_the_foot_comes_last() {
    let text = "甲代表：\n收悉。\n附件：1.一览表\n2.名单\n\n某某局\n2026年5月5日\n抄送：某某委。\n附件1\n一览表\n内容。\n附件2\n名单\n无。";
    let all = paper(text, Head::Bare);
    assert_eq!(all.len(), 3);
    let out = shown(&all);
    assert!(
        out.contains("    附件：1.一览表\n          2.名单\n"),
        "{out}"
    );
    assert!(shown(&all[1..2]).starts_with("附件1\n\n"), "{out}");
    assert!(!shown(&all[..2]).contains("抄送"), "{out}");
    assert!(shown(&all[2..]).contains("抄送：某某委。"), "{out}");
}

#[test]
fn name_and_date_never_stand_alone() {
    for lines in 1..60 {
        let body = "甲".repeat(26 + 28 * lines);
        let text = format!("乙代表：\n{body}\n\n某某局\n2026年5月5日");
        let all = paper(&text, Head::Letter);
        let last = shown(&all[all.len() - 1..]);
        assert!(
            last.contains("某某局") && last.contains("甲"),
            "{lines}\n{last}"
        );
    }
}

#[test]
fn a_heading_is_not_left_at_the_foot_of_a_page() {
    for lines in 10..24 {
        let text = format!(
            "乙代表：\n{}\n一、下一个问题\n正文。",
            "甲".repeat(26 + 28 * lines)
        );
        for page in paper(&text, Head::Bare) {
            let last = page.lines.last().expect("a page has lines");
            assert!(last.runs[0].face != Face::Hei, "{lines}");
        }
    }
}

#[test]
fn the_first_sentence_of_a_numbered_paragraph_is_its_heading() {
    let document = read(&Paper {
        text: "甲代表：\n一、关于培训。办了三期。\n（二）关于比赛。办了。\n此复。",
        ..Paper::default()
    });
    let faces: Vec<Vec<Face>> = document
        .blocks
        .iter()
        .map(|block| block.runs.iter().map(|run| run.face).collect())
        .collect();
    assert_eq!(
        faces,
        [
            vec![Face::FangSong],
            vec![Face::Hei, Face::FangSong],
            vec![Face::Kai, Face::FangSong],
            vec![Face::FangSong]
        ]
    );
}

#[test]
fn a_class_beside_the_number_is_told_apart() {
    let text = "某函〔2026〕7号　　类别B\n关于某事的答复\n甲代表：\n收悉。";
    let document = read(&Paper {
        text,
        ..Paper::default()
    });
    assert_eq!(document.class.as_deref(), Some("类别B"));
    assert_eq!(document.number.as_deref(), Some("某函〔2026〕7号"));
}

#[test]
fn names_of_copies_keep_their_width_wherever_a_colon_stands() {
    let names = "某局一科，".repeat(12);
    let all = paper(
        &format!("甲代表：\n收悉。\n抄送{names}某局：二科，{names}"),
        Head::Letter,
    );
    let lines: usize = all.iter().map(|page| page.lines.len()).sum();
    assert!(lines < 12, "{lines}");
}

#[test]
fn nothing_is_a_page_too() {
    for head in Head::ALL {
        let all = paper("", head);
        assert_eq!(all.len(), 1);
        assert!(all[0].lines.is_empty());
    }
}

#[test]
fn measures_are_those_of_the_standard() {
    let all = paper(&format!("乙代表：\n{}", "甲".repeat(28 * 60)), Head::Bare);
    let page = &all[1];
    assert_eq!(page.lines.len(), 22);
    let line = &page.lines[3];
    assert_eq!(line.cols, 56);
    assert!((line.left_mm - 28.0).abs() < 1e-9 && (line.width_mm - 156.0).abs() < 1e-9);
    assert!((page.lines[0].top_mm - 37.0).abs() < 1e-9);
    assert!((page.lines[21].top_mm + LINE_MM - 262.0).abs() < 1e-9);
}

proptest! {
    #[test]
    fn no_character_is_lost_and_none_stands_outside(
        text in "([甲乙一二、（）：。年月日0-9【】抄送附件关于第号“”a-f\u{301} ]{0,80}\n){0,30}",
        head in prop::sample::select(Head::ALL.to_vec()),
    ) {
        let document = read(&Paper { text: &text, organ: "某局", head, stamp: "" });
        let all = pages(&document);
        let mut laid: Vec<char> = all
            .iter()
            .flat_map(|page| &page.lines)
            .flat_map(|line| &line.runs)
            .flat_map(|run| run.text.chars())
            .filter(|c| !c.is_whitespace())
            .collect();
        let mut typed: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        laid.sort_unstable();
        typed.sort_unstable();
        prop_assert_eq!(laid, typed);
        for line in all.iter().flat_map(|page| &page.lines) {
            prop_assert!(line.top_mm >= TOP_MM - 1e-6);
            prop_assert!(line.top_mm + LINE_MM <= TOP_MM + AREA_HEIGHT_MM + 1e-6);
        }
        for page in &all {
            prop_assert!(page.lines.len() <= 2 * LINES);
            for row in proof(page) {
                prop_assert!(crate::text::width::of(&row.text) <= COLS);
            }
        }
    }
}
