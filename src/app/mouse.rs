//! The mouse, as it is told to `update`: what it did, and on what. Where things are, drawing knows.

use super::state::Pane;
use crate::model::CleanText;

/// Something that the mouse did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// In which column of the screen, from 0.
    pub column: u16,
    /// In which row, from 0.
    pub row: u16,
    /// On what.
    pub target: Option<Target>,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// Its button was pressed.
    Press,
    /// Its button was pressed a second time at the same place, quickly.
    Double,
    /// It was moved with its button held.
    Drag,
    /// Its button was let go.
    Release,
    /// Its wheel was turned up.
    WheelUp,
    /// Its wheel was turned down.
    WheelDown,
}

/// What stands at a place of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A pane, where nothing in it answers to the mouse.
    Pane(Pane),
    /// A row of the feed list, by its number.
    Feed(usize),
    /// The mark that folds a folder of it.
    Folder(usize),
    /// A row of the article list, by its number among those at hand.
    Headline(usize),
    /// The heading of a section.
    Section(usize),
    /// A name in the article, by the number of the actor in the cast.
    Name(usize),
    /// A link in the article.
    Link(CleanText),
    /// An entry of the actor sidebar.
    Entry(usize),
    /// The line between panes.
    Border(Border),
    /// A row of what lies over the panes.
    Row(usize),
    /// A line of an actor among the positions, by the numbers of both.
    Line {
        /// Of the actor.
        actor: usize,
        /// Of its line.
        line: usize,
    },
}

/// A line between panes that can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// On the right of the feed list.
    Feeds,
    /// On the right of the article list.
    Articles,
    /// On the left of the actor sidebar.
    Actors,
}

impl Target {
    /// The pane that it is in.
    pub fn pane(&self) -> Option<Pane> {
        match self {
            Self::Pane(pane) => Some(*pane),
            Self::Feed(_) | Self::Folder(_) => Some(Pane::Feeds),
            Self::Headline(_) => Some(Pane::Articles),
            Self::Section(_) | Self::Name(_) | Self::Link(_) => Some(Pane::Article),
            Self::Entry(_) => Some(Pane::Actors),
            Self::Border(_) | Self::Row(_) | Self::Line { .. } => None,
        }
    }
}
