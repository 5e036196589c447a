//! Importing articles: read, add; a batch at a time, so that memory stays flat.

use std::collections::{BTreeMap, HashMap};

use super::address_key::address_key;
use super::error::NewsroomError;
use super::files::{file_key, read, too_large};
use super::source::{self, IMPORTED, Source, SourceFile};
use super::subscribe::{self, ListReport};
use super::whole_file::is_of_store;
use super::{Newsroom, answer};
use crate::fetch::{FetchError, Response};
use crate::ingest::{self, Content, Input, MAX_INPUT_BYTES, Parsed};
use crate::model::{
    ArticleId, ArticleKey, CleanText, Document, FeedDocument, FeedOrigin, Item, Timestamp, fold,
};
use crate::store::{Added, Incoming, Packed, io_in_words};

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Articles that are done, failed ones too.
    pub done: u64,
    /// Articles in all.
    pub total: u64,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Articles that were not known.
    pub new: u64,
    /// Articles that were known, and have changed.
    pub revised: u64,
    /// Articles that were known as they are.
    pub unchanged: u64,
    /// Those that could not be imported.
    pub failed: Vec<Failure>,
    /// What was wrong with some and could be lived with.
    pub warnings: Vec<ImportWarning>,
    /// What became of the lists of feeds among the files.
    pub feeds: ListReport,
    /// How many samples went to make room for them.
    pub samples_removed: u64,
    /// The articles, new or not, in the order in which they were imported.
    pub articles: Vec<ArticleId>,
}

/// Something that could not be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file.
    pub what: String,
    /// What is wrong with it.
    pub why: String,
}

/// Something that was wrong with an article and could be lived with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportWarning {
    /// The file.
    pub what: String,
    /// What was wrong, and what was done about it.
    pub message: String,
}

/// What to call the standard input.
const STDIN: &str = "standard input";
/// How many articles are added in one transaction.
const BATCH: usize = 500;
/// A batch ends when its inputs come to this.
const BATCH_BYTES: usize = 16 * 1024 * 1024;

/// Imports what the sources hold.
pub(super) fn import(
    newsroom: &mut Newsroom,
    sources: &[Source],
    feed: Option<&str>,
    now: Timestamp,
    progress: &mut dyn FnMut(Progress),
) -> Result<ImportReport, NewsroomError> {
    let total = count(sources);
    let mut import = Import {
        newsroom,
        now,
        feed,
        batch: Vec::new(),
        batch_bytes: 0,
        report: ImportReport::default(),
        progress: Progress { done: 0, total },
        show: progress,
    };
    for source in sources {
        match source {
            Source::File(path) => match source::each_file(path, &mut |item| import.take_file(item)) {
                // One alone is all that was asked for; of several the others go on.
                Err(NewsroomError::Unreadable { source, .. }) if sources.len() > 1 => {
                    let why = format!("it cannot be read: {}", io_in_words(&source));
                    import.fail(path.display().to_string(), why)?;
                }
                Err(NewsroomError::NoArticles { .. }) if sources.len() > 1 => {
                    import.fail(path.display().to_string(), "there are no articles in it".to_owned())?;
                }
                taken => taken?,
            },
            Source::Stdin(bytes) => import.take_stdin(bytes)?,
            Source::Web { url, answer } => import.take_answer(url, answer)?,
        }
    }
    import.flush()?;
    Ok(import.report)
}

/// How many files there are; no list of them is kept, as there may be a million.
fn count(sources: &[Source]) -> u64 {
    let mut total = 0;
    for source in sources {
        match source {
            Source::Stdin(_) | Source::Web { .. } => total += 1,
            Source::File(path) => {
                let counted = source::each_file(path, &mut |_| {
                    total += 1;
                    Ok(())
                });
                // What cannot be read is one that fails.
                total += u64::from(counted.is_err());
            }
        }
    }
    total
}

