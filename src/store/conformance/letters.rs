//! Letters and their kept versions.

use super::{
    cases, is_missing, is_stale,
    samples::{at, item, letter, standing},
};
use crate::{
    domain::{
        id::{FigureId, LetterId, LiftId, ProposalId, RemarkId, Version},
        letter::{Letter, LetterKind, LetterStage, LetterText},
        span::{Span, What, Written},
        state::State,
    },
    store::{Draft, Store, StoreError},
    text::{
        buffer::Position,
        editor::{Editor, Keeping},
    },
};

cases! {
    a_letter_comes_back_whole,
    a_letter_names_an_item_that_exists,
    a_letter_is_rewritten_whole,
    letters_are_listed_by_item_and_by_last_writing,
    a_stale_or_missing_letter_is_refused,
    a_closed_letter_keeps_its_text,
    one_authors_ten_minutes_are_one_version,
    another_author_and_a_later_text_are_kept_apart,
    what_was_signed_stays_kept,
    spans_are_kept_with_their_text,
    typing_is_undone_after_a_restart,
    typing_of_another_text_is_forgotten,
}

const TEN: &str = "2026-03-03 10:00:00";

fn draft(text: &str) -> LetterText {
    LetterText {
        text: text.into(),
        ..LetterText::draft(LetterKind::LeadReply, None)
    }
}

fn texts(store: &dyn Store, id: LetterId) -> Vec<String> {
    let versions = store.letter_versions(id).unwrap();
    for (ordinal, version) in (1..).zip(&versions) {
        assert_eq!(version.ordinal, ordinal);
    }
    versions.into_iter().map(|version| version.text).collect()
}

fn a_letter_comes_back_whole(store: &mut dyn Store) {
    let proposal = store
        .add_proposal(&item(1), &[], &standing(State::Drafting, None))
        .unwrap();
    for value in [letter(Some(proposal)), letter(None), draft("")] {
        let id = store.add_letter(&value, "王一", at(TEN)).unwrap();
        let version = Version(1);
        let versions = store.letter_versions(id).unwrap();
        assert_eq!(versions.len(), 1);
        assert_eq!((versions[0].at, versions[0].by.as_str()), (at(TEN), "王一"));
        assert_eq!(versions[0].text, value.text);
        assert_eq!(
            store.letter(id).unwrap(),
            Some(Letter { id, version, value })
        );
    }
    assert_eq!(store.faults().unwrap(), []);
}

fn a_letter_names_an_item_that_exists(store: &mut dyn Store) {
    let lost = letter(Some(ProposalId(9)));
    assert!(is_missing(store.add_letter(&lost, "王一", at(TEN))));
    assert!(store.letters(9).unwrap().is_empty());
}

fn a_letter_is_rewritten_whole(store: &mut dyn Store) {
    let id = store.add_letter(&draft("一"), "王一", at(TEN)).unwrap();
    let mut whole = letter(None);
    whole.stage = LetterStage::Numbered;
    let version = store
        .save_letter(id, Version(1), &whole, "李二", at(TEN))
        .unwrap();
    let found = store.letter(id).unwrap().unwrap();
    assert_eq!((found.version, found.value), (version, whole.clone()));
    assert_eq!(texts(store, id), ["一", whole.text.as_str()]);
    // The same text again is no new version.
    whole.stage = LetterStage::Sent;
    store
        .save_letter(id, version, &whole, "王一", at("2026-04-01 00:00:00"))
        .unwrap();
    assert_eq!(texts(store, id).len(), 2);
}

fn letters_are_listed_by_item_and_by_last_writing(store: &mut dyn Store) {
    let proposal = store
        .add_proposal(&item(1), &[], &standing(State::Drafting, None))
        .unwrap();
    let first = store
        .add_letter(&letter(Some(proposal)), "王一", at(TEN))
        .unwrap();
    let alone = store.add_letter(&draft("二"), "王一", at(TEN)).unwrap();
    let second = store
        .add_letter(&letter(Some(proposal)), "王一", at(TEN))
        .unwrap();
    let later = at("2026-03-03 10:00:01");
    store
        .save_letter_text(first, Version(1), &"新".into(), "王一", later)
        .unwrap();
    let of: Vec<LetterId> = store
        .letters_of(proposal)
        .unwrap()
        .iter()
        .map(|head| head.id)
        .collect();
    assert_eq!(of, [first, second]);
    let latest = store.letters(2).unwrap();
    assert_eq!((latest[0].id, latest[1].id), (first, second));
    let head = &latest[0];
    let value = letter(Some(proposal));
    assert_eq!((head.proposal, head.changed_at), (Some(proposal), later));
    assert_eq!((head.kind, head.stage), (value.kind, value.stage));
    assert_eq!((&head.title, &head.number), (&value.title, &value.number));
    assert_eq!((&head.class, head.date), (&value.class, value.date));
    assert_eq!(store.letters(usize::MAX).unwrap()[2].id, alone);
}

