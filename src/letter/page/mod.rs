//! The official page: 28 characters by 22 lines, with what stands where on it.
//!
//! [`read`] turns a letter's text into a [`Document`] of blocks with their type, indents and gaps;
//! [`pages`] breaks it into lines and pages. The proof in the terminal and the PDF draw the same
//! pages; the .docx is written from the same blocks, and Word breaks the lines again. Measures
//! follow GB/T 9704-2012 (党政机关公文格式), quoted by clause; what the standard leaves open is
//! marked as chosen by us. Invariant: every paragraph of the text that is not empty stands on the
//! pages once, and nothing stands outside the type area but the organ's mark, red rules and numbers.

mod flow;
mod form;
mod proof;
mod read;
mod rows;
mod title;

#[cfg(test)]
mod tests;

pub use flow::pages;
pub use form::form;
pub use proof::{Proof, proof};
pub use read::{organ_of, read};

use crate::text::width::{Ambiguous, of_with};

/// Width of A4 in millimetres (5.1).
pub const PAPER_WIDTH_MM: f64 = 210.0;
/// Height of A4 in millimetres (5.1).
pub const PAPER_HEIGHT_MM: f64 = 297.0;
/// 天头, the white above the type area, in millimetres (5.2.1).
pub const TOP_MM: f64 = 37.0;
/// 订口, the white at the left, in millimetres (5.2.1).
pub const LEFT_MM: f64 = 28.0;
/// Width of the type area in millimetres (5.2.1).
pub const AREA_WIDTH_MM: f64 = 156.0;
/// Height of the type area in millimetres (5.2.1).
pub const AREA_HEIGHT_MM: f64 = 225.0;
/// Lines of a page (5.2.3).
pub const LINES: usize = 22;
/// Columns of a line, two a character: 28 characters (5.2.3).
pub const COLS: usize = 56;
/// From the head of a line to the head of the next, in millimetres.
pub const LINE_MM: f64 = AREA_HEIGHT_MM / LINES as f64;
/// Length of the red rules of a letter in millimetres (10.1).
pub const LETTER_RULE_MM: f64 = 170.0;
/// From the type area down to the dashes of the page number, in millimetres (7.5).
pub const NUMBER_BELOW_MM: f64 = 7.0;
/// A point in millimetres.
pub const POINT_MM: f64 = 25.4 / 72.0;

/// What stands above the text on the first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Head {
    /// 信函格式 (10.1): the organ's name over a red double rule.
    #[default]
    Letter,
    /// 红头 (7.2): the organ's name and 文件, the number, a red rule.
    Red,
    /// Nothing: for paper with a printed head, or for reading.
    Bare,
}

impl Head {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Letter, Self::Red, Self::Bare];

    /// The name it is asked for by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Red => "red",
            Self::Bare => "bare",
        }
    }

    /// Finds a head by name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|head| head.name() == name)
    }
}

/// What is put on paper.
#[derive(Debug, Clone, Copy, Default)]
pub struct Paper<'a> {
    /// The letter's text, one paragraph a line.
    pub text: &'a str,
    /// The organ whose mark stands above; empty when it is not known.
    pub organ: &'a str,
    /// What stands above the text.
    pub head: Head,
    /// A word that tells what the copy is, such as 草稿, above everything; empty for none.
    pub stamp: &'a str,
}

/// A typeface of official papers (5.2.2, 7.2.4, 7.3.1, 7.3.3, 7.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// 仿宋: whatever is not told otherwise.
    FangSong,
    /// 楷体: headings （一）.
    Kai,
    /// 黑体: headings 一、.
    Hei,
    /// 小标宋: mark and title.
    XiaoBiaoSong,
    /// 宋体: page numbers.
    Song,
}

impl Face {
    /// All faces.
    pub const ALL: [Self; 5] = [
        Self::FangSong,
        Self::Kai,
        Self::Hei,
        Self::XiaoBiaoSong,
        Self::Song,
    ];
}

