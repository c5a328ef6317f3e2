//! What a subsidy may still pay: its account by year, and the caps of each receiver.
//!
//! A cap is of a calendar year. Payments are looked at by day and then in the order they were entered,
//! and the one that goes beyond is the one that is over, not those before it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{KeptEntry, Party, Scheme, What};
use crate::domain::id::EntryId;

/// A limit that a payment goes beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    /// How often in the year: allowed, and this time.
    Times(u32, u32),
    /// How much in the year, in yuan: allowed, and with this payment.
    Yuan(i64, i64),
    /// The account's money of the year, in yuan: the budget, and with this payment.
    Budget(i64, i64),
}

impl Cap {
    /// Returns the code that JSON writes, and the key under `cap` of its words.
    pub const fn code(self) -> &'static str {
        match self {
            Cap::Times(..) => "times",
            Cap::Yuan(..) => "yuan",
            Cap::Budget(..) => "budget",
        }
    }

    /// Returns what is allowed, and what it comes to.
    pub fn numbers(self) -> (i64, i64) {
        match self {
            Cap::Times(allowed, now) => (i64::from(allowed), i64::from(now)),
            Cap::Yuan(allowed, now) | Cap::Budget(allowed, now) => (allowed, now),
        }
    }
}

/// A payment beyond a cap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Over {
    /// The payment's row.
    pub entry: EntryId,
    /// To whom.
    pub who: Option<Party>,
    /// When.
    pub on: NaiveDate,
    /// How much, in yuan.
    pub yuan: i64,
    /// The limits it goes beyond.
    pub caps: Vec<Cap>,
    /// Why it was paid all the same; nothing when nobody said.
    pub reason: Option<String>,
}

/// The account of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// The calendar year.
    pub year: i32,
    /// Its money in yuan, when it is known.
    pub budget: Option<i64>,
    /// What was paid, in yuan.
    pub paid: i64,
    /// How many payments.
    pub payments: u32,
}

impl Balance {
    /// Returns what is left, in yuan; below zero when too much was paid.
    pub fn left(&self) -> Option<i64> {
        self.budget.map(|own| own.saturating_sub(self.paid))
    }
}

/// What was paid so far in each year, in all and to each receiver.
#[derive(Default)]
struct Ledger {
    years: BTreeMap<i32, i64>,
    receivers: BTreeMap<(i32, Option<Party>), (u32, i64)>,
}

