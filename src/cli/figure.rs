//! `anfu figure`: ask the roster, cite the answer in a letter, and say where its figures come from.

use std::fmt::Write as _;

use clap::ArgMatches;
use serde_json::{Map, Value, json};

use super::{
    cx::{Cx, Form},
    error::{CliError, Fault},
    named,
    proposal_text::{columns, labelled},
    slip::pointed,
};
use crate::{
    app::figure as words,
    domain::id::{LetterId, SourceId},
    figure::{
        Answer, Cited, From, Question, RowOf, Subject, Tongue,
        cited::{Change, KEPT_ROWS, Standing},
        read,
        value::shown,
    },
    run::{
        figures::{Place, Uncited, name_id},
        office::Office,
    },
    text::clean,
};

/// How many letters are looked through for figures: all that an office writes in its life.
const ALL: usize = 1_000_000;

/// How many records are named in a line of a trace.
const NAMED: usize = 8;

/// How many characters of a hash are shown to people.
const HASH: usize = 12;

/// Runs the subcommand.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let text = |own: &ArgMatches, id: &str| own.get_one::<String>(id).cloned().unwrap_or_default();
    let line = |own: &ArgMatches| {
        let words = own.get_many::<String>("question").into_iter().flatten();
        words.map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    match matches.subcommand() {
        Some(("fields", _)) => fields(cx),
        Some(("eval", own)) => eval(cx, &line(own), own.get_flag("rows")),
        Some(("list", own)) => list(cx, own.get_one::<String>("letter").map(String::as_str)),
        Some(("trace", own)) => trace(cx, &text(own, "letter")),
        Some(("refresh", own)) => refresh(cx, &text(own, "letter")),
        Some(("cite", own)) => {
            let question = asked(cx, &line(own))?;
            let unit = own.get_one::<String>("word").map(String::as_str);
            let mut office = cx.write()?;
            let letter = named::letter(cx, &office, &text(own, "letter"))?;
            let cited = office.cite(letter, question, unit, place(own));
            set_in(cx, letter, cited.map(|figure| figure.value))
        }
        Some(("quote", own)) => {
            let source = source_of(cx, &text(own, "source"))?;
            let mut office = cx.write()?;
            let letter = named::letter(cx, &office, &text(own, "letter"))?;
            let quoted = office.quote(letter, source, &text(own, "words"), place(own));
            set_in(cx, letter, quoted.map(|figure| figure.value))
        }
        _ => Err(CliError::told(Fault::Usage)),
    }
}

fn place(own: &ArgMatches) -> Place<'_> {
    let word = |id: &str| own.get_one::<String>(id).map(String::as_str);
    let instead = word("instead").map(Place::Instead);
    instead
        .or(word("figure-after").map(Place::After))
        .unwrap_or(Place::Blank)
}

fn source_of(cx: &Cx, word: &str) -> Result<SourceId, CliError> {
    let bare = word.strip_prefix("source:").unwrap_or(word);
    bare.parse().map(SourceId).map_err(|_| {
        let word = clean::line(word).text;
        CliError::usage(cx.lang.say_with("figure.no_source", &[("word", &word)]))
    })
}

/// Reads a question, or shows where it goes wrong.
fn asked(cx: &mut Cx, line: &str) -> Result<Question, CliError> {
    let line = clean::line(line).text;
    // A name behind @, as in a letter.
    if let Some(name) = line.trim().strip_prefix(['@', '＠']) {
        let looks = super::roster_stats::looks(cx)?;
        let named = looks.into_iter().find(|own| own.is_named(name.trim()));
        return named
            .map(|own| own.pivot.question().clone())
            .ok_or_else(|| {
                let says = cx.lang.say_with("look.none_saved", &[("name", name)]);
                CliError::not_found(says)
            });
    }
    read(&line).map_err(|slip| pointed(cx, &line, &slip))
}

