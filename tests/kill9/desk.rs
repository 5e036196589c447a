//! What all that is killed shares: feeds and their server, and what a store has to be afterwards.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use masthead::model::{Cursor, FeedEdit, FullText, Headline, Listing};
use masthead::newsroom::Newsroom;
use mockito::{Matcher, Server, ServerGuard};

use crate::marks::{Desk as Marked, as_stored};
use crate::recount::{Dice, recount};

/// How many feeds there are.
pub const FEEDS: usize = 6;
/// How many articles a feed has more at each step.
pub const STEP: usize = 5;

/// What is killed while it goes on: in the short form of the tests so often, and in the long one.
const KINDS: [(&str, usize, usize); 11] = [
    ("an import", 7, 50),
    ("a refresh", 9, 130),
    ("an analysis", 5, 38),
    ("a compaction", 6, 38),
    ("a migration", 4, 38),
    ("a writer", 4, 63),
    ("a backup or an export", 3, 38),
    ("mending", 2, 25),
    ("an export that joins", 3, 25),
    ("a restore", 4, 38),
    ("an export that becomes a store", 3, 25),
];

#[test]
fn there_are_fifty_kills_and_more_than_five_hundred() {
    let sum = |of: fn(&(&str, usize, usize)) -> usize| KINDS.iter().map(of).sum::<usize>();
    assert!(sum(|kind| kind.1) >= 50 && sum(|kind| kind.2) > 500);
}

/// How long a program may go on before it is killed, in microseconds: some would go on for ever.
const LONGEST: u64 = 600_000;

/// Kills programs at random moments of their life, however long that is.
pub struct Killer {
    dice: Dice,
    /// When the latest moment is, in microseconds: earlier after one that has ended by itself, later after one that has not.
    latest: u64,
    /// How many are to be killed.
    wanted: usize,
    /// How many were.
    killed: usize,
    steps: usize,
}

impl Killer {
    /// One of a kind, that does the same in every run, as far as the machine does.
    pub fn new(kind: &str, seed: u64) -> Self {
        let (_, short, long) = KINDS.iter().find(|(known, ..)| *known == kind).expect("a kind");
        let wanted = if std::env::var_os("MASTHEAD_TEST_LONG").is_some() { *long } else { *short };
        Self { dice: Dice(seed), latest: 100_000, wanted, killed: 0, steps: 0 }
    }

    /// The next step, from 1 on, until enough were killed that had not ended by themselves.
    pub fn step(&mut self) -> Option<usize> {
        if self.killed == self.wanted {
            return None;
        }
        self.steps += 1;
        assert!(self.steps <= 4 * self.wanted + 20, "{} of {} were killed", self.killed, self.wanted);
        Some(self.steps)
    }

    /// How many steps there were.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Lets a program go on for a while, and ends it without a word. One that has ended by then has done all that it was to do.
    pub fn kill(&mut self, child: &mut Child) {
        std::thread::sleep(Duration::from_micros(self.dice.roll(self.latest)));
        // One that has ended already cannot be killed any more.
        let _ = child.kill();
        let ended = child.wait().expect("ended");
        if was_killed(ended) {
            self.killed += 1;
            self.latest = (self.latest + self.latest / 20).min(LONGEST);
        } else {
            assert!(ended.success(), "it failed: {ended}");
            self.latest -= self.latest / 10;
        }
    }
}

/// Whether a program was ended by the signal, and not by itself: it has no exit code then.
fn was_killed(ended: ExitStatus) -> bool {
    ended.code().is_none_or(|code| cfg!(windows) && code == 1)
}

/// Expects that each article still has the marks, tags and notes that it had.
pub fn keeps(store: &Path, had: &Marked, step: usize) {
    let now = as_stored(store);
    for (id, marks) in had {
        assert_eq!(now.get(id), Some(marks), "article {id}, after step {step}");
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
