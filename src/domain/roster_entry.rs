//! A record of the roster as one value: its own fields by name, and its dated facts by kind.
//!
//! Apart from the three structs so that forms, the command line, the change log and merging go over
//! all of them in one way.

use super::{
    craftsman::Person,
    employer::Firm,
    fact::{
        Fact, FactKind,
        value::{Read, Value, month},
    },
    id::{CraftsmanId, EmployerId},
    programme::Scheme,
    studio::Workshop,
};

/// A record of the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterEntry {
    /// A person.
    Person(Box<Person>),
    /// A studio.
    Studio(Box<Workshop>),
    /// An employer.
    Employer(Box<Firm>),
    /// A programme; what was entered into it is not part of it.
    Programme(Box<Scheme>),
}

/// Makes the fields of a record from one table: name and member; those behind `|` have a reader of
/// their own.
macro_rules! own_fields {
    ($of:ident [$($name:literal $member:ident)+]) => {
        impl $of {
            /// The names of its own values.
            pub const FIELDS: &'static [&'static str] = &[$($name,)+];

            /// Returns a value's text form; nothing for a name that it has not.
            pub fn get(&self, field: &str) -> String {
                match field {
                    $($name => Value::text(&self.$member),)+
                    _ => String::new(),
                }
            }

            /// Reads a value from its text form, whatever is tied to it.
            ///
            /// # Errors
            /// When the text is none of the value's kind; the record stays as it was.
            pub fn set(&mut self, field: &str, text: &str) -> Read<()> {
                match field {
                    $($name => self.$member = Value::read(text)?,)+
                    _ => {}
                }
                Ok(())
            }
        }
    };
}

own_fields!(Person [
    "name" name "gender" gender "birth_month" birth_month "employer_row" employer
    "employer_name" employer_name "trade" trade "skill" level "town" town "phone" phone
    "talent_class" talent_class "note" note
]);

own_fields!(Workshop [
    "name" name "honour_level" level "leader_row" leader "leader" leader_name "host_row" host
    "host" host_name "trade" trade "approved" approved "approval" approval
    "term_start" term_start "term_end" term_end "note" note
]);

own_fields!(Firm [
    "name" name "employer_kind" kind "town" town "phone" phone "note" note
]);

own_fields!(Scheme [
    "programme_kind" kind "name" name "item" trade "scheme_level" level "organiser" organiser
    "start" start "end" end "hours" hours "account" account "rates" rates "cap_times" cap_times
    "cap_yuan" cap_yuan "budgets" budgets "targets" targets "points_table" table "note" note
]);

impl Person {
    /// Reads a value that was typed: a birth month in any of its forms; an employer's name typed anew
    /// may be another employer, whose row is found when it is saved.
    ///
    /// # Errors
    /// When the text is none of the value's kind.
    pub fn type_in(&mut self, field: &str, text: &str) -> Read<()> {
        match field {
            "birth_month" => self.birth_month = month(text)?,
            "employer_name" => {
                if self.employer_name.as_deref() != Some(text) {
                    self.employer = None;
                }
                self.set(field, text)?;
            }
            _ => self.set(field, text)?,
        }
        Ok(())
    }
}

impl Workshop {
    /// Reads a value that was typed: names typed anew lose their rows, which are found when it is saved.
    ///
    /// # Errors
    /// When the text is none of the value's kind.
    pub fn type_in(&mut self, field: &str, text: &str) -> Read<()> {
        if field == "leader" && self.leader_name.as_deref() != Some(text) {
            self.leader = None;
        }
        if field == "host" && self.host_name.as_deref() != Some(text) {
            self.host = None;
        }
        self.set(field, text)
    }
}