fn fields(cx: &mut Cx) -> Result<(), CliError> {
    for subject in Subject::ALL {
        let name = words::subject_word(*subject, cx.lang);
        if cx.form == Form::Json {
            let fields: Vec<Value> = subject
                .fields()
                .map(|own| json!({ "name": own.en(), "zh": own.zh(), "signs": words::signs(own) }))
                .collect();
            let measures = subject.measures().iter();
            let measures: Vec<Value> = measures
                .map(|own| json!({ "name": own.en(), "zh": own.zh(), "unit": own.unit().word() }))
                .collect();
            cx.json(json!({
                "subject": subject.en(),
                "zh": subject.zh(),
                "fields": fields,
                "measures": measures,
            }))?;
            continue;
        }
        cx.line(name)?;
        let mut rows: Vec<Vec<String>> = subject
            .fields()
            .map(|own| {
                let name = words::field_word(own, cx.lang).to_owned();
                vec![name, words::signs(own), words::values(own, cx.lang)]
            })
            .collect();
        let measures = subject.measures().iter();
        rows.extend(measures.map(|own| {
            let name = words::measure_word(*own, cx.lang).to_owned();
            let says = cx
                .lang
                .say_with("figure.in_unit", &[("unit", own.unit().word())]);
            vec![name, String::new(), says]
        }));
        for line in columns(&rows) {
            cx.line(&format!("  {line}"))?;
        }
    }
    if cx.form == Form::Text {
        cx.line(cx.lang.say("figure.grammar"))?;
    }
    Ok(())
}

