//! Choosing what is looked at in the roster: what is counted, by which field, by which other.
//!
//! Three lists one after the other, each narrowed by pinyin. A choice's code is the question as far as
//! it has come, in the English form.

use super::pick::{Pick, Picked};
use crate::{
    app::{
        figure::{field_word, measure_word, subject_word},
        record::Choice,
    },
    figure::{Field, Pivot, Subject, Tongue, question::groups_under, read},
    lang::Lang,
};

/// What is picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookStep {
    /// What is counted.
    Measure,
    /// By which field.
    By,
    /// By which other field, or none.
    And,
}

/// Returns the list of what can be counted.
pub fn look_menu(lang: Lang) -> Pick {
    let choices = Subject::ALL.iter().flat_map(|subject| {
        subject.measures().iter().map(move |measure| {
            let code = format!("{} {}", subject.en(), measure.en());
            let subject = subject_word(*subject, lang);
            let measure = measure_word(*measure, lang);
            Choice::new(code, format!("{subject} {measure}"))
        })
    });
    list(LookStep::Measure, "look.measure", choices.collect(), lang)
}

fn list(step: LookStep, title: &str, choices: Vec<Choice>, lang: Lang) -> Pick {
    let title = lang.say(title).to_owned();
    Pick::new(title, String::new(), Picked::Look(step, lang), choices)
}

/// Returns the list that follows a choice; none when the question is whole.
pub(super) fn look_pick(step: LookStep, line: &str, lang: Lang) -> Option<Pick> {
    let question = read(line).ok()?;
    let fits = |field: &Field| groups_under(question.measure, *field);
    let fields: Vec<Field> = question.subject.fields().filter(fits).collect();
    match step {
        LookStep::Measure => {
            let choices = fields.iter().map(|field| {
                let code = format!("{line} by:{}", field.en());
                Choice::new(code, field_word(*field, lang))
            });
            Some(list(LookStep::By, "look.by", choices.collect(), lang))
        }
        LookStep::By => {
            let none = Choice::new(line, lang.say("look.no_other"));
            let others = fields.iter().filter_map(|field| {
                let pivot = Pivot::of(question.clone(), Some(*field))?;
                Some(Choice::new(
                    pivot.print(Tongue::En),
                    field_word(*field, lang),
                ))
            });
            let choices = std::iter::once(none).chain(others);
            Some(list(LookStep::And, "look.and", choices.collect(), lang))
        }
        LookStep::And => None,
    }
}
