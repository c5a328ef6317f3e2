use super::*;

/// Writes the quantities of a text: value, unit, and how it stands where it is not exact.
fn read(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let found = quantities(&chars);
    let shown = found.iter().map(|own| {
        let whole = own.value / ONE;
        let rest = own.value % ONE;
        let part = format!("{rest:06}");
        let part = part.trim_end_matches('0');
        let dot = if part.is_empty() { "" } else { "." };
        let manner = match own.manner {
            Manner::Exact => "",
            Manner::About => " about",
            Manner::Range => " range",
            Manner::Rate => " rate",
        };
        format!("{whole}{dot}{part}{}{manner}", own.unit.0)
    });
    shown.collect()
}

#[test]
fn numbers_are_read_with_their_units() {
    for (text, expected) in [
        ("现有9家", &["9家"][..]),
        ("投入1.2亿元", &["120000000元"]),
        ("投入3.5万元", &["35000元"]),
        ("补贴5316.4万元", &["53164000元"]),
        ("1,200人、12,345.6元", &["1200人", "12345.6元"]),
        ("１２名", &["12人"]),
        ("8.36万人次", &["83600人次"]),
        ("1亿2000万元", &["120000000元"]),
        ("3万余名", &["30000人 about"]),
        ("10余万元", &["100000元 about"]),
        ("20多个", &["20个 about"]),
        ("三十七件", &["37件"]),
        ("一百零二人、两家", &["102人", "2家"]),
        ("百分之三十五", &["35%"]),
        ("35.2％", &["35.2%"]),
        ("提高3.2个百分点", &["3.2个百分点"]),
        ("4000平方米", &["4000平方米"]),
        ("3、5、10家", &["3家", "5家", "10家"]),
        ("约500人，近千人", &["500人 about"]),
        ("节约500元", &["500元"]),
        ("8-10个", &["8个 range", "10个 range"]),
        ("5000元至2万元", &["5000元 range", "20000元 range"]),
        ("每人每天50元", &["50元 rate"]),
        ("50元/人", &["50元 rate"]),
        ("100名左右", &["100人 about"]),
        ("市级以上5家", &["5家"]),
        ("2 家", &["2家"]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn numbers_that_count_nothing_are_left_out() {
    for text in [
        "",
        "2017年5月5日",
        "第3批、第037号建议、第三家",
        "〔2017〕2号",
        "联系电话：0000-86000000",
        "17:25:07",
        "2023.4.12",
        "“1+6”产业",
        "“5123”行动",
        "《2020年100条措施》",
        "G20峰会",
        "一是、二是",
        "进一步",
        "e\u{301}\u{1b}[31m",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}

#[test]
fn numerals_have_the_value_they_are_spoken_with() {
    for (text, expected) in [
        ("十", Some(10)),
        ("十五", Some(15)),
        ("二十", Some(20)),
        ("一百零二", Some(102)),
        ("一千二百", Some(1200)),
        ("三万五千", Some(35000)),
        ("两亿", Some(200_000_000)),
        ("七八", None),
        ("二〇二三", None),
        ("零", None),
        ("", None),
    ] {
        let chars: Vec<char> = text.chars().collect();
        assert_eq!(han::value(&chars), expected, "{text}");
    }
}