fn eval(cx: &mut Cx, line: &str, with_rows: bool) -> Result<(), CliError> {
    let question = asked(cx, line)?;
    let office = cx.read()?;
    let many = if with_rows { usize::MAX } else { 0 };
    let answer = office
        .store
        .figure(&question, cx.clock.today(), many)
        .map_err(|error| cx.trouble(&error))?;
    if cx.form == Form::Json {
        let mut object = about_question(&question);
        object.extend(about_answer(&answer, &question));
        if with_rows {
            let mut rows = Vec::new();
            for row in &answer.rows {
                let (kind, id) = row.of.key();
                let name = name_of(cx, &office, row.of)?;
                let part = row.part.as_ref().map(|own| own.word(Tongue::En));
                rows.push(json!({ "kind": kind, "id": id, "name": name, "amount": row.amount, "part": part }));
            }
            object.insert("rows".into(), rows.into());
        }
        return cx.json(Value::Object(object));
    }
    let tongue = words::tongue(cx.lang);
    cx.line(&question.print(tongue))?;
    let unit = answer.unit.word();
    cx.line(&shown(answer.amount, unit))?;
    let parts: Vec<Vec<String>> = answer
        .groups
        .iter()
        .map(|own| vec![own.value.word(tongue), shown(own.amount, unit)])
        .collect();
    for line in columns(&parts) {
        cx.line(&format!("  {line}"))?;
    }
    if question.mixes_targets() {
        cx.tell(cx.lang.say("figure.targets_mixed"));
    }
    if question.by.is_some() && !question.parts_sum() {
        cx.tell(cx.lang.say("figure.parts_overlap"));
    }
    if question.as_of.is_some() {
        cx.tell(cx.lang.say("figure.as_of_means"));
    }
    if !with_rows {
        return Ok(());
    }
    let mut rows = Vec::new();
    for row in &answer.rows {
        let mut cells = vec![name_of(cx, &office, row.of)?, key_of(row.of)];
        if question.measure.adds_up() {
            cells.push(shown(row.amount, unit));
        }
        cells.extend(row.part.as_ref().map(|own| own.word(tongue)));
        rows.push(cells);
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

fn about_question(question: &Question) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("question".into(), question.print(Tongue::En).into());
    object.insert("question_zh".into(), question.print(Tongue::Zh).into());
    object.insert(
        "as_of".into(),
        question.as_of.map(|day| day.to_string()).into(),
    );
    object.insert("mixes_targets".into(), question.mixes_targets().into());
    object
}

fn about_answer(answer: &Answer, question: &Question) -> Map<String, Value> {
    let unit = answer.unit.word();
    let parts: Vec<Value> = answer
        .groups
        .iter()
        .map(|own| {
            let word = own.value.word(Tongue::Zh);
            json!({ "value": own.value.word(Tongue::En), "word": word, "amount": own.amount })
        })
        .collect();
    let mut object = Map::new();
    object.insert("amount".into(), answer.amount.into());
    object.insert("unit".into(), unit.into());
    object.insert("shown".into(), shown(answer.amount, unit).into());
    object.insert("parts".into(), parts.into());
    object.insert("parts_sum".into(), question.parts_sum().into());
    object.insert("records".into(), answer.records.into());
    object.insert("hash".into(), answer.hash.clone().into());
    object
}

fn key_of(of: RowOf) -> String {
    let (kind, id) = of.key();
    format!("{kind}:{id}")
}

fn name_of(cx: &Cx, office: &Office, of: RowOf) -> Result<String, CliError> {
    let name = office
        .name_of(name_id(of))
        .map_err(|error| cx.trouble(&error))?;
    Ok(name.unwrap_or_else(|| cx.lang.say("figure.gone").to_owned()))
}

fn list(cx: &mut Cx, word: Option<&str>) -> Result<(), CliError> {
    let office = cx.read()?;
    let letters = if let Some(word) = word {
        vec![named::letter(cx, &office, word)?]
    } else {
        let heads = office.store.letters(ALL);
        let heads = heads.map_err(|error| cx.trouble(&error))?;
        heads.iter().map(|head| head.id).collect()
    };
    let mut rows = Vec::new();
    for letter in letters {
        let standing = office.cited(letter).map_err(|error| cx.trouble(&error))?;
        for own in &standing {
            if cx.form == Form::Json {
                cx.json(Value::Object(about_standing(own)))?;
                continue;
            }
            rows.push(vec![
                format!("letter:{}", letter.0),
                own.figure.value.shown.clone(),
                words::standing(own, cx.lang),
                words::origin(&own.figure.value, cx.lang),
            ]);
        }
    }
    if cx.form == Form::Text && rows.is_empty() {
        cx.tell(cx.lang.say("figure.none"));
    }
    columns(&rows).iter().try_for_each(|line| cx.line(line))
}

fn about_standing(own: &Standing) -> Map<String, Value> {
    let figure = &own.figure.value;
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.into(), value);
    put("figure", own.figure.id.0.into());
    put("letter", figure.letter.0.into());
    put(
        "span",
        json!({ "start": own.range.start, "end": own.range.end }),
    );
    put("state", figure.state.code().into());
    put("on", figure.on.to_string().into());
    put("by", figure.by.clone().into());
    put("then", figure.shown.clone().into());
    put("now", own.now_shown().into());
    put("stale", own.is_stale().into());
    match &figure.from {
        From::Roster(asked) => {
            put("question", asked.question.print(Tongue::En).into());
            put("question_zh", asked.question.print(Tongue::Zh).into());
            put("records", asked.records.into());
            put("hash", asked.hash.clone().into());
            put(
                "hash_now",
                own.now.as_ref().map(|now| now.hash.clone()).into(),
            );
            let keys = |rows: &[RowOf]| rows.iter().map(|of| key_of(*of)).collect::<Vec<_>>();
            put("rows", keys(&asked.rows).into());
            let moved = own.now.as_ref().and_then(|now| figure.moved(now));
            put("came", moved.as_ref().map(|(came, _)| keys(came)).into());
            put("left", moved.as_ref().map(|(_, left)| keys(left)).into());
        }
        From::Source { source, sentence } => {
            put("source", source.0.into());
            put("sentence", sentence.clone().into());
            let named = own.source.as_ref();
            put("source_title", named.map(|own| own.title.clone()).into());
            let date = named.and_then(|own| own.date);
            put("source_date", date.map(|day| day.to_string()).into());
        }
    }
    object
}

fn trace(cx: &mut Cx, word: &str) -> Result<(), CliError> {
    let office = cx.read()?;
    let letter = named::letter(cx, &office, word)?;
    let standing = office.cited(letter).map_err(|error| cx.trouble(&error))?;
    if standing.is_empty() && cx.form == Form::Text {
        cx.tell(cx.lang.say("figure.none"));
    }
    for own in &standing {
        if cx.form == Form::Json {
            cx.json(Value::Object(about_standing(own)))?;
            continue;
        }
        for line in traced(cx, &office, own)? {
            cx.line(&line)?;
        }
    }
    Ok(())
}

