//! The chain that a letter goes through (拟稿, 会签, 核稿, 签发, 编号, 印发), and where a letter stands.
//!
//! A chain is data; a letter's steps are only ever appended. Where it stands follows from both, as an
//! item's state follows from its events. Invariant: of the steps of a letter, `ordinal` counts from 1.

use super::{
    coded,
    letter::LetterStage,
    step::{Step, in_force},
    unit::Staff,
};

coded! {
    /// What a step does. The order is that of a letter's life.
    StepKind {
        /// 拟稿: the draft is handed on.
        Draft = "draft",
        /// 会签, 核稿: looked through and handed on.
        Review = "review",
        /// 签发: from here on the text is closed.
        Sign = "sign",
        /// 编号.
        Number = "number",
        /// 印发: it goes out.
        Send = "send",
        /// 退回: back to who drafts.
        Back = "back",
        /// 撤销: the step named is undone.
        TakenBack = "taken_back",
        /// 作废: the number is void, and the letter waits for another.
        Voided = "voided",
    }
}

impl StepKind {
    /// Returns whether a chain may have such a step; the others are ways back.
    pub fn leads_on(self) -> bool {
        self <= StepKind::Send
    }

    /// Returns how far a letter has come that has passed this step.
    fn stage(self) -> LetterStage {
        match self {
            StepKind::Draft | StepKind::Review => LetterStage::Reviewing,
            StepKind::Sign => LetterStage::Signed,
            StepKind::Number => LetterStage::Numbered,
            StepKind::Send => LetterStage::Sent,
            StepKind::Back | StepKind::TakenBack | StepKind::Voided => LetterStage::Draft,
        }
    }
}

/// One step of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainStep {
    /// What the office calls it.
    pub name: String,
    /// What it does.
    pub does: StepKind,
    /// Who does it, by name or duty; anybody when empty.
    pub who: Vec<String>,
}

impl ChainStep {
    /// Returns whether this person may do it. A duty that nobody on the staff has binds nobody.
    pub fn may(&self, person: &str, staff: &[Staff]) -> bool {
        let holders = self.holders(staff);
        holders.is_empty() || holders.contains(&person)
    }

    /// Returns who on the staff does it; nobody when it is not said, or no duty fits.
    pub fn holders<'a>(&self, staff: &'a [Staff]) -> Vec<&'a str> {
        let fits = |own: &&Staff| {
            let said = |word: &String| *word == own.name || own.duties.contains(word);
            self.who.iter().any(said)
        };
        staff
            .iter()
            .filter(fits)
            .map(|own| own.name.as_str())
            .collect()
    }
}

/// The chain of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// What the unit's profile names it by.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Whether who signs must be another than who handed the draft on.
    pub two_persons: bool,
    /// The steps, in the order of [`StepKind`]; the first drafts, exactly one signs.
    pub steps: Vec<ChainStep>,
}

/// Where a letter stands in its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The place of the step that comes next; the number of steps when none does.
    pub place: usize,
    /// How far the letter has come.
    pub stage: LetterStage,
}

impl Chain {
    /// Returns the chain without the step that gives a number: for letters of no series.
    #[must_use]
    pub fn without_number(mut self) -> Self {
        self.steps.retain(|own| own.does != StepKind::Number);
        self
    }

    /// Returns the place of the first step of a kind; the end when there is none.
    fn place_of(&self, kind: StepKind) -> usize {
        let at = self.steps.iter().position(|own| own.does >= kind);
        at.unwrap_or(self.steps.len())
    }

    /// Returns the place of a step as it was named then; of one that the chain no longer has, that of
    /// the last of its kind.
    fn place_named(&self, kind: StepKind, name: &str) -> Option<usize> {
        let same = |own: &ChainStep| own.does == kind && own.name == name;
        let named = self.steps.iter().position(same);
        named.or_else(|| self.steps.iter().rposition(|own| own.does == kind))
    }

    fn place_after(&self, kind: StepKind, name: &str) -> usize {
        match self.place_named(kind, name) {
            Some(place) => place + 1,
            None => self.place_of(kind),
        }
    }

    /// Returns how far a letter has come at a place.
    fn stage_at(&self, place: usize) -> LetterStage {
        let passed = self.steps[..place.min(self.steps.len())].iter();
        let furthest = passed.map(|own| own.does).max();
        furthest.map_or(LetterStage::Draft, StepKind::stage)
    }

    /// Returns the places before the first step and after each.
    fn places(&self, began: LetterStage, steps: &[Step]) -> Vec<usize> {
        let first = match steps.first() {
            Some(own) if own.step.kind.leads_on() => {
                let named = self.place_named(own.step.kind, &own.step.name);
                named.unwrap_or_else(|| self.place_of(own.step.kind))
            }
            _ => self.place_of_stage(began),
        };
        let mut places = vec![first];
        for own in steps {
            let before = places.last().copied().unwrap_or_default();
            places.push(match own.step.kind {
                StepKind::Back => 0,
                StepKind::Voided => self.place_of(StepKind::Number),
                StepKind::TakenBack => {
                    let target = own
                        .step
                        .takes_back
                        .and_then(|it| usize::try_from(it - 1).ok());
                    target
                        .and_then(|it| places.get(it).copied())
                        .unwrap_or(before)
                }
                kind => self.place_after(kind, &own.step.name),
            });
        }
        places
    }

    /// Returns the place at which a letter waits that nobody handed on here: one begun elsewhere.
    fn place_of_stage(&self, stage: LetterStage) -> usize {
        match stage {
            LetterStage::Draft => 0,
            LetterStage::Reviewing => self.place_of(StepKind::Review),
            LetterStage::Signed => self.place_of(StepKind::Number),
            LetterStage::Numbered => self.place_of(StepKind::Send),
            LetterStage::Sent | LetterStage::Imported => self.steps.len(),
        }
    }

