//! Dated facts about an item. Events are only ever appended; the state follows from them.

use chrono::{NaiveDate, NaiveDateTime};

use super::{coded, id::EventId};

coded! {
    /// What happened.
    EventKind {
        /// 提出: handed in by the proposer.
        Proposed = "proposed",
        /// 审查: being examined by the congress or the CPPCC.
        Examined = "examined",
        /// 立案, 受理.
        Filed = "filed",
        /// 不予立案, 不予受理: told to the proposer, kept in the register.
        NotFiled = "not_filed",
        /// 闭会: the session it was handed in at was closed.
        SessionClosed = "session_closed",
        /// 告知受理: the proposer was told that it was taken up.
        Notified = "notified",
        /// 来件: the paper reached us.
        Received = "received",
        /// 交办: assigned to this unit.
        Assigned = "assigned",
        /// 签收.
        Accepted = "accepted",
        /// 申请退办.
        ReturnAsked = "return_asked",
        /// 同意退办.
        ReturnGranted = "return_granted",
        /// 不同意退办.
        ReturnRefused = "return_refused",
        /// 转科室.
        Routed = "routed",
        /// 明确主办、协办、分办.
        RoleSet = "role_set",
        /// 与代表联系: 走访, 座谈, 电话, 面商.
        Contacted = "contacted",
        /// 征求协办意见.
        OpinionAsked = "opinion_asked",
        /// 收到协办意见.
        OpinionReceived = "opinion_received",
        /// 协办意见退回重办: an empty opinion was sent back.
        OpinionSentBack = "opinion_sent_back",
        /// 提请协调: the units disagree, the assigning office must settle it.
        Disputed = "disputed",
        /// 协调结果: it was settled.
        Settled = "settled",
        /// 拟稿.
        Drafted = "drafted",
        /// 送核.
        Submitted = "submitted",
        /// 退回修改.
        SentBack = "sent_back",
        /// 签发.
        Signed = "signed",
        /// 编号.
        Numbered = "numbered",
        /// 答复, 寄送; of a co-handler: opinion sent.
        Sent = "sent",
        /// 送达: the answer reached one proposer.
        Delivered = "delivered",
        /// 征询意见: 满意.
        RatedSatisfied = "rated_satisfied",
        /// 征询意见: 基本满意.
        RatedBasically = "rated_basically",
        /// 征询意见: 不满意, handled again.
        RatedUnsatisfied = "rated_unsatisfied",
        /// 催办, 提醒.
        Reminded = "reminded",
        /// 逾期未反馈: reminded, and no slip came back.
        Lapsed = "lapsed",
        /// 申请延期.
        ExtensionAsked = "extension_asked",
        /// 不同意延期.
        ExtensionRefused = "extension_refused",
        /// 延期: granted where consent is needed; `until` is the new end.
        Extended = "extended",
        /// 分类.
        Classified = "classified",
        /// 重点.
        Prioritised = "prioritised",
        /// 转入跟踪办理.
        FollowedUp = "followed_up",
        /// 再答复.
        Reanswered = "reanswered",
        /// 结转续办: goes on in the next year.
        CarriedOver = "carried_over",
        /// 办结.
        Closed = "closed",
        /// 撤回.
        Withdrawn = "withdrawn",
        /// 并案.
        Merged = "merged",
        /// 备注.
        Noted = "noted",
        /// 更正, 撤销: takes back the event it names.
        Reversed = "reversed",
    }
}