/// Tells a figure in lines: what stands there, where it is from, then and now, and the records.
fn traced(cx: &Cx, office: &Office, own: &Standing) -> Result<Vec<String>, CliError> {
    let figure = &own.figure.value;
    let say = |key: &str| cx.lang.say(&format!("figure.label.{key}")).to_owned();
    let origin = match figure.from {
        From::Roster(_) => "origin",
        From::Source { .. } => "quoted",
    };
    let mut pairs = vec![
        (say(origin), words::origin(figure, cx.lang)),
        (say("looked_up"), format!("{}  {}", figure.on, figure.by)),
        (say("standing"), words::standing(own, cx.lang)),
    ];
    if let Some(told) = words::source(own) {
        pairs.push((say("source"), told));
    }
    if let (From::Roster(asked), Some(now)) = (&figure.from, &own.now) {
        let side = |text: &str, records: u64, hash: &str| {
            let hash: String = hash.chars().take(HASH).collect();
            let values = [
                ("text", text),
                ("records", &*records.to_string()),
                ("hash", &*hash),
            ];
            cx.lang.say_with("figure.side", &values)
        };
        let then = side(&figure.shown, asked.records, &asked.hash);
        pairs.push((say("then"), then));
        pairs.push((say("now"), side(&own.now_shown(), now.records, &now.hash)));
        match figure.moved(now) {
            Some((came, left)) if own.change() != Change::Same => {
                pairs.push((say("came"), names(cx, office, &came)?));
                pairs.push((say("left"), names(cx, office, &left)?));
            }
            _ if asked.records > KEPT_ROWS as u64 => {}
            _ => pairs.push((say("rows"), names(cx, office, &asked.rows)?)),
        }
    }
    let mut lines = vec![figure.shown.clone()];
    let told = labelled(&pairs);
    lines.extend(told.iter().map(|line| format!("  {line}")));
    Ok(lines)
}

fn names(cx: &Cx, office: &Office, rows: &[RowOf]) -> Result<String, CliError> {
    let mut text = String::new();
    for of in rows.iter().take(NAMED) {
        if !text.is_empty() {
            text.push_str(cx.lang.pick("、", ", "));
        }
        text.push_str(&name_of(cx, office, *of)?);
    }
    if rows.len() > NAMED {
        let more = rows.len().to_string();
        let _ = write!(
            text,
            "{}",
            cx.lang.say_with("figure.and_all", &[("count", &more)])
        );
    }
    Ok(text)
}

fn refresh(cx: &mut Cx, word: &str) -> Result<(), CliError> {
    let mut office = cx.write()?;
    let letter = named::letter(cx, &office, word)?;
    let renewed = office
        .refresh_figures(letter)
        .map_err(|error| cx.trouble(&error))?;
    if renewed.is_empty() {
        cx.tell(cx.lang.say("figure.all_hold"));
    }
    for (old, new) in &renewed {
        if cx.form == Form::Json {
            cx.json(json!({ "letter": letter.0, "then": old.shown, "now": new.shown }))?;
            continue;
        }
        let values = [("then", &*old.shown), ("now", &*new.shown)];
        cx.line(&cx.lang.say_with("figure.renewed", &values))?;
    }
    Ok(())
}

/// Reports a figure that was set into a letter, or why it was not.
fn set_in(cx: &mut Cx, letter: LetterId, cited: Result<Cited, Uncited>) -> Result<(), CliError> {
    let say = |cx: &Cx, key: &str, values: &[(&str, &str)]| {
        cx.lang.say_with(&format!("figure.{key}"), values)
    };
    let figure = cited.map_err(|why| match why {
        Uncited::Store(error) => cx.trouble(&error),
        Uncited::Nowhere(words) => {
            let words = clean::line(&words).text;
            CliError::not_found(say(cx, "nowhere", &[("words", &words)]))
        }
        Uncited::Several(words, count) => {
            let (words, count) = (clean::line(&words).text, count.to_string());
            let values = [("words", &*words), ("count", &*count)];
            CliError::usage(say(cx, "several", &values))
        }
        Uncited::NoBlank => CliError::usage(say(cx, "no_blank", &[])),
        Uncited::NotInSource(words) => {
            let words = clean::line(&words).text;
            CliError::not_found(say(cx, "not_in_source", &[("words", &words)]))
        }
    })?;
    if cx.form == Form::Json {
        return cx.json(json!({
            "letter": letter.0,
            "shown": figure.shown,
            "unit": figure.unit,
            "on": figure.on.to_string(),
        }));
    }
    cx.line(&figure.shown)
}