impl RosterEntry {
    /// Returns the names of its own values, rows that they are tied to among them.
    pub const fn fields(&self) -> &'static [&'static str] {
        match self {
            RosterEntry::Person(_) => Person::FIELDS,
            RosterEntry::Studio(_) => Workshop::FIELDS,
            RosterEntry::Employer(_) => Firm::FIELDS,
            RosterEntry::Programme(_) => Scheme::FIELDS,
        }
    }

    /// Returns the kinds of facts it may have, in the order of its card.
    pub const fn kinds(&self) -> &'static [FactKind] {
        match self {
            RosterEntry::Person(_) => FactKind::OF_PERSON,
            RosterEntry::Studio(_) => FactKind::OF_STUDIO,
            RosterEntry::Employer(_) => FactKind::OF_EMPLOYER,
            RosterEntry::Programme(_) => &[],
        }
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        match self {
            RosterEntry::Person(own) => &own.name,
            RosterEntry::Studio(own) => &own.name,
            RosterEntry::Employer(own) => &own.name,
            RosterEntry::Programme(own) => &own.name,
        }
    }

    /// Returns a value's text form.
    pub fn get(&self, field: &str) -> String {
        match self {
            RosterEntry::Person(own) => own.get(field),
            RosterEntry::Studio(own) => own.get(field),
            RosterEntry::Employer(own) => own.get(field),
            RosterEntry::Programme(own) => own.get(field),
        }
    }

    /// Reads a value from its text form.
    ///
    /// # Errors
    /// When the text is none of the value's kind; the record stays as it was.
    pub fn set(&mut self, field: &str, text: &str) -> Read<()> {
        match self {
            RosterEntry::Person(own) => own.set(field, text),
            RosterEntry::Studio(own) => own.set(field, text),
            RosterEntry::Employer(own) => own.set(field, text),
            RosterEntry::Programme(own) => own.set(field, text),
        }
    }

    /// Returns its facts of a kind, in their order.
    pub fn facts(&self, kind: FactKind) -> Vec<Fact> {
        fn all<T: Clone + Into<Fact>>(own: &[T]) -> Vec<Fact> {
            own.iter().cloned().map(Into::into).collect()
        }
        match (self, kind) {
            (RosterEntry::Person(own), FactKind::Certificate) => all(&own.certificates),
            (RosterEntry::Person(own), FactKind::Honour) => all(&own.honours),
            (RosterEntry::Person(own), FactKind::Class) => all(&own.classes),
            (RosterEntry::Person(own), FactKind::Job) => all(&own.jobs),
            (RosterEntry::Person(own), FactKind::Apprenticeship) => all(&own.apprenticeships),
            (RosterEntry::Studio(own), FactKind::Member) => all(&own.members),
            (RosterEntry::Studio(own), FactKind::Grant) => all(&own.grants),
            (RosterEntry::Studio(own), FactKind::Duty) => all(&own.duties),
            (RosterEntry::Studio(own), FactKind::Review) => all(&own.reviews),
            (RosterEntry::Employer(own), FactKind::Standing) => all(&own.standings),
            _ => Vec::new(),
        }
    }

    /// Puts facts of a kind in the place of those it has; facts of other kinds are left out.
    pub fn put_facts(&mut self, kind: FactKind, facts: Vec<Fact>) {
        macro_rules! of {
            ($list:expr, $variant:ident) => {{
                let own = facts.into_iter();
                $list = own
                    .filter_map(|fact| match fact {
                        Fact::$variant(own) => Some(own),
                        _ => None,
                    })
                    .collect();
            }};
        }
        match (self, kind) {
            (RosterEntry::Person(own), FactKind::Certificate) => of!(own.certificates, Certificate),
            (RosterEntry::Person(own), FactKind::Honour) => of!(own.honours, Honour),
            (RosterEntry::Person(own), FactKind::Class) => of!(own.classes, Class),
            (RosterEntry::Person(own), FactKind::Job) => of!(own.jobs, Job),
            (RosterEntry::Person(own), FactKind::Apprenticeship) => {
                of!(own.apprenticeships, Apprenticeship);
            }
            (RosterEntry::Studio(own), FactKind::Member) => of!(own.members, Member),
            (RosterEntry::Studio(own), FactKind::Grant) => of!(own.grants, Grant),
            (RosterEntry::Studio(own), FactKind::Duty) => of!(own.duties, Duty),
            (RosterEntry::Studio(own), FactKind::Review) => of!(own.reviews, Review),
            (RosterEntry::Employer(own), FactKind::Standing) => of!(own.standings, Standing),
            _ => {}
        }
    }

    /// Adds a fact where its day puts it, newest first; one without a day comes last. Members stand in
    /// the order in which they came.
    pub fn add_fact(&mut self, fact: Fact) {
        let kind = fact.kind();
        let mut facts = self.facts(kind);
        let day = fact.dated();
        let place = match (kind, day) {
            (FactKind::Member, _) | (_, None) => facts.len(),
            (_, Some(day)) => facts
                .iter()
                .position(|own| own.dated().is_none_or(|own| own < day))
                .unwrap_or(facts.len()),
        };
        facts.insert(place, fact);
        self.put_facts(kind, facts);
    }

    /// Names another person wherever this record names one; the same member twice goes. Of the one who is
    /// named now, see [`RosterEntry::not_under`].
    pub fn retie_craftsman(&mut self, from: CraftsmanId, to: CraftsmanId) {
        let tied = |id: &mut CraftsmanId| {
            if *id == from {
                *id = to;
            }
        };
        match self {
            RosterEntry::Person(own) => {
                own.apprenticeships
                    .iter_mut()
                    .for_each(|own| tied(&mut own.master));
            }
            RosterEntry::Studio(own) => {
                own.leader.iter_mut().for_each(tied);
                let mut seen = Vec::new();
                own.members.retain_mut(|member| {
                    tied(&mut member.craftsman);
                    let is_new = !seen.contains(&member.craftsman);
                    seen.push(member.craftsman);
                    is_new
                });
            }
            RosterEntry::Employer(_) | RosterEntry::Programme(_) => {}
        }
    }

    /// Takes out that a person is somebody's apprentice: nobody is his own master.
    pub fn not_under(&mut self, master: CraftsmanId) {
        if let RosterEntry::Person(own) = self {
            own.apprenticeships.retain(|own| own.master != master);
        }
    }

    /// Names another employer wherever this record names one.
    pub fn retie_employer(&mut self, from: EmployerId, to: EmployerId) {
        let tied = |id: &mut EmployerId| {
            if *id == from {
                *id = to;
            }
        };
        match self {
            RosterEntry::Person(own) => {
                own.employer.iter_mut().for_each(tied);
                let mut jobs = own.jobs.iter_mut();
                jobs.by_ref()
                    .filter_map(|own| own.employer.as_mut())
                    .for_each(tied);
            }
            RosterEntry::Studio(own) => own.host.iter_mut().for_each(tied),
            RosterEntry::Employer(_) | RosterEntry::Programme(_) => {}
        }
    }

    /// Returns what two records of one list are as one: values of the other one where this has none, or
    /// where they are named, and the facts of both. What a name is tied to comes with the name.
    #[must_use]
    pub fn merged(&self, other: &RosterEntry, take: &[&str]) -> RosterEntry {
        let mut both = self.clone();
        for field in self.fields() {
            let by_name = match *field {
                "employer_row" => "employer_name",
                "leader_row" => "leader",
                "host_row" => "host",
                own => own,
            };
            let own = self.get(by_name);
            if own.is_empty() || take.contains(&by_name) {
                // A value that one record has, another one of its list can have.
                let _ = both.set(field, &other.get(field));
            }
        }
        for kind in self.kinds() {
            let own = self.facts(*kind);
            let of_other = other.facts(*kind).into_iter();
            for fact in of_other.filter(|fact| !own.contains(fact)) {
                both.add_fact(fact);
            }
        }
        both
    }

    /// Draws what follows from a fact that was added or changed: a certificate raises the level, a
    /// renewal the term's end, a class that holds on a day is the present one.
    pub fn follow(&mut self, fact: &Fact, today: chrono::NaiveDate) {
        match (self, fact) {
            (RosterEntry::Person(person), Fact::Certificate(own)) => {
                person.level = person.level.max(Some(own.level));
            }
            (RosterEntry::Person(person), Fact::Apprenticeship(own)) => {
                person.level = person.level.max(own.reached);
            }
            (RosterEntry::Person(person), Fact::Class(_)) => {
                let holds = |own: &&super::craftsman::TalentClass| {
                    own.since.is_none_or(|day| day <= today)
                        && own.until.is_none_or(|day| today <= day)
                };
                let held = person.classes.iter().find(holds);
                person.talent_class = held.map(|own| own.class.clone());
            }
            (RosterEntry::Studio(studio), Fact::Review(own))
                if own.kind == super::studio::ReviewKind::Renewal && own.until.is_some() =>
            {
                studio.term_end = studio.term_end.max(own.until);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::craftsman::{Certificate, SkillLevel, TalentClass};

    fn day(text: &str) -> chrono::NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_fact_goes_where_its_day_puts_it() {
        let mut entry = RosterEntry::Person(Box::default());
        for issued in ["2020-05-01", "", "2024-05-01", "2022-05-01"] {
            let mut own = FactKind::Certificate.blank();
            own.set("issued", issued).unwrap();
            entry.add_fact(own);
        }
        let days: Vec<String> = entry
            .facts(FactKind::Certificate)
            .iter()
            .map(|own| own.get("issued"))
            .collect();
        assert_eq!(days, ["2024-05-01", "2022-05-01", "2020-05-01", ""]);
    }

    #[test]
    fn two_records_as_one_keep_what_the_first_says_and_all_facts() {
        let mut first = RosterEntry::Person(Box::default());
        let mut second = first.clone();
        for (entry, name, town) in [
            (&mut first, "林小满", ""),
            (&mut second, "林晓满", "青石街道"),
        ] {
            entry.set("name", name).unwrap();
            entry.set("town", town).unwrap();
            let mut own = FactKind::Honour.blank();
            own.set("name", name).unwrap();
            entry.add_fact(own);
            entry.add_fact(FactKind::Certificate.blank());
        }
        let both = first.merged(&second, &[]);
        assert_eq!((both.name(), &*both.get("town")), ("林小满", "青石街道"));
        assert_eq!(both.facts(FactKind::Honour).len(), 2);
        assert_eq!(both.facts(FactKind::Certificate).len(), 1);
        assert_eq!(first.merged(&second, &["name"]).name(), "林晓满");
    }

    #[test]
    fn what_follows_from_a_fact_is_drawn() {
        let mut entry = RosterEntry::Person(Box::default());
        let certificate = Fact::from(Certificate::of(SkillLevel::Technician, "焊工"));
        entry.follow(&certificate, day("2026-01-01"));
        entry.follow(
            &Certificate::of(SkillLevel::Junior, "焊工").into(),
            day("2026-01-01"),
        );
        assert_eq!(entry.get("skill"), "technician");
        for (class, until) in [("E", "2024-12-31"), ("D", "")] {
            let mut own = Fact::from(TalentClass::default());
            own.set("class", class).unwrap();
            own.set("until", until).unwrap();
            entry.add_fact(own.clone());
            entry.follow(&own, day("2026-01-01"));
        }
        assert_eq!(entry.get("talent_class"), "D");
    }

    #[test]
    fn every_own_value_is_read_again_from_its_text() {
        let person = Person {
            name: "林小满 e\u{301}".into(),
            birth_month: Some("1987-05".into()),
            employer: Some(crate::domain::id::EmployerId(3)),
            phone: Some(crate::domain::private::Private::new("000-0000")),
            level: Some(SkillLevel::Senior),
            ..Person::default()
        };
        let mut copy = Person::default();
        for field in Person::FIELDS {
            copy.set(field, &person.get(field)).unwrap();
        }
        assert_eq!(copy, person);
        copy.type_in("employer_name", "另一家").unwrap();
        assert_eq!(copy.employer, None);
        assert_eq!(copy.type_in("birth_month", "八七年"), Err("month"));
    }
}