/// A size of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 2号, of the title (7.3.1).
    Two,
    /// 3号, of the text (5.2.2).
    Three,
    /// 4号, of 版记 and page numbers (7.4.2, 7.5).
    Four,
}

impl Size {
    /// Height of a character in points.
    pub fn points(self) -> f64 {
        match self {
            Self::Two => 22.0,
            Self::Three => 16.0,
            Self::Four => 14.0,
        }
    }

    /// Width of a column, half a character, in millimetres. 28 characters of 16 points are 158 mm,
    /// so that those of the text stand a little closer to fill the type area exactly (5.2.3).
    pub fn col_mm(self) -> f64 {
        match self {
            Self::Three => AREA_WIDTH_MM / COLS as f64,
            _ => self.points() * POINT_MM / 2.0,
        }
    }

    /// Columns that fit into a width.
    pub fn cols_in(self, width_mm: f64) -> usize {
        (width_mm / self.col_mm() + 1e-6) as usize
    }
}

/// A stretch of text in one face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its face.
    pub face: Face,
    /// Its text.
    pub text: String,
}

/// How the lines of a block stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Filling the type area but for the last line.
    Full,
    /// In the middle.
    Middle,
    /// At the right.
    Right,
}

/// A paragraph on paper. Indents are columns of its own size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its text.
    pub runs: Vec<Run>,
    /// Its size.
    pub size: Size,
    /// How its lines stand.
    pub align: Align,
    /// Indent of the first line.
    pub first: usize,
    /// Indent of the other lines.
    pub rest: usize,
    /// Indent at the right.
    pub right: usize,
    /// Empty lines above it.
    pub gap: usize,
    /// It stays on the page where the next block begins.
    pub with_next: bool,
    /// It begins a page.
    pub new_page: bool,
}

impl Block {
    /// Makes a paragraph of the text's own form.
    pub fn new(face: Face, text: &str) -> Self {
        Self {
            runs: vec![Run {
                face,
                text: text.to_owned(),
            }],
            size: Size::Three,
            align: Align::Full,
            first: 0,
            rest: 0,
            right: 0,
            gap: 0,
            with_next: false,
            new_page: false,
        }
    }

    /// Returns its text without faces.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// A letter as it stands on paper, before it is broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What stands above.
    pub head: Head,
    /// The organ's mark; empty when none is printed.
    pub mark: String,
    /// 类别, as printed.
    pub class: Option<String>,
    /// 发文字号.
    pub number: Option<String>,
    /// Title, text, signature, attachments.
    pub blocks: Vec<Block>,
    /// 版记, first 抄送, and what is printed at the right of the last line.
    pub foot: Vec<Foot>,
}

/// A line of 版记.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foot {
    /// At the left: 抄送 with its organs, or who issued it.
    pub text: String,
    /// At the right: the day of issue with 印发.
    pub right: Option<String>,
}

impl Document {
    /// Tells whether 版记 has rules between its parts; that of a letter has none (10.1).
    pub fn has_foot_rules(&self) -> bool {
        self.head != Head::Letter && !self.foot.is_empty()
    }
}

/// A line on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Where it begins, from the left of the paper.
    pub left_mm: f64,
    /// The upper edge of its room, [`LINE_MM`] high, from the top of the paper.
    pub top_mm: f64,
    /// Columns of its text.
    pub cols: usize,
    /// How wide it is drawn: more than its columns where it fills the type area.
    pub width_mm: f64,
    /// Its size.
    pub size: Size,
    /// Its text.
    pub runs: Vec<Run>,
}

/// A rule on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Its middle from the top of the paper.
    pub top_mm: f64,
    /// Where it begins.
    pub left_mm: f64,
    /// Its length.
    pub width_mm: f64,
    /// Its thickness.
    pub thick_mm: f64,
    /// Red or black.
    pub is_red: bool,
}

