//! A short name for everything that due dates are computed from.
//!
//! Kept beside the dates: when it is another one, the dates were computed by other rules, and someone
//! must see what moves before it moves.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::{
    Rules,
    term::{Origin, When},
};

/// Counts up when the arithmetic of clocks changes without a change of any rule.
const ARITHMETIC: u32 = 1;

/// Returns the name of the rules: the same for the same terms, arithmetic and years.
pub fn basis(rules: &Rules) -> String {
    let pack = &rules.pack;
    let mut text = format!(
        "{ARITHMETIC} {:?} {:?} {:?}\n",
        pack.level, pack.arithmetic, pack.scope
    );
    let mut add = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    for (clock, terms) in pack.terms.iter().enumerate() {
        for own in terms {
            let place = place(&own.when, &own.origin);
            add(format!(
                "{clock} {:?} {} {place}",
                own.span,
                own.start.code()
            ));
        }
    }
    for own in &pack.extensions {
        add(format!("{:?} {}", own.reach, place(&own.when, &own.origin)));
    }
    for year in rules.calendar.years() {
        add(year.to_string());
    }
    for day in rules.calendar.shifted() {
        add(day.to_string());
    }
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(8).fold(String::new(), |mut name, byte| {
        let _ = write!(name, "{byte:02x}");
        name
    })
}

fn place(when: &When, origin: &Origin) -> String {
    format!("{when:?} {}", origin.depth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::calendar::Calendar, rules::pack_of};

    #[test]
    fn other_rules_have_another_name_and_the_same_ones_the_same() {
        let rules = |id: &str| Rules {
            pack: pack_of(Some(id)),
            ..Rules::default()
        };
        assert_eq!(basis(&rules("henan")), basis(&rules("henan")));
        assert_ne!(basis(&rules("henan")), basis(&rules("beijing")));
        let mut plain = rules("henan");
        plain.calendar = Calendar::plain();
        assert_ne!(basis(&rules("henan")), basis(&plain));
        let mut words = rules("henan");
        words.pack.name = "另一名称".into();
        assert_eq!(basis(&rules("henan")), basis(&words));
    }
}
