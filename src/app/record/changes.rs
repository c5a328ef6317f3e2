//! The log of a record in words: who did what when, and what stood there before and after.

use super::fact_line;
use crate::{
    app::programme::says,
    domain::{
        change::FieldChange,
        fact::Fact,
        private::Private,
        programme::{WrittenEntry, written::party_text},
    },
    lang::Lang,
    store::{NameId, RosterChange},
};

/// Returns a change as lines: its head, then a line a value. Private values are masked.
pub fn change_lines(of: NameId, change: &RosterChange, lang: Lang) -> Vec<String> {
    let mut head = format!(
        "{}  {}  {}  {}",
        change.id.0,
        change.signed.at.format("%Y-%m-%d %H:%M"),
        change.signed.by,
        lang.word("change", change.act.code()),
    );
    if let Some(undone) = change.undoes {
        let n = undone.0.to_string();
        head.push_str(&lang.say_with("register.of_change", &[("n", &n)]));
    }
    if change.is_undone {
        head.push_str(lang.say("register.taken_back"));
    }
    let others: Vec<String> = change.others.iter().map(|id| id.word()).collect();
    if !others.is_empty() {
        let words = others.join(" ");
        head.push_str(&lang.say_with("register.with", &[("others", &words)]));
    }
    let mut lines = vec![head];
    for value in &change.values {
        let label = label_of(of, value, lang);
        let text = |text: Option<&String>| shown(of, value, text, lang);
        let (before, after) = (text(value.before.as_ref()), text(value.after.as_ref()));
        lines.push(match (before.is_empty(), after.is_empty()) {
            (true, true) => format!("    {label}"),
            (true, false) => format!("    {label}: + {after}"),
            (false, true) => format!("    {label}: - {before}"),
            (false, false) => format!("    {label}: {before} -> {after}"),
        });
    }
    lines
}

fn label_of(of: NameId, value: &FieldChange, lang: Lang) -> String {
    if let NameId::Programme(_) = of {
        return lang.word("programme.field", &value.field);
    }
    if value.fact().is_some() || value.field == "certificate" {
        return lang.word("fact_name", &value.field);
    }
    match (of, value.field.as_str()) {
        (NameId::Craftsman(_), "name") => lang.say("field.person_name").to_owned(),
        (_, field) => lang.word("field", field),
    }
}

/// Returns a value as it may be shown: codes in words, private ones masked.
pub fn shown(of: NameId, value: &FieldChange, text: Option<&String>, lang: Lang) -> String {
    let Some(text) = text else {
        return String::new();
    };
    if let Some(kind) = value.fact() {
        let fact = Fact::read_written(kind, text);
        return fact_line(&fact, &tie_of(&fact), false, lang);
    }
    let table = match value.field.as_str() {
        "entry" if matches!(of, NameId::Programme(_)) => return entry_line(text, lang),
        "programme_kind" => "programme.kind",
        "skill" => "skill",
        "honour_level" | "scheme_level" => "honour_level",
        "employer_kind" => "employer",
        "phone" if matches!(of, NameId::Craftsman(_)) => {
            return Private::new(text.clone()).masked();
        }
        _ => return text.clone(),
    };
    if text.is_empty() {
        String::new()
    } else {
        lang.word(table, text)
    }
}

/// Says an entry of a programme as its log keeps it: day, whom, what, and that it does not stand.
fn entry_line(text: &str, lang: Lang) -> String {
    let Some(WrittenEntry { entry, struck }) = WrittenEntry::read_written(text) else {
        return String::new();
    };
    let struck = struck.map(|why| match why.as_str() {
        "" => lang.say("programme.field.struck").to_owned(),
        why => lang.say_with("programme.field.struck_why", &[("why", why)]),
    });
    let who = entry.who.map(party_text);
    let parts = [
        Some(entry.on.to_string()),
        who,
        Some(says(&entry.what, lang)),
    ];
    let parts = parts.into_iter().chain([entry.note, struck]).flatten();
    parts.collect::<Vec<_>>().join("  ")
}

fn tie_of(fact: &Fact) -> String {
    super::FactText::tie(fact.kind())
        .map(|field| fact.get(field))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            change::ChangeAct,
            id::{ChangeId, CraftsmanId},
        },
        store::Signed,
    };

    #[test]
    fn what_was_done_to_a_programme_is_said_as_its_card_says_it() {
        let entry = "what=placed\non=2026-05-03\nwho=craftsman:5\nplace=1";
        let value = |field: &str, place, before: Option<&str>, after: Option<&str>| FieldChange {
            field: field.into(),
            place,
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let struck = format!("{entry}\nstruck=重复");
        let change = RosterChange {
            id: ChangeId(3),
            act: ChangeAct::Set,
            signed: Signed {
                by: "王敏".into(),
                at: "2026-11-22T09:30:00".parse().unwrap(),
            },
            undoes: None,
            is_undone: false,
            values: vec![
                value("scheme_level", None, Some(""), Some("county")),
                value("entry", Some(9), None, Some(entry)),
                value("entry", Some(9), Some(entry), Some(&struck)),
            ],
            others: Vec::new(),
        };
        let id = NameId::Programme(crate::domain::id::ProgrammeId(1));
        let lines = change_lines(id, &change, Lang::Zh);
        let said = "2026-05-03  craftsman:5  第1名";
        assert_eq!(
            lines[1..],
            [
                "    级别: + 区县级".to_owned(),
                format!("    登记: + {said}"),
                format!("    登记: {said} -> {said}  已划去：重复"),
            ]
        );
        let lines = change_lines(id, &change, Lang::En);
        assert!(lines[2].ends_with("place 1"), "{lines:?}");
    }

    #[test]
    fn a_change_says_what_stood_there_and_masks_what_is_private() {
        let value = |field: &str, before: &str, after: &str| FieldChange {
            field: field.into(),
            place: None,
            before: Some(before.into()),
            after: Some(after.into()),
        };
        let change = RosterChange {
            id: ChangeId(7),
            act: ChangeAct::Set,
            signed: Signed {
                by: "王敏 e\u{301}".into(),
                at: "2026-11-22T09:30:00".parse().unwrap(),
            },
            undoes: None,
            is_undone: true,
            values: vec![
                value("phone", "00000001234", "00000005678"),
                value("skill", "", "technician"),
                FieldChange {
                    field: "certificate".into(),
                    place: Some(0),
                    before: Some("level=senior\nnumber=样YQ-0001-22".into()),
                    after: None,
                },
            ],
            others: vec![NameId::Craftsman(CraftsmanId(3))],
        };
        let id = NameId::Craftsman(CraftsmanId(1));
        let lines = change_lines(id, &change, Lang::Zh);
        assert!(
            lines[0].starts_with("7  2026-11-22 09:30  王敏 e\u{301}  "),
            "{lines:?}"
        );
        assert!(lines[0].contains("craftsman:3"), "{lines:?}");
        assert_eq!(lines[1], "    电话: 000******34 -> 000******78");
        assert_eq!(lines[2], "    技能等级: + 技师");
        assert!(
            lines[3].contains("高级工") && !lines[3].contains("0001"),
            "{lines:?}"
        );
        assert_eq!(lines.len(), 4);
        for line in change_lines(id, &change, Lang::En) {
            assert!(!line.contains("1234"), "{line}");
        }
    }
}
