//! Taking papers in, originals and sources.

use super::{
    cases, is_stale,
    samples::{at, event, intake, item, letter, sha256_hex, source, standing},
};
use crate::{
    domain::{
        event::EventKind,
        id::{AttachmentId, ProposalId, SourceId, Version},
        paper::ItemIntake,
        state::State,
    },
    store::{Store, StoreError},
};

cases! {
    one_paper_brings_items_letters_and_sources,
    a_paper_fills_an_item_that_is_there,
    a_paper_that_is_refused_brings_nothing,
    many_items_are_added_without_a_paper_all_or_none,
    the_same_bytes_are_kept_once,
    sources_are_listed_newest_first_without_their_text,
}

fn new(number: u32) -> ItemIntake {
    ItemIntake {
        into: None,
        item: item(number),
        events: vec![event(EventKind::Received)],
        projection: standing(State::Registered, Some("2026-09-01")),
        letters: Vec::new(),
    }
}

fn one_paper_brings_items_letters_and_sources(store: &mut dyn Store) {
    let mut first = new(1);
    first.letters = vec![letter(None), letter(Some(ProposalId(77)))];
    let intake = intake("提案.txt", vec![first, new(2)], vec![source(), source()]);
    let taken = store.take_in(&intake).unwrap();
    assert_eq!((taken.proposals.len(), taken.sources.len()), (2, 2));
    assert_eq!(
        store.proposal(taken.proposals[1]).unwrap().unwrap().value,
        item(2)
    );
    let letters = store.letters_of(taken.proposals[0]).unwrap();
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0].changed_at, intake.at);
    assert_eq!(store.events(taken.proposals[0]).unwrap().len(), 1);
    let kept = store.attachment(taken.attachment).unwrap();
    assert_eq!(kept.as_ref(), Some(&intake.attachment));
    assert_eq!(store.attachment(AttachmentId(99)).unwrap(), None);
    for proposal in &taken.proposals {
        let heads = store.attachments_of(*proposal).unwrap();
        assert_eq!(heads.len(), 1);
        let (head, file) = (&heads[0], &intake.attachment);
        assert_eq!((head.id, head.at), (taken.attachment, intake.at));
        assert_eq!((&head.name, &head.sha256), (&file.name, &file.sha256));
        assert_eq!(head.format, file.format);
        assert_eq!(head.bytes, file.bytes.len() as u64);
    }
    assert_eq!(store.faults().unwrap(), []);
}

fn a_paper_fills_an_item_that_is_there(store: &mut dyn Store) {
    let known = store
        .take_in(&intake("一", vec![new(1)], Vec::new()))
        .unwrap()
        .proposals[0];
    let mut more = new(1);
    more.into = Some((known, Version(1)));
    more.item.title = "改了的题目".into();
    more.projection = standing(State::Answered, None);
    more.events = vec![event(EventKind::Sent)];
    let second = intake("二", vec![more.clone()], Vec::new());
    let taken = store.take_in(&second).unwrap();
    assert_eq!(taken.proposals, [known]);
    let found = store.proposal(known).unwrap().unwrap();
    assert_eq!((found.version, &found.value), (Version(2), &more.item));
    assert_eq!(store.events(known).unwrap().len(), 2);
    assert_eq!(store.attachments_of(known).unwrap().len(), 2);
    let row = store.queue_rows(&[known]).unwrap().remove(0);
    assert_eq!(row.projection, more.projection);
    // Seen before the second paper.
    assert!(is_stale(store.take_in(&intake(
        "三",
        vec![more],
        Vec::new()
    ))));
}

fn a_paper_that_is_refused_brings_nothing(store: &mut dyn Store) {
    let known = store.take_in(&intake("一", vec![new(1)], vec![])).unwrap();
    let known = known.proposals[0];
    let second = intake("二", vec![new(2), new(1)], vec![source()]);
    assert_eq!(store.take_in(&second), Err(StoreError::SameItem(known.0)));
    assert_eq!(store.numbered(2).unwrap(), []);
    assert!(store.sources(9).unwrap().is_empty());
    let hash = sha256_hex("二".as_bytes());
    assert_eq!(store.attachment_of_hash(&hash).unwrap(), None);
}

fn many_items_are_added_without_a_paper_all_or_none(store: &mut dyn Store) {
    let now = at("2026-03-03 10:00:00");
    let mut second = new(2);
    second.letters = vec![letter(None)];
    let ids = store.add_items(&[new(1), second], "王一", now).unwrap();
    assert_eq!(store.proposal(ids[0]).unwrap().unwrap().value, item(1));
    assert_eq!(store.letters_of(ids[1]).unwrap().len(), 1);
    assert_eq!(store.events(ids[1]).unwrap().len(), 1);
    assert!(store.attachments_of(ids[0]).unwrap().is_empty());
    let clash = store.add_items(&[new(3), new(1)], "王一", now);
    assert_eq!(clash, Err(StoreError::SameItem(ids[0].0)));
    assert_eq!(store.numbered(3).unwrap(), []);
}

fn the_same_bytes_are_kept_once(store: &mut dyn Store) {
    let paper = intake("一", Vec::new(), vec![source()]);
    let hash = paper.attachment.sha256.clone();
    assert_eq!(store.attachment_of_hash(&hash).unwrap(), None);
    let first = store.take_in(&paper).unwrap().attachment;
    assert_eq!(store.take_in(&paper).unwrap().attachment, first);
    assert_eq!(store.attachment_of_hash(&hash).unwrap(), Some(first));
    let other = store.take_in(&intake("", vec![], vec![])).unwrap();
    assert_ne!(other.attachment, first);
    let empty = store.attachment(other.attachment).unwrap().unwrap();
    assert!(empty.bytes.is_empty());
}

fn sources_are_listed_newest_first_without_their_text(store: &mut dyn Store) {
    let mut older = source();
    older.title = "旧".into();
    older.date = None;
    let taken = store
        .take_in(&intake("一", vec![], vec![older.clone(), source()]))
        .unwrap();
    let list = store.sources(9).unwrap();
    let ids: Vec<SourceId> = list.iter().map(|source| source.id).collect();
    assert_eq!(ids, [taken.sources[1], taken.sources[0]]);
    assert_eq!((list[0].value.title.as_str(), list[0].value.date), {
        ("云桥区工匠培育计划", source().date)
    });
    assert!(list[0].value.text.is_empty() && list[0].value.sections.is_empty());
    assert_eq!(store.sources(1).unwrap().len(), 1);
    let whole = store.source(taken.sources[0]).unwrap().unwrap();
    assert_eq!((whole.version, whole.value), (Version(1), older));
    assert_eq!(store.source(SourceId(99)).unwrap(), None);
}
