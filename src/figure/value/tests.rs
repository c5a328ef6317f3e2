use super::*;
use crate::{domain::craftsman::HonourLevel, figure::parse::read};

fn row(id: i64, part: Option<Value>) -> Row {
    Row {
        of: RowOf::Studio(StudioId(id)),
        amount: 1,
        part,
    }
}

fn tallied(line: &str, rows: &[Row], kept: usize) -> Answer {
    let mut tally = Tally::of(&read(line).unwrap(), kept);
    rows.iter().cloned().for_each(|row| tally.take(row));
    tally.answer()
}

#[test]
fn money_is_told_in_ten_thousands_when_no_yuan_is_lost() {
    for (amount, told) in [
        (0, "0元"),
        (9_999, "9999元"),
        (10_000, "1万元"),
        (365_000, "36.5万元"),
        (365_100, "36.51万元"),
        (360_500, "36.05万元"),
        (365_123, "365123元"),
        (-20_500, "-2.05万元"),
    ] {
        assert_eq!(shown(amount, "元"), told);
    }
    assert_eq!(shown(12_000, "人"), "12000人");
}

#[test]
fn parts_come_in_the_order_of_their_kind_and_sum_up() {
    let level = |level| Some(Value::Honour(level));
    let rows = [
        row(1, level(HonourLevel::City)),
        row(2, level(HonourLevel::National)),
        row(3, level(HonourLevel::City)),
    ];
    let answer = tallied("工作室 按级别", &rows, 2);
    assert_eq!(sentence(&answer, "个"), "3个，其中国家级1个、市级2个");
    assert_eq!((answer.rows.len(), answer.records), (2, 3));
    let text = |text: &str| Some(Value::Text(text.into()));
    let rows = [
        row(1, Some(Value::Nothing)),
        row(2, text("钳工")),
        row(3, text("焊工")),
        row(4, text("焊工")),
    ];
    let answer = tallied("工作室 按工种", &rows, 9);
    assert_eq!(
        sentence(&answer, "个"),
        "4个，其中焊工2个、钳工1个、其他1个"
    );
    let many: Vec<Row> = (0..30)
        .map(|id| row(id, text(&format!("工种{id}"))))
        .collect();
    let answer = tallied("工作室 按工种", &many, 0);
    let parts = parts(&answer);
    assert_eq!((parts.len(), parts.last().unwrap().1), (11, 20));
    assert_eq!(sentence(&tallied("工作室 按工种", &[], 0), "个"), "0个");
}

#[test]
fn talent_classes_come_by_their_letters_and_are_called_classes() {
    let text = |text: &str| Some(Value::Text(text.into()));
    let rows = [
        row(1, Some(Value::Nothing)),
        row(2, text("C")),
        row(3, text("C")),
        row(4, text("A")),
    ];
    let trade = tallied("人才 按工种", &rows, 9);
    assert_eq!(sentence(&trade, "名"), "4名，其中C2名、A1名、其他1名");
    for by in ["按人才分类", "按历年分类"] {
        let answer = tallied(&format!("人才 {by}"), &rows, 9);
        let told = "4名，其中A类1名、C类2名、其他1名";
        assert_eq!(sentence(&answer, "名"), told);
    }
}

#[test]
fn the_hash_follows_the_rows_and_nothing_else() {
    let rows = [row(1, None), row(2, None)];
    let all = tallied("工作室", &rows, 9);
    assert_eq!(all.hash.len(), 64);
    assert_eq!(tallied("工作室 级别>=市级", &rows, 0).hash, all.hash);
    assert_ne!(tallied("工作室", &rows[..1], 9).hash, all.hash);
    let other = [row(1, None), row(3, None)];
    assert_ne!(tallied("工作室", &other, 9).hash, all.hash);
    let nothing = [row(1, Some(Value::Nothing))];
    let none = [row(1, Some(Value::Text("none".into())))];
    let by = "工作室 按工种";
    assert_ne!(tallied(by, &nothing, 0).hash, tallied(by, &none, 0).hash);
}

#[test]
fn a_record_met_in_two_parts_counts_once() {
    let year = |year| Some(Value::Year(year));
    let rows = [row(1, year(2024)), row(1, year(2025)), row(2, year(2025))];
    let answer = tallied("工作室 按资助年份", &rows, 9);
    assert_eq!((answer.amount, answer.records), (2, 2));
    let amounts: Vec<i64> = answer.groups.iter().map(|group| group.amount).collect();
    assert_eq!(amounts, [1, 2]);
}
