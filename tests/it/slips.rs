//! Deliveries and slips through the real binary.

use serde_json::json;

use super::home::Home;

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
