//! Fixtures with the reading expected of them beside, and properties that hold for any bytes.
//!
//! `ANFU_BLESS=1 cargo test --lib ingest::tests` writes the expected readings anew; look at every
//! line of the difference before keeping it.

use std::{fs, path::Path};

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;

/// Shortens a reading for the eye: each field as `value @line sure`, nothing that is absent.
fn brief(value: &Value) -> Value {
    match value {
        Value::Object(map) if map.contains_key("sure") && map.contains_key("value") => {
            let text = match &map["value"] {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let mut short: String = text.chars().take(60).collect();
            if short.len() < text.len() {
                short.push('…');
            }
            let sure = map["sure"].as_str().unwrap_or_default();
            json!(format!("{short} @{} {sure}", map["line"]))
        }
        Value::Object(map) => {
            let mut out = Map::new();
            for (key, inner) in map {
                let skipped =
                    ["schema", "from", "sha256", "bytes", "damage"].contains(&key.as_str());
                if skipped || inner.is_null() || *inner == json!([]) {
                    continue;
                }
                out.insert(key.clone(), brief(inner));
            }
            if let Some(damage) = map.get("damage") {
                out.insert("damage".into(), damage["serious"].clone());
            }
            Value::Object(out)
        }
        Value::Array(list) => list.iter().map(brief).collect(),
        other => other.clone(),
    }
}

fn reading_of(path: &Path) -> Value {
    let bytes = fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    // No outside program: the same reading on every machine.
    match read_bytes(name, &bytes, &Outside::none()) {
        Ok(reading) => brief(&json::to_json(&reading)),
        Err(error) => json!({ "error": error.code() }),
    }
}

fn check(folder: &str, at_least: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let mut papers: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e != "json"))
        .collect();
    papers.sort();
    assert!(papers.len() >= at_least, "{} papers", papers.len());
    for paper in papers {
        let got = reading_of(&paper);
        let mut beside = paper.clone().into_os_string();
        beside.push(".json");
        if std::env::var_os("ANFU_BLESS").is_some() {
            fs::write(&beside, serde_json::to_string_pretty(&got).unwrap() + "\n").unwrap();
        }
        let want: Value = serde_json::from_str(&fs::read_to_string(&beside).unwrap()).unwrap();
        assert_eq!(got, want, "{}", paper.display());
    }
}

#[test]
fn good_papers_are_read_as_expected() {
    check("good", 14);
}

#[test]
fn bad_files_give_their_reason_or_a_warning() {
    check("bad", 10);
}

#[test]
fn a_form_and_its_answer_become_one_item() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good/01_form_and_answer.txt");
    let reading = read_bytes("a.txt", &fs::read(path).unwrap(), &Outside::none()).unwrap();
    let items = reading.items();
    assert_eq!(items.len(), 1);
    let item = items[0].to_item();
    assert_eq!(item.key().map(|key| key.number), Some(8));
    assert_eq!(item.paper, crate::domain::proposal::PaperState::Present);
    assert_eq!(items[0].replies().count(), 1);
    assert!(items[0].asked_for().contains(&Asked::AssignmentDate));
    assert!(!items[0].asked_for().contains(&Asked::Session));
    let letter = items[0].letters[0].to_letter();
    assert_eq!(letter.addressees, ["林小满代表"]);
    assert_eq!(letter.stage, crate::domain::letter::LetterStage::Imported);
}

#[test]
fn a_private_value_is_masked_in_json_wherever_its_line_is_quoted() {
    let text = "青石县人大代表建议\n代表姓名：林小满 联系电话：000-00000001 通讯地址：虚构路00号\n标题：关于路灯的建议\n内容：路灯不亮。";
    let reading = read_text("a", text).unwrap();
    let printed = json::to_json(&reading).to_string();
    assert!(!printed.contains("000-00000001"), "{printed}");
    assert!(!printed.contains("虚构路00号"), "{printed}");
    for line in json::to_json_lines(&reading) {
        assert!(!line.to_string().contains("000-00000001"));
    }
}

#[test]
fn a_form_and_an_answer_to_another_item_stay_apart() {
    let text = "青石县第七届人大第一次会议代表建议\n建议第3号\n代表姓名：林小满\n标题：关于路灯的建议\n内容：路灯不亮。\n\
        青石县城管局\n对县七届人大一次会议第4号建议的答复\n周知行代表：\n您提出的建议收悉，现答复如下：已修。\n青石县城管局\n2020年3月1日";
    let reading = read_text("a", text).unwrap();
    assert_eq!(reading.items().len(), 2);
    assert!(
        reading
            .problems
            .iter()
            .any(|p| p.kind == problem::ProblemKind::Disagreement)
    );
}

/// Every line a reading points at lies in its text.
fn lines_are_inside(reading: &Reading) {
    fn walk(value: &Value, total: usize) {
        match value {
            Value::Object(map) => {
                if let Some(line) = map.get("line").and_then(Value::as_u64) {
                    assert!(line as usize <= total, "line {line} of {total}");
                }
                map.values().for_each(|inner| walk(inner, total));
            }
            Value::Array(list) => list.iter().for_each(|inner| walk(inner, total)),
            _ => {}
        }
    }
    let total = reading.text.split('\n').count();
    walk(&json::to_json(reading), total);
    for item in reading.items() {
        let _ = item.to_item();
        for letter in &item.letters {
            let _ = letter.to_letter();
        }
    }
}

/// Pieces of papers, so that random texts reach deep into the reader.
const PIECES: [&str; 48] = [
    "关于",
    "对",
    "市",
    "区",
    "青石县",
    "第",
    "十五",
    "届",
    "人大",
    "政协",
    "委员会",
    "一次会议",
    "第037号",
    "建议",
    "提案",
    "的答复",
    "的协办意见",
    "代表",
    "委员",
    "：",
    "，",
    "。",
    "\n",
    "\n\n",
    "\t",
    "    ",
    "林小满",
    "等12位",
    "现答复如下",
    "收悉",
    "一、",
    "（一）",
    "1.",
    "一是",
    "二是",
    "2017年5月5日",
    "二〇二三年九月三十一日",
    "〔2017〕2号",
    "(",
    ")",
    "《",
    "》",
    "“",
    "联系电话：0000",
    "抄送：",
    "类别：B",
    "标题：",
    "内容：",
];

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(reading) = read_bytes("x", &bytes, &Outside::none()) {
            lines_are_inside(&reading);
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}(\n\\PC{0,60}){0,6}") {
        if let Ok(reading) = read_text("x", &text) {
            lines_are_inside(&reading);
            prop_assert!(crate::text::clean::is_clean(&reading.text));
        }
    }

    #[test]
    fn any_mixture_of_a_papers_words_is_read(picks in proptest::collection::vec(0..PIECES.len(), 0..80)) {
        let text: String = picks.iter().map(|at| PIECES[*at]).collect();
        if let Ok(reading) = read_text("x", &text) {
            lines_are_inside(&reading);
        }
    }

    #[test]
    fn broken_containers_are_refused(cut in 0usize..2000, byte in any::<u8>()) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good/20_form_table.docx");
        let mut bytes = fs::read(path).unwrap();
        let at = cut % bytes.len();
        bytes[at] = byte;
        let _ = read_bytes("x", &bytes, &Outside::none());
        bytes.truncate(at);
        let _ = read_bytes("x", &bytes, &Outside::none());
    }
}
