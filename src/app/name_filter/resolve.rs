//! What filters mean: for each list of names the questions whose records are wanted, and those whose are not.
//!
//! A list that lacks a field, or a value of it, has nothing to find; only when that is so of every list is
//! something wrong. Whatever a field's values are is asked of whoever has the roster.

use std::sync::Arc;

use super::{
    Known, NameFilter, SUBJECTS, Sense, Term, Typed,
    fields::{field_of, fields_named, nearest_fields},
    lists::{Wanted, is_list, list_of, wanted, word},
};
use crate::{
    figure::{
        Field, Filter, Kind, Op, Part, Question, Subject, Tongue, Value, Wording,
        parse::{is_nothing, range_of},
    },
    lang::Lang,
    search,
    text::nearest::nearest,
};

/// How many values a question names at most; more are looked for among the values of each record. Chosen by us:
/// far below the 32,766 that SQLite takes, and a list that long is met by hardly any filter that was typed out.
const NAMED: usize = 500;

/// How many values are named to who typed a wrong one.
const NEAR: usize = 5;

/// How people write values that the roster keeps in Chinese.
const ALSO: [(Field, &str, &str); 2] = [
    (Field::Gender, "male", "男"),
    (Field::Gender, "female", "女"),
];

/// Records to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sifted {
    /// Those that a question counts.
    Asked(Question),
    /// Those with one of these values, which are too many for a question.
    OneOf(Field, Vec<Value>),
    /// Those that any of these counts.
    EitherOf(Vec<Question>),
}

/// Which records of a list are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sifts {
    /// Those that are in each of these; all of the list when there are none.
    pub within: Vec<Sifted>,
    /// And in none of these.
    pub without: Vec<Sifted>,
    /// What holds of the row of a part of which the open filter is asked: 荣誉级别 beside 荣誉:浙江工匠 is the
    /// level of that honour.
    pub beside_open: Vec<Filter>,
}

/// What means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No list has such a field.
    Field(String),
    /// The field has no such value.
    Value {
        /// The field.
        field: Field,
        /// The value as typed.
        typed: String,
        /// Values it has, the nearest first.
        near: Vec<Value>,
    },
    /// There is no such list.
    List(String),
    /// The field does not take the sign.
    Sign(Field, Op),
}

impl Wrong {
    /// Says what is wrong and what is possible.
    pub fn says(&self, lang: Lang) -> String {
        let tongue = match lang {
            Lang::Zh => Tongue::Zh,
            Lang::En => Tongue::En,
        };
        let name = |field: Field| lang.pick(field.zh(), field.en());
        match self {
            Wrong::Field(typed) => {
                let near: Vec<&str> = nearest_fields(typed).into_iter().map(name).collect();
                let near = near.join(" ");
                lang.say_with("name_filter.no_field", &[("name", typed), ("near", &near)])
            }
            Wrong::Value { field, typed, near } => {
                let near: Vec<String> = near.iter().map(|own| own.word(tongue)).collect();
                let near = near.join(lang.pick("、", ", "));
                let key = if near.is_empty() {
                    "name_filter.no_value_at_all"
                } else {
                    "name_filter.no_value"
                };
                let values = [("field", name(*field)), ("value", typed), ("near", &near)];
                lang.say_with(key, &values)
            }
            Wrong::List(typed) => {
                let all = search::Kind::ALL.map(|kind| word(kind, tongue));
                let all = all.join(lang.pick("、", ", "));
                lang.say_with("name_filter.no_list", &[("value", typed), ("near", &all)])
            }
            Wrong::Sign(field, op) => {
                let values = [("field", name(*field)), ("sign", op.sign())];
                lang.say_with("name_filter.no_sign", &values)
            }
        }
    }
}

