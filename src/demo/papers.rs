//! Invented suggestions and proposals, in every state and with due dates around a given day.
//!
//! The first two hundred are the desk of this year, in every state, with some of last year among them; those after
//! it are finished ones of earlier years, as a store that has been used for long would hold. Every paper has a whole
//! life of facts. Three months from assignment to answer is the term of 代表法 (2025) art. 51 and only serves to place
//! the dates; the program computes its own from rule packs.

use chrono::NaiveDate;

use super::places::places;
use super::rng::Rng;
use super::roster::Roster;
use super::topics::{Topic, topics};

mod life;
mod schedule;
mod text;

pub use life::{GenChannel, GenClass, GenFact, GenManner, GenRating, GenStep};
use schedule::{place_of, stage_of, times, year_of};

/// Suggestion of a deputy or proposal of the CPPCC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaperKind {
    /// 人大代表建议.
    Suggestion,
    /// 政协提案.
    Cppcc,
}

/// What the demo unit is for a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GenRole {
    /// 主办.
    Lead,
    /// 协办.
    Co,
    /// 分办.
    Separate,
}

/// How far a paper has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GenStage {
    /// 待签收.
    Received,
    /// 已签收.
    SignedFor,
    /// 申请退办.
    Returned,
    /// 已转科室.
    Routed,
    /// 办前沟通.
    Contacting,
    /// 待协办意见.
    AwaitingCoOpinion,
    /// 拟稿.
    Drafting,
    /// 核稿.
    InReview,
    /// 已签发.
    Signed,
    /// 已答复, no rating yet.
    Answered,
    /// 满意.
    Satisfied,
    /// 基本满意.
    BasicallySatisfied,
    /// 不满意, to be done again.
    NotSatisfied,
    /// 跟踪办理.
    FollowedUp,
    /// 办结.
    Closed,
    /// 撤回.
    Withdrawn,
    /// 并案.
    Merged,
    /// 已退办.
    HandedBack,
    /// 逾期未反馈.
    Unreturned,
    /// 结转续办.
    CarriedOver,
}

/// Who made a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenProposer {
    /// A person's name, or that of a body.
    pub name: String,
    /// Delegation or sector.
    pub group: String,
    /// Obviously invented.
    pub phone: String,
}

/// An invented paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenProposal {
    /// Place in the list, from zero.
    pub index: usize,
    /// Number within the year.
    pub number: u32,
    /// Year of the session.
    pub year: i32,
    /// Suggestion or proposal.
    pub kind: PaperKind,
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// Lead first.
    pub proposers: Vec<GenProposer>,
    /// The unit the proposers wish to answer.
    pub wished_unit: String,
    /// What is asked, in the order of the text.
    pub asks: Vec<String>,
    /// What the demo unit is for it.
    pub role: GenRole,
    /// Other units that take part.
    pub other_units: Vec<String>,
    /// How far it has come.
    pub stage: GenStage,
    /// The day it was assigned.
    pub assigned: NaiveDate,
    /// All facts so far with their days; none after today.
    pub history: Vec<GenStep>,
    /// What comes of it.
    pub class: GenClass,
    /// The section it was routed to, and the clerk.
    pub clerk: Option<(String, String)>,
    /// The letter so far, from drafting on.
    pub draft: Option<String>,
    /// The number of the paper it was merged into.
    pub merged_into: Option<u32>,
}

const PAPERS: u64 = 31;

/// Returns so many papers around a day, in order.
pub fn proposals(n: usize, seed: u64, today: NaiveDate) -> impl Iterator<Item = GenProposal> {
    (0..n).map(move |index| proposal(index, seed, today))
}

