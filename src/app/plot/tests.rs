//! Every shape, of little and of nothing.

use super::*;
use crate::figure::PivotTally;

fn counted(line: &str, cells: &[(Value, Option<Value>, i64)]) -> (Pivot, PivotTable) {
    let pivot = Pivot::read(line).unwrap();
    let mut tally = PivotTally::of(pivot.clone());
    let mut record = 0;
    for (row, col, amount) in cells {
        let row = tally.row(row.clone());
        let col = col.clone().map_or(0, |col| tally.col(col));
        for _ in 0..*amount {
            record += 1;
            tally.take(record, 1, row, col);
        }
    }
    tally.take_base(record + 5);
    (pivot, tally.table())
}

fn level(code: &str) -> Value {
    Value::of_word(Kind::Skill, code).unwrap()
}

fn town(name: &str) -> Value {
    Value::Text(name.into())
}

fn plotted(line: &str, cells: &[(Value, Option<Value>, i64)], width: u16) -> Vec<String> {
    let (pivot, table) = counted(line, cells);
    lines(&draw(&pivot, &table, Lang::Zh, width))
}

#[test]
fn a_pyramid_has_eight_levels_and_what_is_not_known() {
    let cells = [
        (level("技师"), None, 2),
        (level("高级工"), None, 4),
        (Value::Nothing, None, 1),
    ];
    let rows = plotted("人才 按级别", &cells, 40);
    assert_eq!(
        rows,
        [
            " 首席技师 0   0.00%",
            " 特级技师 0   0.00%",
            " 高级技师 0   0.00%",
            " 技师     2  28.57%     ##########",
            " 高级工   4  57.14% ##################",
            " 中级工   0   0.00%",
            " 初级工   0   0.00%",
            " 学徒工   0   0.00%",
            " （未填） 1  14.29%       ######",
            " 合计 7 人",
        ]
    );
}

#[test]
fn years_between_have_a_place_and_too_many_become_bars() {
    let year = Value::Year;
    let cells = [
        (year(2023), None, 1),
        (year(2025), None, 8),
        (Value::Nothing, None, 2),
    ];
    let rows = plotted("工作室 按认定年份", &cells, 40);
    assert_eq!(
        rows,
        [
            "8|                o",
            " |                :",
            " |                :",
            " |                :",
            " |                :",
            " |                :",
            " |                :",
            " |    o           :",
            "      1     0     8",
            "   2023  2024  2025",
            " （未填）  2  18.18%",
            " 合计 11 个",
        ]
    );
    let wide = [(year(1949), None, 1), (year(2025), None, 1)];
    let rows = plotted("工作室 按认定年份", &wide, 40);
    assert!(rows[0].starts_with(" 1949 1  50.00% #"), "{rows:?}");
    let rows = plotted("工作室 按认定年份", &[(Value::Nothing, None, 3)], 40);
    assert!(rows[0].starts_with(" （未填） 3 100.00% #"), "{rows:?}");
}

#[test]
fn a_grid_shows_number_digit_and_shade() {
    let cells = [
        (town("青石街道"), None, 9),
        (town("名字长到放不下的经济技术开发区"), None, 1),
        (town("e\u{301}镇"), None, 5),
        (Value::Nothing, None, 2),
    ];
    let rows = plotted("人才 按街道", &cells, 40);
    assert_eq!(
        rows,
        [
            " 青石街道          e\u{301}镇",
            " 9 9@@@    52.94%  5 5+++    29.41%",
            " 名字长到放不下的  （未填）",
            " 1 1...     5.88%  2 2:::    11.76%",
            " 1 到 9：与最多的一格相比；0 没有",
            " 合计 17 人",
        ]
    );
}

#[test]
fn a_table_goes_on_below_where_it_is_too_narrow() {
    let cells = [
        (town("甲镇"), Some(level("技师")), 4),
        (town("甲镇"), Some(level("高级工")), 1),
        (town("乙镇"), Some(Value::Nothing), 2),
    ];
    let rows = plotted("人才 按街道 再按级别", &cells, 60);
    assert_eq!(
        rows,
        [
            "           合计      技师    高级工  （未填）",
            " 甲镇        5         4@        1-        0",
            " 乙镇        2         0         0         2+",
            " 合计        7         4         1         2",
            " . : - = + * # % @ 由浅到深，@ 最多",
            " 合计 7 人",
        ]
    );
    let narrow = plotted("人才 按街道 再按级别", &cells, 30);
    assert!(
        narrow.len() > 8 && narrow[5].contains("高级工"),
        "{narrow:#?}"
    );
}

