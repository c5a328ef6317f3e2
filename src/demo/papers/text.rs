//! The words of an invented paper and of the letter that answers it.

use super::{GenProposal, GenRole, PaperKind};
use crate::demo::places::places;
use crate::demo::rng::Rng;
use crate::demo::topics::Topic;

const OPENINGS: [&str; 6] = [
    "近年来，我区经济社会发展较快，但群众身边的一些具体问题仍需重视。",
    "最近，我们走访了{place}的部分企业和社区，听到不少意见。",
    "在代表接待日上，{place}的居民和职工多次提到这件事。",
    "经过一个多月的调研，我们与{place}的职工、居民进行了座谈。",
    "这一问题关系到许多普通家庭，去年以来反映比较集中。",
    "对照区里确定的年度目标，有些环节还存在短板。",
];

const DETAILS: [&str; 7] = [
    "以{place}为例，我们随机询问了四十多位职工和居民，超过一半的人表示希望尽快改善。",
    "{place}的几位老职工说，这个问题已经提了两三年，盼着有个结果。",
    "{place}的企业负责人也表示愿意配合，希望部门之间加强协调。",
    "从周边区县的做法看，花钱不多也能取得成效，关键在于有人牵头。",
    "有关部门做了一些工作，但力量比较分散，{place}等地的感受还不明显。",
    "{place}曾经做过一次尝试，因为缺少后续经费而停了下来。",
    "目前{place}常住人口逐年增加，如果不及早安排，矛盾会更加突出。",
];

const CLOSINGS: [&str; 4] = [
    "以上建议，请有关部门研究办理。",
    "希望承办单位结合实际，明确时间表和责任人。",
    "如有需要，我们愿意配合开展进一步调研。",
    "建议先行试点，取得经验后再逐步推开。",
];

/// What a union says on another's matter, where it has no means of its own.
const HELPING: [&str; 3] = [
    "我会赞成这一意见，将通过企业工会收集职工的具体需求，汇总后送主办单位参考。",
    "我会将发动职工和劳模工匠积极参与，配合做好宣传引导，并在{place}先行联系有意愿的企业。",
    "涉及职工权益的事项，我会将参与方案论证，落实情况列入年度工会工作要点。",
];

const ORDINALS: [&str; 4] = ["一", "二", "三", "四"];

/// The text of the paper: occasion, trouble, a case, the asks.
pub(super) fn body(topic: &Topic, place: &str, asks: &[String], rng: &mut Rng) -> String {
    let mut first = (*rng.pick(&OPENINGS)).to_owned();
    topic
        .problem
        .iter()
        .for_each(|sentence| first.push_str(sentence));
    first += *rng.pick(&DETAILS);
    let mut second = String::from("为此，建议：");
    for (at, ask) in asks.iter().enumerate() {
        second.push_str(ORDINALS[at % ORDINALS.len()]);
        second.push('是');
        second.push_str(ask);
        second.push(if at + 1 == asks.len() { '。' } else { '；' });
    }
    second += *rng.pick(&CLOSINGS);
    format!("{}\n{second}", first.replace("{place}", place))
}

/// The letter so far: salutation, each ask answered, closing.
pub(super) fn letter(proposal: &GenProposal, topic: &Topic, place: &str) -> String {
    let word = match proposal.kind {
        PaperKind::Suggestion => "建议",
        PaperKind::Cppcc => "提案",
    };
    let mut lines = Vec::new();
    if proposal.role == GenRole::Co {
        let lead = proposal
            .other_units
            .first()
            .map_or("主办单位", String::as_str);
        lines.push(format!("{lead}："));
        lines.push(format!(
            "现将第{:03}号《{}》的协办意见函告如下：",
            proposal.number, proposal.title
        ));
    } else {
        lines.push(salutation(proposal));
        let thanks = format!(
            "{}提出的《{}》（第{:03}号）收悉。感谢对工会工作的关心和支持。",
            pronoun(proposal),
            proposal.title,
            proposal.number
        );
        lines.push(format!(
            "{thanks}经研究，现将办理情况{}如下：",
            if proposal.kind == PaperKind::Suggestion {
                "答复"
            } else {
                "函复"
            }
        ));
    }
    let replies = replies(proposal.role, topic);
    for (at, (ask, reply)) in proposal.asks.iter().zip(replies).enumerate() {
        lines.push(format!("{}、关于{ask}", ORDINALS[at % ORDINALS.len()]));
        lines.push(reply.replace("{place}", place));
    }
    if proposal.role == GenRole::Co {
        lines.push("以上意见供参考。".to_owned());
    } else {
        lines.push(format!(
            "下一步，我会将继续跟踪落实，并及时向{}通报进展。对本{word}答复如有意见，敬请反馈。",
            pronoun(proposal)
        ));
    }
    lines.push("联系人：林知秋　联系电话：8600 0000".to_owned());
    lines.push(places().unit.clone());
    lines.join("\n")
}

/// The answers to the asks: our own, on another's matter what a union adds to what that unit has told.
fn replies(role: GenRole, topic: &Topic) -> Vec<String> {
    let helping = |(told, helping): (&String, &str)| match role {
        GenRole::Co => helping.to_owned(),
        GenRole::Lead | GenRole::Separate => format!("据{}通报，{told}{helping}", topic.unit),
    };
    if topic.is_ours() {
        topic.replies.clone()
    } else {
        topic.replies.iter().zip(HELPING).map(helping).collect()
    }
}

/// Deputies are 代表, members are 委员, a body is called by its name.
fn salutation(proposal: &GenProposal) -> String {
    let title = match proposal.kind {
        _ if is_body(proposal) => "",
        PaperKind::Suggestion => "代表",
        PaperKind::Cppcc => "委员",
    };
    let names: Vec<&str> = proposal
        .proposers
        .iter()
        .map(|proposer| proposer.name.as_str())
        .collect();
    match names.as_slice() {
        [lead, _, _, _, ..] => format!("{lead}等{title}："),
        some => format!("{}{title}：", some.join("、")),
    }
}

fn is_body(proposal: &GenProposal) -> bool {
    proposal
        .proposers
        .iter()
        .any(|proposer| proposer.group == "集体提案")
}

fn pronoun(proposal: &GenProposal) -> &'static str {
    match proposal.proposers.len() {
        _ if is_body(proposal) => "贵单位",
        1 => "您",
        _ => "你们",
    }
}
