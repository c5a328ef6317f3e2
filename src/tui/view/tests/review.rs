//! A letter's way through the office on the screen: strip, forms, log, remarks, promises.

use super::world::*;
use crate::{
    app::{
        Action, Effect, Model, Msg,
        effect::Settling,
        letter::Safe,
        overlay::changes::Changed,
        review::{Stepped, Wish},
    },
    domain::{
        chain::StepKind,
        id::{LetterId, RemarkId, Version},
        letter::LetterStage,
        letter_promise::LetterPromise,
        remark::Remark,
        span::What,
        step::{NewStep, Step},
    },
    lang::Lang,
    letter::diff::diff,
};

const TEXT: &str = "林小满代表：\n　　您提出的建议收悉。e\u{301}\u{1b}[31m\n";

fn opened(lang: Lang, size: (u16, u16)) -> Model {
    let mut model = full(lang, size);
    let view = letter_view(TEXT);
    model.update(Msg::LetterRead(Some(Box::new(view))));
    model.update(Msg::Do(Action::LeaveText));
    model
}

fn signed() -> Step {
    let on = day("2026-11-20");
    Step {
        ordinal: 1,
        step: NewStep {
            kind: StepKind::Sign,
            name: "签发".into(),
            by: "赵例".into(),
            on,
            recorded_at: on.into(),
            typed_by: "王敏".into(),
            evidence: Some("纸质签发单".into()),
            remark: None,
            takes_back: None,
        },
        number: None,
        event: None,
        version: 1,
        text_hash: String::new(),
        hash: String::new(),
    }
}

#[test]
fn the_strip_shows_the_chain_and_where_the_letter_stands() {
    for size in [(80, 24), (200, 50)] {
        let rows = screen(&opened(Lang::Zh, size));
        if size.0 == 80 {
            row_with(&rows, "[拟稿]>核稿>签发>编号>印发");
        }
        row_with(&rows, "s 下一步");
    }
    row_with(&screen(&opened(Lang::En, (80, 24))), "s Next step");
}