/// Works out what a filter means: what is wanted of each list that has anything.
///
/// # Errors
/// When the values of a field cannot be read. The inner error is what means nothing.
pub fn resolve<E>(
    filter: &NameFilter,
    known: &mut dyn FnMut(Field) -> Result<Arc<Known>, E>,
) -> Result<Result<Vec<(search::Kind, Sifts)>, Wrong>, E> {
    let Wanted {
        lists: wanted,
        programmes,
    } = match wanted(filter) {
        Ok(wanted) => wanted,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let names_list = |term: &Term| is_list(&term.name) && !term.is_open();
    let names_lists = filter.terms.iter().any(names_list);
    let mut lists = Vec::new();
    let mut wrong: Option<Wrong> = None;
    for subject in SUBJECTS {
        if !wanted.contains(&list_of(subject)) {
            continue;
        }
        match sifts(subject, filter, known)? {
            Ok(own) => lists.push((list_of(subject), own)),
            // A list was asked for that lacks a field of others: there is nothing in it.
            Err(Wrong::Field(name)) if names_lists && fields_named(&name).next().is_some() => {}
            // A wrong value says more than that another list lacks the field.
            Err(Wrong::Field(_)) if wrong.is_some() => {}
            Err(own) if matches!(wrong, None | Some(Wrong::Field(_))) => wrong = Some(own),
            Err(_) => {}
        }
    }
    // Programmes have fields of their own by their kind, and none that the box asks by.
    let of_lists = filter.terms.iter().all(|term| is_list(&term.name));
    if of_lists && wanted.contains(&search::Kind::Programme) {
        lists.push((search::Kind::Programme, programmes));
    }
    Ok(match wrong {
        Some(wrong) if lists.is_empty() => Err(wrong),
        _ => Ok(lists),
    })
}

fn sifts<E>(
    subject: Subject,
    filter: &NameFilter,
    known: &mut dyn FnMut(Field) -> Result<Arc<Known>, E>,
) -> Result<Result<Sifts, Wrong>, E> {
    let mut sifts = Sifts::default();
    // Conditions on the rows of a part hold of one row: twice the same field is asked of two. The open filter is
    // nothing in its group.
    let mut groups: Vec<Vec<(Field, Option<Filter>)>> = Vec::new();
    for term in filter.terms.iter().filter(|term| !is_list(&term.name)) {
        let Some(field) = field_of(subject, &term.name) else {
            return Ok(Err(Wrong::Field(term.name.clone())));
        };
        let is_free = |group: &&mut Vec<(Field, Option<Filter>)>| {
            field.part() == Part::Own || group.iter().all(|(one, _)| *one != field)
        };
        if term.is_open() {
            if term.sense == Sense::Holds {
                match groups.iter_mut().find(is_free) {
                    Some(group) => group.push((field, None)),
                    None => groups.push(vec![(field, None)]),
                }
            }
            continue;
        }
        let own = match meaning(field, term, known)? {
            Ok(own) => own,
            Err(wrong) => return Ok(Err(wrong)),
        };
        let into = match term.sense {
            Sense::Holds => &mut sifts.within,
            Sense::HoldsNot => &mut sifts.without,
        };
        if own.values.len() > NAMED {
            into.push(Sifted::OneOf(field, own.values));
        } else if term.sense == Sense::HoldsNot {
            let Some(question) = question(subject, vec![own]) else {
                return Ok(Err(Wrong::Sign(field, term.op)));
            };
            into.push(Sifted::Asked(question));
        } else {
            match groups.iter_mut().find(is_free) {
                Some(group) => group.push((field, Some(own))),
                None => groups.push(vec![(field, Some(own))]),
            }
        }
    }
    for group in groups {
        let open = group.iter().find(|(_, own)| own.is_none());
        let part = open.map(|(field, _)| field.part());
        let group: Vec<Filter> = group.into_iter().filter_map(|(_, own)| own).collect();
        if let Some(part) = part.filter(|part| *part != Part::Own) {
            let beside = group.iter().filter(|own| own.field.part() == part);
            sifts.beside_open = beside.cloned().collect();
        }
        let Some(first) = group.first().cloned() else {
            continue;
        };
        let Some(question) = question(subject, group) else {
            return Ok(Err(Wrong::Sign(first.field, first.op)));
        };
        sifts.within.push(Sifted::Asked(question));
    }
    Ok(Ok(sifts))
}

fn question(subject: Subject, filters: Vec<Filter>) -> Option<Question> {
    Question::of(Wording {
        filters,
        ..(*Question::all(subject)).clone()
    })
}

fn meaning<E>(
    field: Field,
    term: &Term,
    known: &mut dyn FnMut(Field) -> Result<Arc<Known>, E>,
) -> Result<Result<Filter, Wrong>, E> {
    let mut filter = Filter {
        field,
        op: term.op,
        values: Vec::new(),
    };
    for typed in &term.values {
        let (text, op) = ordered(field, term.op, typed);
        filter.op = op;
        if typed_nothing(field, op, typed) {
            filter.values.push(Value::Nothing);
            continue;
        }
        let found = match field.kind() {
            Kind::Year | Kind::Place => numbers(field.kind(), text),
            kind => {
                let known = match kind {
                    Kind::Text => known(field)?,
                    kind => Arc::new(Known::of_kind(kind)),
                };
                let found = words(field, op, text, typed.is_quoted, &known);
                if found.is_empty() {
                    return Ok(Err(no_value(field, text, &known)));
                }
                found
            }
        };
        if found.is_empty() {
            return Ok(Err(no_value(field, text, &Known::default())));
        }
        filter.values.extend(found);
    }
    if filter.op == Op::Has && field.kind() == Kind::Text {
        // The values that it stands in are known.
        filter.op = Op::Is;
    }
    let is_right = filter.op.suits(field) && (!filter.op.is_ordering() || filter.values.len() == 1);
    Ok(if is_right {
        Ok(filter)
    } else {
        Err(Wrong::Sign(field, filter.op))
    })
}

/// Reads how people say an order: 技师以上, 技师+.
fn ordered(field: Field, op: Op, typed: &Typed) -> (&str, Op) {
    if !field.is_ordered() || op != Op::Is || typed.is_quoted {
        return (&typed.text, op);
    }
    if let Some(bare) = typed.text.strip_suffix('+') {
        return (bare, Op::AtLeast);
    }
    let (text, ranged) = range_of(&typed.text);
    (text, ranged.unwrap_or(op))
}

fn typed_nothing(field: Field, op: Op, typed: &Typed) -> bool {
    let may = field.part() == Part::Own && op == Op::Is;
    may && !typed.is_quoted && is_nothing(&typed.text)
}

/// Reads a number, or every one from `1980-1989`.
fn numbers(kind: Kind, text: &str) -> Vec<Value> {
    let one = |text: &str| Value::of_word(kind, text);
    let order = |text: &str| one(text).and_then(|own| own.order());
    let ends = text.split_once(['-', '~', '至']);
    if let Some((from, to)) = ends.and_then(|(from, to)| order(from).zip(order(to))) {
        // Centuries are nobody's question; a slip of a digit must not make a thousand values.
        let all = from..=to.min(from.saturating_add(200));
        return all.filter_map(|own| one(&own.to_string())).collect();
    }
    one(text).into_iter().collect()
}

fn words(field: Field, op: Op, text: &str, is_quoted: bool, known: &Known) -> Vec<Value> {
    let lower = text.to_lowercase();
    let also = ALSO
        .iter()
        .find(|(own, word, _)| *own == field && *word == lower);
    let text = also.map_or(text, |(.., word)| word);
    let list = known.list();
    if is_quoted {
        let same = list.iter().filter(|own| own.word(Tongue::Zh) == text);
        return same.cloned().collect();
    }
    let places = if op == Op::Has {
        known.found(text).into_iter().map(|(at, _)| at).collect()
    } else {
        known.meant(text)
    };
    let found = places.into_iter().map(|at| list[at].clone());
    if op.is_ordering() {
        // Of several the one that lets most through: 高级以上 begins with 高级工.
        let least = matches!(op, Op::AtLeast | Op::Above);
        let one = if least {
            found.min_by_key(Value::order)
        } else {
            found.max_by_key(Value::order)
        };
        return one.into_iter().collect();
    }
    found.collect()
}

fn no_value(field: Field, typed: &str, known: &Known) -> Wrong {
    let word = |value: &Value| {
        let tongue = if typed.is_ascii() {
            Tongue::En
        } else {
            Tongue::Zh
        };
        value.word(tongue)
    };
    let words: Vec<String> = known.list().iter().map(word).collect();
    let near = nearest(typed, words.iter().map(String::as_str));
    let place = near.and_then(|near| words.iter().position(|own| own == near));
    let mut near: Vec<Value> = place
        .map(|at| known.list()[at].clone())
        .into_iter()
        .collect();
    let shares = |value: &&Value| {
        let word = value.word(Tongue::Zh);
        let shared = typed.chars().filter(|c| !c.is_ascii() && word.contains(*c));
        shared.count() * 2 >= typed.chars().count().max(1)
    };
    for value in known.list().iter().filter(shares).chain(known.list()) {
        if near.len() < NEAR && !near.contains(value) {
            near.push(value.clone());
        }
    }
    Wrong::Value {
        field,
        typed: typed.to_owned(),
        near,
    }
}
