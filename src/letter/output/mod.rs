//! The forms a letter can leave in, one file each.
//!
//! A form takes the plain text of a letter and gives the bytes of a file. To add one: its file, and a
//! row in [`OUTPUTS`].

mod md;
mod txt;

pub use md::markdown;
pub use txt::plain;

/// A form of output.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// The name it is asked for by.
    pub name: &'static str,
    /// Its Chinese name.
    pub label: &'static str,
    /// The ending of its files.
    pub extension: &'static str,
    /// Makes the file from the text of a letter.
    pub write: fn(&str) -> Vec<u8>,
}

/// All forms, in the order they are offered.
pub const OUTPUTS: [Output; 2] = [
    Output {
        name: "txt",
        label: "纯文本",
        extension: "txt",
        write: |text| plain(text).into_bytes(),
    },
    Output {
        name: "md",
        label: "Markdown",
        extension: "md",
        write: |text| markdown(text).into_bytes(),
    },
];

/// Finds a form by name.
pub fn named(name: &str) -> Option<&'static Output> {
    OUTPUTS.iter().find(|output| output.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_by_name() {
        for output in &OUTPUTS {
            assert_eq!(named(output.name).map(|o| o.label), Some(output.label));
            assert_eq!((output.write)(""), b"");
        }
        assert!(named("xyz").is_none());
    }
}
