//! The whole life of an invented paper: every fact with its day, its people and its words.
//!
//! A life is laid out on the days its answer took, from the same few habits an office has, and cut
//! where its stage says it stands; an open one is pressed into the days that have passed. Invariant:
//! days never fall, and nothing happens after today.

use chrono::{Days, NaiveDate};

use super::{GenProposal, GenRole, GenStage, PaperKind, schedule::Times};
use crate::demo::rng::Rng;

/// How a proposer was talked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GenManner {
    /// 走访.
    Visit,
    /// 座谈.
    Forum,
    /// 电话.
    Phone,
    /// 面商.
    Meeting,
}

/// How an answer got there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GenChannel {
    /// 邮寄.
    Post,
    /// 面复.
    InPerson,
    /// 平台.
    Platform,
}

/// A judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GenRating {
    /// 满意.
    Satisfied,
    /// 基本满意.
    Basically,
    /// 不满意.
    Unsatisfied,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GenClass {
    /// 已解决.
    Solved,
    /// 正在解决.
    InProgress,
    /// 列入计划.
    Planned,
    /// 暂缓.
    Deferred,
    /// 留作参考.
    Reference,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GenFact {
    /// 来件.
    Received,
    /// 交办.
    Assigned,
    /// 签收.
    Accepted,
    /// 申请退办: the reason's code and the unit proposed.
    ReturnAsked(&'static str, String),
    /// 同意退办.
    ReturnGranted,
    /// 转科室: section and person.
    Routed(String, String),
    /// 沟通: how, with whom, what came of it.
    Contacted(GenManner, String, &'static str),
    /// 征求协办意见: of whom.
    OpinionAsked(String),
    /// 收到协办意见: of whom.
    OpinionReceived(String),
    /// 申请延期.
    ExtensionAsked,
    /// 延期 to a day.
    Extended(NaiveDate),
    /// 重点督办.
    Supervised,
    /// 拟稿.
    Drafted,
    /// 送核.
    Submitted,
    /// 退回修改, why.
    SentBack(&'static str),
    /// 签发.
    Signed,
    /// 编号.
    Numbered,
    /// 分类.
    Classified(GenClass),
    /// 答复.
    Sent,
    /// 送达: to whom and how.
    Delivered(String, GenChannel),
    /// 征询意见: whose, attitude and result.
    Rated(String, GenRating, GenRating),
    /// 提醒.
    Reminded,
    /// 逾期未反馈.
    Lapsed,
    /// 转入跟踪办理: what was promised for which day.
    FollowedUp(String, NaiveDate),
    /// 再答复.
    Reanswered,
    /// 结转续办 to a day.
    CarriedOver(NaiveDate),
    /// 办结.
    Closed,
    /// 撤回.
    Withdrawn,
    /// 并案 into another number.
    Merged(u32),
}

/// A fact and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenStep {
    /// What happened.
    pub fact: GenFact,
    /// The day.
    pub on: NaiveDate,
}

const OUTCOMES: [&str; 5] = [
    "代表希望明确时间表，已记入办理方案。",
    "对初步思路表示认可，建议再听听企业意见。",
    "补充了两个点位的情况，约定答复前再沟通一次。",
    "同意按部门分工推进，望及时告知进展。",
    "说明了现有政策，对方表示理解。",
];

/// Why a leader sends a draft back.
const FLAWS: [&str; 3] = [
    "第二条没有正面回应，请补充。",
    "数据请与上月报表核对。",
    "措施要写明完成时间和责任科室。",
];

/// Where a life stops: before the first fact that its stage has not reached.
fn reached(stage: GenStage) -> usize {
    use GenStage::{
        AwaitingCoOpinion, Contacting, Drafting, InReview, Received, Routed, Signed, SignedFor,
    };
    match stage {
        Received => 0,
        SignedFor => 1,
        Routed => 2,
        Contacting => 3,
        AwaitingCoOpinion => 4,
        Drafting => 6,
        InReview => 8,
        Signed => 9,
        _ => usize::MAX,
    }
}

/// Lays out a paper's life.
pub(super) fn life(
    made: &GenProposal,
    times: Times,
    today: NaiveDate,
    rng: &mut Rng,
) -> Vec<GenStep> {
    use GenStage::{HandedBack, Merged, Received, Returned, Withdrawn};
    let passed = (today - times.assigned).num_days().max(0) as i32;
    // Facts with their days since the assignment.
    let mut facts: Vec<(i32, GenFact)> = vec![(0, GenFact::Received), (0, GenFact::Assigned)];
    match made.stage {
        Received => {}
        Returned | HandedBack => {
            facts.push((1, GenFact::Accepted));
            let other = made.wished_unit.clone();
            facts.push((3, GenFact::ReturnAsked("other_unit", other)));
            if made.stage == HandedBack {
                facts.push((9, GenFact::ReturnGranted));
            }
        }
        Withdrawn | Merged => {
            facts.push((rng.between(1, 3), GenFact::Accepted));
            let end = match made.merged_into {
                Some(number) if made.stage == Merged => GenFact::Merged(number),
                _ => GenFact::Withdrawn,
            };
            facts.push((rng.between(6, 18), end));
        }
        stage => {
            let work = work(made, times, rng);
            let keep = reached(stage);
            let done = work.into_iter().filter(|(step, ..)| *step <= keep);
            facts.extend(done.map(|(_, day, fact)| (day, fact)));
            if keep == usize::MAX {
                after(made, times, today, &mut facts, rng);
            } else {
                press(&mut facts, passed - rng.between(1, 4));
            }
        }
    }
    let mut day = 0;
    facts
        .into_iter()
        .map(|(at, fact)| {
            // A habit may fall before the one it follows in a short life.
            day = at.max(day).min(passed);
            GenStep {
                fact,
                on: times.assigned + Days::new(day.max(0) as u64),
            }
        })
        .collect()
}

/// Presses the days of an open life into those that have passed.
fn press(facts: &mut [(i32, GenFact)], room: i32) {
    let last = facts.iter().map(|(day, _)| *day).max().unwrap_or(0);
    let room = room.max(0);
    if last > room && last > 0 {
        for (day, _) in facts {
            *day = *day * room / last;
        }
    }
}

/// The work from signing for to sending: its step, its day, the fact.
fn work(made: &GenProposal, times: Times, rng: &mut Rng) -> Vec<(usize, i32, GenFact)> {
    let at = |hundredths: i32| times.took * hundredths / 100;
    let accepted = rng.between(0, 3);
    let mut facts = vec![(1, accepted, GenFact::Accepted)];
    if let Some((section, person)) = &made.clerk {
        let routed = GenFact::Routed(section.clone(), person.clone());
        facts.push((2, accepted + rng.between(0, 2), routed));
    }
    if rng.chance(60) {
        facts.push((2, at(8), GenFact::Supervised));
    }
    // A co-handler does not visit the deputy a second time.
    if made.role != GenRole::Co {
        facts.push((3, at(25), contact(made, rng)));
    }
    if made.role == GenRole::Lead {
        for unit in &made.other_units {
            facts.push((4, at(30), GenFact::OpinionAsked(unit.clone())));
        }
        for unit in &made.other_units {
            facts.push((5, at(52), GenFact::OpinionReceived(unit.clone())));
        }
    }
    facts.push((6, at(58), GenFact::Drafted));
    let long = times.took > 95 && made.role != GenRole::Co;
    if long && rng.chance(600) {
        let until = times.assigned + chrono::Months::new(6);
        facts.push((7, at(66), GenFact::ExtensionAsked));
        facts.push((7, at(70), GenFact::Extended(until)));
    }
    facts.push((8, at(76), GenFact::Submitted));
    if made.stage != GenStage::InReview && rng.chance(120) {
        facts.push((8, at(80), GenFact::SentBack(FLAWS[rng.below(FLAWS.len())])));
        if made.role != GenRole::Co {
            facts.push((8, at(83), contact(made, rng)));
        }
        facts.push((8, at(86), GenFact::Submitted));
    }
    facts.push((9, at(93), GenFact::Signed));
    facts.push((10, at(96), GenFact::Numbered));
    if made.role != GenRole::Co {
        facts.push((10, at(97), GenFact::Classified(made.class)));
    }
    facts.push((10, times.took, GenFact::Sent));
    facts
}

fn contact(made: &GenProposal, rng: &mut Rng) -> GenFact {
    let manner = *rng.pick(&[
        GenManner::Visit,
        GenManner::Visit,
        GenManner::Forum,
        GenManner::Phone,
        GenManner::Meeting,
    ]);
    let with = made.proposers.first().map(|own| own.name.clone());
    GenFact::Contacted(
        manner,
        with.unwrap_or_default(),
        OUTCOMES[rng.below(OUTCOMES.len())],
    )
}

/// What follows the answer: delivery, slips, and what its class asks for.
fn after(
    made: &GenProposal,
    times: Times,
    today: NaiveDate,
    facts: &mut Vec<(i32, GenFact)>,
    rng: &mut Rng,
) {
    use GenStage::{
        Answered, BasicallySatisfied, CarriedOver, Closed, FollowedUp, NotSatisfied, Unreturned,
    };
    // A co-handler's opinion goes to the lead unit, and that ends it.
    if made.role == GenRole::Co {
        return;
    }
    let sent = times.took;
    deliver(made, sent, facts, rng);
    let result = match made.stage {
        NotSatisfied => GenRating::Unsatisfied,
        BasicallySatisfied => GenRating::Basically,
        _ if rng.chance(90) => GenRating::Basically,
        _ => GenRating::Satisfied,
    };
    match made.stage {
        Answered => return,
        Unreturned => {
            facts.push((sent + 21, GenFact::Reminded));
            facts.push((sent + 45, GenFact::Lapsed));
            return;
        }
        Closed if rng.chance(40) => {
            facts.push((sent + 21, GenFact::Reminded));
            facts.push((sent + 45, GenFact::Lapsed));
            facts.push((sent + 50, GenFact::Closed));
            return;
        }
        _ => {}
    }
    let mut rated = sent + 14;
    // Now and then a first answer satisfied nobody, and was written again.
    if made.stage == Closed && rng.chance(40) {
        slips(made, rated, GenRating::Unsatisfied, facts, rng);
        let again = rated + rng.between(12, 27);
        facts.extend([
            (rated + 4, contact(made, rng)),
            (rated + 8, GenFact::Drafted),
            (again - 3, GenFact::Submitted),
            (again - 2, GenFact::Signed),
            (again - 1, GenFact::Numbered),
            (again, GenFact::Sent),
        ]);
        deliver(made, again, facts, rng);
        rated = again + 9;
    }
    slips(made, rated, result, facts, rng);
    let promised = || {
        let ask = made.asks.first().map_or("", String::as_str);
        format!("{ask}：完成后再答复")
    };
    match made.stage {
        FollowedUp => {
            let day = today + Days::new(rng.between(3, 60) as u64) - Days::new(12);
            facts.push((rated + 6, GenFact::FollowedUp(promised(), day)));
        }
        CarriedOver => {
            facts.push((
                rated + 6,
                GenFact::FollowedUp(promised(), today - Days::new(5)),
            ));
            let next = today + Days::new(rng.between(90, 200) as u64);
            facts.push((rated + 20, GenFact::CarriedOver(next)));
        }
        Closed => {
            if matches!(made.class, GenClass::InProgress | GenClass::Planned) {
                let kept = rated + rng.between(12, 40);
                let due = times.assigned + Days::new((kept + rng.between(-4, 12)).max(1) as u64);
                facts.push((rated + 4, GenFact::FollowedUp(promised(), due)));
                facts.push((kept, GenFact::Reanswered));
                facts.push((kept + 6, GenFact::Closed));
            } else {
                facts.push((rated + rng.between(3, 12), GenFact::Closed));
            }
        }
        _ => {}
    }
}

/// An answer goes to each proposer; one in forty is forgotten in an open life.
fn deliver(made: &GenProposal, sent: i32, facts: &mut Vec<(i32, GenFact)>, rng: &mut Rng) {
    for (at, proposer) in made.proposers.iter().enumerate() {
        let forgotten = at > 0 && made.stage != GenStage::Closed && rng.chance(300);
        let channel = match made.kind {
            _ if at == 0 && rng.chance(400) => GenChannel::InPerson,
            PaperKind::Suggestion => GenChannel::Platform,
            PaperKind::Cppcc => GenChannel::Post,
        };
        if !forgotten {
            let day = sent + rng.between(0, 3);
            facts.push((day, GenFact::Delivered(proposer.name.clone(), channel)));
        }
    }
}

/// The slips come back: the lead's always, the others' mostly; the least of them is the result.
fn slips(
    made: &GenProposal,
    day: i32,
    result: GenRating,
    facts: &mut Vec<(i32, GenFact)>,
    rng: &mut Rng,
) {
    for (at, proposer) in made.proposers.iter().enumerate() {
        if at > 0 && rng.chance(250) {
            continue;
        }
        let own = if at == 0 {
            result
        } else {
            GenRating::Satisfied
        };
        let attitude = match own {
            GenRating::Unsatisfied => GenRating::Basically,
            _ => GenRating::Satisfied,
        };
        facts.push((day, GenFact::Rated(proposer.name.clone(), attitude, own)));
    }
}
