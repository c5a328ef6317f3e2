//! The columns of a ledger: fields in the order they are written, their names and words, from
//! `data/ledger/columns.toml`. What a cell of each must be is said here; what it is called, there.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

use crate::domain::coded;

coded! {
    /// What a column says.
    Field {
        /// 序号: counted anew whenever it is written.
        Serial = "serial",
        /// 地区: the place whose congress or CPPCC it is.
        Place = "place",
        /// 层级.
        Level = "level",
        /// 届次.
        Sitting = "sitting",
        /// 编号, with its zeros.
        Number = "number",
        /// 类型: 建议 or 提案.
        Kind = "kind",
        /// 大会 or 平时.
        Period = "period",
        /// 标题.
        Title = "title",
        /// 领衔代表.
        Proposer = "proposer",
        /// 联名代表.
        Cosigners = "cosigners",
        /// 联名人数: all signers, the lead included.
        Count = "count",
        /// 代表团, 界别.
        Group = "group",
        /// 联系电话, private.
        Phone = "phone",
        /// 承办性质: what this unit is for the item.
        Role = "role",
        /// 主办单位.
        LeadUnit = "lead_unit",
        /// 协办单位.
        CoUnits = "co_units",
        /// 拟办单位: whom the proposer wished for.
        WishedUnit = "wished_unit",
        /// 承办科室.
        Section = "section",
        /// 承办人.
        Person = "person",
        /// 分管领导.
        Leader = "leader",
        /// 内容分类.
        Category = "category",
        /// 重点.
        Attention = "attention",
        /// 收文日期.
        Received = "received",
        /// 交办日期.
        Assigned = "assigned",
        /// 办结时限.
        Due = "due",
        /// 延期至.
        Extended = "extended",
        /// 沟通方式.
        Contact = "contact",
        /// 沟通日期.
        Contacted = "contacted",
        /// 答复日期.
        Answered = "answered",
        /// 答复文号.
        AnswerNumber = "answer_number",
        /// 办理结果.
        Class = "class",
        /// 满意度.
        Rating = "rating",
        /// 反馈日期.
        Rated = "rated",
        /// 是否公开.
        Public = "public",
        /// 状态.
        State = "state",
        /// 备注.
        Note = "note",
    }
}

/// What a cell of a column must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line of text.
    Line,
    /// Text of several lines.
    Text,
    /// Names, several to a cell.
    Names,
    /// A day.
    Day,
    /// A code, by its words.
    Word,
    /// An item's number.
    Number,
    /// 届 and 次.
    Sitting,
    /// A count of people.
    Count,
}

impl Field {
    /// Returns what a cell of the column must be.
    pub fn shape(self) -> Shape {
        match self {
            Field::Level
            | Field::Kind
            | Field::Period
            | Field::Role
            | Field::Attention
            | Field::Contact
            | Field::Class
            | Field::Rating
            | Field::State => Shape::Word,
            Field::Received
            | Field::Assigned
            | Field::Due
            | Field::Extended
            | Field::Contacted
            | Field::Answered
            | Field::Rated => Shape::Day,
            Field::Proposer | Field::Cosigners | Field::CoUnits => Shape::Names,
            Field::Number => Shape::Number,
            Field::Sitting => Shape::Sitting,
            Field::Count | Field::Serial => Shape::Count,
            Field::Note => Shape::Text,
            _ => Shape::Line,
        }
    }

    /// Returns what heads the column when we write it.
    pub fn label(self) -> &'static str {
        &TABLE.column(self).label
    }

    /// Returns whether several columns of a table may be this one; their cells are put together.
    pub fn is_list(self) -> bool {
        matches!(self, Field::Cosigners | Field::CoUnits | Field::Note)
    }

    /// Returns its place among all fields.
    pub fn place(self) -> usize {
        self as usize
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    column: Vec<RawColumn>,
    words: HashMap<String, HashMap<String, Vec<String>>>,
    nothing: Nothing,
    below: Below,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    field: String,
    label: String,
    aliases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {
    words: Vec<String>,
    going_on: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Below {
    words: Vec<String>,
}

/// The table of columns and words.
struct Table {
    raw: Raw,
    /// Fields of a name, the first in order first.
    named: HashMap<String, Vec<Field>>,
    /// Codes of a word, by field.
    codes: HashMap<(Field, String), String>,
    /// The same words of two characters and more, the longest first.
    longest_first: Vec<(Field, String, String)>,
}

impl Table {
    fn column(&self, field: Field) -> &RawColumn {
        let own = self.raw.column.iter().find(|own| own.field == field.code());
        own.expect("embedded; a test looks for each field")
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let raw: Raw = toml::from_str(include_str!("../../../data/ledger/columns.toml"))
        .expect("embedded; a test reads it");
    let mut named: HashMap<String, Vec<Field>> = HashMap::new();
    let mut codes = HashMap::new();
    for column in &raw.column {
        let field = Field::from_code(&column.field).expect("embedded; a test reads it");
        let labels = [&column.label, &column.field];
        for name in labels.into_iter().chain(&column.aliases) {
            named.entry(key(name)).or_default().push(field);
        }
        for (code, words) in raw.words.get(&column.field).into_iter().flatten() {
            for word in words {
                codes.insert((field, key(word)), code.clone());
            }
        }
    }
    let own =
        |((field, word), code): (&(Field, String), &String)| (*field, word.clone(), code.clone());
    let mut longest_first: Vec<_> = codes.iter().map(own).collect();
    longest_first.retain(|(_, word, _)| word.chars().count() >= 2);
    longest_first.sort_by_key(|(field, word, _)| (usize::MAX - word.len(), *field, word.clone()));
    Table {
        raw,
        named,
        codes,
        longest_first,
    }
});

pub use crate::ingest::sheet::header::key;

/// Returns the fields that a column of this name may be, the likeliest first.
pub fn named(name: &str) -> &'static [Field] {
    TABLE.named.get(&key(name)).map_or(&[], Vec::as_slice)
}

/// Returns the code of a word of a field: of the whole cell, or of one word in it alone.
pub fn code_of(field: Field, text: &str) -> Option<&'static str> {
    let code = |word: &str| TABLE.codes.get(&(field, word.to_owned()));
    if let Some(own) = TABLE
        .raw
        .words
        .get(field.code())?
        .get_key_value(text.trim())
    {
        return Some(own.0);
    }
    code(&key(text)).map(String::as_str)
}

