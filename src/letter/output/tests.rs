//! Each form of whole letters.

use super::*;
use crate::{
    ingest::{self, Outside},
    letter::page::Head,
    run::fonts::SystemFonts,
};
use font::font;

mod font;

const LETTER: &str = include_str!("../page/tests/draft.txt");

#[test]
fn forms_are_found_by_name() {
    for output in &OUTPUTS {
        assert_eq!(named(output.name).map(|o| o.label), Some(output.label));
    }
    assert!(named("xyz").is_none());
}

#[test]
fn a_pdf_without_typefaces_is_refused() {
    let paper = Paper::default();
    assert_eq!(pdf(&paper, &NoFonts), Err(Unwritten::NoFont));
}

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

/// One element a line, so that a change can be read.
fn lines(xml: &str) -> String {
    xml.replace("><", ">\n<") + "\n"
}

#[test]
fn the_document_is_as_written_down() {
    for (head, expected) in [
        (Head::Letter, include_str!("tests/letter.document.xml")),
        (Head::Red, include_str!("tests/red.document.xml")),
    ] {
        let text = format!("{LETTER}\n某某区人社局办公室　2026年5月6日印发");
        let made = docx(&Paper {
            text: &text,
            organ: "某某区人力资源和社会保障局",
            head,
            stamp: "",
        });
        let own = lines(&part(&made, "word/document.xml"));
        assert_eq!(own, expected, "{own}");
    }
}

#[test]
fn a_document_holds_signs_of_its_own_format_as_text() {
    let made = docx(&Paper {
        text: "甲<b>&amp;“乙”\u{1}\u{FFFE}代表：\ne\u{301}",
        ..Paper::default()
    });
    let own = part(&made, "word/document.xml");
    assert!(own.contains("甲&lt;b&gt;&amp;amp;“乙”代表："), "{own}");
    assert!(own.contains("e\u{301}"));
}

#[test]
fn every_part_of_a_document_is_named_and_there() {
    let made = docx(&Paper::default());
    let links = part(&made, "word/_rels/document.xml.rels");
    for name in links.split("Target=\"").skip(1) {
        let name = name.split('"').next().unwrap();
        part(&made, &format!("word/{name}"));
    }
    assert_eq!(made, docx(&Paper::default()));
}

/// What is read of a file again, without blanks.
fn read_back(name: &str, bytes: &[u8]) -> String {
    let tools = Outside::in_path(None);
    let reading = ingest::read_bytes(name, bytes, &tools).unwrap();
    reading.text.split_whitespace().collect()
}

#[test]
fn a_document_is_read_back_with_the_same_text() {
    let text = format!(
        "{LETTER}\n附件1\n一览表\n“甲”<乙>&e\u{301}𠮷。\n某某区人社局办公室　2026年5月6日印发"
    );
    for head in Head::ALL {
        let made = docx(&Paper {
            text: &text,
            organ: "某某局",
            head,
            stamp: "",
        });
        let back = read_back("函.docx", &made);
        for line in text.lines() {
            let packed: String = line.split_whitespace().collect();
            // Who issued it and when stand at the two ends of a line.
            for piece in packed.split_inclusive("办公室") {
                assert!(back.contains(piece), "{piece}\n{back}");
            }
        }
    }
}

struct One(Font);

impl Fonts for One {
    fn of(&self, _: Face) -> Vec<Font> {
        vec![self.0.clone()]
    }
}

fn one(characters: &str) -> One {
    One(Font {
        name: "试字".to_owned(),
        data: Arc::new(font(characters)),
        index: 0,
    })
}

#[test]
fn the_text_of_a_pdf_can_be_taken_out_again() {
    let text = "甲代表：\n收悉，“乙”的2026年a(1)𠮷。\n某某局\n2026年5月5日";
    let fonts = one(&format!("{text}— 0123456789"));
    let paper = Paper {
        text,
        organ: "某某局",
        head: Head::Letter,
        stamp: "",
    };
    let made = pdf(&paper, &fonts).unwrap();
    assert_eq!(made.missing, "");
    let back: String = lopdf::Document::load_mem(&made.bytes)
        .unwrap()
        .extract_text(&[1])
        .unwrap()
        .split_whitespace()
        .collect();
    for line in text.lines() {
        assert!(back.contains(line), "{line}\n{back}");
    }
    assert_eq!(pdf(&paper, &fonts).unwrap(), made);
}

#[test]
fn characters_that_no_typeface_has_are_told() {
    let paper = Paper {
        text: "甲乙丙乙",
        head: Head::Bare,
        ..Paper::default()
    };
    let made = pdf(&paper, &one("甲— 1")).unwrap();
    assert_eq!(made.missing, "乙丙");
}

#[test]
fn a_typeface_that_cannot_be_read_is_named() {
    let fonts = One(Font {
        name: "坏字".to_owned(),
        data: Arc::new(vec![0; 40]),
        index: 0,
    });
    let made = pdf(&Paper::default(), &fonts);
    assert_eq!(made, Err(Unwritten::BadFont("坏字".to_owned())));
}

#[test]
fn a_machine_without_typefaces_still_makes_the_other_forms() {
    let paper = Paper {
        text: LETTER,
        ..Paper::default()
    };
    for output in &OUTPUTS {
        let made = (output.write)(&paper, &SystemFonts::of(Vec::new()));
        assert_eq!(made.is_ok(), output.name != "pdf", "{}", output.name);
    }
}
