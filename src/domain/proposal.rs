//! One numbered item from a deputy or a CPPCC member or body: its text, its asks, its proposers.

use super::{
    coded,
    id::{Kept, ProposalId},
    private::Private,
    sitting::{ItemKey, Kind, Level, Period, Sitting},
};

coded! {
    /// What this unit is for an item (of an imported paper: what the unit that wrote it was).
    Role {
        /// 主办.
        Lead = "lead",
        /// 协办, 会办.
        Co = "co",
        /// 分办.
        Separate = "separate",
    }
}

coded! {
    /// Whether the proposer's own paper is in the store.
    PaperState {
        /// The paper is here.
        Present = "present",
        /// 缺原件: the item is known only from an answer, an opinion or a ledger.
        Missing = "missing",
    }
}

coded! {
    /// What a proposer is; decides the word after the name.
    ProposerKind {
        /// 代表.
        Deputy = "deputy",
        /// 委员.
        Member = "member",
        /// 提案单位: a party, group, sector or committee.
        Body = "body",
    }
}

/// A deputy, member or body that handed the item in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposer {
    /// Name, public.
    pub name: String,
    /// Deputy, member or body.
    pub kind: ProposerKind,
    /// 代表团, 界别 or 组别.
    pub group: Option<String>,
    /// Phone, private.
    pub phone: Option<Private>,
    /// Address, private.
    pub address: Option<Private>,
    /// Postcode, private.
    pub postcode: Option<Private>,
}

impl Proposer {
    /// Returns a proposer of whom only the name is known.
    pub fn named(name: impl Into<String>, kind: ProposerKind) -> Self {
        Self {
            name: name.into(),
            kind,
            group: None,
            phone: None,
            address: None,
            postcode: None,
        }
    }
}

/// One thing an item asks for; the letter must answer each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The ask, in one line.
    pub text: String,
}

/// What rules depend on: whose paper it is, when it was handed in, and what we are for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The level of the congress or CPPCC, when it is known.
    pub level: Option<Level>,
    /// Congress or CPPCC.
    pub kind: Kind,
    /// In session or between sessions.
    pub period: Period,
    /// What we are until a fact says otherwise.
    pub role: Role,
}

/// What is written about an item, apart from where it is kept and what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The meeting it was handed in at.
    pub sitting: Sitting,
    /// The number as printed, with its zeros: `037`.
    pub number_printed: Option<String>,
    /// The number as a key: 37.
    pub number: Option<u32>,
    /// 标题, 案由; empty when no paper says it.
    pub title: String,
    /// 内容, one paragraph a line.
    pub body: String,
    /// 拟主办单位: the unit the proposer wished for.
    pub wished_unit: Option<String>,
    /// The lead unit, when that is not us.
    pub lead_unit: Option<String>,
    /// What this unit is for the item.
    pub role: Role,
    /// Whether the proposer's paper is here.
    pub paper: PaperState,
    /// The lead signer first.
    pub proposers: Vec<Proposer>,
    /// In the order of the paper.
    pub asks: Vec<Ask>,
}

impl Item {
    /// Returns an item of which nothing but the sitting is known.
    pub fn blank(sitting: Sitting) -> Self {
        Self {
            sitting,
            number_printed: None,
            number: None,
            title: String::new(),
            body: String::new(),
            wished_unit: None,
            lead_unit: None,
            role: Role::Lead,
            paper: PaperState::Missing,
            proposers: Vec::new(),
            asks: Vec::new(),
        }
    }

    /// Returns what a rule pack asks about the item.
    pub fn case(&self) -> Case {
        Case {
            level: self.sitting.level,
            kind: self.sitting.kind,
            period: self.sitting.period,
            role: self.role,
        }
    }

    /// Returns the identity, when every part of it is known.
    pub fn key(&self) -> Option<ItemKey> {
        let sitting = &self.sitting;
        Some(ItemKey {
            place: sitting.place.clone()?,
            level: sitting.level?,
            kind: sitting.kind,
            term: sitting.term?,
            session: sitting.session?,
            number: self.number?,
        })
    }

