//! Filling a template with what is known of an item.
//!
//! What is not known stays in sight as `【…】`, never as a gap: a letter with a forgotten number
//! must look unfinished. Invariant: a value is set in as it is and not read for fields again.

use chrono::{Datelike, NaiveDate};

use super::address::{self, Addressee};
use super::numerals::chinese;
use super::template::{Field, Piece, Template};

/// Where an item was proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Assembly {
    /// 人大; its items are 建议.
    Congress,
    /// 政协; its items are 提案.
    Conference,
}

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
    /// The meeting in words as the item prints them; made from the four below when missing.
    pub meeting: Option<String>,
    /// The place as titles name it: 区, 市, or a full name.
    pub place: Option<String>,
    /// Congress or conference.
    pub assembly: Option<Assembly>,
    /// Which 届.
    pub term: Option<u16>,
    /// Which 次会议.
    pub session: Option<u16>,
    /// The item's number as printed, such as 037.
    pub item: Option<String>,
    /// The item's title.
    pub title: Option<String>,
    /// 建议 or 提案; follows the assembly when missing.
    pub kind_word: Option<String>,
    /// Those who proposed.
    pub proposers: Vec<Addressee>,
    /// The lead unit, to which a co-opinion goes.
    pub lead_unit: Option<String>,
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
}

/// Writes the draft of a letter: one line a paragraph, no indents.
pub fn fill(template: &Template, facts: &Facts) -> String {
    let mut draft = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Words(words) => draft.push_str(words),
            Piece::Field(field) => {
                draft.push_str(&facts.value(*field).unwrap_or_else(|| field.blank()));
            }
        }
    }
    draft
}

impl Facts {
    fn value(&self, field: Field) -> Option<String> {
        match field {
            Field::OrganFull => known(self.organ_full.as_ref()),
            Field::OrganShort => {
                known(self.organ_short.as_ref()).or_else(|| Some("我单位".to_owned()))
            }
            Field::DocNumber => self.doc_number(),
            Field::Class => known(self.class.as_ref()),
            Field::Meeting => known(self.meeting.as_ref()).or_else(|| self.meeting_words()),
            Field::Item => known(self.item.as_ref()),
            Field::Title => known(self.title.as_ref()).map(|title| without_book_marks(&title)),
            Field::KindWord => known(self.kind_word.as_ref()).or_else(|| {
                self.assembly.map(|assembly| match assembly {
                    Assembly::Congress => "建议".to_owned(),
                    Assembly::Conference => "提案".to_owned(),
                })
            }),
            Field::Salutation => address::salutation(&self.proposers),
            Field::Pronoun => address::pronoun(&self.proposers).map(String::from),
            Field::Standing => address::standing_word(&self.proposers)
                .or(self.assembly.map(|assembly| match assembly {
                    Assembly::Congress => "代表",
                    Assembly::Conference => "委员",
                }))
                .map(String::from),
            Field::LeadUnit => known(self.lead_unit.as_ref()),
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
        }
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

    fn meeting_words(&self) -> Option<String> {
        let place = known(self.place.as_ref())?;
        let (term, session) = (chinese(self.term?), chinese(self.session?));
        Some(match self.assembly? {
            Assembly::Congress => format!("{place}第{term}届人大{session}次会议"),
            // 区政协… with the short word, 政协某某区… with the full name.
            Assembly::Conference if place.chars().count() == 1 => {
                format!("{place}政协第{term}届委员会第{session}次会议")
            }
            Assembly::Conference => format!("政协{place}第{term}届委员会第{session}次会议"),
        })
    }
}

/// Writes a date as letters do: no padding (GB/T 9704-2012, 7.3.5.4).
pub fn date_words(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn known(value: Option<&String>) -> Option<String> {
    let value = value?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn without_book_marks(title: &str) -> String {
    let inner = title.strip_prefix('《').and_then(|t| t.strip_suffix('》'));
    match inner {
        // 《甲》和《乙》 begins and ends with marks that are not a pair.
        Some(inner) if !inner.contains(['《', '》']) => inner.to_owned(),
        _ => title.to_owned(),
    }
}

/// Makes a heading with an empty paragraph below it for each ask.
fn ask_headings(asks: &[String]) -> Option<String> {
    let asks: Vec<&str> = asks.iter().map(|ask| bare_ask(ask)).collect();
    let asks = asks.into_iter().filter(|ask| !ask.is_empty());
    let headings: Vec<String> = asks
        .zip(1..)
        .map(|(ask, number)| format!("{}、关于“{ask}”的问题\n", chinese(number)))
        .collect();
    (!headings.is_empty()).then(|| headings.join("\n"))
}

/// Takes off what the heading adds by itself.
fn bare_ask(ask: &str) -> &str {
    let ask = ask.trim().trim_end_matches(['。', '；', '，']);
    let ask = ask.strip_prefix("关于").unwrap_or(ask);
    let ask = ask.strip_suffix("的问题").unwrap_or(ask);
    let inner = ask.strip_prefix('“').and_then(|a| a.strip_suffix('”'));
    inner.filter(|a| !a.contains(['“', '”'])).unwrap_or(ask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "facts are optional")]
    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn meetings_are_named_as_titles_do() {
        let facts = |place: &str, assembly| Facts {
            place: some(place),
            assembly: Some(assembly),
            term: Some(15),
            session: Some(1),
            ..Facts::default()
        };
        for (facts, words) in [
            (facts("区", Assembly::Congress), "区第十五届人大一次会议"),
            (
                facts("某某县", Assembly::Conference),
                "政协某某县第十五届委员会第一次会议",
            ),
            (
                facts("县", Assembly::Conference),
                "县政协第十五届委员会第一次会议",
            ),
        ] {
            assert_eq!(facts.value(Field::Meeting).as_deref(), Some(words));
        }
        assert_eq!(Facts::default().value(Field::Meeting), None);
    }

    #[test]
    fn a_number_without_its_serial_shows_the_gap() {
        let mut facts = Facts {
            number_series: some("某人社函"),
            ..Facts::default()
        };
        let number = |facts: &Facts| facts.value(Field::DocNumber);
        assert_eq!(number(&facts), some("某人社函〔【年份】〕【序号】号"));
        facts.date = NaiveDate::from_ymd_opt(2026, 5, 5);
        assert_eq!(number(&facts), some("某人社函〔2026〕【序号】号"));
        facts.doc_number = some("某人社函〔2026〕7号");
        assert_eq!(number(&facts), some("某人社函〔2026〕7号"));
        assert_eq!(facts.value(Field::Date), some("2026年5月5日"));
    }

    #[test]
    fn asks_are_not_wrapped_twice() {
        for ask in [
            "加快培训",
            "关于“加快培训”的问题",
            "关于加快培训的问题。",
            " “加快培训” ",
        ] {
            assert_eq!(bare_ask(ask), "加快培训");
        }
        assert_eq!(bare_ask("“甲”和“乙”"), "“甲”和“乙”");
        assert_eq!(without_book_marks("《甲》"), "甲");
        assert_eq!(without_book_marks("《甲》和《乙》"), "《甲》和《乙》");
        assert_eq!(ask_headings(&[" ".to_owned()]), None);
    }

    #[test]
    fn values_are_not_read_for_fields() {
        let template =
            Template::parse("kind='co_opinion'\nname='x'\ntext='{标题}|{文号}'").unwrap();
        let facts = Facts {
            title: some("{文号}"),
            doc_number: some("   "),
            ..Facts::default()
        };
        assert_eq!(fill(&template, &facts), "{文号}|【文号】");
    }
}
