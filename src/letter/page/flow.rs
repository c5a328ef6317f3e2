//! Filling pages with lines.

use super::{
    AREA_HEIGHT_MM, AREA_WIDTH_MM, Align, Block, DOUBLE_RULE_MM, Document, FOOT_RULES_MM, Face,
    Foot, Head, LEFT_MM, LETTER_RULE_MM, LINE_MM, Line, Mark, PAPER_HEIGHT_MM, PAPER_WIDTH_MM,
    Page, RED_RULE_MM, Rule, Run, Size, TOP_MM,
    rows::{Row, cols, rows},
};

/// Where the type area ends, from the top of the paper.
const END_MM: f64 = TOP_MM + AREA_HEIGHT_MM;

/// A line that waits for its page.
struct Waiting {
    line: Line,
    gap: usize,
    with_next: bool,
    new_page: bool,
}

/// Breaks a document into pages, one at least.
pub fn pages(document: &Document) -> Vec<Page> {
    let waiting: Vec<Waiting> = document.blocks.iter().flat_map(lines).collect();
    let mut flow = Flow::begin(document);
    let mut at = 0;
    while at < waiting.len() {
        // What must not be parted: up to the first line that may end a page.
        let together = waiting[at..].iter().take_while(|own| own.with_next).count() + 1;
        let end = (at + together).min(waiting.len());
        flow.place(&waiting[at..end]);
        at = end;
    }
    flow.end(&document.foot, document.has_foot_rules())
}

/// Breaks a block into lines.
fn lines(block: &Block) -> Vec<Waiting> {
    let room = block.size.cols_in(AREA_WIDTH_MM);
    let broken = rows(block, room);
    let count = broken.len();
    let waits = |(at, row): (usize, Row)| Waiting {
        gap: if at == 0 { block.gap } else { 0 },
        new_page: at == 0 && block.new_page,
        // Of a paragraph that stays with the next one only the last two lines must.
        with_next: block.with_next && at + 2 >= count,
        line: set(row, block),
    };
    broken.into_iter().enumerate().map(waits).collect()
}

/// Gives a row its place on the line.
fn set(row: Row, block: &Block) -> Line {
    let col_mm = block.size.col_mm();
    let natural_mm = row.cols as f64 * col_mm;
    let free_mm = AREA_WIDTH_MM - (row.indent + block.right) as f64 * col_mm;
    let white_mm = match block.align {
        Align::Full => row.indent as f64 * col_mm,
        Align::Middle => (AREA_WIDTH_MM - natural_mm) / 2.0,
        Align::Right => free_mm - natural_mm,
    };
    // A row that a mark kept short is spread over the whole line (5.2.3: 撑满版心). One that a long
    // word or number left with more than two characters of white stays as it is.
    let spread = block.align == Align::Full
        && !row.is_last
        && natural_mm <= free_mm
        && free_mm - natural_mm <= 4.5 * col_mm;
    Line {
        left_mm: LEFT_MM + white_mm.max(0.0),
        top_mm: 0.0,
        cols: row.cols,
        width_mm: if spread { free_mm } else { natural_mm },
        size: block.size,
        runs: row.runs,
    }
}

struct Flow {
    pages: Vec<Page>,
    /// Where the next line begins.
    next_mm: f64,
    /// Nothing of the text stands on this page yet.
    is_fresh: bool,
    is_letter: bool,
}

impl Flow {
    fn begin(document: &Document) -> Self {
        let room = document.head.room(&document.mark);
        let mut flow = Self {
            pages: vec![Page::default()],
            next_mm: room.text_top_mm,
            is_fresh: true,
            is_letter: document.head == Head::Letter,
        };
        let class = document.class.as_deref();
        let number = document.number.as_deref();
        let page = &mut flow.pages[0];
        page.number = (!flow.is_letter).then_some(1);
        if document.head != Head::Bare {
            page.mark = Some(Mark {
                text: document.mark.clone(),
                top_mm: room.mark_top_mm,
                points: room.mark_points,
                middle_mm: match document.head {
                    // 10.1: with its rules in the middle of the paper.
                    Head::Letter => PAPER_WIDTH_MM / 2.0,
                    Head::Red | Head::Bare => LEFT_MM + AREA_WIDTH_MM / 2.0,
                },
            });
        }
        match document.head {
            Head::Letter => {
                let left_mm = (PAPER_WIDTH_MM - LETTER_RULE_MM) / 2.0;
                let [thick, white, thin] = DOUBLE_RULE_MM;
                let red = |top_mm: f64, thick_mm: f64| Rule {
                    top_mm: top_mm + thick_mm / 2.0,
                    left_mm,
                    width_mm: LETTER_RULE_MM,
                    thick_mm,
                    is_red: true,
                };
                // 10.1: thick over thin above, thin over thick 20 mm from the paper's lower edge.
                let below = PAPER_HEIGHT_MM - 20.0 - thin - white - thick;
                page.rules.extend([
                    red(room.rule_top_mm, thick),
                    red(room.rule_top_mm + thick + white, thin),
                    red(below, thin),
                    red(below + thin + white, thick),
                ]);
            }
            Head::Red => page.rules.push(Rule {
                top_mm: room.rule_top_mm + RED_RULE_MM / 2.0,
                left_mm: LEFT_MM,
                width_mm: AREA_WIDTH_MM,
                thick_mm: RED_RULE_MM,
                is_red: true,
            }),
            Head::Bare => {}
        }
        if document.head == Head::Red {
            // The class at the right above the mark: chosen by us, as offices print it.
            page.lines
                .extend(class.map(|own| line_of(own, Align::Right, TOP_MM)));
            let number_top_mm =
                room.mark_top_mm + room.mark_points * super::POINT_MM + 2.0 * LINE_MM;
            page.lines
                .extend(number.map(|own| line_of(own, Align::Middle, number_top_mm)));
        } else if class.is_some() || number.is_some() {
            // 10.1: the number at the right below the rule; other marks at the left in that line.
            page.lines
                .extend(class.map(|own| line_of(own, Align::Full, room.text_top_mm)));
            page.lines
                .extend(number.map(|own| line_of(own, Align::Right, room.text_top_mm)));
            flow.next_mm += LINE_MM;
        }
        // The gap above the title counts on the first page, below its head.
        flow.is_fresh = false;
        flow
    }

