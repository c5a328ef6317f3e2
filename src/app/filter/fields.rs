//! What a filter can ask for: one row a field, with its names and the kind of its values.
//!
//! Names are matched whole: Chinese, pinyin, initials or English, so that a word with a colon is a
//! field only when somebody meant one.

/// Where the words of a choice stand in `data/lang`, with the codes it chooses from.
pub type Choices = (&'static str, fn() -> Vec<&'static str>);

/// What the values of a field are.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    /// One of some codes, named by their words.
    Choice(Choices),
    /// A whole number, compared or in a range.
    Number,
    /// A day, month or year, compared or in a range.
    Day,
    /// Text, found as lists are filtered.
    Text,
    /// Yes or no.
    YesNo,
    /// Words in the texts of papers and letters.
    FullText,
}

/// Makes the fields from one table.
macro_rules! fields {
    ($($variant:ident $zh:literal $en:literal [$($alias:literal)*] $kind:expr;)+) => {
        /// A field that a filter can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field {
            $(#[doc = concat!($zh, ", ", $en, ".")] $variant,)+
        }

        impl Field {
            /// Every field, in the order in which they are named to people.
            pub const ALL: &'static [Field] = &[$(Field::$variant,)+];

            /// Returns the Chinese name, which is how a filter is printed.
            pub const fn name(self) -> &'static str {
                match self { $(Field::$variant => $zh,)+ }
            }

            /// Returns the English name.
            pub const fn english(self) -> &'static str {
                match self { $(Field::$variant => $en,)+ }
            }

            /// Returns the other names: pinyin, initials, and what people also call it.
            pub const fn aliases(self) -> &'static [&'static str] {
                match self { $(Field::$variant => &[$($alias,)*],)+ }
            }

            /// Returns the kind of its values.
            pub fn kind(self) -> FieldKind {
                match self { $(Field::$variant => $kind,)+ }
            }
        }
    };
}

macro_rules! codes {
    ($prefix:literal, $of:path) => {
        FieldKind::Choice(($prefix, || {
            <$of>::ALL.iter().map(|own| own.code()).collect()
        }))
    };
}

use crate::domain::{
    deadline::ClockKind,
    event::Attention,
    outcome::{Rating, ResultClass},
    proposal::Role,
    sitting::{Kind, Level, Period},
    state::State,
};

fields! {
    State "状态" "state" ["zt" "zhuangtai" "经过"] codes!("state", State);
    Left "余日" "left" ["yr" "yuri" "days"] FieldKind::Number;
    Clock "时限" "clock" ["sx" "shixian"] codes!("clock", ClockKind);
    Due "期限" "due" ["qx" "qixian" "到期" "dq" "daoqi"] FieldKind::Day;
    Proposer "代表" "proposer" ["db" "daibiao" "委员" "wy" "weiyuan"] FieldKind::Text;
    Title "标题" "title" ["bt" "biaoti"] FieldKind::Text;
    Number "编号" "number" ["bh" "bianhao" "号" "no"] FieldKind::Number;
    Role "角色" "role" ["js" "juese" "承办" "cb" "chengban"] codes!("role", Role);
    Section "科室" "section" ["ks" "keshi"] FieldKind::Text;
    Person "经办" "person" ["jb" "jingban"] FieldKind::Text;
    Class "类别" "class" ["lb" "leibie" "分类" "fl" "fenlei"] codes!("class", ResultClass);
    Rating "评价" "rating" ["pj" "pingjia"] codes!("rating", Rating);
    Attention "重点" "priority" ["zd" "zhongdian"] codes!("attention", Attention);
    Extended "延期" "extended" ["yq" "yanqi"] FieldKind::YesNo;
    Contacted "联系" "contacted" ["lx" "lianxi"] FieldKind::YesNo;
    Rounds "重办" "rounds" ["chongban"] FieldKind::Number;
    Term "届" "term" ["j" "jie"] FieldKind::Number;
    Session "次" "session" ["c" "ci"] FieldKind::Number;
    Year "年" "year" ["n" "nian" "年份"] FieldKind::Number;
    Level "层级" "level" ["cj" "cengji"] codes!("level", Level);
    Kind "类型" "kind" ["leix" "leixing"] codes!("kind", Kind);
    Period "会期" "period" ["hq" "huiqi"] codes!("period", Period);
    Paper "原件" "paper" ["yj" "yuanjian"] FieldKind::YesNo;
    LeadUnit "主办单位" "lead-unit" ["zbdw" "zhubandanwei"] FieldKind::Text;
    Open "在办" "open" ["zb" "zaiban"] FieldKind::YesNo;
    Assigned "交办" "assigned" ["jiaob" "jiaoban"] FieldKind::Day;
    Answered "答复" "answered" ["df" "dafu"] FieldKind::Day;
    FullText "全文" "text" ["qw" "quanwen"] FieldKind::FullText;
}

impl Field {
    /// Finds the field of a name, in any of its languages; case does not count.
    pub fn named(name: &str) -> Option<Field> {
        let name = name.to_lowercase();
        Field::ALL.iter().copied().find(|own| own.is_named(&name))
    }

    fn is_named(self, name: &str) -> bool {
        self.name() == name || self.english() == name || self.aliases().contains(&name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_leads_to_one_field() {
        let mut names = BTreeSet::new();
        for field in Field::ALL {
            let own = [field.name(), field.english()];
            for name in own.iter().chain(field.aliases()) {
                assert!(names.insert(*name), "{name} twice");
                assert_eq!(Field::named(name), Some(*field));
                assert!(!name.contains([':', '"', '-', '!', ' ']) || *name == "lead-unit");
            }
        }
        assert_eq!(Field::named("ZT"), Some(Field::State));
        for name in ["", "e\u{301}", "\u{1b}[31m", "没有"] {
            assert_eq!(Field::named(name), None);
        }
    }
}
