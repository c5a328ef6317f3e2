//! Ledgers in the manner of real ones, with invented people, and what is made of them.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{Entry, Field, Layout, Ledger, Reason, read};
use crate::{
    ingest::sheet::{self, Book},
    rules::pack_of,
};

fn read_book(book: &Book) -> (Layout, Ledger) {
    let pack = pack_of(None);
    let layout = Layout::of(book, &pack).expect("a ledger");
    let ledger = read(book, &layout, &pack);
    (layout, ledger)
}

fn csv(text: &str) -> (Layout, Ledger) {
    read_book(&sheet::read(text.as_bytes()).unwrap())
}

fn said(entry: &Entry) -> Vec<(&'static str, &str)> {
    let fields = Field::ALL
        .iter()
        .filter_map(|field| Some((field.code(), entry.some(*field)?)));
    fields.collect()
}

/// A title over all columns, a double header with merged cells, days of three kinds, numbers that
/// lost their zeros, several names in a cell, a header repeated and a signature below.
fn merged() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let centre = Format::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.set_name("人大建议").unwrap();
    let title = "云桥区第十七届人大第五次会议代表建议办理台账（2026年）";
    sheet.merge_range(0, 0, 0, 9, title, &centre).unwrap();
    sheet.write(1, 0, "填报单位：云桥区总工会").unwrap();
    for (from, to, name) in [(3, 4, "承办单位"), (5, 6, "时间")] {
        sheet.merge_range(2, from, 2, to, name, &centre).unwrap();
    }
    for (column, name) in [
        (0, "编号"),
        (1, "标题"),
        (2, "领衔代表"),
        (7, "类 别"),
        (8, "满意度"),
        (9, "备注"),
    ] {
        sheet
            .merge_range(2, column, 3, column, name, &centre)
            .unwrap();
    }
    for (column, name) in [(3, "主办"), (4, "协办"), (5, "交办\n日期"), (6, "答复日期")]
    {
        sheet.write(3, column, name).unwrap();
    }
    sheet.write(4, 0, "037").unwrap();
    sheet
        .write(4, 1, "关于支持小微企业\n开展班组练兵的建议")
        .unwrap();
    sheet.write(4, 2, "周知行、林小满 张 三").unwrap();
    sheet.write(4, 3, "区总工会").unwrap();
    sheet.write(4, 4, "区教育局，区人社局").unwrap();
    let when = ExcelDateTime::parse_from_str("2026-03-02").unwrap();
    sheet.write_with_format(4, 5, &when, &day).unwrap();
    sheet.write(4, 6, "5月8日").unwrap();
    sheet.write(4, 7, "B").unwrap();
    sheet.write(4, 8, "基本满意").unwrap();
    sheet.write(5, 0, 38).unwrap();
    sheet.write(5, 1, "关于开办工人夜校的建议").unwrap();
    sheet.write(5, 2, "欧阳青石等5人").unwrap();
    sheet.write(5, 3, "区教育局").unwrap();
    sheet.write(5, 5, 46083).unwrap();
    sheet.write(5, 7, "A类（已解决）").unwrap();
    // the header again, on the next page
    for (column, name) in [(0, "编号"), (1, "标题"), (2, "领衔代表"), (3, "承办单位")] {
        sheet.write(6, column, name).unwrap();
    }
    // the unit's cell goes on in the next row
    sheet.write(7, 0, "139").unwrap();
    sheet.write(7, 1, "助企解决企业培训问题").unwrap();
    sheet.write(7, 3, "区经信局").unwrap();
    sheet.write(7, 5, "2026.3.2").unwrap();
    sheet.write(8, 4, "区总工会").unwrap();
    sheet.write(9, 0, "合计").unwrap();
    sheet.write(9, 1, 3).unwrap();
    sheet.write(10, 0, "填表人：王敏").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_ledger_with_merged_title_and_double_header_is_read() {
    let book = sheet::read(&merged()).unwrap();
    let (layout, ledger) = read_book(&book);
    assert_eq!(ledger.bad, []);
    assert_eq!(layout.ignored(), Vec::<&str>::new());
    let rows: Vec<_> = ledger
        .rows
        .iter()
        .map(|row| (row.line, said(&row.entry)))
        .collect();
    let common = [("place", "云桥区"), ("sitting", "十七届五次")];
    assert_eq!(
        rows[0],
        (
            5,
            vec![
                common[0],
                common[1],
                ("number", "037"),
                ("kind", "suggestion"),
                ("title", "关于支持小微企业开展班组练兵的建议"),
                ("proposer", "周知行"),
                ("cosigners", "林小满、张三"),
                ("lead_unit", "区总工会"),
                ("co_units", "区教育局、区人社局"),
                ("assigned", "2026-03-02"),
                ("answered", "2026-05-08"),
                ("class", "IN_PROGRESS"),
                ("rating", "basically"),
            ]
        )
    );
    assert_eq!(rows[1].1[2], ("number", "038"));
    assert!(rows[1].1.contains(&("assigned", "2026-03-02")));
    assert!(rows[1].1.contains(&("class", "SOLVED")));
    assert!(rows[1].1.contains(&("count", "5")));
    assert!(rows[2].1.contains(&("co_units", "区总工会")));
    assert_eq!(rows.len(), 3);
}