coded! {
    /// What more a fact says, a named value each. A name may stand several times (co-handling units).
    Detail {
        /// The reason, a code of the rule pack or words.
        Reason = "reason",
        /// A unit: proposed instead of us, or handling with us.
        Unit = "unit",
        /// Code of `Role`.
        Role = "role",
        /// The section it goes to.
        Section = "section",
        /// The person it goes to.
        Person = "person",
        /// Code of `ContactManner`.
        Manner = "manner",
        /// With whom it was talked over.
        With = "with",
        /// What came of it.
        Outcome = "outcome",
        /// Who consented, and by what paper.
        Consent = "consent",
        /// Code of `Channel`.
        Channel = "channel",
        /// The proposer it concerns, by name.
        Proposer = "proposer",
        /// The day of the receipt, `YYYY-MM-DD`.
        Receipt = "receipt",
        /// Code of `Rating`: 办理态度.
        Attitude = "attitude",
        /// Code of `Rating`: 办理结果.
        Result = "result",
        /// On what evidence it was typed in: slip, platform, telephone.
        Evidence = "evidence",
        /// Code of `ResultClass`.
        Class = "class",
        /// Code of `Attention`.
        Attention = "attention",
        /// The leader who takes it.
        Leader = "leader",
        /// The row of another item, as a number.
        Item = "item",
        /// The column of a ledger that a remark keeps, by its code.
        Field = "field",
        /// What that column says, in canonical form.
        Value = "value",
    }
}

coded! {
    /// How a proposer was contacted.
    ContactManner {
        /// 走访.
        Visit = "visit",
        /// 座谈.
        Forum = "forum",
        /// 电话.
        Phone = "phone",
        /// 面商.
        Meeting = "meeting",
    }
}

coded! {
    /// How an answer reaches a proposer.
    Channel {
        /// 邮寄.
        Post = "post",
        /// 面复.
        InPerson = "in_person",
        /// 平台.
        Platform = "platform",
        /// 专人送达.
        Hand = "hand",
    }
}

coded! {
    /// Who watches over an item.
    Attention {
        /// 重点督办.
        Supervised = "supervised",
        /// 领导领办.
        Led = "led",
    }
}

/// A fact to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// What happened.
    pub kind: EventKind,
    /// The day it happened.
    pub on: NaiveDate,
    /// When it was typed in.
    pub recorded_at: NaiveDateTime,
    /// Who typed it in.
    pub actor: String,
    /// Section, unit, class letter, reason or remark, as the kind needs.
    pub text: Option<String>,
    /// A date the event sets: an extension's new end.
    pub until: Option<NaiveDate>,
    /// The event that this one takes back.
    pub reverses: Option<EventId>,
    /// What more it says, in the order it was typed in.
    pub details: Vec<(Detail, String)>,
}

impl NewEvent {
    /// Returns an event with nothing but its kind, day, clock time and actor.
    pub fn plain(
        kind: EventKind,
        on: NaiveDate,
        recorded_at: NaiveDateTime,
        actor: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            on,
            recorded_at,
            actor: actor.into(),
            text: None,
            until: None,
            reverses: None,
            details: Vec::new(),
        }
    }

    /// Returns the event with its text.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Returns the event with one more detail.
    #[must_use]
    pub fn with(mut self, detail: Detail, value: impl Into<String>) -> Self {
        self.details.push((detail, value.into()));
        self
    }

    /// Returns the first value of a detail.
    pub fn detail(&self, detail: Detail) -> Option<&str> {
        self.all(detail).next()
    }

    /// Returns every value of a detail.
    pub fn all(&self, detail: Detail) -> impl Iterator<Item = &str> {
        let own = self.details.iter().filter(move |(name, _)| *name == detail);
        own.map(|(_, value)| value.as_str())
    }
}

/// A kept fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its row; rises in the order of typing in.
    pub id: EventId,
    /// The fact.
    pub fact: NewEvent,
}

/// Returns the events that still stand: those not taken back, without the takings back.
pub fn standing(events: &[Event]) -> Vec<&Event> {
    let mut reversed: Vec<EventId> = Vec::new();
    // Later events first: a reversal that was itself reversed takes nothing back.
    for event in events.iter().rev() {
        if let Some(target) = event.fact.reverses
            && !reversed.contains(&event.id)
        {
            reversed.push(target);
        }
    }
    events
        .iter()
        .filter(|event| event.fact.kind != EventKind::Reversed && !reversed.contains(&event.id))
        .collect()
}