fn a_stale_or_missing_letter_is_refused(store: &mut dyn Store) {
    let id = store.add_letter(&draft("一"), "王一", at(TEN)).unwrap();
    store
        .save_letter_text(id, Version(1), &"二".into(), "王一", at(TEN))
        .unwrap();
    assert!(is_stale(store.save_letter_text(
        id,
        Version(1),
        &"三".into(),
        "王一",
        at(TEN)
    )));
    assert!(is_stale(store.save_letter(
        id,
        Version(1),
        &draft("三"),
        "王一",
        at(TEN)
    )));
    assert_eq!(store.letter(id).unwrap().unwrap().value.text, "二");
    let gone = LetterId(id.0 + 1);
    assert_eq!(store.letter(gone).unwrap(), None);
    assert!(is_missing(store.save_letter_text(
        gone,
        Version(1),
        &"三".into(),
        "王一",
        at(TEN)
    )));
}

fn a_closed_letter_keeps_its_text(store: &mut dyn Store) {
    for stage in LetterStage::ALL {
        let mut value = draft("一");
        value.stage = *stage;
        let id = store.add_letter(&value, "王一", at(TEN)).unwrap();
        let saved = store.save_letter_text(id, Version(1), &"二".into(), "王一", at(TEN));
        if stage.is_open() {
            assert_eq!(saved, Ok(Version(2)));
        } else {
            assert_eq!(saved, Err(StoreError::LetterClosed(id.0)));
            assert_eq!(store.letter(id).unwrap().unwrap().value.text, "一");
        }
    }
}

fn one_authors_ten_minutes_are_one_version(store: &mut dyn Store) {
    let id = store.add_letter(&draft("一"), "王一", at(TEN)).unwrap();
    let mut seen = Version(1);
    // Saved every three minutes: the tenth minute begins a new version, and not a pause.
    for (minute, text) in [(3, "二"), (6, "三"), (9, "四"), (12, "五"), (15, "六")] {
        let now = at(&format!("2026-03-03 10:{minute:02}:00"));
        seen = store
            .save_letter_text(id, seen, &text.into(), "王一", now)
            .unwrap();
    }
    assert_eq!(texts(store, id), ["四", "六"]);
    let versions = store.letter_versions(id).unwrap();
    assert_eq!(versions[0].at, at("2026-03-03 10:09:00"));
    assert_eq!(store.letter(id).unwrap().unwrap().value.text, "六");
    assert_eq!(store.faults().unwrap(), []);
}

fn another_author_and_a_later_text_are_kept_apart(store: &mut dyn Store) {
    let id = store.add_letter(&draft("一"), "王一", at(TEN)).unwrap();
    let mut seen = Version(1);
    for (now, text, by) in [
        ("2026-03-03 10:01:00", "二", "李二"),
        ("2026-03-03 10:02:00", "三", "王一"),
        ("2026-03-03 10:12:00", "四", "王一"),
        // A clock set back.
        ("2026-03-03 10:11:00", "五", "王一"),
    ] {
        seen = store
            .save_letter_text(id, seen, &text.into(), by, at(now))
            .unwrap();
    }
    assert_eq!(texts(store, id), ["一", "二", "三", "四", "五"]);
    let authors: Vec<String> = store
        .letter_versions(id)
        .unwrap()
        .into_iter()
        .map(|version| version.by)
        .collect();
    assert_eq!(authors, ["王一", "李二", "王一", "王一", "王一"]);
}

fn what_was_signed_stays_kept(store: &mut dyn Store) {
    let id = store.add_letter(&draft("签"), "王一", at(TEN)).unwrap();
    let mut signed = draft("签");
    signed.stage = LetterStage::Signed;
    let seen = store
        .save_letter(id, Version(1), &signed, "王一", at(TEN))
        .unwrap();
    let seen = store
        .save_letter(id, seen, &draft("签"), "王一", at(TEN))
        .unwrap();
    store
        .save_letter_text(id, seen, &"改".into(), "王一", at(TEN))
        .unwrap();
    assert_eq!(texts(store, id), ["签", "改"]);
}