#[test]
fn the_next_step_asks_who_when_and_on_what_evidence() {
    let mut model = opened(Lang::Zh, (80, 24));
    model.update(Msg::Do(Action::NextStep));
    let rows = screen(&model);
    row_with(&rows, "拟稿：037");
    for label in ["说明", "替谁录入", "凭什么录入", "哪天办的"] {
        row_with(&rows, label);
    }
    model.update(Msg::Text("请审".into()));
    let effects = model.update(Msg::Do(Action::Open));
    let [Effect::TakeStep(act)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!((act.wish, act.letter), (Wish::HandOn, LetterId(1)));
    assert_eq!(act.remark.as_deref(), Some("请审"));
    model.update(Msg::Do(Action::SendBack));
    row_with(&screen(&model), "退回修改：037");
    model.update(Msg::Do(Action::Back));
    assert!(model.overlays.is_empty());
}

#[test]
fn a_text_that_is_not_safe_is_saved_before_a_step() {
    let mut model = opened(Lang::Zh, (80, 24));
    model.update(Msg::Do(Action::EnterText));
    model.update(Msg::Text("字".into()));
    model.update(Msg::Do(Action::LeaveText));
    let effects = model.update(Msg::Do(Action::NextStep));
    assert!(
        matches!(effects[..], [Effect::SaveDraft { .. }]),
        "{effects:?}"
    );
    assert!(model.overlays.is_empty());
    row_with(&screen(&model), "正在保存");
}

#[test]
fn a_signed_letter_offers_its_promises_and_shows_who_signed() {
    let mut model = opened(Lang::Zh, (80, 24));
    let promise = LetterPromise {
        text: "新基地2027年6月底前建成。".into(),
        due: day("2027-06-30"),
    };
    let mut view = letter_view(TEXT);
    view.letter.version = Version(2);
    view.letter.value.stage = LetterStage::Signed;
    view.review.steps = vec![signed()];
    view.review.place = 3;
    let stepped = Stepped {
        letter: LetterId(1),
        name: "签发".into(),
        kind: StepKind::Sign,
        stage: LetterStage::Signed,
        number: None,
        next: Some("编号".into()),
        promises: vec![promise.clone()],
    };
    model.update(Msg::Stepped(Box::new(stepped), None, Box::new(view)));
    let rows = screen(&model);
    row_with(&rows, "找到 1 处承诺，选了 1 处");
    row_with(&rows, "> [x] 2027-06-30 前：新基地");
    model.update(Msg::Do(Action::Mark));
    row_with(&screen(&model), "> [ ] 2027-06-30");
    model.update(Msg::Do(Action::Mark));
    let effects = model.update(Msg::Do(Action::Open));
    let kept = Effect::KeepPromises(LetterId(1), vec![promise.clone()]);
    assert_eq!(effects, [kept]);
    // Later they are chosen anew, with those chosen that are kept.
    let effects = model.update(Msg::Do(Action::Promises));
    assert_eq!(effects, [Effect::FindPromises(LetterId(1))]);
    let other = LetterPromise {
        text: "明年再办一期e\u{301}。".into(),
        ..promise.clone()
    };
    let found = vec![other, promise.clone()];
    model.update(Msg::PromisesFound(LetterId(1), found, vec![promise]));
    let rows = screen(&model);
    row_with(&rows, "> [ ] 2027-06-30 前：明年再办");
    row_with(&rows, "  [x] 2027-06-30 前：新基地");
    model.update(Msg::Do(Action::Back));
    model.update(Msg::PromisesFound(LetterId(1), Vec::new(), Vec::new()));
    row_with(&screen(&model), "没有找到承诺");
    model.update(Msg::PromisesKept(1));
    let rows = screen(&model);
    row_with(&rows, "拟稿>核稿>签发>[编号]>印发");
    row_with(&rows, "037 主办答复 已签发");
    model.update(Msg::Do(Action::LetterLog));
    let rows = screen(&model);
    row_with(&rows, "赵例  王敏 录入，凭 纸质签发单");
    row_with(&rows, "下一步：编号");
    model.update(Msg::Do(Action::Back));
    model.update(Msg::Do(Action::VoidNumber));
    row_with(&screen(&model), "文号作废：037");
    let refused = model.update(Msg::Do(Action::Open));
    assert_eq!(refused, [], "a void number has a reason");
}

#[test]
fn words_are_selected_and_remarked_on() {
    let mut model = opened(Lang::Zh, (80, 24));
    model.update(Msg::Do(Action::SelectAll));
    if let Some(open) = &mut model.letter.open {
        open.editor.unselect();
    }
    model.update(Msg::Do(Action::Remark));
    row_with(&screen(&model), "先在正文里选中");
    model.update(Msg::Do(Action::EnterText));
    model.update(Msg::Do(Action::SelectAll));
    model.update(Msg::Do(Action::LeaveText));
    model.update(Msg::Do(Action::Remark));
    row_with(&screen(&model), "对“林小满代表：");
    model.update(Msg::Text("写短些".into()));
    let effects = model.update(Msg::Do(Action::Open));
    let [Effect::AddRemark { id, remark, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!((*id, remark.range.start), (LetterId(1), 0));
    assert_eq!(remark.text, "写短些");
    let kept = Remark {
        id: RemarkId(7),
        letter: LetterId(1),
        quote: "林小满代表".into(),
        text: "写短些".into(),
        by: "赵例".into(),
        at: day("2026-11-21").into(),
        settled_by: None,
    };
    model.update(Msg::Remarked(LetterId(1), Version(2), Box::new(kept), 0..5));
    let open = model.letter.open.as_ref().unwrap();
    assert_eq!(
        (open.view.letter.version, open.safe),
        (Version(2), Safe::Saved)
    );
    let spans = crate::app::letter::spans::written(&open.editor).spans;
    assert_eq!(spans[0].what, What::Remark(RemarkId(7)));
    row_with(&screen(&model), "意见 1 条");
    model.update(Msg::Do(Action::Remarks));
    let rows = screen(&model);
    row_with(&rows, "意见 1 条，待改 1 条");
    row_with(&rows, "> 11-21 赵例  待改  “林小满代表”");
    row_with(&rows, "写短些");
    let settle = Effect::SettleRemark(LetterId(1), RemarkId(7), Settling::Settled);
    assert_eq!(model.update(Msg::Do(Action::SettleRemark)), [settle]);
    let by = Some("赵例".to_owned());
    model.update(Msg::RemarkSettled(LetterId(1), RemarkId(7), by));
    row_with(&screen(&model), "赵例  赵例 已改");
    model.update(Msg::Do(Action::Open));
    let selected = model.letter.open.as_ref().unwrap().editor.selected_text();
    assert_eq!(selected.as_deref(), Some("林小满代表"));
    // The caret stands at the words now, and the remark can be opened again from there.
    let reopen = Effect::SettleRemark(LetterId(1), RemarkId(7), Settling::Reopened);
    assert_eq!(model.update(Msg::Do(Action::SettleRemark)), [reopen]);
    model.update(Msg::RemarkSettled(LetterId(1), RemarkId(7), None));
    row_with(&screen(&model), "改回待改");
    if let Some(open) = &mut model.letter.open {
        open.unmark_span(What::Remark(RemarkId(7)));
        open.safe = Safe::Saved;
    }
    assert_eq!(model.update(Msg::Do(Action::SettleRemark)), []);
    row_with(&screen(&model), "光标处没有修改意见");
    model.update(Msg::Do(Action::Remarks));
    row_with(&screen(&model), "（原话已改）");
    model.update(Msg::Do(Action::Open));
    row_with(&screen(&model), "文中没有了");
    model.update(Msg::Do(Action::Back));
    let effects = model.update(Msg::Do(Action::Changes));
    assert_eq!(effects, [Effect::ReadChanges(LetterId(1))]);
    let before = "甲代表：\n现有工作室9个。\n旧话一句。\n专此答复。";
    let after = "甲代表：\n现有工作室10个。\n专此答复。\ne\u{301}新句。";
    for lang in [Lang::Zh, Lang::En] {
        let all = diff(before, after);
        let all = all.iter().map(Changed::of).collect();
        model.lang = lang;
        model.update(Msg::Compared("1 → 2".into(), all));
        let rows = screen(&model);
        row_with(&rows, "> ~ 现有工作室[-9-]{+10+}个。");
        row_with(&rows, "  - 旧话一句。");
        row_with(&rows, "  + e\u{301}新句。");
        row_with(&rows, "    专此答复。");
        row_with(&rows, lang.pick("第 1 处改动，共 3 处", "change 1 of 3"));
        model.update(Msg::Do(Action::FindNext));
        row_with(&screen(&model), "> - 旧话一句。");
        model.update(Msg::Do(Action::Back));
    }
    model.update(Msg::Compared("1 → 1".into(), Vec::new()));
    row_with(&screen(&model), "nothing changed");
}

#[test]
fn a_letter_at_its_end_has_no_next_step() {
    let mut model = opened(Lang::En, (80, 24));
    if let Some(open) = &mut model.letter.open {
        open.view.review.place = 5;
    }
    model.update(Msg::Do(Action::NextStep));
    row_with(&screen(&model), "nothing comes next");
}
