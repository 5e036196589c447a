//! The actor sidebar: the actors of the open article, and what it says of each.

use crate::model::Cast;

/// The cursor of the actor sidebar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    cursor: usize,
}

/// One entry of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RosterItem {
    /// An actor, by its number in the cast.
    Member(usize),
    /// Something said of it, by its number among what is said of that actor.
    Statement(usize, usize),
}

impl Roster {
    /// The entries of the sidebar, from top to bottom.
    pub fn items(cast: &Cast) -> Vec<RosterItem> {
        let mut items = Vec::new();
        for (nth, member) in cast.members.iter().enumerate() {
            items.push(RosterItem::Member(nth));
            items.extend((0..member.statements.len()).map(|statement| RosterItem::Statement(nth, statement)));
        }
        items
    }

    /// The number of the entry under the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The entry under the cursor.
    pub fn selected(&self, cast: &Cast) -> Option<RosterItem> {
        Self::items(cast).get(self.cursor).copied()
    }

    /// Moves the cursor by entries.
    pub fn move_by(&mut self, cast: &Cast, entries: isize) {
        let last = Self::items(cast).len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(entries).min(last);
    }

    /// Puts the cursor on an actor.
    pub fn select(&mut self, cast: &Cast, member: usize) {
        let item = Self::items(cast).iter().position(|item| *item == RosterItem::Member(member));
        self.cursor = item.unwrap_or(0);
    }
}

impl RosterItem {
    /// The actor that the entry is about, by its number in the cast.
    pub fn member(self) -> usize {
        match self {
            Self::Member(member) | Self::Statement(member, _) => member,
        }
    }
}