    /// Returns where a letter stands; `stage` is what is kept of one without any step.
    pub fn standing(&self, stage: LetterStage, steps: &[Step]) -> Standing {
        let place = self.places(stage, steps).last().copied().unwrap_or(0);
        Standing {
            place,
            stage: if steps.is_empty() {
                stage
            } else {
                self.stage_at(place)
            },
        }
    }

    /// Returns the step that comes next, if any does.
    pub fn next(&self, stage: LetterStage, steps: &[Step]) -> Option<&ChainStep> {
        self.steps.get(self.standing(stage, steps).place)
    }

    /// Returns whether the rule of two persons keeps this person from signing: it is who handed on the
    /// draft that stands.
    pub fn is_own_draft(&self, person: &str, steps: &[Step]) -> bool {
        let drafted = in_force(steps)
            .into_iter()
            .rfind(|own| own.step.kind == StepKind::Draft);
        self.two_persons && drafted.is_some_and(|own| own.step.by == person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::step::tests::steps;

    fn chain(steps: &[(&str, StepKind)]) -> Chain {
        Chain {
            id: "x".into(),
            name: "x".into(),
            two_persons: true,
            steps: steps
                .iter()
                .map(|(name, does)| ChainStep {
                    name: (*name).into(),
                    does: *does,
                    who: Vec::new(),
                })
                .collect(),
        }
    }

    /// Steps done, what comes next, and the stage.
    type Case = (
        &'static [(StepKind, &'static str, Option<i64>)],
        Option<&'static str>,
        LetterStage,
    );

    fn usual() -> Chain {
        use StepKind as K;
        chain(&[
            ("拟稿", K::Draft),
            ("会签", K::Review),
            ("核稿", K::Review),
            ("签发", K::Sign),
            ("编号", K::Number),
            ("印发", K::Send),
        ])
    }

    #[test]
    fn what_comes_next_follows_from_the_steps() {
        use StepKind as K;
        let cases: &[Case] = &[
            (&[], Some("拟稿"), LetterStage::Draft),
            (
                &[(K::Draft, "拟稿", None)],
                Some("会签"),
                LetterStage::Reviewing,
            ),
            (
                &[(K::Draft, "拟稿", None), (K::Review, "会签", None)],
                Some("核稿"),
                LetterStage::Reviewing,
            ),
            (
                &[
                    (K::Draft, "拟稿", None),
                    (K::Review, "会签", None),
                    (K::Back, "退回", None),
                ],
                Some("拟稿"),
                LetterStage::Draft,
            ),
            (
                &[(K::Sign, "签发", None)],
                Some("编号"),
                LetterStage::Signed,
            ),
            (
                &[(K::Sign, "签发", None), (K::TakenBack, "撤销", Some(1))],
                Some("签发"),
                LetterStage::Reviewing,
            ),
            // undone and put back
            (
                &[
                    (K::Sign, "签发", None),
                    (K::TakenBack, "撤销", Some(1)),
                    (K::TakenBack, "撤销", Some(2)),
                ],
                Some("编号"),
                LetterStage::Signed,
            ),
            (
                &[
                    (K::Sign, "签发", None),
                    (K::Number, "编号", None),
                    (K::Voided, "作废", None),
                ],
                Some("编号"),
                LetterStage::Signed,
            ),
            (&[(K::Send, "印发", None)], None, LetterStage::Sent),
            // the office has another chain since
            (
                &[(K::Review, "部门核稿", None)],
                Some("签发"),
                LetterStage::Reviewing,
            ),
        ];
        for (done, next, stage) in cases {
            let (chain, done) = (usual(), steps(done));
            let own = chain.next(LetterStage::Draft, &done);
            assert_eq!(own.map(|own| own.name.as_str()), *next, "{done:?}");
            let standing = chain.standing(LetterStage::Draft, &done);
            assert_eq!(standing.stage, *stage, "{done:?}");
        }
    }

    #[test]
    fn a_letter_begun_elsewhere_goes_on_from_its_stage() {
        for (stage, next) in [
            (LetterStage::Reviewing, Some("会签")),
            (LetterStage::Signed, Some("编号")),
            (LetterStage::Numbered, Some("印发")),
            (LetterStage::Imported, None),
        ] {
            let chain = usual();
            let own = chain.next(stage, &[]);
            assert_eq!(own.map(|own| own.name.as_str()), next);
        }
        let chain = usual().without_number();
        let signed = steps(&[(StepKind::Sign, "签发", None)]);
        let next = chain.next(LetterStage::Draft, &signed);
        assert_eq!(next.map(|own| own.does), Some(StepKind::Send));
    }

    #[test]
    fn two_persons_where_it_is_set_and_duties_that_somebody_has() {
        let own = steps(&[(StepKind::Draft, "拟稿", None)]);
        let mut chain = usual();
        assert!(chain.is_own_draft("王一", &own));
        assert!(!chain.is_own_draft("李二", &own));
        chain.two_persons = false;
        assert!(!chain.is_own_draft("王一", &own));
        let staff = [Staff {
            name: "赵三".into(),
            duties: vec!["签发".into()],
            ..Staff::default()
        }];
        let step = |who: &[&str]| ChainStep {
            name: "签发".into(),
            does: StepKind::Sign,
            who: who.iter().map(|own| (*own).to_owned()).collect(),
        };
        assert!(step(&["签发"]).may("赵三", &staff));
        assert!(!step(&["签发"]).may("王一", &staff));
        assert!(step(&["核稿"]).may("王一", &staff), "nobody has it");
        assert!(step(&[]).may("王一", &staff));
    }
}