#[test]
fn what_was_owed_in_units_of_its_own_is_no_share_and_no_sum() {
    let level = |code: &str| Value::of_word(Kind::HonourLevel, code).unwrap();
    let outcome = |word: &str| Some(Value::of_word(Kind::DutyOutcome, word).unwrap());
    let cells = [
        (level("市级"), outcome("完成"), 1),
        (level("市级"), outcome("未完成"), 1),
    ];
    for (line, is_share) in [
        ("工作室 任务数 按级别 再按任务结果", true),
        ("工作室 任务数 任务=带徒 按级别 再按任务结果", true),
        // A studio has duties of every outcome, and of one outcome nothing else is owed.
        ("工作室 按级别 再按任务结果", false),
        ("工作室 任务数 任务结果=完成 按级别 再按任务结果", false),
        ("工作室 任务完成数 按级别 再按任务结果", false),
        ("工作室 任务数 按级别 再按任务年份", false),
    ] {
        let pivot = Pivot::read(line).unwrap();
        assert_eq!(Shape::of(&pivot) == Shape::Shares, is_share, "{line}");
        let told = plotted(line, &cells, 60).concat();
        assert_eq!(told.contains('['), is_share, "{line}: {told}");
        let mixes = line.contains("任务完成数");
        assert_eq!(told.contains("不止一个指标"), mixes, "{line}: {told}");
    }
}

#[test]
fn nothing_is_drawn_as_nothing_and_what_is_left_out_is_said() {
    for line in [
        "人才 按级别",
        "人才 按街道",
        "人才 荣誉数 按荣誉年份",
        "人才 按街道 再按级别",
        "单位 按类型",
    ] {
        let rows = plotted(line, &[], 78);
        assert!(
            rows.last().unwrap().starts_with(" 合计 0 "),
            "{line}: {rows:?}"
        );
        for width in [0, 1, 9] {
            plotted(line, &[], width);
        }
    }
    let cells = [(town("工匠"), None, 2)];
    let rows = plotted("人才 按荣誉", &cells, 60);
    assert_eq!(rows[2], " 另有 5 不在其中（全部 7）");
    assert!(
        rows[0].contains("28.57%") && rows[3].contains("只算一次"),
        "{rows:?}"
    );
}

#[test]
fn more_than_a_screen_can_hold_is_said_and_text_has_it_all() {
    let cells: Vec<_> = (0..250)
        .map(|at| (town(&format!("{at}镇")), None, 1))
        .collect();
    let (pivot, table) = counted("人才 按工种", &cells);
    let rows = lines(&draw(&pivot, &table, Lang::Zh, 60));
    assert!(rows.last().unwrap().contains("还有 50 行"), "{rows:?}");
    assert_eq!(lines(&draw_whole(&pivot, &table, Lang::Zh, 60)).len(), 251);
}

#[test]
fn marks_lie_inside_and_leave_a_column_for_the_cursor() {
    let cells = [
        (town("甲镇"), Some(level("技师")), 4),
        (town("乙镇"), Some(Value::Nothing), 2),
    ];
    for line in ["人才 按街道 再按级别", "人才 按街道", "人才 按工种"] {
        let (pivot, table) = counted(line, &cells);
        for width in 0..90 {
            let drawing = draw(&pivot, &table, Lang::En, width);
            for mark in &drawing.marks {
                assert!(mark.x + mark.width <= width && mark.y < drawing.rows);
                let under = |own: &&Piece| own.y == mark.y && own.x == mark.x;
                assert_eq!(drawing.pieces.iter().find(under), None, "{line} {width}");
            }
        }
    }
}

#[test]
fn what_was_fulfilled_is_a_gauge_and_its_marks_open_each_outcome() {
    let duty = |word: &str| Value::of_word(Kind::Duty, word).unwrap();
    let outcome = |word: &str| Some(Value::of_word(Kind::DutyOutcome, word).unwrap());
    let line = "工作室 任务数 按任务 再按任务结果";
    let cells = [
        (duty("带徒"), outcome("完成"), 3),
        (duty("带徒"), outcome("未报"), 5),
        (duty("授课"), outcome("未完成"), 2),
    ];
    let rows = plotted(line, &cells, 60);
    assert_eq!(
        rows,
        [
            "                               完成  未完成    未报    合计",
            " 带徒  [###-------] 37.50%        3       0       5       8",
            " 授课  [----------]  0.00%        0       2       0       2",
            " 合计  [###-------] 30.00%        3       2       5      10",
            " 合计 10 项",
        ]
    );
    let (pivot, table) = counted(line, &cells);
    // Where there is little room the gauge is short, then none.
    let rows = |cols| lines(&draw(&pivot, &table, Lang::Zh, cols));
    assert!(rows(54)[1].contains("[#---] 37.50%"), "{:?}", rows(54));
    assert!(!rows(40).concat().contains('['), "{:?}", rows(40));
    let marks = draw(&pivot, &table, Lang::Zh, 60).marks;
    let met = table
        .cols
        .iter()
        .position(|own| Some(&own.value) == outcome("完成").as_ref());
    assert!(marks.iter().any(|own| own.row == Some(0) && own.col == met));
    // Every outcome of every row and of all rows, what each row is in all, and all of it below.
    assert_eq!(marks.len(), 3 * 4 + 1);
    assert_eq!(plotted(line, &[], 60), [" 合计 0 项"]);
}
