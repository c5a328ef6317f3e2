//! Filling a template with what is known of an item.
//!
//! What is not known stays in sight as `【…】`, never as a gap: a letter with a forgotten number
//! must look unfinished. Invariant: a value is set in as it is and not read for fields again.

use chrono::{Datelike, NaiveDate};

use super::{
    address::{self, Addressee},
    numerals::chinese,
    profile::Profile,
    template::{Field, Kind, Template},
    wording::{ask_headings, date_words, short_place, without_book_marks},
};
use crate::domain::sitting::{self, Sitting};

/// What is known when a letter is begun; `None` and blank text are unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Full name of the unit that signs.
    pub organ_full: Option<String>,
    /// Its short name; 我单位 stands when there is none.
    pub organ_short: Option<String>,
    /// The series its numbers come from, such as 某人社函.
    pub number_series: Option<String>,
    /// The whole document number when it is given already.
    pub doc_number: Option<String>,
    /// The result class, such as A.
    pub class: Option<String>,
    /// The class in the region's words.
    pub class_label: Option<String>,
    /// The meeting the item was proposed at.
    pub sitting: Option<Sitting>,
    /// The item's number as printed, such as 037.
    pub item: Option<String>,
    /// The item's title.
    pub title: Option<String>,
    /// The region's word for a suggestion; 建议 when missing.
    pub suggestion_word: Option<String>,
    /// The region's word for a co-handler's part; 协办 when missing.
    pub co_word: Option<String>,
    /// Those who proposed.
    pub proposers: Vec<Addressee>,
    /// The lead unit, to which a co-opinion goes.
    pub lead_unit: Option<String>,
    /// The units that gave us their opinion.
    pub co_units: Vec<String>,
    /// What is asked, one point each.
    pub asks: Vec<String>,
    /// Whom to call.
    pub contact_person: Option<String>,
    /// Under which number.
    pub contact_phone: Option<String>,
    /// Who gets a copy.
    pub copies: Vec<String>,
    /// The date of the letter.
    pub date: Option<NaiveDate>,
    /// The office that assigned the item.
    pub assigning_office: Option<String>,
    /// The reason of a request.
    pub reason: Option<String>,
    /// The unit proposed instead of us.
    pub proposed_unit: Option<String>,
    /// The end asked for.
    pub until: Option<NaiveDate>,
    /// The number of the answer that went out before.
    pub earlier_number: Option<String>,
    /// The day of that answer.
    pub earlier_date: Option<NaiveDate>,
    /// What was promised in it.
    pub promise: Option<String>,
    /// The proposer whose slip it is.
    pub proposer: Option<String>,
    /// The delegation, sector or group of that proposer.
    pub group: Option<String>,
    /// The judgements the region asks for, the best first, in words.
    pub ratings: Vec<&'static str>,
    /// Whether the region asks for a judgement of the manner too.
    pub asks_attitude: bool,
}

/// Stands for a field that has nothing to say here and leaves no blank; a line of it alone goes.
const NOTHING: &str = "\u{0}";

/// Writes the draft of a letter: one line a paragraph, no indents.
pub fn fill(template: &Template, profile: &Profile, facts: &Facts) -> String {
    let filling = Filling {
        kind: template.kind,
        profile,
        facts,
    };
    let draft = template.form.set(|field| filling.value(field));
    let lines = draft.lines().filter(|line| *line != NOTHING);
    lines.collect::<Vec<_>>().join("\n").replace(NOTHING, "")
}

struct Filling<'a> {
    kind: Kind,
    profile: &'a Profile,
    facts: &'a Facts,
}

impl Filling<'_> {
    fn value(&self, field: Field) -> Option<String> {
        let part = |section| {
            let form = self.profile.part(section, self.kind)?;
            Some(form.set(|field| self.value(field)))
        };
        match field {
            Field::Head => part("head"),
            Field::Opening => part("opening"),
            Field::Closing => part("closing"),
            Field::Foot => part("foot"),
            Field::Salutation => address::salutation(&self.facts.proposers, self.profile),
            Field::Meeting => self.meeting(),
            field => self.facts.value(field),
        }
    }

    /// Names the meeting from its numbers.
    fn meeting(&self) -> Option<String> {
        let sitting = self.facts.sitting.as_ref()?;
        let form = self
            .profile
            .meeting(sitting.kind, sitting.level, sitting.period)?;
        let value = |field| {
            let place = known(sitting.place.as_ref());
            match field {
                Field::PlaceFull => place,
                Field::PlaceShort => place.map(|place| short_place(&place).to_owned()),
                Field::Term => sitting.term.map(chinese),
                Field::Session => sitting.session.map(chinese),
                _ => None,
            }
        };
        let is_known = |field| !form.names(field) || value(field).is_some();
        let needed = [
            Field::PlaceFull,
            Field::PlaceShort,
            Field::Term,
            Field::Session,
        ];
        // A meeting of which something is missing is one blank and not a sieve.
        needed.into_iter().all(is_known).then(|| form.set(value))
    }
}