impl Ledger {
    /// Adds a payment; returns the limits it goes beyond.
    fn pay(&mut self, scheme: &Scheme, who: Option<Party>, on: NaiveDate, yuan: i64) -> Vec<Cap> {
        let year = on.year();
        let total = self.years.entry(year).or_default();
        *total = total.saturating_add(yuan);
        let (times, sum) = self.receivers.entry((year, who)).or_default();
        *times += 1;
        *sum = sum.saturating_add(yuan);
        let budget = scheme.budgets.iter().find(|own| own.year == year);
        let times = scheme.cap_times.filter(|cap| *times > *cap);
        let over_times = times.map(|cap| Cap::Times(cap, self.receivers[&(year, who)].0));
        let sum = self.receivers[&(year, who)].1;
        let over_yuan = scheme.cap_yuan.filter(|cap| sum > *cap);
        let total = self.years[&year];
        let over_budget = budget.filter(|own| total > own.yuan);
        [
            over_times,
            over_yuan.map(|cap| Cap::Yuan(cap, sum)),
            over_budget.map(|own| Cap::Budget(own.yuan, total)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Returns the payments that stand, by day and then as entered.
fn payments(entries: &[KeptEntry]) -> Vec<&KeptEntry> {
    let paid = |own: &&KeptEntry| own.stands() && matches!(own.entry.what, What::Paid { .. });
    let mut all: Vec<&KeptEntry> = entries.iter().filter(paid).collect();
    all.sort_by_key(|own| (own.entry.on, own.id));
    all
}

fn yuan_of(own: &KeptEntry) -> i64 {
    match own.entry.what {
        What::Paid { yuan, .. } => yuan,
        _ => 0,
    }
}

/// Returns the limits that one more payment would go beyond, whatever its day: what was paid later in
/// its year counts too, since the money is gone.
pub fn beyond(
    scheme: &Scheme,
    entries: &[KeptEntry],
    (who, on, yuan): (Option<Party>, NaiveDate, i64),
) -> Vec<Cap> {
    let mut ledger = Ledger::default();
    for own in payments(entries) {
        ledger.pay(scheme, own.entry.who, own.entry.on, yuan_of(own));
    }
    ledger.pay(scheme, who, on, yuan)
}

/// Returns the payments beyond a cap, by day.
pub fn overs(scheme: &Scheme, entries: &[KeptEntry]) -> Vec<Over> {
    let mut ledger = Ledger::default();
    let mut found = Vec::new();
    for own in payments(entries) {
        let yuan = yuan_of(own);
        let caps = ledger.pay(scheme, own.entry.who, own.entry.on, yuan);
        if !caps.is_empty() {
            let reason = match &own.entry.what {
                What::Paid { over, .. } => over.clone(),
                _ => None,
            };
            found.push(Over {
                entry: own.id,
                who: own.entry.who,
                on: own.entry.on,
                yuan,
                caps,
                reason,
            });
        }
    }
    found
}

/// Returns the account of every year that has a budget or a payment, ascending.
pub fn balances(scheme: &Scheme, entries: &[KeptEntry]) -> Vec<Balance> {
    let mut years: BTreeMap<i32, Balance> = BTreeMap::new();
    for own in &scheme.budgets {
        years.entry(own.year).or_default().budget = Some(own.yuan);
    }
    for own in payments(entries) {
        let balance = years.entry(own.entry.year()).or_default();
        balance.paid = balance.paid.saturating_add(yuan_of(own));
        balance.payments += 1;
    }
    let with_year = |(year, own): (i32, Balance)| Balance { year, ..own };
    years.into_iter().map(with_year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        id::{CraftsmanId, EmployerId},
        programme::{Budget, Entry, ProgrammeKind, Strike},
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn paid(id: i64, who: Party, on: &str, yuan: i64) -> KeptEntry {
        KeptEntry {
            id: EntryId(id),
            entry: Entry {
                who: Some(who),
                on: day(on),
                what: What::Paid {
                    yuan,
                    level: None,
                    over: None,
                },
                note: None,
            },
            by: "王一".into(),
            at: day("2026-11-22").and_hms_opt(9, 0, 0).unwrap(),
            struck: None,
        }
    }

    fn rule() -> Scheme {
        Scheme {
            cap_times: Some(3),
            cap_yuan: Some(5_000),
            budgets: vec![Budget {
                year: 2026,
                yuan: 9_000,
            }],
            ..Scheme::named(ProgrammeKind::Subsidy, "培训补贴")
        }
    }

    const LIN: Party = Party::Craftsman(CraftsmanId(1));
    const YARD: Party = Party::Employer(EmployerId(1));

    #[test]
    fn the_fourth_time_in_a_year_is_over_and_the_first_of_the_next_is_not() {
        let mut all: Vec<KeptEntry> = (1..=3).map(|id| paid(id, LIN, "2026-05-01", 500)).collect();
        assert_eq!(overs(&rule(), &all), []);
        let ask = |on: &str, who| beyond(&rule(), &all, (Some(who), day(on), 500));
        assert_eq!(ask("2026-12-31", LIN), [Cap::Times(3, 4)]);
        assert_eq!(ask("2027-01-01", LIN), []);
        assert_eq!(ask("2026-12-31", YARD), []);
        // An employer of the same row is another receiver.
        all[0].struck = Some(Strike {
            reason: "重复".into(),
            by: "王一".into(),
            at: all[0].at,
        });
        let ask = beyond(&rule(), &all, (Some(LIN), day("2026-12-31"), 500));
        assert_eq!(ask, []);
    }

    #[test]
    fn the_payment_that_goes_beyond_is_over_whatever_order_it_was_entered_in() {
        let all = [
            paid(1, LIN, "2026-09-01", 3_000),
            paid(2, LIN, "2026-03-01", 2_500),
        ];
        let found = overs(&rule(), &all);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].entry, EntryId(1));
        assert_eq!(found[0].caps, [Cap::Yuan(5_000, 5_500)]);
        assert_eq!(found[0].reason, None);
    }

    #[test]
    fn the_account_is_reckoned_by_year() {
        let all = [
            paid(1, YARD, "2026-01-01", 8_000),
            paid(2, LIN, "2026-12-31", 1_500),
            paid(3, LIN, "2027-01-01", 100),
        ];
        let found = balances(&rule(), &all);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].paid, found[0].left()), (9_500, Some(-500)));
        assert_eq!((found[1].year, found[1].left()), (2027, None));
        let caps: Vec<Cap> = overs(&rule(), &all)
            .into_iter()
            .flat_map(|own| own.caps)
            .collect();
        assert_eq!(caps, [Cap::Yuan(5_000, 8_000), Cap::Budget(9_000, 9_500)]);
        assert_eq!(
            balances(&Scheme::named(ProgrammeKind::Subsidy, ""), &[]),
            []
        );
    }
}
