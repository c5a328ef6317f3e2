//! Letters and whole files leaving the program.

use std::fs;

use crate::home::Home;

const LETTER: &str = "类别：A\n云案复〔2026〕3号\n关于区第十五届人大二次会议\n第037号建议的答复\n\n林小满代表：\n收悉，现答复如下：\n一、关于“名额”的问题\n已经扩大。\n\n云桥区某某局\n2026年5月5日\n抄送：区人大常委会代表工委。\n";

/// An office with one letter, whose text is ours.
fn with_letter() -> Home {
    let home = Home::with_item();
    home.ok(&["proposal", "accept", "37"]);
    home.ok(&["letter", "new", "37"]);
    let file = home.file("函.txt", LETTER);
    home.ok(&["letter", "write", "37", &file]);
    home
}

#[test]
fn a_letter_leaves_as_a_document() {
    let home = with_letter();
    for head in ["letter", "red", "bare"] {
        home.ok(&[
            "letter",
            "export",
            "37",
            "--form",
            "docx",
            "--head",
            head,
            "-o",
            "答复.docx",
            "--force",
        ]);
        let bytes = fs::read(home.path("答复.docx")).unwrap();
        assert!(bytes.starts_with(b"PK"));
        let back = home.json(&["import", "答复.docx", "--dry-run", "--json"]);
        assert!(back[0].to_string().contains("037"), "{back:?}");
    }
    assert_eq!(
        home.run(&["letter", "export", "37", "--head", "blue"]).code,
        2
    );
    let names: Vec<_> = fs::read_dir(home.path(".")).unwrap().flatten().collect();
    assert!(
        !names
            .iter()
            .any(|own| own.file_name().to_string_lossy().ends_with(".part"))
    );
}

#[test]
fn a_proof_shows_pages() {
    let home = with_letter();
    let out = home.ok(&["letter", "proof", "37"]);
    assert!(out.contains("第 1 面，共 1 面"), "{out}");
    assert!(out.contains("              云桥区某某局\n━━━━"), "{out}");
    assert!(
        out.contains("类别：A                                云案复〔2026〕3号\n"),
        "{out}"
    );
    assert!(
        out.contains("  抄送：区人大常委会代表工委。\n━━━━"),
        "{out}"
    );
    let rows = home.json(&["letter", "proof", "37", "--head", "bare", "--json"]);
    assert_eq!((rows.len(), rows[0]["pages"].as_u64()), (1, Some(1)));
    assert_eq!(rows[0]["rows"].as_array().unwrap().len(), 25);
    let gave = home.run(&["letter", "proof", "37", "--page", "2"]);
    assert_eq!(gave.code, 3);
    assert!(gave.err.contains("没有这一面，共 1 面"), "{}", gave.err);
}

#[test]
fn letters_of_a_filter_leave_each_in_its_file() {
    let home = with_letter();
    let all = [
        "letter", "export", "--all-of", "037", "--form", "docx", "--to", "导出",
    ];
    let rows = home.json(&[&all[..], &["--json"]].concat());
    assert_eq!(rows.len(), 1);
    let path = home.path(rows[0]["path"].as_str().unwrap());
    assert!(path.exists(), "{path:?}");
    // What is there stays, and the call says so.
    fs::write(&path, "别人的").unwrap();
    let gave = home.run(&all);
    assert_eq!(gave.code, 4);
    assert!(
        gave.err.contains("已经存在") && gave.err.contains("1 函中写入 0 函"),
        "{}",
        gave.err
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "别人的");
    home.ok(&[&all[..], &["--force"]].concat());
    assert!(fs::read(&path).unwrap().starts_with(b"PK"));
    let none = home.run(&["letter", "export", "--all-of", "没有这样的件", "--to", "空"]);
    assert_eq!(none.code, 3, "{}", none.err);
    assert!(!home.path("空").exists());
    assert_eq!(home.run(&["letter", "export"]).code, 2);
    assert_eq!(home.run(&["letter", "export", "--all-of", "037"]).code, 2);
}

#[test]
fn the_whole_file_of_an_item_is_one_archive() {
    let home = with_letter();
    home.ok(&["proposal", "archive", "37", "-o", "案卷.zip"]);
    let bytes = fs::read(home.path("案卷.zip")).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = (0..zip.len())
        .map(|at| zip.by_index(at).unwrap().name().unwrap().into_owned())
        .collect();
    assert_eq!(
        names,
        [
            "目录.txt",
            "1-提案原件/题目和内容.txt",
            "2-各函/01-主办答复-关于区第十五届人大二次会议第037号建议的答复.docx",
            "2-各函/01-主办答复-关于区第十五届人大二次会议第037号建议的答复.txt",
            "4-征询意见表/037-征询意见表-1-林小满.txt",
            "4-征询意见表/037-征询意见表-2-周知行.txt",
            "4-征询意见表/送达和征询意见.csv",
            "5-经过.csv",
        ]
    );
    let mut text = |name: &str| std::io::read_to_string(zip.by_name(name).unwrap()).unwrap();
    assert!(text("目录.txt").starts_with("037 关于培育云桥工匠的建议\n\n 1  1-提案原件/"));
    assert!(text("5-经过.csv").contains("签收"));
    assert!(text("4-征询意见表/送达和征询意见.csv").contains("周知行"));
    let gave = home.run(&["proposal", "archive", "37", "-o", "案卷.zip"]);
    assert_eq!(gave.code, 4, "{}", gave.err);
    let made = home.json(&[
        "proposal",
        "archive",
        "37",
        "-o",
        "案卷.zip",
        "--force",
        "--json",
    ]);
    assert_eq!(made[0]["files"].as_array().unwrap().len(), 8);
}

#[test]
fn without_a_typeface_a_pdf_is_refused_with_what_to_install() {
    let home = with_letter();
    let mut command = home.command(&["letter", "export", "37", "-o", "答复.pdf"]);
    let gave = crate::home::Gave::of(
        &command
            .env("ANFU_FONTS", home.path("没有字体"))
            .output()
            .unwrap(),
    );
    assert_eq!(gave.code, 1);
    assert!(gave.err.contains("fonts-noto-cjk"), "{}", gave.err);
    assert!(!home.path("答复.pdf").exists());
}
