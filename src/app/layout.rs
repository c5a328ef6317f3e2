//! Where things stand on the screen, as pure numbers shared by the model and the drawing.

use super::model::Pane;

/// A part of the screen in columns and rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Returns the area without its first rows.
    #[must_use]
    pub fn below(self, rows: u16) -> Area {
        let rows = rows.min(self.height);
        Area {
            y: self.y + rows,
            height: self.height - rows,
            ..self
        }
    }

    /// Returns the area's first rows.
    #[must_use]
    pub fn top(self, rows: u16) -> Area {
        Area {
            height: rows.min(self.height),
            ..self
        }
    }

    /// Returns an area of at most this size in the middle of this one.
    #[must_use]
    pub fn middle(self, width: u16, height: u16) -> Area {
        let (width, height) = (width.min(self.width), height.min(self.height));
        Area {
            x: self.x + (self.width - width) / 2,
            y: self.y + (self.height - height) / 2,
            width,
            height,
        }
    }

    /// Returns the area inside a frame of one column and one row.
    #[must_use]
    pub fn inside(self) -> Area {
        Area {
            x: self.x + 1.min(self.width),
            y: self.y + 1.min(self.height),
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(2),
        }
    }

    /// Returns whether a cell is in the area.
    pub fn holds(self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }
}

/// From this many columns on, the three panes stand side by side.
pub const WIDE_COLS: u16 = 132;
/// An open letter keeps this many columns.
const LETTER_COLS: u16 = 60;
/// Below this size one line says so.
const LEAST: (u16, u16) = (60, 16);

/// The parts of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Who, counts and the day.
    pub header: Area,
    /// The panes' names.
    pub tabs: Area,
    /// The panes on screen.
    pub panes: Vec<(Pane, Area)>,
    /// What is known of the row under the cursor.
    pub strip: Option<Area>,
    /// Keys, notices, and what is being typed.
    pub bottom: Area,
    /// Everything between tabs and bottom.
    pub body: Area,
    /// The screen is too small to work on.
    pub too_small: bool,
}

impl Areas {
    /// Returns the area of a pane; an empty one when it is not on screen.
    pub fn pane(&self, pane: Pane) -> Area {
        self.panes
            .iter()
            .find(|(own, _)| *own == pane)
            .map_or(Area::default(), |(_, area)| *area)
    }
}

/// From this many rows on, facets stand below the names: the names keep a screen of 80 by 24.
const TALL_ROWS: u16 = 42;
/// How many rows the facets then have: in two columns, every list, level and level of honours, and nine towns.
const FACET_ROWS: u16 = 18;
/// From this many columns on, they stand on the right.
const BROAD_COLS: u16 = 100;
/// How many columns they then have.
pub const FACET_COLS: u16 = 36;

/// Divides the pane of the roster into names and facets, if there is room for both.
pub fn beside_names(area: Area) -> (Area, Option<Area>) {
    if area.height >= TALL_ROWS {
        let names = area.top(area.height - FACET_ROWS);
        return (names, Some(area.below(names.height)));
    }
    if area.width >= BROAD_COLS {
        let width = area.width - FACET_COLS - 1;
        let facets = Area {
            x: area.x + width + 1,
            width: FACET_COLS,
            ..area.below(1)
        };
        return (Area { width, ..area }, Some(facets));
    }
    (area, None)
}

/// Divides a screen.
pub fn areas(size: (u16, u16), focus: Pane, zoomed: bool) -> Areas {
    let (width, height) = size;
    if width < LEAST.0 || height < LEAST.1 {
        return Areas {
            too_small: true,
            ..Areas::default()
        };
    }
    let whole = Area {
        x: 0,
        y: 0,
        width,
        height,
    };
    let strip_rows = if zoomed { 0 } else { 2 };
    let body = Area {
        x: 0,
        y: 2,
        width,
        height: height - 3 - strip_rows,
    };
    let strip = (!zoomed).then(|| Area {
        x: 0,
        y: height - 3,
        width,
        height: 2,
    });
    let panes = if focus == Pane::Board || width < WIDE_COLS {
        vec![(focus, body)]
    } else {
        let roster = (width / 4).min(48);
        let queue = (width * 2 / 5).min(width - roster - LETTER_COLS - 2);
        let letter = width - roster - queue - 2;
        let at = |x, width| Area { x, width, ..body };
        vec![
            (Pane::Queue, at(0, queue)),
            (Pane::Letter, at(queue + 1, letter)),
            (Pane::Roster, at(queue + letter + 2, roster)),
        ]
    };
    Areas {
        header: whole.top(1),
        tabs: Area {
            y: 1,
            height: 1,
            ..whole
        },
        panes,
        strip,
        bottom: Area {
            y: height - 1,
            height: 1,
            ..whole
        },
        body,
        too_small: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_lies_on_the_screen_at_any_size() {
        for width in 0..260 {
            for height in 0..80 {
                for focus in Pane::ALL {
                    for zoomed in [false, true] {
                        let areas = areas((width, height), focus, zoomed);
                        assert_eq!(areas.too_small, width < 60 || height < 16);
                        let mut all: Vec<Area> =
                            areas.panes.iter().map(|(_, area)| *area).collect();
                        all.extend([areas.header, areas.tabs, areas.bottom, areas.body]);
                        all.extend(areas.strip);
                        for area in all {
                            assert!(area.x + area.width <= width && area.y + area.height <= height);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn an_open_letter_keeps_sixty_columns() {
        for width in WIDE_COLS..300 {
            let areas = areas((width, 50), Pane::Queue, false);
            assert!(areas.pane(Pane::Letter).width >= 60, "{width}");
            assert!(areas.pane(Pane::Queue).width >= 36, "{width}");
        }
    }
}
