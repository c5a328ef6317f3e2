//! A reading as JSON for `--dry-run --json`: every field with its line and how sure it is.
//!
//! Names are stable; `schema` counts up when one changes. Private values are masked here as
//! everywhere that is not the full view of one record.

use serde_json::{Map, Value, json};

use super::{
    PaperItem,
    field::{Field, Origin},
    reading::{
        Asked, Document, FormPaper, LetterPaper, Numbered, Reading, SittingRead, SourcePaper,
    },
};
use crate::domain::{paper::Sure, private::Private};

/// The version of the names below.
pub const SCHEMA: u32 = 1;

/// Writes a whole reading: the file, its documents, its items, its problems.
pub fn to_json(reading: &Reading) -> Value {
    let documents: Vec<Value> = reading.documents.iter().map(document).collect();
    let items: Vec<Value> = reading.items().iter().map(|i| item(reading, i)).collect();
    let mut out = facts(reading);
    out.insert("documents".into(), Value::Array(documents));
    out.insert("items".into(), Value::Array(items));
    Value::Object(out)
}

/// Writes one value for each document, for one line each; the file's facts are on every one.
pub fn to_json_lines(reading: &Reading) -> Vec<Value> {
    let items = reading.items();
    reading
        .documents
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let mut out = facts(reading);
            out.insert("document".into(), json!(at + 1));
            out.insert("of".into(), json!(reading.documents.len()));
            let own = items.iter().position(|i| holds(i, one));
            out.insert("item".into(), own.map_or(Value::Null, |n| json!(n + 1)));
            if let Some(n) = own {
                out.insert("joined".into(), item(reading, &items[n]));
            }
            if let Value::Object(fields) = document(one) {
                out.extend(fields);
            }
            Value::Object(out)
        })
        .collect()
}

fn holds(item: &PaperItem<'_>, document: &Document) -> bool {
    match document {
        Document::Form(form) => item
            .form
            .is_some_and(|f| std::ptr::eq(f, &raw const **form)),
        Document::Letter(letter) => item
            .letters
            .iter()
            .any(|l| std::ptr::eq(*l, &raw const **letter)),
        Document::Source(_) => false,
    }
}