fn proposal(index: usize, seed: u64, today: NaiveDate) -> GenProposal {
    let mut rng = Rng::of(seed, PAPERS, index);
    let own = place_of(index);
    let (topic, place, title) = subject(index, &mut rng);
    let is_ours = topic.is_ours();
    let stage = stage_of(own, is_ours, &mut rng);
    let kind = if rng.chance(620) {
        PaperKind::Suggestion
    } else {
        PaperKind::Cppcc
    };
    let role = role_of(stage, is_ours, &mut rng);
    let proposers = proposers(kind, &mut rng);
    let asks: Vec<String> = topic
        .asks
        .iter()
        .map(|ask| ask.replace("{place}", place))
        .collect();
    let times = times(own, stage, role, today, &mut rng);
    let number = own.at as u32 + 1;
    let mut proposal = GenProposal {
        index,
        number,
        year: year_of(own, today),
        kind,
        body: text::body(topic, place, &asks, &mut rng),
        wished_unit: topic.unit.replacen('区', &places().district, 1),
        other_units: other_units(topic, role, &mut rng),
        history: Vec::new(),
        class: class(stage, &mut rng),
        clerk: clerk(stage, topic, &mut rng),
        merged_into: (stage == GenStage::Merged).then(|| if number > 1 { number - 1 } else { 2 }),
        draft: None,
        title,
        proposers,
        asks,
        role,
        stage,
        assigned: times.assigned,
    };
    if stage == GenStage::AwaitingCoOpinion && proposal.other_units.is_empty() {
        proposal
            .other_units
            .push(format!("{}人社局", places().district));
    }
    proposal.history = life::life(&proposal, times, today, &mut rng);
    if has_letter(&proposal.history) {
        proposal.draft = Some(text::letter(&proposal, topic, place));
    }
    proposal
}

/// What comes of a paper: what is followed up was not solved at once.
fn class(stage: GenStage, rng: &mut Rng) -> GenClass {
    match rng.below(20) {
        at if matches!(stage, GenStage::FollowedUp | GenStage::CarriedOver) => {
            if at < 12 {
                GenClass::InProgress
            } else {
                GenClass::Planned
            }
        }
        0..9 => GenClass::Solved,
        9..13 => GenClass::InProgress,
        13..16 => GenClass::Planned,
        16..18 => GenClass::Deferred,
        _ => GenClass::Reference,
    }
}

/// The union leads on what is its own matter; elsewhere it helps, or answers for its part when the deputies rate it.
fn role_of(stage: GenStage, is_ours: bool, rng: &mut Rng) -> GenRole {
    use GenStage::{
        Answered, AwaitingCoOpinion, BasicallySatisfied, CarriedOver, FollowedUp, NotSatisfied,
        Satisfied, Unreturned,
    };
    let is_rated = matches!(
        stage,
        Answered
            | Unreturned
            | Satisfied
            | BasicallySatisfied
            | NotSatisfied
            | FollowedUp
            | CarriedOver
    );
    match rng.below(10) {
        _ if stage == AwaitingCoOpinion => GenRole::Lead,
        0..8 if is_ours => GenRole::Lead,
        8 => GenRole::Separate,
        _ if is_rated => GenRole::Separate,
        _ => GenRole::Co,
    }
}

/// Subject, place and title; the first papers go through all subjects, later ones vary place and aspect.
fn subject(index: usize, rng: &mut Rng) -> (&'static Topic, &'static str, String) {
    const ASPECTS: [&str; 8] = [
        "",
        "进一步",
        "加快推进",
        "持续做好",
        "多方协同",
        "因地制宜",
        "着力",
        "务实",
    ];
    let (topics, towns) = (topics(), &places().towns);
    let like = schedule::like(index);
    let topic = &topics[like.wrapping_mul(17) % topics.len()];
    let round = index / topics.len();
    let place = towns[(index + rng.below(3) + round) % towns.len()].as_str();
    // One that is like another says it in other words.
    let other = usize::from(like != index) * 3;
    let aspect = ASPECTS[(round + other) % ASPECTS.len()];
    let place_in_title = if round >= ASPECTS.len() && !topic.subject.contains("{place}") {
        format!("在{place}")
    } else {
        String::new()
    };
    let subject = topic.subject.replace("{place}", place);
    // Two verbs in a row read badly, so an aspect that is a verb takes the subject as its object.
    let joined = match aspect {
        "加快推进" | "持续做好" => format!("{aspect}“{subject}”工作"),
        _ => format!("{aspect}{subject}"),
    };
    (topic, place, format!("关于{place_in_title}{joined}的建议"))
}

