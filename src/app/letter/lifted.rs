//! Figures of paragraphs taken over from earlier letters: they are of that year, and stand marked as
//! stale until they are looked up again, typed anew or confirmed.

use std::ops::Range;

use crate::{
    check,
    domain::{
        id::LiftId,
        lift::KeptLift,
        span::{Span, What},
    },
};

/// A figure that nobody has looked at since it was taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaleFigure {
    /// The paragraph it came with.
    pub lift: LiftId,
    /// Where it stands, in characters of the text.
    pub range: Range<usize>,
    /// As written, with its unit.
    pub words: String,
}

/// Lists the stale figures of a text, in order.
///
/// A number counts that the paragraph had when it was taken over. One typed since is the writer's own,
/// one inside a cited figure was looked up, and one that was confirmed may stand.
pub fn stale(text: &str, spans: &[Span], lifts: &[KeptLift]) -> Vec<StaleFigure> {
    if lifts.is_empty() {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    let cited = |range: &Range<usize>| {
        spans.iter().any(|own| {
            let meets = own.range.start < range.end && range.start < own.range.end;
            matches!(own.what, What::Figure(_)) && meets
        })
    };
    let mut found = Vec::new();
    for span in spans {
        let What::Lifted(id) = span.what else {
            continue;
        };
        let Some(kept) = lifts.iter().find(|own| own.id == id) else {
            continue;
        };
        let Some(own) = chars.get(span.range.clone()) else {
            continue;
        };
        let came_with = figures(&kept.lift.text);
        for (range, words) in figures(&own.iter().collect::<String>()) {
            let range = span.range.start + range.start..span.range.start + range.end;
            let is_old = came_with.iter().any(|(_, old)| *old == words);
            if is_old && !kept.lift.confirmed.contains(&words) && !cited(&range) {
                let lift = id;
                found.push(StaleFigure { lift, range, words });
            }
        }
    }
    found.sort_by_key(|own| own.range.start);
    found
}

fn figures(text: &str) -> Vec<(Range<usize>, String)> {
    let words = |range: &Range<usize>| {
        let chars = text.chars().skip(range.start).take(range.len());
        chars.collect()
    };
    let found = check::figures(text).into_iter();
    found.map(|range| (range.clone(), words(&range))).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::{
        id::{FigureId, LetterId},
        lift::Lift,
    };

    fn kept(text: &str, confirmed: &[&str]) -> KeptLift {
        KeptLift {
            id: LiftId(1),
            lift: Lift {
                letter: LetterId(1),
                origin: None,
                paragraph: 0,
                text: text.into(),
                at: NaiveDate::default().and_hms_opt(9, 0, 0).unwrap(),
                by: "王一".into(),
                confirmed: confirmed.iter().map(|own| (*own).to_owned()).collect(),
            },
        }
    }

    fn words(text: &str, spans: &[Span], lifts: &[KeptLift]) -> Vec<String> {
        let found = stale(text, spans, lifts).into_iter();
        found.map(|own| own.words).collect()
    }

    #[test]
    fn a_number_that_came_with_a_paragraph_is_stale_until_it_is_looked_at() {
        let old = "e\u{301}现有技师12名，补贴3.5万元，共办班8期。";
        let span = |range, what| Span { range, what };
        let text = format!("甲12名\n{old}");
        let all = 5..text.chars().count();
        let lifted = span(all.clone(), What::Lifted(LiftId(1)));
        let lifts = [kept(old, &[])];
        assert_eq!(
            words(&text, std::slice::from_ref(&lifted), &lifts),
            ["12名", "3.5万元", "8期"]
        );
        let places = stale(&text, std::slice::from_ref(&lifted), &lifts);
        let shown: String = text.chars().skip(places[0].range.start).take(3).collect();
        assert_eq!(shown, "12名");
        let confirmed = [kept(old, &["8期"])];
        assert_eq!(
            words(&text, std::slice::from_ref(&lifted), &confirmed),
            ["12名", "3.5万元"]
        );
        let cited = [
            lifted.clone(),
            span(places[0].range.clone(), What::Figure(FigureId(1))),
        ];
        assert_eq!(words(&text, &cited, &confirmed), ["3.5万元"]);
        // Typed anew: it is the writer's own.
        let typed = text.replace("3.5万", "4.5万");
        assert_eq!(words(&typed, &cited, &confirmed), Vec::<String>::new());
        assert_eq!(words(&text, &[lifted], &[]), Vec::<String>::new());
        let outside = [span(90..99, What::Lifted(LiftId(1)))];
        assert_eq!(words("", &outside, &lifts), Vec::<String>::new());
    }
}