struct Import<'a> {
    newsroom: &'a mut Newsroom,
    now: Timestamp,
    feed: Option<&'a str>,
    batch: Vec<Pending>,
    batch_bytes: usize,
    report: ImportReport,
    progress: Progress,
    show: &'a mut dyn FnMut(Progress),
}

struct Pending {
    feed: String,
    /// What its source calls it.
    key: CleanText,
    /// Whether its source is a feed, whose names for its articles are its own.
    is_entry: bool,
    url: Option<CleanText>,
    document: Document,
}

impl Import<'_> {
    fn take_file(&mut self, item: SourceFile) -> Result<(), NewsroomError> {
        let what = item.path.display().to_string();
        if is_of_store(&self.newsroom.file, &item.path) {
            return self.fail(what, "it belongs to the store itself".to_owned());
        }
        let bytes = match read(&item.path) {
            Ok(bytes) => bytes,
            Err(why) => return self.fail(what, why),
        };
        let name = item.path.file_name().map(|name| name.to_string_lossy().into_owned());
        match ingest::parse(&self.input(&bytes, name.as_deref())) {
            Ok(parsed) => {
                let key = file_key(&item.path);
                self.take(what, item.feed, &|_| key.clone(), bytes.len(), parsed)
            }
            Err(error) => self.fail(what, error.to_string()),
        }
    }

    fn input<'a>(&'a self, bytes: &'a [u8], name: Option<&'a str>) -> Input<'a> {
        Input { labels: &self.newsroom.labels, ..Input::new(bytes, name) }
    }

    fn take_stdin(&mut self, bytes: &[u8]) -> Result<(), NewsroomError> {
        let parsed = match bytes.len() {
            0..=MAX_INPUT_BYTES => ingest::parse(&self.input(bytes, None)).map_err(|error| error.to_string()),
            _ => Err(too_large()),
        };
        match parsed {
            Ok(parsed) => {
                let key = |document: &Document| format!("title:{}", fold(&document.title));
                self.take(STDIN.to_owned(), IMPORTED.to_owned(), &key, bytes.len(), parsed)
            }
            Err(why) => self.fail(STDIN.to_owned(), why),
        }
    }

    fn take_answer(
        &mut self,
        url: &CleanText,
        answer: &Result<Response, FetchError>,
    ) -> Result<(), NewsroomError> {
        let what = url.to_string();
        let answer = match answer {
            Ok(answer) if answer.is_success() => answer,
            Ok(answer) => return self.fail(what, answer::status_in_words(answer)),
            Err(error) => return self.fail(what, error.to_string()),
        };
        let base = answer.address.as_ref().map(|address| address.as_str());
        let input = Input { base, charset: answer.charset(), ..Input::new(&answer.body, None) };
        match ingest::parse(&input) {
            Ok(mut parsed) => {
                if let Content::Article(item) = &mut parsed.content {
                    item.url.get_or_insert_with(|| url.clone());
                }
                self.take(what, IMPORTED.to_owned(), &|_| url.to_string(), answer.body.len(), parsed)
            }
            Err(error) => self.fail(what, error.to_string()),
        }
    }

    /// Takes what a file holds: an article, whose `key` is used where it says none; or a feed's articles.
    fn take(
        &mut self,
        what: String,
        feed: String,
        key: &dyn Fn(&Document) -> String,
        bytes: usize,
        parsed: Parsed,
    ) -> Result<(), NewsroomError> {
        parsed.warnings.into_iter().for_each(|warning| self.warn(&what, warning.message));
        match parsed.content {
            Content::Article(item) => {
                let Item { document, url, .. } = *item;
                let key = url.clone().unwrap_or_else(|| CleanText::line(&key(&document)));
                self.add(Pending { feed, key, is_entry: false, url, document }, bytes)
            }
            Content::Articles(items) => self.take_articles(feed, items, bytes),
            Content::Feed(found) => self.take_feed(&what, feed, &found),
            Content::Subscriptions(list) => {
                self.report.feeds.extend(subscribe::add_list(self.newsroom, list, &HashMap::new())?);
                self.step(1);
                Ok(())
            }
        }
    }

    fn take_articles(&mut self, feed: String, items: Vec<Item>, bytes: usize) -> Result<(), NewsroomError> {
        self.progress.total += (items.len() as u64).saturating_sub(1);
        let each = bytes / items.len().max(1);
        for Item { document, url, key } in items {
            // Of several in one place, the place tells none from another.
            let key = key.unwrap_or_else(|| CleanText::line(&format!("title:{}", fold(&document.title))));
            self.add(Pending { feed: feed.clone(), key, is_entry: false, url, document }, each)?;
        }
        Ok(())
    }

    fn take_feed(&mut self, what: &str, folder: String, found: &FeedDocument) -> Result<(), NewsroomError> {
        let feed = ingest::feed_name(&found.head).map_or(folder, |name| name.to_string());
        match found.entries.len() as u64 {
            0 => {
                self.warn(what, "it is a feed without articles".to_owned());
                self.step(1);
            }
            many => self.progress.total += many - 1,
        }
        for entry in &found.entries {
            let Item { document, url, key } = ingest::feed_item(&found.head, entry, &self.newsroom.labels);
            let key = key.or_else(|| url.clone()).unwrap_or_default();
            let bytes = entry.content.as_ref().or(entry.summary.as_ref()).map_or(0, |text| text.text.len());
            self.add(Pending { feed: feed.clone(), key, is_entry: true, url, document }, bytes)?;
        }
        Ok(())
    }

    fn add(&mut self, mut pending: Pending, bytes: usize) -> Result<(), NewsroomError> {
        if let Some(feed) = self.feed {
            pending.feed = feed.to_owned();
        }
        self.batch.push(pending);
        self.batch_bytes += bytes;
        if self.batch.len() >= BATCH || self.batch_bytes >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    fn warn(&mut self, what: &str, message: String) {
        self.report.warnings.push(ImportWarning { what: what.to_owned(), message });
    }

    fn fail(&mut self, what: String, why: String) -> Result<(), NewsroomError> {
        self.report.failed.push(Failure { what, why });
        self.step(1);
        Ok(())
    }

    /// Adds the batch.
    fn flush(&mut self) -> Result<(), NewsroomError> {
        let batch = std::mem::take(&mut self.batch);
        self.batch_bytes = 0;
        if batch.is_empty() {
            return Ok(());
        }
        let mut feeds = BTreeMap::new();
        let mut incoming = Vec::with_capacity(batch.len());
        let samples = self.newsroom.reader.sample_articles()?;
        for Pending { feed, key, is_entry, url, document } in batch {
            let feed = match feeds.get(&feed) {
                Some(id) => *id,
                None => {
                    let id = self.newsroom.store.feed_named(&CleanText::line(&feed), FeedOrigin::Files)?;
                    feeds.insert(feed, id);
                    id
                }
            };
            let key = if is_entry { ArticleKey::of_entry(feed, &key) } else { ArticleKey(key) };
            let address = url.as_deref().and_then(address_key);
            incoming.push(Incoming {
                feed,
                key,
                address,
                url,
                wants_page: false,
                received: self.now,
                content: Packed::document(&document),
            });
        }
        for added in self.newsroom.store.add(&incoming)? {
            match added {
                Added::New(_) => self.report.new += 1,
                Added::Revised(_) => self.report.revised += 1,
                Added::Unchanged(_) => self.report.unchanged += 1,
            }
            self.report.articles.push(added.id());
        }
        self.report.samples_removed += samples.saturating_sub(self.newsroom.reader.sample_articles()?);
        self.step(incoming.len() as u64);
        Ok(())
    }

    fn step(&mut self, done: u64) {
        self.progress.done += done;
        // Files may have come in since they were counted.
        self.progress.total = self.progress.total.max(self.progress.done);
        (self.show)(self.progress);
    }
}