/// The organ's mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The name.
    pub text: String,
    /// The upper edge of its characters from the top of the paper.
    pub top_mm: f64,
    /// Height of its characters.
    pub points: f64,
    /// Its middle from the left of the paper.
    pub middle_mm: f64,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The mark, on a first page.
    pub mark: Option<Mark>,
    /// Its lines from the top down.
    pub lines: Vec<Line>,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// The number printed on it; the first page of a letter shows none (10.1).
    pub number: Option<usize>,
}

/// Room that a first page's head takes. Heights are from the top of the paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeadRoom {
    /// Upper edge of the mark.
    pub mark_top_mm: f64,
    /// Height of its characters in points.
    pub mark_points: f64,
    /// The red rule's upper edge.
    pub rule_top_mm: f64,
    /// Where the first line below begins.
    pub text_top_mm: f64,
}

/// Thickness of the thick rule of the double one, the white between, and the thin rule, in
/// millimetres. Chosen by us: the standard says only thick over thin.
pub const DOUBLE_RULE_MM: [f64; 3] = [0.7, 0.5, 0.3];

/// Thick and thin rules of 版记 in millimetres (7.4.1).
pub const FOOT_RULES_MM: [f64; 2] = [0.35, 0.25];

/// How much of the type area's width a long mark may fill. Chosen by us: a full one is wrapped by
/// Word and `LibreOffice`.
const MARK_FILLS: f64 = 0.96;

/// Thickness of the single red rule in millimetres. Chosen by us.
pub const RED_RULE_MM: f64 = 0.7;

impl Head {
    /// Measures the head of a mark.
    pub fn room(self, mark: &str) -> HeadRoom {
        let characters = of_with(mark, Ambiguous::Wide).div_ceil(2).max(1) as f64;
        match self {
            Self::Letter => {
                // 10.1: 30 mm from the paper's edge, the rule 4 mm below, what follows 7/8 of a
                // character of size three below the rule. 36 points at most: chosen by us.
                let mark_points =
                    f64::min(36.0, MARK_FILLS * AREA_WIDTH_MM / POINT_MM / characters);
                let rule_top_mm = 30.0 + mark_points * POINT_MM + 4.0;
                let text_top_mm =
                    rule_top_mm + DOUBLE_RULE_MM.iter().sum::<f64>() + BELOW_RULE_MM - WHITE_MM;
                HeadRoom {
                    mark_top_mm: 30.0,
                    mark_points,
                    rule_top_mm,
                    text_top_mm,
                }
            }
            Self::Red => {
                // 7.2.4: 35 mm below the type area's edge; 7.2.5: the number after two empty
                // lines; 7.2.7: the rule 4 mm below it; 7.3.1: the title after two empty lines,
                // which belong to the title. 62 points at most: chosen by us.
                let mark_points =
                    f64::min(62.0, MARK_FILLS * AREA_WIDTH_MM / POINT_MM / characters);
                let mark_top_mm = TOP_MM + 35.0;
                let number_top_mm = mark_top_mm + mark_points * POINT_MM + 2.0 * LINE_MM;
                let rule_top_mm = number_top_mm + LINE_MM - WHITE_MM + 4.0;
                HeadRoom {
                    mark_top_mm,
                    mark_points,
                    rule_top_mm,
                    text_top_mm: rule_top_mm + RED_RULE_MM,
                }
            }
            Self::Bare => HeadRoom {
                mark_top_mm: TOP_MM,
                mark_points: 0.0,
                rule_top_mm: TOP_MM,
                text_top_mm: TOP_MM,
            },
        }
    }
}

/// 7/8 of a character of size three (10.1), in millimetres.
const BELOW_RULE_MM: f64 = 14.0 * POINT_MM;

/// The white above, and below, a character of size three in its line, in millimetres.
const WHITE_MM: f64 = (LINE_MM - 16.0 * POINT_MM) / 2.0;
