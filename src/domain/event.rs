//! Dated facts about an item. Events are only ever appended; the state follows from them.

use chrono::{NaiveDate, NaiveDateTime};

use super::{coded, id::EventId};

coded! {
    /// What happened.
    EventKind {
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
        /// 征询意见: 满意.
        RatedSatisfied = "rated_satisfied",
        /// 征询意见: 基本满意.
        RatedBasically = "rated_basically",
        /// 征询意见: 不满意, handled again.
        RatedUnsatisfied = "rated_unsatisfied",
        /// 催办, 提醒.
        Reminded = "reminded",
        /// 延期.
        Extended = "extended",
        /// 分类.
        Classified = "classified",
        /// 重点.
        Prioritised = "prioritised",
        /// 转入跟踪办理.
        FollowedUp = "followed_up",
        /// 再答复.
        Reanswered = "reanswered",
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
        }
    }

    /// Returns the event with its text.
    #[must_use]
    pub fn with_text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
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
