//! A reading connection.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::analyse::{self, Waiting};
use super::body::Content;
use super::bundle::Kept;
use super::error::StoreError;
use super::full_text::{self, WantedPage};
use super::reading::{Opened, reading};
use super::subscription::{self, FEED_COLUMNS, FEED_JOINS};
use super::{article, health, list, makeshift, rules};
use crate::model::{
    Article, ArticleId, Cursor, Document, Feed, FeedEntry, FeedHead, FeedId, FeedOrigin, Headline, Listing,
    Revision, Rule, Session, Totals, Validators, WebFeed,
};

/// After so many steps SQLite asks whether to go on: about a tenth of a millisecond.
const STEPS: i32 = 4_000;

/// The store as those have it who only read. A writer never blocks it, nor it a writer.
pub struct Reader {
    /// Nothing where it can be opened for single questions alone.
    db: OnceCell<Connection>,
    path: PathBuf,
    make_document: Option<MakeDocument>,
    kept: Kept,
}

/// Makes a document of an entry of a feed, and of what the feed says of itself.
pub type MakeDocument = Arc<dyn Fn(&FeedHead, &FeedEntry) -> Document + Send + Sync>;

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Reader {
    /// Opens an existing store that is up to date.
    ///
    /// # Errors
    /// Where there is no store, or it is not one, or of another version, or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let db = match reading(path)? {
            Opened::Well(db) => OnceCell::from(db),
            Opened::Makeshift(_) => OnceCell::new(),
        };
        Ok(Self { db, path: path.to_owned(), make_document: None, kept: Kept::default() })
    }

    /// Whether it is read though nothing can be written beside it, for want of room or leave: it is opened for each question then.
    pub fn is_makeshift(&self) -> bool {
        self.db.get().is_none()
    }

    /// Why nothing can be kept in the store while it is so.
    pub fn hindrance(&self) -> Option<StoreError> {
        self.is_makeshift().then(|| makeshift::hindrance(&self.path, "keep anything")).flatten()
    }

    /// The same reader, which makes documents of entries in this way; without one they have a title and nothing else.
    #[must_use]
    pub fn with_documents(self, make_document: MakeDocument) -> Self {
        Self { make_document: Some(make_document), ..self }
    }

    /// The document that a content is, or becomes.
    pub(super) fn document(&self, content: Content) -> Document {
        match (content, &self.make_document) {
            (Content::Document(document), _) => *document,
            (Content::Entry(entry), Some(make)) => make(&entry.0, &entry.1),
            (Content::Entry(entry), None) => {
                let title = entry.1.title.map(|title| title.text).unwrap_or_default();
                Document { title, ..Document::default() }
            }
        }
    }

    /// Every feed, by name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        self.read("read the feeds", |db| {
            db.prepare_cached(&format!(
                "SELECT {FEED_COLUMNS} FROM {FEED_JOINS} WHERE f.removed IS NULL ORDER BY f.name, f.id"
            ))?
            .query_map([], subscription::feed)?
            .collect()
        })
    }

    /// Every feed of the web, by name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn web_feeds(&self) -> Result<Vec<WebFeed>, StoreError> {
        self.read("read the feeds", subscription::web_feeds)
    }

    /// What makes the next fetch of a feed cheap; nothing where there is no such feed.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn validators(&self, feed: FeedId) -> Result<Validators, StoreError> {
        self.read("read the feed", |db| health::validators(db, feed))
    }

    /// The pages that are to be fetched for the text of a feed's articles; those of the newest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn wanted_pages(&self, feed: FeedId, limit: usize) -> Result<Vec<WantedPage>, StoreError> {
        self.read("read the articles", |db| full_text::wanted(db, feed, limit))
    }

    /// The rules that mute, the oldest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn rules(&self) -> Result<Vec<Rule>, StoreError> {
        self.read("read the rules", rules::all)
    }

    /// The articles that a rule is about, muted or not, the newest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn muted_by(&self, rule: &Rule) -> Result<Vec<ArticleId>, StoreError> {
        self.read("read the articles", |db| rules::about(db, rule))
    }

    /// The articles that are muted, the newest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn muted(&self) -> Result<Vec<ArticleId>, StoreError> {
        self.read("read the articles", rules::muted)
    }

    /// How many articles, and how many starred ones, go when a feed is removed: those that no other feed brought.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn removal(&self, feed: FeedId) -> Result<(u64, u64), StoreError> {
        self.read("read the feed", |db| subscription::removal(db, feed))
    }

    /// The counts over everything.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn totals(&self) -> Result<Totals, StoreError> {
        self.read("read the totals", |db| {
            db.prepare_cached(
                "SELECT articles, unread, starred, EXISTS (SELECT 1 FROM rule), waiting, followed FROM totals",
            )?
                .query_row([], |row| {
                    Ok(Totals {
                        followed: row.get::<_, i64>(5)?.unsigned_abs(),
                        articles: row.get::<_, i64>(0)?.unsigned_abs(),
                        unread: row.get::<_, i64>(1)?.unsigned_abs(),
                        starred: row.get::<_, i64>(2)?.unsigned_abs(),
                        mutes: row.get(3)?,
                        waiting: row.get::<_, i64>(4)?.unsigned_abs(),
                    })
                })
        })
    }

    /// A window of a list, `limit` articles at most, always newest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn headlines(
        &self,
        listing: &Listing,
        cursor: Cursor,
        limit: usize,
    ) -> Result<Vec<Headline>, StoreError> {
        Ok(self.page(listing, cursor, limit, &mut || true)?.rows)
    }

    /// The unread article of the list next to `from`, or its first one: the newest, or the oldest.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn next_unread(
        &self,
        listing: &Listing,
        from: Option<ArticleId>,
        older: bool,
    ) -> Result<Option<Headline>, StoreError> {
        self.read("find the next unread article", |db| list::next_unread(db, listing, from, older))
    }

    /// An article, whole.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        self.short_article(id, i64::MAX)
    }

    /// The same; nothing where it is packed into more than so many bytes, alone or with its neighbours.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn short_article(&self, id: ArticleId, most: i64) -> Result<Option<Article>, StoreError> {
        let document = |content| self.document(content);
        self.read("read the article", |db| article::article(db, (id, most), &self.kept, &document))
    }

    /// What an article said, the current revision first; and which of them one had read before one read the last.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn revisions(&self, id: ArticleId) -> Result<(Vec<Revision>, Option<u32>), StoreError> {
        self.read("read the revisions", |db| article::revisions(db, id, &|content| self.document(content)))
    }

    /// The articles that are to be analysed next, the newest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn waiting(&self, limit: usize) -> Result<Vec<Waiting>, StoreError> {
        self.waiting_except(&HashSet::new(), limit)
    }

    /// The same without some of them, which are being analysed.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn waiting_except(
        &self,
        except: &HashSet<ArticleId>,
        limit: usize,
    ) -> Result<Vec<Waiting>, StoreError> {
        self.read("read the articles", |db| analyse::waiting(db, limit, except, &self.path))
    }

    /// How many articles a list has; counting stops at `limit`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count(&self, listing: &Listing, limit: u64) -> Result<u64, StoreError> {
        self.read("count the list", |db| list::count(db, listing, limit))
    }

    /// What was kept of the last session; the default where there is none that can be read.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn session(&self) -> Result<Session, StoreError> {
        let kept = self.meta("session")?;
        Ok(kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// How many articles are samples.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn sample_articles(&self) -> Result<u64, StoreError> {
        let feeds = self.feeds()?;
        Ok(feeds.iter().filter(|feed| feed.origin == FeedOrigin::Samples).map(|feed| feed.articles).sum())
    }

    /// Whether the samples have been removed.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn samples_removed(&self) -> Result<bool, StoreError> {
        Ok(self.meta("samples")?.is_some())
    }

    /// Whether there is an article, be it hidden, or was one that went for good.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn ever_had_articles(&self) -> Result<bool, StoreError> {
        self.read("look for articles", |db| {
            db.prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM article) OR EXISTS (SELECT 1 FROM merged WHERE into_id <= 0)",
            )?
            .query_row([], |row| row.get(0))
        })
    }

    /// Reads as long as `may_go_on` says so, which is asked again and again; an error where it was broken off.
    ///
    /// # Errors
    /// Where the store cannot be read, and where reading was broken off.
    pub fn while_it<T>(
        &self,
        may_go_on: impl Fn() -> bool + Send + 'static,
        work: impl FnOnce(&Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.read("read for a moment", |db| db.progress_handler(STEPS, Some(move || !may_go_on())))?;
        let made = work(self);
        self.read("read for a moment", |db| db.progress_handler(STEPS, None::<fn() -> bool>))?;
        made
    }

    /// A number that changes whenever another connection has written.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn version(&self) -> Result<u64, StoreError> {
        self.read("look for changes", |db| {
            db.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get::<_, i64>(0))
        })
        // Each connection counts anew; with the first one that lasts, all may be another.
        .map(|version| if self.is_makeshift() { 0 } else { version.unsigned_abs() })
    }

    /// A small fact about the store itself.
    pub(super) fn meta(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.read("read the session", |db| {
            db.prepare_cached("SELECT value FROM meta WHERE name = ?1")?
                .query_row([name], |row| row.get(0))
                .optional()
        })
    }

    /// The file that it reads.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads, and says what it was doing where that fails.
    pub(super) fn read<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let fail = |error| StoreError::from_sqlite(error, &self.path, doing);
        match self.db.get() {
            Some(db) => work(db).map_err(fail),
            None => match reading(&self.path)? {
                Opened::Well(db) => work(self.db.get_or_init(|| db)).map_err(fail),
                Opened::Makeshift(makeshift) => makeshift.ask(&self.path, doing, work),
            },
        }
    }
}