fn has_letter(history: &[GenStep]) -> bool {
    history.iter().any(|step| step.fact == GenFact::Drafted)
}

fn proposers(kind: PaperKind, rng: &mut Rng) -> Vec<GenProposer> {
    let phone = "000-0000-0000".to_owned();
    if kind == PaperKind::Cppcc && rng.chance(150) {
        let name = (*rng.pick(&[
            "民进云桥区基层委员会",
            "民建云桥区基层委员会",
            "云桥区总商会",
            "区政协经济委员会",
            "区政协工会界别组",
        ]))
        .to_owned();
        return vec![GenProposer {
            name,
            group: "集体提案".to_owned(),
            phone,
        }];
    }
    let count = match rng.below(10) {
        0..6 => 1,
        6..8 => 2,
        8 => 3,
        _ => rng.between(4, 9),
    };
    let group = match kind {
        PaperKind::Suggestion => format!("{}代表团", rng.pick(&places().towns)),
        PaperKind::Cppcc => (*rng.pick(&[
            "工会界",
            "经济界",
            "教育界",
            "医药卫生界",
            "科技界",
            "工商联界",
            "社会福利界",
        ]))
        .to_owned(),
    };
    (0..count)
        .map(|_| GenProposer {
            name: Roster::outsider(rng),
            group: group.clone(),
            phone: phone.clone(),
        })
        .collect()
}

fn other_units(topic: &Topic, role: GenRole, rng: &mut Rng) -> Vec<String> {
    const UNITS: [&str; 6] = [
        "区人社局",
        "区财政局",
        "区教育局",
        "区经信局",
        "区司法局",
        "区住建局",
    ];
    let other: Vec<&str> = UNITS
        .into_iter()
        .filter(|unit| *unit != topic.unit)
        .collect();
    let count = if role == GenRole::Lead {
        rng.below(3)
    } else {
        0
    };
    let mut units: Vec<String> = if role == GenRole::Co && !topic.is_ours() {
        vec![topic.unit.clone()]
    } else {
        vec![]
    };
    if role == GenRole::Co && units.is_empty() {
        units.push("区人社局".to_owned());
    }
    let first = rng.below(other.len());
    units.extend((0..count).map(|at| other[(first + at) % other.len()].to_owned()));
    units
        .into_iter()
        .map(|unit| unit.replacen('区', &places().district, 1))
        .collect()
}

/// The sections of the demo unit and their clerks.
pub const CLERKS: [(&str, &str); 9] = [
    ("经济技术部", "贺明川"),
    ("经济技术部", "苏映雪"),
    ("经济技术部", "陆知行"),
    ("权益保障部", "林知秋"),
    ("权益保障部", "叶晚晴"),
    ("宣传教育部", "方砚耕"),
    ("组织部", "孟听澜"),
    ("财务资产部", "江予白"),
    ("财务资产部", "程未央"),
];

/// Where a paper goes: by its topic, and one in twelve elsewhere, as happens.
fn clerk(stage: GenStage, topic: &Topic, rng: &mut Rng) -> Option<(String, String)> {
    use GenStage::{HandedBack, Merged, Received, Returned, SignedFor, Withdrawn};
    let astray = rng.chance(80);
    let of_topic: Vec<_> = CLERKS
        .iter()
        .filter(|(section, _)| astray || *section == topic.section)
        .collect();
    let at = rng.below(of_topic.len());
    let unrouted = matches!(
        stage,
        Received | SignedFor | Returned | HandedBack | Withdrawn | Merged
    );
    let clerk = of_topic.get(at).filter(|_| !unrouted)?;
    Some((clerk.0.to_owned(), clerk.1.to_owned()))
}

#[cfg(test)]
mod tests;
