//! The feed list: the actors whom one follows, everything, the unread, the starred, the muted where there are any, saved searches, the folders with their feeds, and the feeds in none.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Actor, ActorKey, Condition, Feed, FeedId, FeedOrigin, Folder, SavedId, SavedSearch, Scope, Totals,
};

/// The feed list and its cursor.
#[derive(Clone, Debug, Default)]
pub struct FeedList {
    feeds: Vec<Feed>,
    followed: Vec<Actor>,
    saved: Vec<SavedSearch>,
    saved_unread: BTreeMap<SavedId, u64>,
    totals: Totals,
    folded: BTreeSet<Folder>,
    rows: Vec<FeedRow>,
    cursor: usize,
    top: usize,
    /// Whether one has scrolled away from the cursor.
    is_away: bool,
}

/// One row of the feed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRow {
    /// What it is called.
    pub name: String,
    /// What its list shows.
    pub scope: Scope,
    /// The number beside it: unread articles, or all where the row is not about reading.
    pub count: u64,
    /// How many folders it lies in, one in the other.
    pub depth: usize,
    /// Whether it is folded, where it is a folder.
    pub folded: Option<bool>,
    /// Whether it comes as it should.
    pub condition: Condition,
}

impl FeedList {
    /// Takes in what the store says; the cursor stays on its row.
    pub fn fill(&mut self, feeds: Vec<Feed>, followed: Vec<Actor>, saved: Vec<SavedSearch>, totals: Totals) {
        (self.feeds, self.followed, self.saved, self.totals) = (feeds, followed, saved, totals);
        self.arrange();
    }

    /// The saved searches.
    pub fn saved(&self) -> &[SavedSearch] {
        &self.saved
    }

    /// Every feed.
    pub fn feeds(&self) -> &[Feed] {
        &self.feeds
    }

    /// Takes in how many articles of a saved search are unread.
    pub fn count_saved(&mut self, id: SavedId, unread: u64) {
        self.saved_unread.insert(id, unread);
        let is_it = |row: &&mut FeedRow| row.scope == Scope::Saved(id) && row.depth > 0;
        self.rows.iter_mut().filter(is_it).for_each(|row| row.count = unread);
    }

    /// The rows.
    pub fn rows(&self) -> &[FeedRow] {
        &self.rows
    }