fn spans_are_kept_with_their_text(store: &mut dyn Store) {
    let span = |range, what| Span { range, what };
    let figure = span(1..4, What::Figure(FigureId(7)));
    let lifted = span(0..5, What::Lifted(LiftId(8)));
    let ask = span(0..5, What::Ask(2));
    let mut value = draft("共e\u{301}4人");
    value.spans = vec![lifted.clone(), figure.clone(), ask.clone()];
    let id = store.add_letter(&value, "王一", at(TEN)).unwrap();
    let spans = |store: &dyn Store| store.letter(id).unwrap().unwrap().value.spans;
    assert_eq!(spans(store), [lifted, ask, figure.clone()]);
    // What does not lie in the text is left out; the same figure may stand twice.
    let twice = span(5..6, What::Figure(FigureId(7)));
    let written = Written {
        text: "共e\u{301}4人5".into(),
        spans: vec![
            twice.clone(),
            figure.clone(),
            span(6..7, What::Ask(1)),
            span(2..2, What::Ask(3)),
        ],
    };
    let later = at("2026-03-03 11:00:00");
    let seen = store
        .save_letter_text(id, Version(1), &written, "王一", later)
        .unwrap();
    assert_eq!(spans(store), [figure.clone(), twice.clone()]);
    // A remark on the same text makes no version.
    let remark = span(0..1, What::Remark(RemarkId(9)));
    let remarked = Written {
        spans: vec![remark.clone(), figure.clone(), twice.clone()],
        ..written
    };
    store
        .save_letter_text(id, seen, &remarked, "李二", later)
        .unwrap();
    let versions = store.letter_versions(id).unwrap();
    assert_eq!(versions.len(), 2);
    assert_eq!(versions[0].spans.len(), 3);
    assert_eq!(versions[1].spans, [remark, figure, twice]);
    let found = store.letter(id).unwrap().unwrap();
    store
        .save_letter(id, found.version, &draft(""), "王一", later)
        .unwrap();
    assert_eq!(spans(store), []);
    assert_eq!(store.faults().unwrap(), []);
}

/// Saves what an editor holds.
fn save(store: &mut dyn Store, id: LetterId, seen: Version, editor: &mut Editor) -> Version {
    let draft = Draft {
        written: editor.text().as_str().into(),
        typing: editor.history_tail(),
    };
    let version = store.save_draft(id, seen, &draft, "王一", at(TEN)).unwrap();
    editor.history_kept(Keeping::Ours);
    version
}

fn again(store: &dyn Store, id: LetterId) -> Editor {
    let mut editor = Editor::new(&store.letter(id).unwrap().unwrap().value.text);
    editor.take_up(store.letter_history(id).unwrap());
    editor
}

fn typing_is_undone_after_a_restart(store: &mut dyn Store) {
    let id = store
        .add_letter(&draft("甲e\u{301}\n"), "王一", at(TEN))
        .unwrap();
    assert_eq!(again(store, id).history_depth(), (0, 0));
    let mut editor = again(store, id);
    let mut seen = Version(1);
    // Saved in the middle of a word, after it, and with steps undone.
    editor.go_to(Position {
        paragraph: 1,
        byte: 0,
    });
    for text in ["乙", "丙，", "丁。", "戊"] {
        editor.insert(text);
        seen = save(store, id, seen, &mut editor);
    }
    editor.undo();
    editor.undo();
    seen = save(store, id, seen, &mut editor);
    let mut back = again(store, id);
    assert_eq!(
        (back.text().as_str(), back.history_depth()),
        ("甲e\u{301}\n乙丙，", (1, 2))
    );
    assert!(back.redo() && back.redo());
    assert_eq!(back.text(), "甲e\u{301}\n乙丙，丁。戊");
    while back.undo() {}
    assert_eq!(back.text(), "甲e\u{301}\n");
    // What was undone is gone as soon as something else is typed.
    editor.insert("己，");
    seen = save(store, id, seen, &mut editor);
    assert_eq!(again(store, id).history_depth(), (2, 0));
    // Another desk's history gives way as a whole.
    let mut theirs = Editor::new(&editor.text());
    theirs.insert("庚");
    theirs.history_kept(Keeping::Foreign);
    save(store, id, seen, &mut theirs);
    let mut back = again(store, id);
    assert!(back.undo() && !back.undo());
    assert_eq!(back.text(), editor.text());
    assert_eq!(store.faults().unwrap(), []);
}

fn typing_of_another_text_is_forgotten(store: &mut dyn Store) {
    let id = store.add_letter(&draft(""), "王一", at(TEN)).unwrap();
    let typed = |store: &mut dyn Store| {
        let mut editor = Editor::new("");
        editor.insert("甲");
        editor.history_kept(Keeping::Foreign);
        let seen = store.letter(id).unwrap().unwrap().version;
        let seen = save(store, id, seen, &mut editor);
        assert_eq!(store.letter_history(id).unwrap().depth(), (1, 0));
        seen
    };
    let seen = typed(store);
    let seen = store
        .save_letter(id, seen, &draft("甲"), "王一", at(TEN))
        .unwrap();
    assert_eq!(
        store.letter_history(id).unwrap().depth(),
        (1, 0),
        "the same text"
    );
    store
        .save_letter_text(id, seen, &"乙".into(), "王一", at(TEN))
        .unwrap();
    assert_eq!(store.letter_history(id).unwrap().depth(), (0, 0));
    let seen = typed(store);
    let mut signed = draft("甲");
    signed.stage = LetterStage::Signed;
    store
        .save_letter(id, seen, &signed, "王一", at(TEN))
        .unwrap();
    assert_eq!(store.letter_history(id).unwrap().depth(), (0, 0));
}
