//! Words about questions and figures: what is wrong in a question, and how a figure stands.

use crate::{
    figure::{
        Cited, Field, FigureState, From, Measure, Op, Slip, Subject, Tongue,
        cited::{Change, Standing},
        field::Kind,
        parse::Wrong,
        question::Value,
    },
    lang::Lang,
};

/// Returns the language a question is printed in.
pub fn tongue(lang: Lang) -> Tongue {
    match lang {
        Lang::Zh => Tongue::Zh,
        Lang::En => Tongue::En,
    }
}

/// Returns a subject's name.
pub fn subject_word(subject: Subject, lang: Lang) -> &'static str {
    lang.pick(subject.zh(), subject.en())
}

/// Returns a field's name.
pub fn field_word(field: Field, lang: Lang) -> &'static str {
    lang.pick(field.zh(), field.en())
}

/// Returns a measure's name.
pub fn measure_word(measure: Measure, lang: Lang) -> &'static str {
    lang.pick(measure.zh(), measure.en())
}

/// Returns the signs that a field takes.
pub fn signs(field: Field) -> String {
    let all = Op::ALL.iter().filter(|op| op.suits(field));
    all.map(|op| op.sign()).collect::<Vec<_>>().join(" ")
}

/// Returns the values of a field as far as they are fixed, or what they look like.
pub fn values(field: Field, lang: Lang) -> String {
    let fixed = Value::all(field.kind());
    if fixed.is_empty() {
        let key = match field.kind() {
            Kind::Year => "figure.a_year",
            Kind::Place => "figure.a_place",
            _ => "figure.a_text",
        };
        return lang.say(key).to_owned();
    }
    let words = fixed.iter().map(|value| value.word(tongue(lang)));
    words.collect::<Vec<_>>().join(" ")
}

/// Says what is wrong in a question and what is possible there.
pub fn slip(slip: &Slip, lang: Lang) -> String {
    let told = |key: &str, values: &[(&str, &str)]| lang.say_with(&format!("figure.{key}"), values);
    match &slip.wrong {
        Wrong::Empty => told("empty", &[("subjects", &subjects(lang))]),
        Wrong::Open => told("open_quote", &[]),
        Wrong::NoSubject(word) => {
            let values = [("word", word.as_str()), ("subjects", &subjects(lang))];
            told("no_subject", &values)
        }
        Wrong::NoWord(subject, word) => {
            let measures = subject.measures().iter();
            let measures: Vec<&str> = measures.map(|own| measure_word(*own, lang)).collect();
            let values = [
                ("word", word.as_str()),
                ("measures", &measures.join(" ")),
                ("fields", &fields(*subject, lang)),
            ];
            told("no_word", &values)
        }
        Wrong::NoField(subject, name) => {
            let values = [
                ("subject", subject_word(*subject, lang)),
                ("name", name.as_str()),
                ("fields", &fields(*subject, lang)),
            ];
            told("no_field", &values)
        }
        Wrong::NoValue(field, value) => {
            let possible = self::values(*field, lang);
            let values = [
                ("field", field_word(*field, lang)),
                ("value", value.as_str()),
                ("values", &possible),
            ];
            told("no_value", &values)
        }
        Wrong::NoValueYet(field) => {
            let possible = self::values(*field, lang);
            let values = [("field", field_word(*field, lang)), ("values", &possible)];
            told("no_value_yet", &values)
        }
        Wrong::BadSign(field, op) => {
            let possible = signs(*field);
            let values = [
                ("field", field_word(*field, lang)),
                ("sign", op.sign()),
                ("signs", &possible),
            ];
            told("bad_sign", &values)
        }
        Wrong::OneValue(field) => told("one_value", &[("field", field_word(*field, lang))]),
        Wrong::NoDay(text) => told("no_day", &[("text", text)]),
        Wrong::Twice => told("twice", &[]),
        Wrong::NoBy(subject) => told("no_by", &[("fields", &fields(*subject, lang))]),
        Wrong::NotBy(measure, field) => {
            let values = [
                ("measure", measure_word(*measure, lang)),
                ("field", field_word(*field, lang)),
            ];
            told("not_by", &values)
        }
    }
}

fn subjects(lang: Lang) -> String {
    let all = Subject::ALL.iter().map(|own| subject_word(*own, lang));
    all.collect::<Vec<_>>().join(" ")
}

fn fields(subject: Subject, lang: Lang) -> String {
    let all = subject.fields().map(|own| field_word(own, lang));
    all.collect::<Vec<_>>().join(" ")
}

/// Says how a figure stands: as looked up, moved on, to be looked up again, or signed.
pub fn standing(own: &Standing, lang: Lang) -> String {
    let figure = &own.figure.value;
    let (then, now) = (figure.shown.as_str(), own.now_shown());
    let values = [("then", then), ("now", now.as_str())];
    match (figure.state, own.change()) {
        (FigureState::Frozen, Change::Same) => lang.say("figure.frozen").to_owned(),
        (FigureState::Frozen, Change::Rows) => lang.say("figure.frozen_rows").to_owned(),
        (FigureState::Frozen, Change::Amount) => lang.say_with("figure.frozen_moved", &values),
        (_, Change::Amount) => lang.say_with("figure.moved", &values),
        (FigureState::Stale, _) => lang.say("figure.stale").to_owned(),
        (FigureState::Live, Change::Rows) => lang.say("figure.rows_moved").to_owned(),
        (FigureState::Live, Change::Same) => match figure.from {
            From::Roster(_) => lang.say("figure.holds").to_owned(),
            From::Source { .. } => lang.say("figure.quoted").to_owned(),
        },
    }
}

/// Returns the title of what a figure is quoted from, its day and its publisher, as far as they are known.
pub fn source(own: &Standing) -> Option<String> {
    let own = own.source.as_ref()?;
    let day = own.date.map(|day| day.to_string());
    let told = [Some(own.title.clone()), day, own.publisher.clone()];
    Some(told.into_iter().flatten().collect::<Vec<_>>().join("  "))
}

/// Returns where a figure comes from: its question, or its source and sentence.
pub fn origin(figure: &Cited, lang: Lang) -> String {
    match &figure.from {
        From::Roster(asked) => asked.question.print(tongue(lang)),
        From::Source { source, sentence } => format!("source:{} {sentence}", source.0),
    }
}