    /// The number of the cursor's row.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The number of the row at the top of the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&FeedRow> {
        self.rows.get(self.cursor)
    }

    /// A feed.
    pub fn feed(&self, id: FeedId) -> Option<&Feed> {
        self.feeds.iter().find(|feed| feed.id == id)
    }

    /// Whether the user follows an actor.
    pub fn is_followed(&self, key: &ActorKey) -> bool {
        self.followed.iter().any(|actor| actor.key == *key)
    }

    /// Whether there is any feed of the web.
    pub fn has_web_feeds(&self) -> bool {
        self.feeds.iter().any(|feed| feed.origin == FeedOrigin::Web)
    }

    /// The feeds in a folder, and in the folders under it.
    pub fn in_folder(&self, folder: &Folder) -> impl Iterator<Item = &Feed> {
        self.feeds.iter().filter(move |feed| feed.folders.iter().any(|path| path.starts_with(folder)))
    }

    /// What a list is called now, where it is one of a feed or a folder that is there.
    pub fn name(&self, scope: &Scope) -> Option<String> {
        match scope {
            Scope::Feed(id) => self.feed(*id).map(|feed| feed.name.to_string()),
            Scope::Folder(folder) => self.in_folder(folder).next().map(|_| path(folder)),
            Scope::Saved(id) => {
                self.saved.iter().find(|saved| saved.id == *id).map(|saved| saved.name.to_string())
            }
            _ => None,
        }
    }

    /// The folders that are folded.
    pub fn folded(&self) -> impl Iterator<Item = &Folder> {
        self.folded.iter()
    }

    /// Folds these folders and no others.
    pub fn set_folded(&mut self, folded: Vec<Folder>) {
        self.folded = folded.into_iter().collect();
        self.arrange();
    }

    /// Folds or unfolds the folder under the cursor, or the one that the cursor's row is in; the cursor is on it then.
    /// Says whether there is one.
    pub fn toggle_fold(&mut self) -> bool {
        let here = self.rows.get(..=self.cursor).unwrap_or_default();
        let depth = here.last().map_or(0, |row| row.depth);
        let found = here.iter().enumerate().rev().find_map(|(nth, row)| match &row.scope {
            Scope::Folder(folder) if nth == self.cursor || row.depth < depth => Some((nth, folder.clone())),
            _ => None,
        });
        let Some((row, folder)) = found else { return false };
        self.cursor = row;
        if !self.folded.remove(&folder) {
            self.folded.insert(folder);
        }
        self.arrange();
        true
    }

    /// Puts the cursor on the row of a list, the nearest where it has several; says whether there is one.
    pub fn select(&mut self, scope: &Scope) -> bool {
        let rows = self.rows.iter().enumerate().filter(|(_, row)| row.scope == *scope);
        let nearest = rows.map(|(nth, _)| nth).min_by_key(|nth| nth.abs_diff(self.cursor));
        self.cursor = nearest.unwrap_or(self.cursor);
        nearest.is_some()
    }

    /// Whether a list has a row.
    pub fn has(&self, scope: &Scope) -> bool {
        self.rows.iter().any(|row| row.scope == *scope)
    }

    /// Moves the cursor by rows; says whether it moved.
    pub fn move_by(&mut self, rows: isize, height: usize) -> bool {
        self.is_away = false;
        let before = self.cursor;
        self.cursor = before.saturating_add_signed(rows).min(self.rows.len().saturating_sub(1));
        self.follow(height);
        self.cursor != before
    }

    /// Scrolls by rows, away from the cursor where need be: moving it would show another list.
    pub fn scroll_by(&mut self, rows: isize, height: usize) {
        self.is_away = true;
        self.top = self.top.saturating_add_signed(rows).min(self.rows.len().saturating_sub(height.max(1)));
    }

    /// Scrolls just so far that the cursor is among the `height` rows on the screen.
    pub fn follow(&mut self, height: usize) {
        if self.is_away {
            self.top = self.top.min(self.rows.len().saturating_sub(height.max(1)));
            return;
        }
        self.top = self.top.clamp((self.cursor + 1).saturating_sub(height.max(1)), self.cursor);
    }

    fn arrange(&mut self) {
        let scope = self.selected().map(|row| row.scope.clone());
        let row = |name: &str, scope, count| FeedRow {
            name: name.to_owned(),
            scope,
            count,
            depth: 0,
            folded: None,
            condition: Condition::Well,
        };
        let mut rows = Vec::new();
        if !self.followed.is_empty() {
            rows.push(row("★ Followed", Scope::Followed, self.totals.followed));
        }
        rows.extend(self.followed.iter().map(|actor| FeedRow {
            depth: 1,
            ..row(&actor.name, Scope::Actor(actor.key.clone()), actor.unread)
        }));
        rows.extend([
            row("All articles", Scope::All, self.totals.unread),
            row("Unread", Scope::Unread, self.totals.unread),
            row("Starred", Scope::Starred, self.totals.starred),
        ]);
        if self.totals.mutes {
            rows.push(row("Muted", Scope::Muted, 0));
        }
        // Nothing is listed under the heading itself: it leads to the first of them.
        if let Some(first) = self.saved.first() {
            rows.push(row("Saved searches", Scope::Saved(first.id), 0));
        }
        rows.extend(self.saved.iter().map(|saved| FeedRow {
            depth: 1,
            ..row(&saved.name, Scope::Saved(saved.id), self.saved_unread.get(&saved.id).copied().unwrap_or(0))
        }));
        self.add_folder(&mut rows, &Folder::new());
        self.rows = rows;
        let stays = scope.as_ref().is_some_and(|scope| self.select(scope));
        // Where nobody is followed any more, the rows below have moved up.
        if !stays && matches!(scope, Some(Scope::Actor(_) | Scope::Followed)) {
            let _ = self.select(&Scope::Followed) || self.select(&Scope::All);
        }
        self.cursor = self.cursor.min(self.rows.len() - 1);
    }

    /// The rows in a folder: the folders first, then the feeds.
    fn add_folder(&self, rows: &mut Vec<FeedRow>, folder: &Folder) {
        let depth = folder.len();
        let inner: BTreeSet<&[_]> = self
            .feeds
            .iter()
            .flat_map(|feed| &feed.folders)
            .filter(|path| path.len() > depth && path.starts_with(folder))
            .map(|path| &path[..=depth])
            .collect();
        for inner in inner.into_iter().map(<[_]>::to_vec) {
            let folded = self.folded.contains(&inner);
            rows.push(FeedRow {
                name: inner.last().map(ToString::to_string).unwrap_or_default(),
                scope: Scope::Folder(inner.clone()),
                count: self.in_folder(&inner).map(|feed| feed.unread).sum(),
                depth,
                folded: Some(folded),
                condition: Condition::Well,
            });
            if !folded {
                self.add_folder(rows, &inner);
            }
        }
        let is_here = |feed: &&Feed| match folder.is_empty() {
            true => feed.folders.is_empty(),
            false => feed.folders.contains(folder),
        };
        rows.extend(self.feeds.iter().filter(is_here).map(|feed| FeedRow {
            name: feed.name.to_string(),
            scope: Scope::Feed(feed.id),
            count: feed.unread,
            depth,
            folded: None,
            condition: feed.condition,
        }));
    }
}

