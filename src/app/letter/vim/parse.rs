//! Reading the keys of a vim command: counts, operators, motions.
//!
//! The keys of one command are read from their head each time one is added; they are few.

/// What a command does with a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `d`.
    Delete,
    /// `c`.
    Change,
    /// `y`.
    Yank,
}

/// Where a command goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// `h`, in the paragraph.
    Left,
    /// `l`, in the paragraph.
    Right,
    /// `j`, by row on screen.
    Down,
    /// `k`, by row on screen.
    Up,
    /// `w`.
    Word,
    /// `b`.
    Back,
    /// `e`.
    End,
    /// `0`.
    Head,
    /// `^`.
    First,
    /// `$`.
    Tail,
    /// `gg`, or with a count that paragraph.
    Top,
    /// `G`, or with a count that paragraph.
    Bottom,
    /// `{`.
    ParagraphUp,
    /// `}`.
    ParagraphDown,
    /// `f`, `t`, `F`, `T` and the sign.
    Find(char, char),
    /// `;`.
    Again,
    /// `,`.
    AgainBack,
}

/// A command that goes nowhere by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// `i`.
    Insert,
    /// `I`.
    InsertFirst,
    /// `a`.
    Append,
    /// `A`.
    AppendLast,
    /// `o`.
    OpenBelow,
    /// `O`.
    OpenAbove,
    /// `x`.
    Erase,
    /// `X`.
    EraseBack,
    /// `s`.
    Substitute,
    /// `p`.
    Put,
    /// `P`.
    PutBefore,
    /// `J`.
    Join,
    /// `r` and the sign.
    Replace(char),
    /// `.`.
    Repeat,
    /// `u`.
    Undo,
    /// `v`.
    Visual,
    /// `V`.
    VisualLine,
    /// `/`.
    Seek,
    /// `n`.
    SeekOn,
    /// `N`.
    SeekBack,
    /// `:`.
    Palette,
    /// `o` while selecting: to the other end.
    OtherEnd,
}

/// What a command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Go.
    Go(Motion),
    /// Do something with what a motion passes.
    Over(Operator, Motion),
    /// Do something with whole paragraphs.
    Lines(Operator),
    /// Do something with what is selected.
    Selected(Operator),
    /// Anything else.
    Plain(Plain),
}

/// A command with its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// How often; nothing when not typed.
    pub count: Option<usize>,
    /// What.
    pub what: What,
}

/// Whether something is being selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selecting {
    /// Something is.
    Yes,
    /// Nothing is.
    No,
}

/// The most that a count may be; a higher one would hold the desk up. Chosen by us.
const MOST: usize = 9_999;

/// What keys come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// A whole command.
    Whole(Command),
    /// The head of one.
    Begun,
    /// No command.
    None,
}

/// Reads the keys of a command.
pub fn parse(keys: &[char], selecting: Selecting) -> Parsed {
    let (count, rest) = cut_count(keys);
    let whole = |what| Parsed::Whole(Command { count, what });
    let Some(first) = rest.first() else {
        return Parsed::Begun;
    };
    let operator = match first {
        'd' => Some(Operator::Delete),
        'c' => Some(Operator::Change),
        'y' => Some(Operator::Yank),
        'x' | 'X' if selecting == Selecting::Yes => Some(Operator::Delete),
        's' if selecting == Selecting::Yes => Some(Operator::Change),
        _ => None,
    };
    match (operator, selecting) {
        (Some(operator), Selecting::Yes) => whole(What::Selected(operator)),
        (Some(operator), Selecting::No) => over(operator, *first, count, &rest[1..]),
        (None, _) => match motion(rest) {
            Moving::Whole(motion) => whole(What::Go(motion)),
            Moving::Begun => Parsed::Begun,
            Moving::None => plain(rest, count, selecting),
        },
    }
}

fn over(operator: Operator, sign: char, count: Option<usize>, keys: &[char]) -> Parsed {
    let (own, rest) = cut_count(keys);
    let count = match (count, own) {
        (Some(first), Some(second)) => Some(first.saturating_mul(second).min(MOST)),
        (first, second) => first.or(second),
    };
    let whole = |what| Parsed::Whole(Command { count, what });
    match (rest, motion(rest)) {
        ([], _) | (_, Moving::Begun) => Parsed::Begun,
        ([again], _) if *again == sign => whole(What::Lines(operator)),
        (_, Moving::Whole(motion)) => whole(What::Over(operator, motion)),
        (_, Moving::None) => Parsed::None,
    }
}

/// What keys come to as a motion.
enum Moving {
    Whole(Motion),
    Begun,
    None,
}

