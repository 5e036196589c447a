//! How running text is set.

/// How running text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typesetting {
    /// Whether lines are spread to one width.
    pub justify: bool,
    /// Whether long words are parted at a line’s end.
    pub hyphenate: bool,
}