impl Facts {
    fn value(&self, field: Field) -> Option<String> {
        let kind = self.sitting.as_ref().map(|own| own.kind);
        let nothing = || Some(NOTHING.to_owned());
        match field {
            Field::OrganFull => known(self.organ_full.as_ref()),
            Field::OrganShort => {
                known(self.organ_short.as_ref()).or_else(|| Some("我单位".to_owned()))
            }
            Field::DocNumber => self.doc_number(),
            Field::Class => known(self.class.as_ref()),
            Field::ClassLabel => known(self.class_label.as_ref()),
            Field::Item => known(self.item.as_ref()),
            Field::Title => known(self.title.as_ref()).map(|title| without_book_marks(&title)),
            Field::KindWord => match kind? {
                sitting::Kind::Suggestion => {
                    known(self.suggestion_word.as_ref()).or_else(|| Some("建议".to_owned()))
                }
                sitting::Kind::Cppcc => Some("提案".to_owned()),
            },
            Field::CoWord => known(self.co_word.as_ref()).or_else(|| Some("协办".to_owned())),
            Field::Pronoun => address::pronoun(&self.proposers).map(String::from),
            Field::Standing => address::standing_word(&self.proposers)
                .or(kind.map(|kind| match kind {
                    sitting::Kind::Suggestion => "代表",
                    sitting::Kind::Cppcc => "委员",
                }))
                .map(String::from),
            Field::LeadUnit => known(self.lead_unit.as_ref()),
            Field::Jointly if self.co_units.is_empty() => nothing(),
            Field::Jointly => Some(format!("会同{}", self.co_units.join("、"))),
            Field::Asks => ask_headings(&self.asks),
            Field::ContactPerson => known(self.contact_person.as_ref()),
            Field::ContactPhone => known(self.contact_phone.as_ref()),
            Field::Copies => {
                let copies: Vec<&str> = self.copies.iter().map(|one| one.trim()).collect();
                known(Some(&copies.join("，")))
            }
            Field::Date => self.date.map(date_words),
            Field::AssigningOffice => known(self.assigning_office.as_ref()),
            Field::Reason => known(self.reason.as_ref()),
            Field::ProposedUnit => known(self.proposed_unit.as_ref()),
            Field::Until => self.until.map(date_words),
            Field::Earlier => known(self.earlier_number.as_ref()).or_else(|| {
                let day = date_words(self.earlier_date?);
                Some(format!("{day}的答复"))
            }),
            Field::Promise => known(self.promise.as_ref()),
            Field::Proposer => known(self.proposer.as_ref()),
            Field::Group => known(self.group.as_ref()).or_else(nothing),
            Field::Ratings => self.ratings_to_tick(),
            Field::Attitudes if !self.asks_attitude => nothing(),
            Field::Attitudes => {
                let ratings = self.ratings_to_tick()?;
                Some(format!("对办理态度：{ratings}"))
            }
            // The profile's, and filled before.
            Field::Head
            | Field::Opening
            | Field::Closing
            | Field::Foot
            | Field::Salutation
            | Field::Meeting
            | Field::PlaceShort
            | Field::PlaceFull
            | Field::Term
            | Field::Session
            | Field::Name
            | Field::Names
            | Field::Count
            | Field::CountWords
            | Field::Whose => None,
        }
    }

    fn ratings_to_tick(&self) -> Option<String> {
        let boxes = self.ratings.iter().map(|word| format!("□{word}"));
        let boxes: Vec<String> = boxes.collect();
        (!boxes.is_empty()).then(|| boxes.join("　"))
    }

    /// The number itself is given at its step in the chain, so a draft has only series and year.
    fn doc_number(&self) -> Option<String> {
        known(self.doc_number.as_ref()).or_else(|| {
            let series = known(self.number_series.as_ref())?;
            let year = self
                .date
                .map_or("【年份】".to_owned(), |date| date.year().to_string());
            Some(format!("{series}〔{year}〕【序号】号"))
        })
    }
}