#[test]
fn every_bad_row_is_told_with_column_value_and_reason_and_the_good_go_on() {
    let (_, ledger) = csv("届次,编号,案由,提案人,交办时间,满意度,类型\n\
         十届二次,001,关于夜校的提案,林小满,2026-02-30,满意,提案\n\
         十届二次,002,关于食堂的提案,林小满,2026-03-01,马马虎虎,提案\n\
         十届二次,〇三,关于公交的提案,周知行,2026-03-01,满意,平时提案\n\
         十届二次,x,关于路灯的提案,周知行,2026-03-01,,提案\n\
         十届二次,,,周知行甲,2026-03-01,满意,提案\n\
         十届二次,3,又是公交,周知行,2026-03-01,满意,提案\n\
         下次,5,关于什么的提案,周知行,尽快,满意,提案\n\
         ,,,,,,\n");
    let bad: Vec<_> = ledger
        .bad
        .iter()
        .map(|bad| (bad.line, &*bad.column, &*bad.value, bad.reason))
        .collect();
    assert_eq!(
        bad,
        [
            (2, "交办时间", "2026-02-30", Reason::ImpossibleDay),
            (3, "满意度", "马马虎虎", Reason::Word),
            (5, "编号", "x", Reason::Number),
            (7, "编号", "3 = 4", Reason::Repeats),
            (8, "届次", "下次", Reason::Sitting),
        ]
    );
    assert_eq!(ledger.rows.len(), 1);
    let row = &ledger.rows[0].entry;
    assert_eq!(row.get(Field::Number), "〇三");
    assert_eq!(row.get(Field::Kind), "cppcc");
    assert_eq!(row.get(Field::Period), "between");
    // the row without number and title goes on where one before it is
    assert_eq!(row.get(Field::Cosigners), "周知行甲");
    assert_eq!(ledger.bad[0].cells[2], "关于夜校的提案");
}

#[test]
fn a_doubtful_column_is_what_its_values_are() {
    let of = |values: [&str; 3]| {
        let [one, two, three] = values;
        let rows = format!("1,题一,林小满,{one}\n2,题二,林小满,{two}\n3,题三,林小满,{three}\n");
        let (layout, ledger) = csv(&format!("建议号,标题,代表,类别\n{rows}"));
        assert_eq!(ledger.bad, []);
        layout.columns[3].field
    };
    assert_eq!(of(["A", "B类", "C"]), Some(Field::Class));
    assert_eq!(of(["建议", "议案", "建议"]), Some(Field::Kind));
    assert_eq!(
        of(["城建环保", "农业农村", "社会事业"]),
        Some(Field::Category)
    );
}

#[test]
fn a_cell_may_say_two_things() {
    let (_, ledger) = csv("编号,标题,代表,答复日期/文号,面商情况,类型\n\
         1,甲,林小满,2026年5月8日 云区总工案复〔2026〕3号,2026.4.2上门走访,闭会期间建议\n\
         2,乙,林小满,是,电话沟通两次,建议\n\
         3,丙,林小满,无,代表在外地,建议\n");
    let [one, two, three] = &ledger.rows[..] else {
        panic!("{ledger:?}")
    };
    assert_eq!(one.entry.get(Field::Answered), "2026-05-08");
    assert_eq!(
        one.entry.get(Field::AnswerNumber),
        "云区总工案复〔2026〕3号"
    );
    assert_eq!(one.entry.get(Field::Contact), "visit");
    assert_eq!(one.entry.get(Field::Contacted), "2026-04-02");
    assert_eq!(one.entry.get(Field::Period), "between");
    assert_eq!(two.entry.get(Field::State), "answered");
    assert_eq!(two.entry.get(Field::Contact), "phone");
    assert_eq!(three.entry.get(Field::Contact), "代表在外地");
    assert_eq!(three.entry.get(Field::Answered), "");
}

#[test]
fn what_is_no_ledger_is_none() {
    let pack = pack_of(None);
    for text in [
        "姓名,性别,工作单位,职业工种,技能等级\n赵铁,男,青石机械厂,钳工,技师\n",
        "编号,037,类型,建议,标题,关于夜校的建议\n领衔代表,林小满,联系电话,000-0000,地址,无\n",
        "一篇文章，没有表格。\n第二行。\n",
    ] {
        let book = sheet::read(text.as_bytes()).unwrap();
        assert_eq!(Layout::of(&book, &pack), None, "{text}");
    }
}

#[test]
fn two_tables_of_a_file_share_the_columns_of_one_name() {
    let page = "<table><tr><td>云桥区人大建议</td></tr><tr><td>编号<td>标题<td>领衔代表</tr>
        <tr><td>1<td>甲<td>林小满</tr></table>
        <table><tr><td>政协云桥区第十届委员会第二次会议提案</td></tr><tr><td>编号<td>案由<td>提案人</tr>
        <tr><td>2<td>乙<td>民革云桥区委会</tr></table>";
    let (layout, ledger) = read_book(&sheet::read(page.as_bytes()).unwrap());
    assert_eq!(layout.columns.len(), 5);
    let said: Vec<_> = ledger
        .rows
        .iter()
        .map(|row| [Field::Kind, Field::Sitting, Field::Title].map(|field| row.entry.get(field)))
        .collect();
    assert_eq!(
        said,
        [["suggestion", "", "甲"], ["cppcc", "十届二次", "乙"]]
    );
}

proptest::proptest! {
    #[test]
    fn any_cells_under_a_header_are_read_without_panic(
        cells in proptest::collection::vec("\\PC{0,12}|[0-9.年月日/-]{0,10}|[ABC类满意建议第届次号、 ]{0,8}", 36)
    ) {
        let header: Vec<&str> = Field::ALL.iter().map(|field| field.label()).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&header).unwrap();
        writer.write_record(&cells[..header.len()]).unwrap();
        let bytes = writer.into_inner().unwrap();
        if let Ok(book) = sheet::read(&bytes)
            && let Some(layout) = Layout::of(&book, &pack_of(None))
        {
            let _ = read(&book, &layout, &pack_of(None));
        }
    }
}
