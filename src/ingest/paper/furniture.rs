//! Page furniture and adverts: what a website prints around a paper.
//!
//! Recognised by words and by shape. A line is dropped only when it is short or stands outside the
//! paragraphs, so that a sentence about a hotline in the text itself stays.

use super::{date, marks};
use crate::ingest::lines::Line;

/// Words that begin a line of furniture.
const BEGINS: [&str; 46] = [
    "标签",
    "声明",
    "转载",
    "责任编辑",
    "责编",
    "编辑：",
    "编辑:",
    "作者：",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "分享",
    "打印",
    "关闭",
    "字体",
    "字号",
    "浏览次数",
    "浏览量",
    "阅读次数",
    "阅读量",
    "点击数",
    "点击量",
    "访问量",
    "版权",
    "Copyright",
    "copyright",
    "ICP",
    "备案",
    "相关阅读",
    "相关新闻",
    "相关链接",
    "相关文章",
    "推荐阅读",
    "热门",
    "首页",
    "当前位置",
    "您的位置",
    "您当前的位置",
    "扫一扫",
    "扫码",
    "关注我们",
    "返回顶部",
    "收藏",
    "网站地图",
    "技术支持",
];

/// Words that make a short line furniture wherever they stand in it.
const HOLDS: [&str; 26] = [
    "客服",
    "专线",
    "热线：",
    "热线:",
    "服务热线",
    "咨询热线",
    "侵权",
    "本站",
    "版权所有",
    "转载请注明",
    "务必注明来源",
    "微信公众号",
    "公众号",
    "二维码",
    "qq:",
    "QQ:",
    "qq：",
    "QQ：",
    "QQ群",
    "免费咨询",
    "点击咨询",
    "立即",
    "ICP备",
    "公网安备",
    "加微信",
    "广告",
];

/// Tells whether a line is furniture or an advert.
pub fn is(line: &Line) -> bool {
    let flat = line.flat.as_str();
    let length = flat.chars().count();
    if is_address(flat) || is_rule(flat) {
        return true;
    }
    if length > 120 || marks::at_start(flat).is_some() {
        return false;
    }
    if BEGINS.iter().any(|word| flat.starts_with(word)) && (length <= 60 || flat.contains("来源"))
    {
        return true;
    }
    if HOLDS.iter().any(|word| flat.contains(word)) && (length <= 60 || flat.contains("本站")) {
        return true;
    }
    is_name_and_phone(flat)
}

/// Tells whether a line is certainly a web page's and no paper's: menus, counters, neighbours.
pub fn is_of_page(line: &Line) -> bool {
    const SURE: [&str; 26] = [
        "上一篇",
        "下一篇",
        "上一条",
        "下一条",
        "浏览次数",
        "浏览量",
        "阅读次数",
        "访问量",
        "版权",
        "Copyright",
        "copyright",
        "当前位置",
        "您的位置",
        "您当前的位置",
        "您现在的位置",
        "字体：",
        "字体:",
        "字号：",
        "分享到",
        "责任编辑",
        "扫一扫",
        "打印本页",
        "关闭窗口",
        "【打印",
        "【字体",
        "返回顶部",
    ];
    let flat = line.flat.as_str();
    let short = flat.chars().count() <= 90;
    is_address(flat)
        || is_rule(flat)
        || short && SURE.iter().any(|word| flat.starts_with(word))
        || matches!(
            flat,
            "打印" | "关闭" | "打印关闭" | "首页" | "分享" | "分享：" | "收藏" | "返回"
        )
        || short && (flat.contains("ICP备") || flat.contains("公网安备"))
}

/// A bare address of a page: `http://…`, `www.…`, `//static…`.
fn is_address(flat: &str) -> bool {
    let begins = flat.starts_with("http") || flat.starts_with("www.") || flat.starts_with("//");
    begins && flat.is_ascii()
}

fn is_rule(flat: &str) -> bool {
    flat.chars().all(|c| {
        matches!(
            c,
            '-' | '=' | '_' | '*' | '·' | '—' | '─' | '|' | '>' | '<' | ' '
        )
    })
}

/// A site's name with its phone: short, a phone number, no sentence.
fn is_name_and_phone(flat: &str) -> bool {
    let digits = flat.chars().filter(char::is_ascii_digit).count();
    let length = flat.chars().count();
    let run = flat
        .split(|c: char| !(c.is_ascii_digit() || c == '-'))
        .map(|run| run.chars().filter(char::is_ascii_digit).count())
        .max()
        .unwrap_or(0);
    length <= 36
        && run >= 7
        && digits * 4 >= length
        && date::find(flat).is_none()
        && !flat.contains(['，', '。', '、', '；'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines::lines;

    #[test]
    fn furniture_goes_and_text_stays() {
        for (text, furniture) in [
            ("青石社保网 000-0000000", true),
            ("标签:   青石  ", true),
            ("声明:本站文章归某站所有,转载请注明出处;", true),
            ("全国统一客服专线: 000-0000000", true),
            ("//static.example.invalid", true),
            ("当前位置：首页 > 建议提案", true),
            ("2016-09-28 17:25:07 某某网", false),
            ("一、开通服务热线，方便群众。", false),
            (
                "我市开通了技能培训服务热线，一年来共接听来电三千余次，为企业和职工解决了培训补贴、证书查询、岗位对接等方面的许多实际问题。",
                false,
            ),
        ] {
            assert_eq!(is(&lines(text).lines[0]), furniture, "{text}");
        }
    }
}