    /// Fills what this item lacks from another paper on the same item; nothing known is changed.
    pub fn fill_from(&mut self, other: &Item) {
        fn fill<T: Clone>(own: &mut Option<T>, other: Option<&T>) {
            if own.is_none() {
                *own = other.cloned();
            }
        }
        fill(&mut self.sitting.place, other.sitting.place.as_ref());
        fill(&mut self.sitting.level, other.sitting.level.as_ref());
        fill(&mut self.sitting.term, other.sitting.term.as_ref());
        fill(&mut self.sitting.session, other.sitting.session.as_ref());
        fill(&mut self.number_printed, other.number_printed.as_ref());
        fill(&mut self.number, other.number.as_ref());
        fill(&mut self.wished_unit, other.wished_unit.as_ref());
        fill(&mut self.lead_unit, other.lead_unit.as_ref());
        if self.title.is_empty()
            || (self.paper == PaperState::Missing
                && other.paper == PaperState::Present
                && !other.title.is_empty())
        {
            self.title.clone_from(&other.title);
        }
        if self.body.is_empty() {
            self.body.clone_from(&other.body);
        }
        if self.asks.is_empty() {
            self.asks.clone_from(&other.asks);
        }
        for theirs in &other.proposers {
            match self
                .proposers
                .iter_mut()
                .find(|own| own.name == theirs.name)
            {
                Some(own) => {
                    fill(&mut own.group, theirs.group.as_ref());
                    fill(&mut own.phone, theirs.phone.as_ref());
                    fill(&mut own.address, theirs.address.as_ref());
                    fill(&mut own.postcode, theirs.postcode.as_ref());
                }
                None => self.proposers.push(theirs.clone()),
            }
        }
        if other.paper == PaperState::Present {
            self.paper = PaperState::Present;
        }
    }

    /// Returns the proposers in a few characters: `林小满`, `林小满等3`.
    pub fn proposers_short(&self) -> String {
        match self.proposers.as_slice() {
            [] => String::new(),
            [one] => one.name.clone(),
            [first, ..] => format!("{}等{}", first.name, self.proposers.len()),
        }
    }
}

/// An item with its row.
pub type Proposal = Kept<ProposalId, Item>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sitting::Kind;

    #[test]
    fn a_later_paper_fills_what_lacks_and_changes_nothing_known() {
        let mut known = Item::blank(Sitting::unknown(Kind::Suggestion));
        known.number = Some(37);
        known.title = "答复里的题目".into();
        known
            .proposers
            .push(Proposer::named("周知行", ProposerKind::Deputy));
        let mut form = Item::blank(Sitting::unknown(Kind::Suggestion));
        form.number = Some(38);
        form.title = "关于培育工匠的建议".into();
        form.paper = PaperState::Present;
        let mut with_phone = Proposer::named("周知行", ProposerKind::Deputy);
        with_phone.phone = Some(Private::new("000-0000-0001"));
        form.proposers.push(with_phone);
        known.fill_from(&form);
        assert_eq!(known.number, Some(37));
        assert_eq!(known.title, "关于培育工匠的建议");
        assert_eq!(known.paper, PaperState::Present);
        assert_eq!(known.proposers.len(), 1);
        assert!(known.proposers[0].phone.is_some());
    }

    #[test]
    fn proposers_in_short_count_the_lead_too() {
        let mut item = Item::blank(Sitting::unknown(Kind::Cppcc));
        assert_eq!(item.proposers_short(), "");
        item.proposers
            .push(Proposer::named("林小满", ProposerKind::Member));
        assert_eq!(item.proposers_short(), "林小满");
        item.proposers
            .push(Proposer::named("甲", ProposerKind::Member));
        item.proposers
            .push(Proposer::named("乙", ProposerKind::Member));
        assert_eq!(item.proposers_short(), "林小满等3");
    }
}
