//! Letter templates as data: a kind, a name and a text with fields in `{…}`.
//!
//! The fields carry the clerk's own words, so that an unknown one can stand in the draft as
//! `【…】` under the same name. Invariant: a text names no field that filling does not know there.

use crate::{
    domain::{coded, letter::LetterKind, sitting},
    rules::{
        Wrong,
        read::{Doc, Table, Value},
    },
};

coded! {
    /// What a template makes.
    Kind {
        /// 主办答复, the lead unit's answer to the proposers.
        LeadReply = "lead_reply",
        /// 分办答复, a unit's answer to its own part.
        SeparateReply = "separate_reply",
        /// 再答复, what came of an answer that promised more.
        FollowUpReply = "follow_up_reply",
        /// 协办意见, a co-organizer's opinion to the lead unit.
        CoOpinion = "co_opinion",
        /// 退办函, which asks the assigning office to give the item to another unit.
        ReturnLetter = "return_letter",
        /// 延期申请, which asks the assigning office for a later end.
        ExtensionRequest = "extension_request",
        /// 征询意见表, on which one proposer judges the answer.
        OpinionSlip = "opinion_slip",
    }
}

impl From<LetterKind> for Kind {
    fn from(kind: LetterKind) -> Self {
        match kind {
            LetterKind::LeadReply => Kind::LeadReply,
            LetterKind::SeparateReply => Kind::SeparateReply,
            LetterKind::FollowUpReply => Kind::FollowUpReply,
            LetterKind::CoOpinion => Kind::CoOpinion,
            LetterKind::ReturnLetter => Kind::ReturnLetter,
            LetterKind::ExtensionRequest => Kind::ExtensionRequest,
        }
    }
}

/// Where a field means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a template alone: what the profile words.
    Frame,
    /// In a template and in the profile's lines.
    Letter,
    /// In the profile's names of meetings.
    Meeting,
    /// In the profile's salutations.
    Salutation,
}

/// Makes the fields from one table.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident $place:ident $name:literal $blank:literal;)+) => {
        /// A field a text may name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Field {
            $($(#[$doc])* $field,)+
        }

        /// Each field with where it may stand, its name, and the words of its blank.
        const FIELDS: &[(Field, Place, &str, &str)] = &[
            $((Field::$field, Place::$place, $name, $blank),)+
        ];
    };
}

fields! {
    /// Class, number and title, as the profile places them.
    Head Frame "版头" "版头";
    /// The first sentence, as the profile words it.
    Opening Frame "开头" "开头";
    /// The last sentences, as the profile words them.
    Closing Frame "结束语" "结束语";
    /// Attachments, signature, date, contact and copies, as the profile places them.
    Foot Frame "版尾" "版尾";
    /// A heading and an empty paragraph for each ask.
    Asks Frame "要点" "答复内容";
    /// The unit that signs.
    OrganFull Letter "单位全称" "单位全称";
    /// How the unit calls itself in the text.
    OrganShort Letter "单位简称" "单位简称";
    /// The document number.
    DocNumber Letter "文号" "文号";
    /// The result class.
    Class Letter "类别" "类别";
    /// The result class in words.
    ClassLabel Letter "办理结果" "办理结果";
    /// The meeting with term and session.
    Meeting Letter "会议" "会议届次";
    /// The item's number as printed.
    Item Letter "编号" "编号";
    /// The item's title without book-title marks.
    Title Letter "标题" "标题";
    /// 建议 or 提案.
    KindWord Letter "种类" "建议或提案";
    /// 协办 or 会办, as the region says.
    CoWord Letter "协办" "协办";
    /// The salutation without its colon.
    Salutation Letter "称呼" "称呼";
    /// 您 or 你们.
    Pronoun Letter "您" "您或你们";
    /// 代表 or 委员.
    Standing Letter "身份" "代表或委员";
    /// The addressee of a co-opinion.
    LeadUnit Letter "主办单位" "主办单位";
    /// 会同…, with the units that gave an opinion; nothing when there are none.
    Jointly Letter "会同" "会同单位";
    /// The contact person.
    ContactPerson Letter "联系人" "联系人";
    /// The contact's telephone.
    ContactPhone Letter "联系电话" "联系电话";
    /// Those who get a copy.
    Copies Letter "抄送" "抄送单位";
    /// The date of the letter.
    Date Letter "日期" "成文日期";
    /// The assigning office.
    AssigningOffice Letter "交办单位" "交办单位";
    /// The reason of a request.
    Reason Letter "理由" "理由";
    /// The unit proposed instead of us.
    ProposedUnit Letter "建议单位" "建议的承办单位";
    /// The end asked for.
    Until Letter "新期限" "新的答复期限";
    /// The answer that went out before: its number, or its date.
    Earlier Letter "原答复" "原答复文号";
    /// What was promised then.
    Promise Letter "承诺" "原答复承诺的事项";
    /// The proposer whose slip it is.
    Proposer Letter "提出人" "提出人";
    /// The delegation, sector or group of that proposer.
    Group Letter "代表团或界别" "代表团或界别";
    /// The judgements of the result to tick.
    Ratings Letter "结果评价" "结果评价";
    /// A line with the judgements of the manner to tick; nothing where the region does not ask.
    Attitudes Letter "态度评价" "态度评价";
    /// The place by its last word: 区.
    PlaceShort Meeting "地" "地名";
    /// The place in full.
    PlaceFull Meeting "地名" "地名";
    /// Which 届, in Chinese numerals.
    Term Meeting "届" "届";
    /// Which 次会议, in Chinese numerals.
    Session Meeting "次" "次";
    /// A name.
    Name Salutation "姓名" "姓名";
    /// All names, with 、 between.
    Names Salutation "名单" "名单";
    /// How many, in digits.
    Count Salutation "人数" "人数";
    /// How many, in Chinese numerals.
    CountWords Salutation "人数汉字" "人数";
    /// 代表 or 委员.
    Whose Salutation "称谓" "代表或委员";
}

