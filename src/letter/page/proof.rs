//! Pages as rows of text: the proof in the terminal.

use super::{
    AREA_HEIGHT_MM, AREA_WIDTH_MM, COLS, Face, LEFT_MM, LINE_MM, LINES, Line, Page, Rule, Size,
    TOP_MM,
};
use crate::text::width;

/// A row of the proof.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// Its text, at most [`COLS`] columns as terminals count.
    pub text: String,
    /// It is printed in red.
    pub is_red: bool,
    /// It is a title or heading.
    pub is_head: bool,
}

/// Draws a page: 22 rows, the rules between them as rows of their own, and the page number.
pub fn proof(page: &Page) -> Vec<Proof> {
    let mut grid = vec![Proof::default(); LINES];
    for line in &page.lines {
        let row = &mut grid[row_at(line.top_mm)];
        row.text = joined(&row.text, line);
        row.is_head |= line
            .runs
            .first()
            .is_some_and(|run| matches!(run.face, Face::Hei | Face::Kai | Face::XiaoBiaoSong));
    }
    if let Some(mark) = &page.mark {
        let middle_mm = mark.top_mm + mark.points * super::POINT_MM / 2.0 - LINE_MM / 2.0;
        let row = &mut grid[row_at(middle_mm)];
        let cols = width::of(&mark.text);
        let text = format!("{}{}", " ".repeat(COLS.saturating_sub(cols) / 2), mark.text);
        *row = Proof {
            text,
            is_red: true,
            is_head: true,
        };
    }
    for row in &mut grid {
        row.text = width::truncate(row.text.trim_end(), COLS).to_owned();
    }
    let mut rows = grid;
    for rule in thinned(&page.rules).iter().rev() {
        let at = (rule.top_mm - TOP_MM) / LINE_MM;
        let at = if rule.top_mm > TOP_MM + AREA_HEIGHT_MM - LINE_MM / 2.0 {
            LINES
        } else {
            at.round().max(1.0) as usize
        };
        let sign = if rule.is_red { "━" } else { "─" };
        rows.insert(
            at.min(LINES),
            Proof {
                text: sign.repeat(COLS),
                is_red: rule.is_red,
                is_head: false,
            },
        );
    }
    if let Some(number) = page.number {
        let text = format!("— {number} —");
        // 7.5: odd numbers at the right, even ones at the left, a character from the edge.
        let white = if number % 2 == 1 {
            COLS - 2 - width::of(&text)
        } else {
            2
        };
        rows.push(Proof {
            text: format!("{}{text}", " ".repeat(white)),
            ..Proof::default()
        });
    }
    rows
}

/// Of two rules close together one is drawn.
fn thinned(rules: &[Rule]) -> Vec<Rule> {
    let mut kept: Vec<Rule> = Vec::new();
    for rule in rules {
        if kept
            .iter()
            .all(|own| (own.top_mm - rule.top_mm).abs() > LINE_MM / 2.0)
        {
            kept.push(*rule);
        }
    }
    kept.sort_by(|one, two| one.top_mm.total_cmp(&two.top_mm));
    kept
}

fn row_at(top_mm: f64) -> usize {
    let row = ((top_mm - TOP_MM) / LINE_MM).round().max(0.0);
    (row as usize).min(LINES - 1)
}

/// Puts a line into its row, at the column where it stands on paper.
fn joined(above: &str, line: &Line) -> String {
    let text: String = line.runs.iter().map(|run| run.text.as_str()).collect();
    let cols = width::of(&text);
    let col_mm = AREA_WIDTH_MM / COLS as f64;
    let left = (line.left_mm - LEFT_MM) / col_mm;
    let right = COLS as f64 - left - line.width_mm / col_mm;
    let white = if line.size == Size::Two {
        // Larger type takes the same columns here: it is put in the middle again.
        COLS.saturating_sub(cols) / 2
    } else if left > COLS as f64 / 2.0 {
        COLS.saturating_sub(cols + right.round().max(0.0) as usize)
    } else {
        left.round().max(0.0) as usize
    };
    let used = width::of(above);
    let gap = white.saturating_sub(used).max(usize::from(used > 0));
    format!("{above}{}{text}", " ".repeat(gap))
}
