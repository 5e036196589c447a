//! What all that is killed shares: feeds and their server, and what a store has to be afterwards.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use masthead::model::{Cursor, FeedEdit, FullText, Headline, Listing};
use masthead::newsroom::Newsroom;
use mockito::{Matcher, Server, ServerGuard};

use crate::recount::{Dice, recount};

/// How many feeds there are.
pub const FEEDS: usize = 6;
/// How many articles a feed has more at each step.
pub const STEP: usize = 5;

/// So many kills in the short form of the tests, and so many in the long one. Of three programs one has ended before, so that there are
/// half as many again of them as there are to be kills.
pub fn kills(short: usize, long: usize) -> usize {
    if std::env::var_os("MASTHEAD_TEST_LONG").is_some() { long } else { short }
}

/// How long a program may go on before it is killed, in microseconds: some would go on for ever.
const LONGEST: u64 = 600_000;

/// Kills programs at random moments of their life, however long that is.
pub struct Killer {
    dice: Dice,
    /// When the latest moment is, in microseconds: earlier after one that has ended by itself, later after one that has not.
    latest: u64,
}

impl Killer {
    /// One that does the same in every run, as far as the machine does.
    pub fn new(seed: u64) -> Self {
        Self { dice: Dice(seed), latest: 100_000 }
    }

    /// Lets a program go on for a while, and ends it without a word.
    pub fn kill(&mut self, child: &mut Child) {
        std::thread::sleep(Duration::from_micros(self.dice.roll(self.latest)));
        match child.try_wait().expect("asked") {
            Some(_) => self.latest -= self.latest / 10,
            None => self.latest = (self.latest + self.latest / 20).min(LONGEST),
        }
        // One that has ended already cannot be killed any more.
        let _ = child.kill();
        child.wait().expect("ended");
    }
}

/// Expects that the store is sound.
pub fn is_sound(store: &Path, step: usize) {
    let file = Newsroom::store_file(store);
    if !file.exists() {
        return;
    }
    // What was committed is still in the log, until somebody opens the store.
    drop(Newsroom::open(store).expect("opens"));
    let db = rusqlite::Connection::open(&file).expect("opens");
    let said: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(said, "ok", "after step {step}");
    drop(db);
    recount(&file, step);
    let doctor = masthead(store, &["doctor"]).wait().expect("ended");
    assert!(doctor.success(), "the doctor finds something after step {step}");
}

/// Every headline that the store shows.
pub fn headlines(store: &Path) -> Vec<Headline> {
    let reader = Newsroom::open_reader(store).expect("a reader");
    reader.headlines(&Listing::default(), Cursor::Newest, usize::MAX).expect("a list")
}

/// The titles, of which none may be there twice.
pub fn titles(store: &Path) -> BTreeSet<String> {
    let all = headlines(store);
    let titles: BTreeSet<String> = all.iter().map(|headline| headline.title.to_string()).collect();
    assert_eq!(titles.len(), all.len(), "doubled");
    titles
}

/// As [`titles`], and has read what each article says.
pub fn titles_of_sound(store: &Path) -> BTreeSet<String> {
    let reader = Newsroom::open_reader(store).expect("a reader");
    for headline in headlines(store) {
        let article = reader.article(headline.id).expect("read").expect("there");
        assert!(article.document.title == headline.title && article.document.words() > 8);
    }
    titles(store)
}

/// The title of an article.
pub fn title(feed: usize, nth: usize) -> String {
    format!("Article {nth} of feed {feed}")
}

/// A feed with its newest hundred articles; every tenth is in the next feed too.
fn feed(number: usize, articles: usize) -> String {
    let item = |feed: usize, nth: usize| {
        format!(
            "<item><guid>f{feed}-{nth}</guid><title>{}</title><link>https://news.example/{feed}/{nth}</link>\
             <description>Russia: Seeks talk {nth}. The envoys of both states met again.</description></item>",
            title(feed, nth)
        )
    };
    let own = (articles.saturating_sub(100)..articles).map(|nth| item(number, nth));
    let other = (number + 1) % FEEDS;
    let shared =
        (articles.saturating_sub(100)..articles).filter(|nth| nth % 10 == 0).map(|nth| item(other, nth));
    let items: String = own.chain(shared).collect();
    format!("<rss version='2.0'><channel><title>Feed {number}</title>{items}</channel></rss>")
}

/// Starts masthead, which nobody hears.
pub fn masthead(store: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
    command.args(arguments).arg("--store").arg(store).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("masthead runs")
}

/// A store with all feeds, of which no pages are fetched, and the server that they come from, which has ever more.
pub fn desk(store: &Path, articles: &Arc<AtomicUsize>) -> ServerGuard {
    let mut server = Server::new();
    let grown = Arc::clone(articles);
    server
        .mock("GET", Matcher::Regex("^/[0-9]+$".to_owned()))
        .with_body_from_request(move |request| {
            let number = request.path().trim_start_matches('/').parse().expect("a number");
            feed(number, grown.load(Ordering::SeqCst)).into_bytes()
        })
        .create();
    for number in 0..FEEDS {
        let url = format!("{}/{number}", server.url());
        let mut added = masthead(store, &["feeds", "add", "--unseen", &url]);
        assert!(added.wait().expect("ended").success());
    }
    edit_feeds(store, &FeedEdit::FullText(FullText::Never));
    server
}

/// Changes all feeds.
pub fn edit_feeds(store: &Path, edit: &FeedEdit) {
    let mut newsroom = Newsroom::open(store).expect("a store");
    for feed in newsroom.web_feeds().expect("feeds") {
        newsroom.edit_feed(feed.feed.id, edit).expect("changed");
    }
}