/// Reads a motion.
fn motion(keys: &[char]) -> Moving {
    Moving::Whole(match keys {
        ['f' | 't' | 'F' | 'T' | 'g'] => return Moving::Begun,
        [how @ ('f' | 't' | 'F' | 'T'), sign] => Motion::Find(*how, *sign),
        ['g', 'g'] => Motion::Top,
        ['g', 'j'] | ['j'] => Motion::Down,
        ['g', 'k'] | ['k'] => Motion::Up,
        ['h'] => Motion::Left,
        ['l' | ' '] => Motion::Right,
        ['w' | 'W'] => Motion::Word,
        ['b' | 'B'] => Motion::Back,
        ['e' | 'E'] => Motion::End,
        ['0'] => Motion::Head,
        ['^'] => Motion::First,
        ['$'] => Motion::Tail,
        ['G'] => Motion::Bottom,
        ['{'] => Motion::ParagraphUp,
        ['}'] => Motion::ParagraphDown,
        [';'] => Motion::Again,
        [','] => Motion::AgainBack,
        _ => return Moving::None,
    })
}

fn plain(keys: &[char], count: Option<usize>, selecting: Selecting) -> Parsed {
    let whole = |what| Parsed::Whole(Command { count, what });
    let plain = |plain| whole(What::Plain(plain));
    match (keys, selecting) {
        (['v'], _) => plain(Plain::Visual),
        (['V'], _) => plain(Plain::VisualLine),
        (['J'], _) => plain(Plain::Join),
        (['/'], _) => plain(Plain::Seek),
        (['n'], _) => plain(Plain::SeekOn),
        (['N'], _) => plain(Plain::SeekBack),
        ([':'], _) => plain(Plain::Palette),
        (['p' | 'P'], _) if selecting == Selecting::Yes => plain(Plain::Put),
        (['o' | 'O'], Selecting::Yes) => plain(Plain::OtherEnd),
        (_, Selecting::Yes) => Parsed::None,
        (['r'], _) => Parsed::Begun,
        (['r', sign], _) => plain(Plain::Replace(*sign)),
        (['i'], _) => plain(Plain::Insert),
        (['I'], _) => plain(Plain::InsertFirst),
        (['a'], _) => plain(Plain::Append),
        (['A'], _) => plain(Plain::AppendLast),
        (['o'], _) => plain(Plain::OpenBelow),
        (['O'], _) => plain(Plain::OpenAbove),
        (['x'], _) => plain(Plain::Erase),
        (['X'], _) => plain(Plain::EraseBack),
        (['s'], _) => plain(Plain::Substitute),
        (['S'], _) => whole(What::Lines(Operator::Change)),
        (['Y'], _) => whole(What::Lines(Operator::Yank)),
        (['D'], _) => whole(What::Over(Operator::Delete, Motion::Tail)),
        (['C'], _) => whole(What::Over(Operator::Change, Motion::Tail)),
        (['p'], _) => plain(Plain::Put),
        (['P'], _) => plain(Plain::PutBefore),
        (['.'], _) => plain(Plain::Repeat),
        (['u'], _) => plain(Plain::Undo),
        _ => Parsed::None,
    }
}

/// Cuts a count off the head; a leading 0 is a motion.
fn cut_count(keys: &[char]) -> (Option<usize>, &[char]) {
    if !matches!(keys.first(), Some('1'..='9')) {
        return (None, keys);
    }
    let digits = keys.iter().take_while(|key| key.is_ascii_digit()).count();
    let count = keys[..digits].iter().filter_map(|key| key.to_digit(10));
    let count = count.fold(0usize, |count, digit| {
        (count.saturating_mul(10) + digit as usize).min(MOST)
    });
    (Some(count), &keys[digits..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(keys: &str, selecting: Selecting) -> Parsed {
        parse(&keys.chars().collect::<Vec<_>>(), selecting)
    }

    #[test]
    fn commands_are_read_with_their_counts() {
        let whole = |count, what| Parsed::Whole(Command { count, what });
        for (keys, expected) in [
            ("", Parsed::Begun),
            ("3", Parsed::Begun),
            ("d", Parsed::Begun),
            ("2d3", Parsed::Begun),
            ("df", Parsed::Begun),
            ("g", Parsed::Begun),
            ("3j", whole(Some(3), What::Go(Motion::Down))),
            ("0", whole(None, What::Go(Motion::Head))),
            ("10l", whole(Some(10), What::Go(Motion::Right))),
            (
                "2d3w",
                whole(Some(6), What::Over(Operator::Delete, Motion::Word)),
            ),
            (
                "d0",
                whole(None, What::Over(Operator::Delete, Motion::Head)),
            ),
            ("dd", whole(None, What::Lines(Operator::Delete))),
            ("y2y", whole(Some(2), What::Lines(Operator::Yank))),
            (
                "ct，",
                whole(None, What::Over(Operator::Change, Motion::Find('t', '，'))),
            ),
            ("r好", whole(None, What::Plain(Plain::Replace('好')))),
            (
                "99999999999999999999x",
                whole(Some(MOST), What::Plain(Plain::Erase)),
            ),
            ("好", Parsed::None),
            ("dq", Parsed::None),
            ("gq", Parsed::None),
        ] {
            assert_eq!(read(keys, Selecting::No), expected, "{keys}");
        }
        let cut = whole(None, What::Selected(Operator::Delete));
        assert_eq!(read("d", Selecting::Yes), cut);
        assert_eq!(read("i", Selecting::Yes), Parsed::None);
    }
}
