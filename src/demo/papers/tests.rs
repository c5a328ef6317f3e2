use std::collections::HashSet;

use chrono::Months;

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

#[test]
fn the_same_seed_gives_the_same_papers() {
    let today = day(2026, 11, 21);
    assert!(proposals(60, 4, today).eq(proposals(60, 4, today)));
    assert!(!proposals(60, 4, today).eq(proposals(60, 5, today)));
    assert!(proposals(30, 4, today).eq(proposals(90_000, 4, today).take(30)));
}

#[test]
fn a_desk_of_forty_two_shows_every_stage_and_a_day_of_work() {
    let papers: Vec<_> = proposals(42, 1, day(2026, 11, 21)).collect();
    let stages: HashSet<_> = papers.iter().map(|paper| paper.stage).collect();
    assert_eq!(stages.len(), 20);
    let of = |stage| papers.iter().filter(|paper| paper.stage == stage).count();
    assert!((6..=10).contains(&of(GenStage::Received)));
    let old: Vec<_> = papers.iter().filter(|paper| paper.year == 2025).collect();
    assert_eq!(old.len(), 6);
}

#[test]
fn like_papers_went_to_the_same_section() {
    let mut went: std::collections::HashMap<String, Vec<String>> = std::collections::HashMap::new();
    for paper in proposals(600, 1, day(2026, 11, 21)) {
        if let Some((section, _)) = paper.clerk {
            let topic = topics()
                .iter()
                .find(|topic| paper.asks.contains(&topic.asks[1]))
                .map(|topic| topic.subject.clone());
            went.entry(topic.unwrap_or_default())
                .or_default()
                .push(section);
        }
    }
    let mostly = went.values().filter(|sections| {
        let most = sections
            .iter()
            .map(|one| sections.iter().filter(|own| *own == one).count());
        most.max().unwrap_or(0) * 4 >= sections.len() * 3
    });
    assert!(mostly.count() * 10 >= went.len() * 9);
}

#[test]
fn a_like_paper_of_last_year_has_its_own_words() {
    let papers: Vec<_> = proposals(42, 1, day(2026, 11, 21)).collect();
    for at in (6..42).step_by(7) {
        assert_eq!(papers[at].asks.len(), papers[at - 3].asks.len());
        assert_ne!(papers[at].title, papers[at - 3].title);
        assert_eq!(papers[at].wished_unit, papers[at - 3].wished_unit);
    }
}

#[test]
fn due_dates_fall_around_the_day() {
    let today = day(2026, 11, 21);
    let open = |paper: &GenProposal| {
        !paper.history.iter().any(|step| step.fact == GenFact::Sent)
            && !matches!(
                paper.stage,
                GenStage::Withdrawn | GenStage::Merged | GenStage::Returned | GenStage::HandedBack
            )
    };
    let days: Vec<i64> = proposals(60, 1, today)
        .filter(open)
        .map(|paper| {
            let term = if paper.role == GenRole::Co { 2 } else { 3 };
            (paper.assigned + Months::new(term) - today).num_days()
        })
        .collect();
    assert!(days.iter().any(|&days| days < 0) && days.contains(&0));
    assert!(days.iter().any(|days| (1..=7).contains(days)) && days.iter().any(|&days| days > 30));
}

#[test]
fn steps_go_forward_and_end_today_at_the_latest() {
    for today in [
        day(2026, 11, 21),
        day(2024, 2, 29),
        day(2026, 5, 31),
        day(2026, 1, 1),
    ] {
        for paper in proposals(400, 2, today) {
            assert!(paper.assigned <= today && paper.history[0].on == paper.assigned);
            assert!(paper.history.windows(2).all(|two| two[0].on <= two[1].on));
            assert!(paper.history.last().is_some_and(|last| last.on <= today));
        }
    }
}

#[test]
fn texts_are_many_and_read_as_papers_do() {
    let papers: Vec<_> = proposals(48, 1, day(2026, 11, 21)).collect();
    assert!(
        papers
            .iter()
            .map(|paper| &paper.title)
            .collect::<HashSet<_>>()
            .len()
            >= 45
    );
    assert!(
        papers
            .iter()
            .map(|paper| &paper.body)
            .collect::<HashSet<_>>()
            .len()
            >= 45
    );
    for paper in &papers {
        let sentences = paper.body.matches('。').count();
        assert!((3..=8).contains(&sentences), "{}", paper.body);
        assert!(
            paper
                .asks
                .iter()
                .all(|ask| paper.body.contains(ask.as_str()))
        );
        assert!(
            !paper.proposers.is_empty() && !paper.body.contains('{') && !paper.title.contains('{')
        );
        if let Some(draft) = &paper.draft {
            assert!(
                paper.asks.iter().all(|ask| draft.contains(ask.as_str())) && !draft.contains('{')
            );
        }
        assert_eq!(
            paper.draft.is_some(),
            paper
                .history
                .iter()
                .any(|step| step.fact == GenFact::Drafted)
        );
    }
}

#[test]
fn a_large_store_has_many_titles_and_each_number_once_a_year() {
    let mut titles = HashSet::new();
    let mut numbers = HashSet::new();
    // In January the papers of the session before are still on the desk.
    for paper in proposals(20_000, 1, day(2026, 1, 10)) {
        numbers.insert((paper.year, paper.kind, paper.number));
        titles.insert(paper.title);
    }
    assert!(titles.len() > 4000, "{}", titles.len());
    assert_eq!(numbers.len(), 20_000);
}

#[test]
fn nothing_looks_like_a_private_number() {
    let roster = Roster::new(2000, 1);
    let texts = proposals(300, 1, day(2026, 11, 21))
        .map(|paper| format!("{paper:?}"))
        .chain(roster.people().map(|person| format!("{person:?}")))
        .chain(roster.employers().map(|employer| format!("{employer:?}")));
    for text in texts {
        let longest = text
            .split(|ch: char| !ch.is_ascii_digit())
            .map(str::len)
            .max()
            .unwrap_or(0);
        assert!(longest < 11, "{text}");
    }
}

#[test]
fn nothing_is_made_before_it_is_asked_for() {
    // A list that were held in memory would not fit.
    let today = day(2026, 11, 21);
    assert_eq!(proposals(usize::MAX, 1, today).take(3).count(), 3);
    assert_eq!(Roster::new(usize::MAX / 2, 1).people().take(3).count(), 3);
}
