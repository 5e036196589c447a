//! What is drawn in a style of its own.

use ratatui::style::Modifier;

/// What is drawn in a style of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Text,
    Strong,
    Dim,
    Accent,
    Actor,
    Chosen,
    Found,
    Here,
    Cursor,
    Error,
    Removed,
    Added,
    Code,
    Quote,
    Link,
}

impl Role {
    /// Every role.
    pub(super) const ALL: [Self; 15] = [
        Self::Text,
        Self::Strong,
        Self::Dim,
        Self::Accent,
        Self::Actor,
        Self::Chosen,
        Self::Found,
        Self::Here,
        Self::Cursor,
        Self::Error,
        Self::Removed,
        Self::Added,
        Self::Code,
        Self::Quote,
        Self::Link,
    ];

    /// Its name in a theme.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Strong => "strong",
            Self::Dim => "dim",
            Self::Accent => "accent",
            Self::Actor => "actor",
            Self::Chosen => "chosen",
            Self::Found => "found",
            Self::Here => "here",
            Self::Cursor => "cursor",
            Self::Error => "error",
            Self::Removed => "removed",
            Self::Added => "added",
            Self::Code => "code",
            Self::Quote => "quote",
            Self::Link => "link",
        }
    }

    /// The role of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// What tells it from running text where there is no colour.
    pub(super) fn modifiers(self) -> Modifier {
        match self {
            Self::Text => Modifier::empty(),
            Self::Strong | Self::Accent | Self::Cursor | Self::Error => Modifier::BOLD,
            Self::Dim | Self::Code => Modifier::DIM,
            Self::Actor | Self::Link => Modifier::UNDERLINED,
            Self::Chosen | Self::Added => Modifier::BOLD.union(Modifier::UNDERLINED),
            Self::Found => Modifier::BOLD.union(Modifier::ITALIC).union(Modifier::UNDERLINED),
            Self::Here => Modifier::REVERSED.union(Modifier::BOLD),
            Self::Removed => Modifier::DIM.union(Modifier::CROSSED_OUT),
            Self::Quote => Modifier::ITALIC,
        }
    }

    /// With which contrast it is to be seen, as WCAG 2 has it for text and for what stands back.
    pub(super) fn contrast(self) -> f64 {
        match self {
            Self::Dim | Self::Removed => 3.0,
            _ => 4.5,
        }
    }
}