fn facts(reading: &Reading) -> Map<String, Value> {
    let problems: Vec<Value> = reading
        .problems
        .iter()
        .map(|p| json!({ "kind": p.kind.code(), "line": p.line, "detail": p.detail }))
        .collect();
    let damage = &reading.damage;
    let value = json!({
        "schema": SCHEMA,
        "file": {
            "name": reading.file.name,
            "format": reading.file.format,
            "encoding": reading.file.encoding,
            "bytes": reading.file.bytes,
            "sha256": reading.file.sha256,
        },
        "problems": problems,
        "damage": {
            "score": damage.score,
            "serious": damage.is_serious(),
            "lost": damage.lost,
            "mojibake": damage.mojibake,
            "tags": damage.tags,
            "repeats": damage.repeats,
            "torn": damage.torn,
            "odd": damage.odd,
        },
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Writes one document.
pub fn document(document: &Document) -> Value {
    match document {
        Document::Form(form) => form_json(form),
        Document::Letter(letter) => letter_json(letter),
        Document::Source(source) => source_json(source),
    }
}

fn item(reading: &Reading, item: &PaperItem<'_>) -> Value {
    let made = item.to_item();
    let documents: Vec<usize> = reading
        .documents
        .iter()
        .enumerate()
        .filter(|(_, d)| holds(item, d))
        .map(|(at, _)| at + 1)
        .collect();
    let proposers: Vec<Value> = made
        .proposers
        .iter()
        .map(|p| json!({ "name": p.name, "kind": p.kind.code(), "group": p.group }))
        .collect();
    json!({
        "documents": documents,
        "place": made.sitting.place,
        "level": made.sitting.level.map(crate::domain::sitting::Level::code),
        "kind": made.sitting.kind.code(),
        "period": made.sitting.period.code(),
        "term": made.sitting.term,
        "session": made.sitting.session,
        "number_printed": made.number_printed,
        "number": made.number,
        "title": if made.title.is_empty() { Value::Null } else { json!(made.title) },
        "role": made.role.code(),
        "paper": made.paper.code(),
        "wished_unit": made.wished_unit,
        "lead_unit": made.lead_unit,
        "proposers": proposers,
        "asks": made.asks.iter().map(|a| &a.text).collect::<Vec<_>>(),
        "asked_for": codes(&item.asked_for()),
    })
}

fn codes(asked: &[Asked]) -> Vec<&'static str> {
    asked.iter().map(|a| a.code()).collect()
}

fn field<T>(field: Option<&Field<T>>, write: impl Fn(&T) -> Value) -> Value {
    field.map_or(Value::Null, |f| one(&write(&f.value), &f.origin, f.sure))
}

fn one(value: &Value, origin: &Origin, sure: Sure) -> Value {
    json!({ "value": value, "line": origin.line, "from": origin.text, "sure": sure.code() })
}

/// A private value shows masked, and so does the line it stood on.
fn private(field: Option<&Field<Private>>) -> Value {
    field.map_or(Value::Null, |f| {
        json!({
            "value": f.value.masked(),
            "line": f.origin.line,
            "from": f.origin.text.replace(f.value.reveal(), &f.value.masked()),
            "sure": f.sure.code(),
        })
    })
}

fn text(from: Option<&Field<String>>) -> Value {
    field(from, |v| json!(v))
}

fn texts(from: &[Field<String>]) -> Vec<Value> {
    from.iter().map(|f| text(Some(f))).collect()
}

fn number(from: Option<&Field<Numbered>>) -> Value {
    field(from, |n| json!({ "printed": n.printed, "key": n.key }))
}

fn date(from: Option<&Field<chrono::NaiveDate>>) -> Value {
    field(from, |d| json!(d.format("%Y-%m-%d").to_string()))
}

fn sitting(read: &SittingRead) -> Value {
    json!({
        "place": text(read.place.as_ref()),
        "level": field(read.level.as_ref(), |l| json!(l.code())),
        "kind": field(read.kind.as_ref(), |k| json!(k.code())),
        "period": field(read.period.as_ref(), |p| json!(p.code())),
        "term": field(read.term.as_ref(), |t| json!(t)),
        "session": field(read.session.as_ref(), |s| json!(s)),
    })
}

fn form_json(form: &FormPaper) -> Value {
    // A line may hold several private values; none of them may show in another field's origin.
    let secrets: Vec<&Private> = form
        .proposers
        .iter()
        .flat_map(|p| [&p.phone, &p.address, &p.postcode])
        .filter_map(|f| f.as_ref().map(|f| &f.value))
        .collect();
    let proposers: Vec<Value> = form
        .proposers
        .iter()
        .map(|p| {
            json!({
                "name": text(Some(&p.name)),
                "kind": p.kind.code(),
                "group": text(p.group.as_ref()),
                "phone": private(p.phone.as_ref()),
                "address": private(p.address.as_ref()),
                "postcode": private(p.postcode.as_ref()),
            })
        })
        .collect();
    let mut value = json!({
        "type": "form",
        "lines": [form.lines.0, form.lines.1],
        "sitting": sitting(&form.sitting),
        "number": number(form.number.as_ref()),
        "title": text(form.title.as_ref()),
        "proposers": proposers,
        "wished_unit": text(form.wished_unit.as_ref()),
        "date": date(form.date.as_ref()),
        "body": text(form.body.as_ref()),
        "asks": texts(&form.asks),
        "asked_for": codes(&form.asked_for()),
    });
    mask_origins(&mut value, &secrets);
    value
}

fn mask_origins(value: &mut Value, secrets: &[&Private]) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                match inner {
                    Value::String(line) if key == "from" => {
                        for secret in secrets.iter().filter(|s| !s.reveal().is_empty()) {
                            *line = line.replace(secret.reveal(), &secret.masked());
                        }
                    }
                    other => mask_origins(other, secrets),
                }
            }
        }
        Value::Array(list) => list
            .iter_mut()
            .for_each(|inner| mask_origins(inner, secrets)),
        _ => {}
    }
}

fn letter_json(letter: &LetterPaper) -> Value {
    let addressees: Vec<Value> = letter
        .addressees
        .iter()
        .map(|a| {
            json!({
                "name": a.value.name,
                "kind": a.value.kind.code(),
                "line": a.origin.line,
                "from": a.origin.text,
                "sure": a.sure.code(),
            })
        })
        .collect();
    json!({
        "type": "letter",
        "lines": [letter.lines.0, letter.lines.1],
        "letter_kind": one(&json!(letter.kind.value.code()), &letter.kind.origin, letter.kind.sure),
        "role": letter.role.code(),
        "sitting": sitting(&letter.sitting),
        "item_number": number(letter.item_number.as_ref()),
        "item_title": text(letter.item_title.as_ref()),
        "organ": text(letter.organ.as_ref()),
        "number": text(letter.number.as_ref()),
        "class": text(letter.class.as_ref()),
        "title": text(letter.title.as_ref()),
        "addressees": addressees,
        "counted": field(letter.counted.as_ref(), |n| json!(n)),
        "body": text(letter.body.as_ref()),
        "sections": texts(&letter.sections),
        "signature": text(letter.signature.as_ref()),
        "date": date(letter.date.as_ref()),
        "contact": text(letter.contact.as_ref()),
        "phone": text(letter.phone.as_ref()),
        "copies": texts(&letter.copies),
        "asked_for": codes(&letter.asked_for()),
    })
}

fn source_json(source: &SourcePaper) -> Value {
    json!({
        "type": "source",
        "lines": [source.lines.0, source.lines.1],
        "title": text(source.title.as_ref()),
        "date": date(source.date.as_ref()),
        "origin": text(source.origin.as_ref()),
        "sections": texts(&source.sections),
        "text": source.text,
        "dropped_lines": source.dropped,
        "asked_for": codes(&source.asked_for()),
    })
}
