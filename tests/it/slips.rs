//! Deliveries and slips through the real binary.

use serde_json::json;

use anfu::{
    app::Msg,
    domain::{event::Channel, state::State},
};

use super::{
    home::Home,
    world::{World, world},
};

const FORM: &str = "澄江市云桥区第十七届人民代表大会第五次会议\n代表建议、批评和意见\n编号：058\n代表姓名：林小满、周知行\n标题：关于在青石街道增设夜校的建议\n内容：\n不少工人下班后想学技术，附近没有去处。\n";

/// An office with one item that was signed for and is ready to be answered.
fn ready() -> Home {
    let home = Home::with_item();
    home.ok(&["proposal", "assign", "037", "2026-08-24"]);
    home.ok(&["proposal", "accept", "037", "--on", "2026-08-25"]);
    home
}

#[test]
fn an_answer_reaches_one_proposer_after_the_other_and_each_sends_a_slip() {
    let home = ready();
    let to = [
        "--of",
        "林小满",
        "--channel",
        "面复",
        "--receipt",
        "2026-11-19",
    ];
    let sent = [
        &["proposal", "deliver", "037", "--on", "2026-11-18"][..],
        &to,
    ]
    .concat();
    home.ok(&sent);
    let shown = |home: &Home| home.json(&["proposal", "show", "037", "--json"]).remove(0);
    let item = shown(&home);
    assert_eq!(item["state"], "answered");
    assert_eq!(item["answered"], "2026-11-18");
    let rows = &item["deliveries"];
    assert_eq!(rows[0]["channel"], "in_person");
    assert_eq!(rows[0]["receipt"], "2026-11-19");
    assert_eq!(
        (&rows[1]["owed"], &rows[1]["delivered"]),
        (&json!(true), &json!(null))
    );
    // Nobody named: everyone it is still owed to.
    home.ok(&["proposal", "deliver", "037", "--channel", "post"]);
    assert_eq!(shown(&home)["deliveries"][1]["delivered"], "2026-11-21");
    let again = home.run(&["proposal", "deliver", "037"]);
    assert_eq!(again.code, 4, "{}", again.err);
    let rate = |name: &str, result: &str| {
        let evidence = ["--evidence", "回执原件"];
        let args = ["proposal", "rate", "037", "--of", name, "--result", result];
        home.ok(&[&args[..], &evidence].concat());
    };
    rate("周知行", "satisfied");
    assert_eq!(shown(&home)["state"], "satisfied");
    rate("林小满", "不满意");
    let item = shown(&home);
    assert_eq!(
        (&item["state"], &item["rounds"]),
        (&json!("redoing"), &json!(1))
    );
    assert_eq!(item["rating"], "unsatisfied");
    let slip = &item["deliveries"][0]["slips"][0];
    assert_eq!(
        (&slip["result"], &slip["evidence"]),
        (&json!("unsatisfied"), &json!("回执原件"))
    );
    assert!(!slip["typed_by"].as_str().unwrap().is_empty());
    let text = home.ok(&["proposal", "show", "037"]);
    assert!(
        text.contains("送达与反馈") && text.contains("回执原件"),
        "{text}"
    );
    // The next answer is a new round: nobody has been reached yet but those it names.
    home.ok(&["proposal", "deliver", "037", "--of", "林小满"]);
    let item = shown(&home);
    assert_eq!(item["state"], "answered");
    assert_eq!(item["deliveries"][1]["delivered"], json!(null));
    assert_eq!(item["rating"], json!(null));
}

#[test]
fn slips_that_cannot_be_are_refused_in_words() {
    let home = ready();
    let rate = ["proposal", "rate", "037", "--result", "满意", "--evidence"];
    let early = home.run(&[&rate[..], &["回执"]].concat());
    assert_eq!(early.code, 4, "{}", early.err);
    assert!(early.err.contains("已签收"), "{}", early.err);
    home.ok(&["proposal", "deliver", "037"]);
    for (args, code, says) in [
        (
            &["--result", "满意", "--evidence", " "][..],
            2,
            "--evidence",
        ),
        (&["--result", "极好", "--evidence", "回执"], 2, "基本满意"),
        (
            &[
                "--result",
                "满意",
                "--attitude",
                "满意",
                "--evidence",
                "回执",
            ],
            2,
            "--attitude",
        ),
        (
            &["--result", "满意", "--of", "钱样", "--evidence", "回执"],
            3,
            "林小满",
        ),
        (&["--result", "满意"], 2, "evidence"),
    ] {
        let gave = home.run(&[&["proposal", "rate", "037"][..], args].concat());
        assert_eq!(gave.code, code, "{args:?} {}", gave.err);
        assert!(gave.err.contains(says), "{args:?} {}", gave.err);
    }
    home.ok(&["proposal", "remind", "037", "--of", "周知行"]);
    let item = home.json(&["proposal", "show", "037", "--json"]).remove(0);
    assert_eq!(item["deliveries"][1]["reminded"], json!(["2026-11-21"]));
}

#[test]
fn by_keys_an_answer_goes_out_reaches_the_rest_and_slips_are_typed_in() {
    let mut world = world();
    world.send(Msg::Paste(FORM.into())).keys("<c-s>").keys("s");
    world.keys("a").keys("s").shows("邮寄").shows("面复");
    world.keys("2");
    let item = |world: &World| world.model.queue.open.clone().unwrap().view;
    world.keys("<enter>");
    let view = item(&world);
    assert_eq!(view.projection.state, State::Answered);
    assert!(view.owed.is_empty(), "both at once: nobody was named");
    assert_eq!(
        view.deliveries[1].delivered.unwrap().1,
        Some(Channel::InPerson)
    );
    // The lead's slip, with its evidence; without evidence it is not taken.
    world.keys("f").shows("基本满意");
    world.keys("2").shows("林小满");
    world.keys("<c-s>");
    assert!(item(&world).deliveries[0].slip().is_none());
    world.send(Msg::Text("回执原件".into())).keys("<c-s>");
    let view = item(&world);
    assert_eq!(view.projection.state, State::BasicallySatisfied);
    let slip = view.deliveries[0].slip().unwrap();
    assert_eq!(slip.evidence.as_deref(), Some("回执原件"));
    // The next one is offered for who has sent none yet.
    world.keys("f3").shows("周知行");
    world.send(Msg::Text("电话".into())).keys("<c-s>");
    assert_eq!(item(&world).projection.state, State::Redoing);
    world.shows("不满意").shows("电话");
    world.keys("u");
    assert_eq!(item(&world).projection.state, State::BasicallySatisfied);
}