    /// Returns the lines that still fit on the page.
    fn free(&self) -> usize {
        ((END_MM - self.next_mm) / LINE_MM + 1e-6) as usize
    }

    /// Puts lines that belong together on a page; what is longer than a page is parted.
    fn place(&mut self, group: &[Waiting]) {
        let needed: usize = group.iter().map(|own| own.gap + 1).sum();
        let starts_page = group.first().is_some_and(|own| own.new_page);
        if !self.is_fresh && (starts_page || needed > self.free()) {
            self.turn();
        }
        for own in group {
            let gap = if self.is_fresh && !starts_page {
                0
            } else {
                own.gap
            };
            if self.free() < gap + 1 && !self.is_fresh {
                self.turn();
            } else {
                self.next_mm += gap as f64 * LINE_MM;
            }
            let mut line = own.line.clone();
            line.top_mm = self.next_mm;
            self.page().lines.push(line);
            self.next_mm += LINE_MM;
            self.is_fresh = false;
        }
    }

    fn page(&mut self) -> &mut Page {
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn turn(&mut self) {
        let number = Some(self.pages.len() + 1);
        self.pages.push(Page {
            number,
            ..Page::default()
        });
        self.next_mm = TOP_MM;
        self.is_fresh = true;
    }

    /// Puts 版记 at the foot of the last page (7.4), or of a page of its own.
    fn end(mut self, foot: &[Foot], has_rules: bool) -> Vec<Page> {
        let broken: Vec<Vec<Line>> = foot.iter().map(foot_lines).collect();
        // The day of issue stands in the line of the office.
        let height_mm =
            |lines: &[Line]| lines.iter().map(|line| line.top_mm).fold(0.0, f64::max) + LINE_MM;
        let whole_mm: f64 = broken.iter().map(|lines| height_mm(lines)).sum();
        let count = (whole_mm / LINE_MM).round() as usize;
        if count == 0 {
            return self.pages;
        }
        if count > self.free() && !self.is_fresh {
            self.turn();
        }
        let mut top_mm = f64::max(END_MM - whole_mm, self.next_mm);
        let rule = |top_mm: f64, thick_mm: f64| Rule {
            top_mm,
            left_mm: LEFT_MM,
            width_mm: AREA_WIDTH_MM,
            thick_mm,
            is_red: false,
        };
        let [thick, thin] = FOOT_RULES_MM;
        let mut rules = Vec::new();
        for (at, part) in broken.into_iter().enumerate() {
            rules.push(rule(top_mm, if at == 0 { thick } else { thin }));
            let height_mm = height_mm(&part);
            let mut lines = part;
            for line in &mut lines {
                line.top_mm += top_mm;
            }
            self.page().lines.extend(lines);
            top_mm += height_mm;
        }
        rules.push(rule(END_MM, thick));
        if has_rules {
            self.page().rules.extend(rules);
        }
        self.pages
    }
}

/// A line of class or number.
fn line_of(text: &str, align: Align, top_mm: f64) -> Line {
    let block = Block {
        align,
        ..Block::new(Face::FangSong, text)
    };
    let row = Row {
        runs: block.runs.clone(),
        cols: cols(text),
        indent: 0,
        is_last: true,
    };
    Line {
        top_mm,
        ..set(row, &block)
    }
}

/// 7.4.2, 7.4.3: size four, a character of white at both sides, going on below the first name.
fn foot_lines(foot: &Foot) -> Vec<Line> {
    /// The widest word before the names, 抄　　送, with room for longer ones. Chosen by us: a colon further on
    /// belongs to a name.
    const HEAD_COLS: usize = 16;
    let head = foot.text.find('：').map(|at| cols(&foot.text[..at]) + 2);
    let head = head.filter(|cols| *cols <= HEAD_COLS).unwrap_or(0);
    let block = Block {
        size: Size::Four,
        first: 2,
        rest: 2 + head,
        right: 2,
        ..Block::new(Face::FangSong, &foot.text)
    };
    let room = Size::Four.cols_in(AREA_WIDTH_MM);
    let mut lines: Vec<Line> = rows(&block, room)
        .into_iter()
        .enumerate()
        .map(|(at, row)| Line {
            top_mm: at as f64 * LINE_MM,
            ..set(row, &block)
        })
        .collect();
    if let Some(right) = &foot.right {
        let row = Row {
            runs: vec![Run {
                face: Face::FangSong,
                text: right.clone(),
            }],
            cols: cols(right),
            indent: 0,
            is_last: true,
        };
        let block = Block {
            align: Align::Right,
            ..block
        };
        let top_mm = lines.last().map_or(0.0, |line| line.top_mm);
        lines.push(Line {
            top_mm,
            ..set(row, &block)
        });
    }
    lines
}