/// A folder as people write it: `World/Europe`.
pub fn path(folder: &Folder) -> String {
    folder.iter().map(|name| name.as_str()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::web_feed;

    fn feed(id: i64, name: &str, folders: &[&str]) -> Feed {
        web_feed(id, name, folders).feed
    }

    fn shown(list: &FeedList) -> Vec<String> {
        let line = |row: &FeedRow| format!("{}{} {}", "  ".repeat(row.depth), row.name, row.count);
        list.rows()[3..].iter().map(line).collect()
    }

    fn list() -> FeedList {
        let mut list = FeedList::default();
        let feeds = vec![
            feed(1, "Basin", &["World/Europe"]),
            feed(2, "Coast", &["World", "Trade"]),
            feed(4, "Delta", &[]),
            feed(8, "Estuary", &["World", "World/Europe"]),
        ];
        list.fill(feeds, Vec::new(), Vec::new(), Totals::default());
        list
    }

    #[test]
    fn who_is_followed_comes_first() {
        let mut list = list();
        let followed = Actor { unread: 3, ..crate::app::testing::actor("state:RUS", "Russia") };
        let totals = Totals { followed: 3, ..Totals::default() };
        list.fill(Vec::new(), vec![followed], Vec::new(), totals);
        let rows: Vec<(&str, u64, usize)> =
            list.rows().iter().map(|row| (row.name.as_str(), row.count, row.depth)).collect();
        assert_eq!(rows[..3], [("★ Followed", 3, 0), ("Russia", 3, 1), ("All articles", 0, 0)]);
    }

    #[test]
    fn the_cursor_stays_where_rows_above_it_come_and_go() {
        let mut list = list();
        let feeds = list.feeds.clone();
        let followed = vec![crate::app::testing::actor("state:RUS", "Russia")];
        list.move_by(1, 50);
        let here = |list: &FeedList| list.selected().map(|row| row.name.clone());
        list.fill(feeds.clone(), followed.clone(), Vec::new(), Totals::default());
        assert_eq!(here(&list).as_deref(), Some("Unread"));
        list.move_by(-2, 50);
        assert_eq!(here(&list).as_deref(), Some("Russia"));
        list.fill(feeds, Vec::new(), Vec::new(), Totals::default());
        assert_eq!(here(&list).as_deref(), Some("All articles"), "its own row is gone");
    }

    #[test]
    fn folders_come_before_feeds_and_count_each_feed_once() {
        assert_eq!(
            shown(&list()),
            [
                "Trade 2",
                "  Coast 2",
                "World 11",
                "  Europe 9",
                "    Basin 1",
                "    Estuary 8",
                "  Coast 2",
                "  Estuary 8",
                "Delta 4"
            ]
        );
    }

    #[test]
    fn a_fold_takes_the_cursor_along_and_is_kept() {
        let mut list = list();
        list.move_by(8, 50);
        assert_eq!(list.selected().map(|row| row.name.as_str()), Some("Estuary"));
        assert!(list.toggle_fold());
        assert_eq!(list.selected().map(|row| row.name.as_str()), Some("Europe"));
        list.move_by(1, 50);
        assert!(list.toggle_fold(), "the folder around it");
        assert_eq!(shown(&list), ["Trade 2", "  Coast 2", "World 11", "Delta 4"]);
        let kept = list.folded().cloned().collect();
        let mut next = self::list();
        next.set_folded(kept);
        assert_eq!(shown(&next), shown(&list));
        assert!(list.toggle_fold());
        assert_eq!(shown(&list)[3], "  Europe 9", "what is folded in it stays so");
        assert!(list.select(&Scope::Feed(FeedId(4))) && !list.toggle_fold());
    }

    #[test]
    fn the_cursor_stays_on_the_row_that_it_is_on() {
        let mut list = list();
        list.move_by(9, 50);
        assert_eq!((list.selected().map(|row| row.name.as_str()), list.cursor()), (Some("Coast"), 9));
        let feeds = list.feeds.clone();
        list.fill(feeds, Vec::new(), Vec::new(), Totals::default());
        assert_eq!(list.cursor(), 9, "not on the same feed in another folder");
    }
}