/// Returns the codes whose words stand in a longer cell, each once: 上门走访三次 has one. A word is
/// not found inside a longer one: 基本满意 is not 满意.
pub fn codes_in(field: Field, text: &str) -> Vec<&'static str> {
    let mut text = key(text);
    let mut found: Vec<&'static str> = Vec::new();
    for (own, word, code) in &TABLE.longest_first {
        if *own == field && text.contains(word.as_str()) {
            text = text.replace(word.as_str(), " ");
            if !found.contains(&code.as_str()) {
                found.push(code);
            }
        }
    }
    found
}

/// Returns the word that we write for a code.
pub fn word_of(field: Field, code: &str) -> &'static str {
    let words = TABLE.raw.words.get(field.code());
    let word = words.and_then(|words| words.get(code)?.first());
    word.map_or("", String::as_str)
}

/// Tells whether a cell of days or words says that nothing is known.
pub fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || TABLE.raw.nothing.words.iter().any(|word| word == text)
}

/// Tells whether a state says no more than that work goes on.
pub fn is_going_on(text: &str) -> bool {
    TABLE.raw.nothing.going_on.contains(&key(text))
}

/// Tells whether a cell belongs to what stands below a table: 合计, 填表人.
pub fn is_below(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    TABLE.raw.below.words.iter().any(|word| {
        text.strip_prefix(word.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '：', '（', '(', '/']))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::{
        event::{Attention, ContactManner},
        outcome::{Rating, ResultClass},
        proposal::Role,
        sitting::{Kind, Level, Period},
        state::State,
    };

    #[test]
    fn the_table_names_every_field_once_in_the_order_of_the_code() {
        let order: Vec<&str> = TABLE
            .raw
            .column
            .iter()
            .map(|own| own.field.as_str())
            .collect();
        let fields: Vec<&str> = Field::ALL.iter().map(|own| own.code()).collect();
        assert_eq!(order, fields);
        for column in &TABLE.raw.column {
            let names: HashSet<String> = column.aliases.iter().map(|name| key(name)).collect();
            assert_eq!(names.len(), column.aliases.len(), "{}", column.field);
        }
    }

    #[test]
    fn every_code_has_a_word_that_finds_it_again() {
        fn look(field: Field, codes: &[&'static str]) {
            for code in codes {
                let word = word_of(field, code);
                assert!(!word.is_empty(), "{field:?} {code}");
                assert_eq!(code_of(field, word), Some(*code), "{word}");
                assert_eq!(code_of(field, code), Some(*code));
                assert!(!is_nothing(word) && !is_going_on(word), "{word}");
            }
            assert_eq!(TABLE.raw.words[field.code()].len(), codes.len());
            let words: Vec<&String> = TABLE.raw.words[field.code()].values().flatten().collect();
            let distinct: HashSet<String> = words.iter().map(|word| key(word)).collect();
            assert_eq!(distinct.len(), words.len(), "{field:?} has a word twice");
        }
        macro_rules! codes {
            ($($field:ident $of:ty,)+) => {
                $({
                    let codes: Vec<_> = <$of>::ALL.iter().map(|own| own.code()).collect();
                    look(Field::$field, &codes);
                })+
            };
        }
        codes! {
            Level Level, Kind Kind, Period Period, Role Role, Attention Attention,
            Contact ContactManner, Class ResultClass, Rating Rating, State State,
        }
    }

    #[test]
    fn names_are_compared_without_blanks_and_brackets() {
        assert_eq!(named(" 标 题\n"), [Field::Title]);
        assert_eq!(named("领衔代表（委员）"), []);
        assert_eq!(named("代表（委员）"), [Field::Proposer]);
        assert_eq!(named("类别"), [Field::Kind, Field::Category, Field::Class]);
        assert_eq!(named(""), []);
        assert_eq!(codes_in(Field::Contact, "上门走访三次"), ["visit"]);
        assert!(is_below("填表人：王小明") && is_below("合 计") && !is_below("合计制度"));
    }
}
