//! The values that a field is known to have, found by characters, pinyin, initials or English.

use crate::{
    figure::{Kind, Tongue, Value},
    search::{Query, Rows, contains},
};

/// The values of a field.
#[derive(Debug, Default)]
pub struct Known {
    list: Vec<Value>,
    /// How many records have each; nothing while they are not counted.
    counts: Option<Vec<u64>>,
    rows: Rows,
}

/// Returns the words that a value is found by.
fn words(value: &Value) -> [String; 2] {
    let en = match value {
        // Stored codes have a line where people type a dash or nothing.
        Value::Text(_) => String::new(),
        own => own.word(Tongue::En).replace('_', "-"),
    };
    [value.word(Tongue::Zh), en]
}

impl Known {
    /// Returns the values of a kind that has a fixed list of them, highest first.
    pub fn of_kind(kind: Kind) -> Self {
        Self::of(Value::all(kind), None)
    }

    /// Returns values that were met in the roster, each with the number of records that have it.
    pub fn counted(list: Vec<Value>, counts: Vec<u64>) -> Self {
        Self::of(list, Some(counts))
    }

    fn of(list: Vec<Value>, counts: Option<Vec<u64>>) -> Self {
        let mut rows = Rows::default();
        for value in &list {
            rows.push(words(value).iter().map(String::as_str));
        }
        Self { list, counts, rows }
    }

    /// Returns the values.
    pub fn list(&self) -> &[Value] {
        &self.list
    }

    /// Returns how many records have a value, when that was counted.
    pub fn count(&self, at: usize) -> Option<u64> {
        self.counts.as_ref().map(|own| own[at])
    }

    /// Returns the values that what is typed means, by their places: the one it is, else those it begins, else
    /// those it stands in.
    pub fn meant(&self, typed: &str) -> Vec<usize> {
        let lower = typed.to_lowercase();
        let own = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let values = self.list.iter().enumerate();
            let own = values
                .filter(|(_, value)| words(value).iter().any(|word| !word.is_empty() && is(word)));
            own.map(|(at, _)| at).collect()
        };
        // ABC厂 and abc厂 may be two employers.
        for exact in [
            own(&|word| word == typed),
            own(&|word| word.to_lowercase() == lower),
        ] {
            if !exact.is_empty() {
                return exact;
            }
        }
        let found = self.found(typed);
        let begun: Vec<usize> = found
            .iter()
            .filter(|(_, begins)| *begins)
            .map(|(at, _)| *at)
            .collect();
        if begun.is_empty() {
            return found.into_iter().map(|(at, _)| at).collect();
        }
        begun
    }

    /// Returns the values that what is typed stands in, each with whether it begins it; all of them when nothing
    /// is typed, none when punctuation alone is.
    pub fn found(&self, typed: &str) -> Vec<(usize, bool)> {
        let query = Query::new(typed);
        let filter = self.rows.filter(&query);
        let begins = |value: &Value| {
            words(value).iter().any(|word| {
                let spans = contains(&query, word);
                spans.is_some_and(|own| own.first().is_none_or(|own| own.start == 0))
            })
        };
        (0_u32..)
            .zip(&self.list)
            .filter(|(row, _)| filter.hits(*row))
            .map(|(row, value)| (row as usize, begins(value)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(known: &Known, typed: &str) -> Vec<String> {
        let all = known.meant(typed).into_iter();
        all.map(|at| known.list()[at].word(Tongue::Zh)).collect()
    }

    #[test]
    fn values_that_differ_in_case_are_told_apart_or_all_meant() {
        let list = ["ABC厂", "abc厂", "abc厂分部"].map(|name| Value::Text(name.into()));
        let known = Known::of(list.to_vec(), None);
        assert_eq!(meant(&known, "abc厂"), ["abc厂"]);
        assert_eq!(meant(&known, "ABC厂"), ["ABC厂"]);
        assert_eq!(meant(&known, "Abc厂"), ["ABC厂", "abc厂"]);
        assert_eq!(meant(&known, "").len(), 3);
    }

    #[test]
    fn a_value_is_itself_before_it_begins_others() {
        let levels = Known::of_kind(Kind::Skill);
        for (typed, word) in [
            ("技师", "技师"),
            ("js", "技师"),
            ("jishi", "技师"),
            ("technician", "技师"),
            ("senior-technician", "高级技师"),
            ("gjg", "高级工"),
            ("gjjs", "高级技师"),
            ("特级", "特级技师"),
        ] {
            assert_eq!(meant(&levels, typed), [word], "{typed}");
        }
        assert_eq!(meant(&levels, "高级"), ["高级技师", "高级工"]);
        assert_eq!(meant(&levels, "x"), ["学徒工"]);
        for typed in ["·", "大师", "\u{1b}[31m", "zz"] {
            assert!(meant(&levels, typed).is_empty(), "{typed}");
        }
    }

    #[test]
    fn text_is_found_in_pinyin() {
        let list = ["蛟川街道", "云桥镇", "e\u{301}镇"];
        let towns = Known::counted(
            list.map(|own| Value::Text(own.into())).to_vec(),
            vec![3, 2, 1],
        );
        assert_eq!(meant(&towns, "蛟川"), ["蛟川街道"]);
        assert_eq!(meant(&towns, "jcjd"), ["蛟川街道"]);
        assert_eq!(meant(&towns, "yunq"), ["云桥镇"]);
        assert_eq!(meant(&towns, "镇").len(), 2);
        assert_eq!(towns.count(0), Some(3));
        assert_eq!(towns.found("").len(), 3);
    }
}