fn known(value: Option<&String>) -> Option<String> {
    let value = value?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::{
        domain::{
            outcome::Rating,
            sitting::{Kind::*, Level, Period},
        },
        letter::{
            kit::Kit,
            template::{Form, Place},
            wording::rating_word,
        },
    };

    fn filled(text: &str, profile: &str, facts: &Facts) -> String {
        let template = Template {
            kind: Kind::LeadReply,
            of: None,
            name: String::new(),
            form: Form::parse(text, Place::Frame).0,
        };
        fill(
            &template,
            Kit::shipped().profile(Some(profile), "").unwrap(),
            facts,
        )
    }

    fn at(place: &str, kind: sitting::Kind, term: u16, session: Option<u16>) -> Facts {
        let sitting = Sitting {
            place: Some(place.to_owned()),
            term: Some(term),
            session,
            ..Sitting::unknown(kind)
        };
        Facts {
            sitting: Some(sitting),
            item: Some("037".to_owned()),
            organ_full: Some("某某局".to_owned()),
            ..Facts::default()
        }
    }

    #[test]
    fn meetings_are_named_as_titles_do() {
        for (profile, place, kind, term, session, words) in [
            (
                "standard",
                "某市某某区",
                Suggestion,
                15,
                1,
                "区第十五届人大一次会议",
            ),
            (
                "organ-title",
                "某市",
                Suggestion,
                7,
                4,
                "市七届人大第四次会议",
            ),
            (
                "one-line",
                "某某县",
                Suggestion,
                18,
                1,
                "县第十八届人民代表大会第一次会议",
            ),
            (
                "standard",
                "某省",
                Suggestion,
                12,
                3,
                "省第十二届人大三次会议",
            ),
            (
                "standard",
                "云桥",
                Suggestion,
                10,
                2,
                "云桥第十届人大二次会议",
            ),
            (
                "standard",
                "某某县",
                Cppcc,
                10,
                2,
                "县政协第十届委员会第二次会议",
            ),
            (
                "one-line",
                "某某县",
                Cppcc,
                10,
                2,
                "政协某某县第十届委员会第二次会议",
            ),
            ("organ-title", "某市", Cppcc, 5, 1, "市政协五届第一次会议"),
        ] {
            let facts = at(place, kind, term, Some(session));
            assert_eq!(filled("{会议}", profile, &facts), words);
        }
        let mut facts = at("全国", Suggestion, 13, Some(1));
        facts.sitting.as_mut().unwrap().level = Some(Level::National);
        assert_eq!(
            filled("{会议}", "standard", &facts),
            "第十三届全国人大一次会议"
        );
        let mut facts = at("某区", Suggestion, 15, None);
        assert_eq!(filled("{会议}", "standard", &facts), "【会议届次】");
        facts.sitting.as_mut().unwrap().period = Period::Between;
        assert_eq!(
            filled("{会议}", "standard", &facts),
            "区第十五届人大闭会期间"
        );
        assert_eq!(
            filled("{会议}", "standard", &Facts::default()),
            "【会议届次】"
        );
    }

    #[test]
    fn titles_and_the_class_stand_as_the_profile_says() {
        let mut facts = at("某市某某区", Suggestion, 15, Some(2));
        facts.class = Some("B".to_owned());
        facts.doc_number = Some("某总工案复〔2026〕2号".to_owned());
        for (profile, head) in [
            (
                "standard",
                "类别：B\n某总工案复〔2026〕2号\n关于区第十五届人大二次会议\n第037号建议的答复",
            ),
            (
                "class-beside",
                "某总工案复〔2026〕2号　　类别B\n对区第十五届人大二次会议\n第037号建议的答复",
            ),
            (
                "organ-title",
                "某总工案复〔2026〕2号\n某某局\n对区十五届人大第二次会议第037号建议答复的函",
            ),
            (
                "one-line",
                "类别：B\n某总工案复〔2026〕2号\n某某局关于区第十五届人民代表大会第二次会议第037号建议的答复函",
            ),
        ] {
            assert_eq!(filled("{版头}", profile, &facts), head);
        }
        facts.suggestion_word = Some("书面意见".to_owned());
        assert!(filled("{版头}", "standard", &facts).ends_with("第037号书面意见的答复"));
    }

    #[test]
    fn a_number_without_its_serial_shows_the_gap() {
        let mut facts = Facts {
            number_series: Some("某人社函".to_owned()),
            ..Facts::default()
        };
        let number = |facts: &Facts| filled("{文号}", "standard", facts);
        assert_eq!(number(&facts), "某人社函〔【年份】〕【序号】号");
        facts.date = NaiveDate::from_ymd_opt(2026, 5, 5);
        assert_eq!(number(&facts), "某人社函〔2026〕【序号】号");
        facts.doc_number = Some("某人社函〔2026〕7号".to_owned());
        assert_eq!(number(&facts), "某人社函〔2026〕7号");
        assert_eq!(filled("{日期}", "standard", &facts), "2026年5月5日");
    }

    #[test]
    fn what_has_nothing_to_say_leaves_no_blank() {
        let mut facts = Facts::default();
        let text = "我们{会同}研究\n{态度评价}\n结果：{结果评价}";
        assert_eq!(
            filled(text, "standard", &facts),
            "我们研究\n结果：【结果评价】"
        );
        facts.co_units = vec!["甲局".to_owned(), "乙局".to_owned()];
        facts.ratings = vec![
            rating_word(Rating::Satisfied),
            rating_word(Rating::Unsatisfied),
        ];
        facts.asks_attitude = true;
        assert_eq!(
            filled(text, "standard", &facts),
            "我们会同甲局、乙局研究\n对办理态度：□满意　□不满意\n结果：□满意　□不满意"
        );
    }
}
