//! A form to be filled in by hand, such as 征询意见表: its title, then its lines as they stand.
//!
//! Apart from `read` because nothing on a form is salutation, signature or copies. An empty line is room
//! to write in and stays.

use super::{AREA_WIDTH_MM, Align, Block, Document, Face, Head, Size, title};

/// Reads a form.
pub fn form(text: &str) -> Document {
    let room = Size::Two.cols_in(AREA_WIDTH_MM);
    let mut blocks: Vec<Block> = Vec::new();
    let mut gap = 0;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            gap += 1;
        } else if blocks.is_empty() {
            blocks.extend(
                title::lines(line.trim(), room)
                    .into_iter()
                    .map(|line| Block {
                        size: Size::Two,
                        align: Align::Middle,
                        with_next: true,
                        ..Block::new(Face::XiaoBiaoSong, line)
                    }),
            );
            gap = 0;
        } else {
            blocks.push(Block {
                gap: std::mem::take(&mut gap),
                ..Block::new(Face::FangSong, line)
            });
        }
    }
    Document {
        head: Head::Bare,
        mark: String::new(),
        class: None,
        number: None,
        blocks,
        foot: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_keeps_its_lines_and_the_room_between() {
        let own = form("\n征询意见表\n\n编号：第037号\n意见：\n\n\n\n　　年　月　日\ne\u{301}");
        let shown: Vec<(String, usize)> =
            own.blocks.iter().map(|own| (own.text(), own.gap)).collect();
        assert_eq!(
            shown,
            [
                ("征询意见表".to_owned(), 0),
                ("编号：第037号".to_owned(), 1),
                ("意见：".to_owned(), 0),
                ("　　年　月　日".to_owned(), 3),
                ("e\u{301}".to_owned(), 0),
            ]
        );
        assert_eq!(form("").blocks, []);
    }
}