impl Field {
    /// Finds a field by its name, where it may stand.
    pub fn named(name: &str, at: Place) -> Option<Self> {
        let may = |own: Place| own == at || (at == Place::Frame && own == Place::Letter);
        let mut rows = FIELDS.iter();
        rows.find(|row| row.2 == name && may(row.1))
            .map(|row| row.0)
    }

    /// Returns its name in texts.
    pub fn name(self) -> &'static str {
        let row = FIELDS.iter().find(|row| row.0 == self);
        row.map_or("", |row| row.2)
    }

    /// Returns the visible mark that stands for the field while it is unknown.
    pub fn blank(self) -> String {
        let row = FIELDS.iter().find(|row| row.0 == self);
        format!("【{}】", row.map_or("", |row| row.3))
    }
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words that stand in every letter.
    Words(String),
    /// A place to fill.
    Field(Field),
}

/// A text with places to fill.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

impl Form {
    /// Reads a text; the second value lists what is wrong, each with the bytes before it.
    pub fn parse(text: &str, at: Place) -> (Self, Vec<(usize, Wrong, String)>) {
        let (mut pieces, mut wrong) = (Vec::new(), Vec::new());
        let mut rest = text;
        while let Some((words, behind)) = rest.split_once('{') {
            let offset = text.len() - behind.len() - 1;
            if !words.is_empty() {
                pieces.push(Piece::Words(words.to_owned()));
            }
            let line = behind.lines().next().unwrap_or("");
            let Some((name, _)) = line.split_once('}') else {
                wrong.push((offset, Wrong::OpenField, line.to_owned()));
                rest = behind;
                continue;
            };
            match Field::named(name, at) {
                Some(field) => pieces.push(Piece::Field(field)),
                None => wrong.push((offset, Wrong::UnknownField, name.to_owned())),
            }
            rest = &behind[name.len() + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        (Self { pieces }, wrong)
    }

    /// Writes the text with the values of its fields; an unknown one stays in sight as its blank.
    pub fn set(&self, value: impl Fn(Field) -> Option<String>) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => text.push_str(words),
                Piece::Field(field) => {
                    text.push_str(&value(*field).unwrap_or_else(|| field.blank()));
                }
            }
        }
        text
    }

    /// Returns whether it names a field.
    pub fn names(&self, field: Field) -> bool {
        self.pieces.contains(&Piece::Field(field))
    }

    /// Returns the text as a file writes it.
    pub fn source(&self) -> String {
        self.set(|field| Some(format!("{{{}}}", field.name())))
    }
}

/// A letter to be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What it makes.
    pub kind: Kind,
    /// Whose papers it answers; of both when missing.
    pub of: Option<sitting::Kind>,
    /// Its Chinese name.
    pub name: String,
    /// Its text.
    pub form: Form,
}

impl Template {
    /// Reads a template from a file's table; every fault goes to the document.
    pub(super) fn read(doc: &mut Doc<'_>, mut root: Table<'_, '_>) -> Option<Self> {
        let kind = root.code(doc, "kind", Kind::from_code);
        let of = root.code(doc, "of", sitting::Kind::from_code);
        let name = root.must(doc, "name");
        let text = root.must(doc, "text");
        let form = text.zip(root.get("text"));
        let form = form.and_then(|(text, value)| read_form(doc, &value, &text, Place::Frame));
        root.finish(doc);
        Some(Self {
            kind: kind?,
            of,
            name: name?,
            form: form?,
        })
    }
}

/// Reads the form of a value; what is wrong is a fault at its own line.
pub(super) fn read_form(
    doc: &mut Doc<'_>,
    value: &Value<'_, '_>,
    text: &str,
    at: Place,
) -> Option<Form> {
    let (form, wrong) = Form::parse(text.trim_end_matches('\n'), at);
    let good = wrong.is_empty();
    for (offset, wrong, shown) in wrong {
        doc.fault_within(value, (text, offset), wrong, &shown);
    }
    good.then_some(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_one_name_at_a_place() {
        for (field, place, name, _) in FIELDS {
            assert_eq!(Field::named(name, *place), Some(*field), "{name}");
        }
        assert_eq!(
            Field::named("版头", Place::Letter),
            None,
            "no head in a head"
        );
        assert_eq!(Field::named("姓名", Place::Frame), None);
        for kind in LetterKind::ALL {
            assert_eq!(Kind::from(*kind).code(), kind.code());
        }
    }

    #[test]
    fn everything_wrong_in_a_text_is_told_with_its_place() {
        let (form, wrong) = Form::parse("{文号}\n甲{乙}\n{文\n号}{届}e\u{301}", Place::Frame);
        assert_eq!(form.pieces.first(), Some(&Piece::Field(Field::DocNumber)));
        let told: Vec<(usize, Wrong, &str)> = wrong
            .iter()
            .map(|(at, wrong, value)| (*at, *wrong, value.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (12, Wrong::UnknownField, "乙"),
                (18, Wrong::OpenField, "文"),
                (27, Wrong::UnknownField, "届"),
            ]
        );
        assert_eq!(Form::parse("", Place::Frame), (Form::default(), vec![]));
    }

    #[test]
    fn values_are_not_read_for_fields() {
        let (form, _) = Form::parse("{标题}|{文号}", Place::Letter);
        let set = form.set(|field| (field == Field::Title).then(|| "{文号}".to_owned()));
        assert_eq!(set, "{文号}|【文号】");
    }
}
