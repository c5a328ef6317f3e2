//! Every word that the program looks up exists, the literal keys by reading the sources.

use std::{fs, path::Path};

use crate::{
    app::record::{FactText, FieldKind, Record},
    domain::{
        craftsman::{HonourLevel, Person},
        deadline::ClockKind,
        employer::{EmployerKind, Firm},
        event::{Attention, Channel, ContactManner, Detail, EventKind},
        fact::FactKind,
        letter::{LetterKind, LetterStage, LetterText},
        outcome::{Rating, ResultClass},
        paper::{SourceText, Sure},
        proposal::{Item, ProposerKind},
        sitting::{Kind, Sitting},
        state::State,
        studio::{DutyKind, Workshop},
    },
    ingest::problem::ProblemKind,
    lang::Lang,
};

fn assert_known(key: &str) {
    for lang in [Lang::Zh, Lang::En] {
        assert!(lang.knows(key), "{} lacks {key}", lang.tag());
    }
}

/// Collects the quoted words after each of these calls.
fn literal_keys(source: &str, into: &mut Vec<String>) {
    for call in ["say(", "say_with(", "refuse_by("] {
        for (at, _) in source.match_indices(call) {
            let rest = source[at + call.len()..].trim_start();
            let key = rest
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next());
            into.extend(key.map(str::to_owned));
        }
    }
    // Keys that are chosen before they are said.
    for word in source.split('"').skip(1).step_by(2) {
        let prefixes = [
            "hint.", "queue.", "letter.", "papers.", "notice.", "form.", "board.", "item.",
            "store.",
        ];
        let is_key = word
            .chars()
            .all(|c| c.is_ascii_lowercase() || "._".contains(c));
        if is_key && prefixes.iter().any(|prefix| word.starts_with(prefix)) && !word.ends_with('.')
        {
            into.push(word.to_owned());
        }
    }
}

fn read_all(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "tests") {
                read_all(&path, into);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            literal_keys(&fs::read_to_string(&path).unwrap(), into);
        }
    }
}

#[test]
fn every_literal_key_has_words() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut keys = Vec::new();
    for folder in ["app", "run", "tui"] {
        read_all(&src.join(folder), &mut keys);
    }
    assert!(keys.len() > 100, "{}", keys.len());
    for key in keys {
        assert_known(&key);
    }
}

#[test]
fn every_code_has_words() {
    fn all<T: Copy>(prefix: &str, codes: &[T], code: impl Fn(T) -> &'static str) {
        for own in codes {
            assert_known(&format!("{prefix}.{}", code(*own)));
        }
    }
    all("state", State::ALL, State::code);
    all("event", EventKind::ALL, EventKind::code);
    all("clock", ClockKind::ALL, ClockKind::code);
    all("detail", Detail::ALL, Detail::code);
    all("manner", ContactManner::ALL, ContactManner::code);
    all("channel", Channel::ALL, Channel::code);
    all("attention", Attention::ALL, Attention::code);
    all("rating", Rating::ALL, Rating::code);
    all("class", ResultClass::ALL, ResultClass::code);
    all("letter", LetterKind::ALL, LetterKind::code);
    all("stage", LetterStage::ALL, LetterStage::code);
    all("sure", Sure::ALL, Sure::code);
    all("proposer", ProposerKind::ALL, ProposerKind::code);
    all("problem", ProblemKind::ALL, ProblemKind::code);
    all("problem_at", ProblemKind::ALL, ProblemKind::code);
    for reason in [
        "date",
        "number",
        "choice",
        "month",
        "year",
        "amount",
        "before_start",
        "who",
        "no_proposer",
        "empty",
    ] {
        assert_known(&format!("wrong.{reason}"));
    }
    for row in [
        "proposal",
        "letter",
        "craftsman",
        "studio",
        "employer",
        "unit",
        "attachment",
        "source",
        "event",
    ] {
        assert_known(&format!("row.{row}"));
    }
    for relation in [
        "employer",
        "studio",
        "master",
        "apprentice",
        "leader",
        "host",
        "member",
        "hosted",
        "person",
    ] {
        assert_known(&format!("relation.{relation}"));
    }
    for reason in [
        "empty",
        "binary",
        "unsupported",
        "table",
        "scan",
        "encrypted",
        "damaged",
        "too_large",
        "no_converter",
        "converter_failed",
    ] {
        assert_known(&format!("unreadable.{reason}"));
    }
    for asked in ["assignment_date", "document_number", "class", "origin"] {
        assert_known(&format!("field.{asked}"));
    }
}

#[test]
fn every_field_and_choice_of_every_record_has_words() {
    let source = SourceText {
        title: String::new(),
        date: None,
        origin: None,
        sections: vec![],
        text: String::new(),
    };
    let firm = Firm::named("", EmployerKind::School);
    let records = [
        Record::Item(Box::new(Item::blank(Sitting::unknown(Kind::Cppcc)))),
        Record::Letter(Box::new(LetterText::draft(LetterKind::LeadReply, None))),
        Record::Source(Box::new(source)),
        Record::Person(Box::<Person>::default()),
        Record::Studio(Box::new(Workshop::named("", HonourLevel::City))),
        Record::Employer(Box::new(firm)),
        Record::Unit(Box::default()),
        Record::Day(None),
        Record::File(String::new()),
    ];
    let acts = EventKind::ALL
        .iter()
        .map(|kind| Record::Act(Box::new(crate::app::record::ActText::new(*kind, vec![]))));
    let facts = FactKind::ALL
        .iter()
        .map(|kind| Record::Fact(Box::new(FactText::of(kind.blank(), ""))));
    for kind in FactKind::ALL {
        assert_known(&format!("fact_name.{}", kind.code()));
    }
    for kind in DutyKind::ALL
        .iter()
        .filter(|own| **own != DutyKind::Benefit)
    {
        assert_known(&format!("duty_said.{}", kind.code()));
    }
    for record in records.into_iter().chain(acts).chain(facts) {
        for (field, kind) in record.fields() {
            assert_known(&record.label(field));
            if let FieldKind::Choice(prefix, codes) = kind {
                for code in *codes {
                    let code = if code.is_empty() { "none" } else { code };
                    assert_known(&format!("{prefix}.{code}"));
                }
            }
        }
    }
}

#[test]
fn states_and_clocks_fit_their_columns() {
    for (lang, state_cols, clock_cols) in [(Lang::Zh, 8, 4), (Lang::En, 9, 7)] {
        for state in State::ALL {
            let words = lang.say(&format!("state.{}", state.code())).to_owned();
            assert!(crate::text::width::of(&words) <= state_cols, "{words}");
        }
        for clock in ClockKind::ALL {
            let words = lang.say(&format!("clock.{}", clock.code())).to_owned();
            assert!(crate::text::width::of(&words) <= clock_cols, "{words}");
        }
    }
}
