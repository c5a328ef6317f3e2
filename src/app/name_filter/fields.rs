//! The fields of a name as it is typed: as figures name them, in pinyin, or by initials.

use crate::{
    figure::{Field, Subject},
    search::{Query, contains},
    text::nearest::nearest,
};

/// The lists that names stand in, people first.
pub const SUBJECTS: [Subject; 3] = [Subject::People, Subject::Studios, Subject::Employers];

/// Returns the fields that a name means, one of a list at most.
pub fn fields_named(name: &str) -> impl Iterator<Item = Field> {
    SUBJECTS
        .into_iter()
        .filter_map(move |subject| field_of(subject, name))
}

/// Returns the list's field of a name: the name itself, else one that is typed by its pinyin or its initials.
pub(super) fn field_of(subject: Subject, name: &str) -> Option<Field> {
    if let Some(field) = Field::named(subject, name) {
        return Some(field);
    }
    if !name.is_ascii() {
        return None;
    }
    let query = Query::new(name);
    let sounds = |own: &str| {
        let spans = contains(&query, own).unwrap_or_default();
        spans.len() == 1 && spans[0] == (0..own.len())
    };
    // Own names before what people also call them: `zy` is 职业 only where no field is called so.
    let by_name = subject.fields().find(|own| sounds(own.zh()));
    let by_alias = || {
        subject
            .fields()
            .find(|field| field.aliases().iter().any(|own| sounds(own)))
    };
    by_name.or_else(by_alias)
}

/// Returns the known names that are nearest to a wrong one, in its language; the first fields when none is near.
pub fn nearest_fields(name: &str) -> Vec<Field> {
    let people = || Subject::People.fields();
    let word = |field: Field| {
        if name.is_ascii() {
            field.en()
        } else {
            field.zh()
        }
    };
    let near = nearest(&name.to_lowercase(), people().map(word));
    let shares = |field: &Field| !name.is_ascii() && field.zh().chars().any(|c| name.contains(c));
    let mut fields: Vec<Field> = people().filter(|own| Some(word(*own)) == near).collect();
    fields.extend(people().filter(shares));
    fields.extend(people());
    let mut seen = Vec::new();
    fields.retain(|own| {
        let is_new = !seen.contains(own);
        seen.push(*own);
        is_new
    });
    fields.truncate(5);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_in_any_way() {
        for (typed, field) in [
            ("级别", Field::Level),
            ("jb", Field::Level),
            ("jibie", Field::Level),
            ("LEVEL", Field::Level),
            ("街道", Field::Town),
            ("jd", Field::Town),
            ("town", Field::Town),
            ("镇", Field::Town),
            ("gz", Field::Trade),
            ("dw", Field::Employer),
            ("ry", Field::Honour),
            ("gzs", Field::Studio),
            ("rcfl", Field::TalentClass),
            ("csnf", Field::BirthYear),
            ("xb", Field::Gender),
        ] {
            assert_eq!(field_of(Subject::People, typed), Some(field), "{typed}");
        }
        for typed in ["", "没有", "zzz", "e\u{301}", "\u{1b}[31m", "级"] {
            assert_eq!(fields_named(typed).next(), None, "{typed}");
        }
        assert_eq!(field_of(Subject::Studios, "单位"), Some(Field::Host));
    }

    #[test]
    fn near_fields_come_first() {
        assert_eq!(nearest_fields("levl")[0], Field::Level);
        assert_eq!(nearest_fields("街到")[0], Field::Town);
        assert_eq!(nearest_fields("").len(), 5);
    }
}
