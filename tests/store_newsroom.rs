//! The newsroom through its public face: importing into a store.

use std::fs;
use std::path::{Path, PathBuf};

use masthead::model::{ActorEdit, ActorKey, Cursor, FeedOrigin, Headline, Listing, Query, Scope, Timestamp};
use masthead::newsroom::{ImportReport, KnownActors, Newsroom, NewsroomError, Pace, Progress, Source};
use masthead::store::Reader;
use tempfile::TempDir;

struct Desk {
    dir: TempDir,
    newsroom: Newsroom,
    reader: Reader,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let newsroom = Newsroom::open(&dir.path().join("store")).expect("a newsroom");
        let reader = newsroom.reader().expect("a reader");
        Self { dir, newsroom, reader }
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("written");
        path
    }

    fn try_import(&mut self, sources: &[Source], feed: Option<&str>) -> Result<ImportReport, NewsroomError> {
        let now: Timestamp = "2025-10-25T12:00:00Z".parse().expect("a time");
        let mut last = Progress::default();
        let report = self.newsroom.import(sources, feed, now, &mut |progress| {
            assert!(progress.done >= last.done && progress.done <= progress.total);
            last = progress;
        })?;
        assert_eq!(last.done, last.total);
        self.newsroom.analyse(Pace::Full, &mut |_| true)?;
        Ok(report)
    }

    fn import(&mut self, path: &Path) -> ImportReport {
        self.try_import(&[Source::File(path.to_owned())], None).expect("imported")
    }

    fn found(&self, query: &str) -> Vec<Headline> {
        let filter = Some(Query::parse(query).expect("a query"));
        let listing = Listing { scope: Scope::All, filter };
        self.reader.headlines(&listing, Cursor::Newest, 100).expect("a list")
    }

    fn feeds(&self) -> Vec<(String, u64)> {
        let feeds = self.reader.feeds().expect("feeds");
        feeds.iter().map(|feed| (feed.name.to_string(), feed.articles)).collect()
    }
}

fn counts(report: &ImportReport) -> (u64, u64, u64, usize) {
    (report.new, report.revised, report.unchanged, report.failed.len())
}

const TALKS: &str =
    "# Talks resume in Vienna\n\nEnvoys met on Tuesday, and the Foreign Office in Berlin said so.\n";
const STAKES: &str = "# The stakes\n\nMuch is at stake this week, and nobody says how much.\n\n## Stakeholders\n\n\
    **Foreign Office:** Wants the talks to go on.\n\n**Russia:** Seeks recognition of what it holds.\n";

#[test]
fn a_file_again_changes_nothing_and_a_changed_one_is_a_revision() {
    let mut desk = Desk::new();
    let file = desk.write("talks.md", TALKS);
    let first = desk.import(&file);
    assert_eq!(counts(&first), (1, 0, 0, 0), "{first:?}");
    assert_eq!(counts(&desk.import(&file)), (0, 0, 1, 0));
    let copy = desk.write("copy.md", TALKS);
    assert_eq!(counts(&desk.import(&copy)), (0, 0, 1, 0));

    desk.newsroom.store().set_starred(first.articles[0], true).expect("starred");
    desk.write("talks.md", &TALKS.replace("Tuesday", "Wednesday"));
    let changed = desk.import(&file);
    assert_eq!((counts(&changed), &changed.articles), ((0, 1, 0, 0), &first.articles));
    assert_eq!(desk.found("wednesday").len(), 1);
    assert!(desk.found("tuesday").is_empty());
    assert!(desk.found("wednesday")[0].status.starred);
    assert_eq!(desk.feeds(), [("Imported".to_owned(), 1)]);
}

#[test]
fn an_older_state_of_a_feed_is_no_news() {
    let entry = |text: &str, updated: &str| {
        let updated =
            if updated.is_empty() { String::new() } else { format!("<updated>{updated}</updated>") };
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title><id>urn:wire</id>
             <entry><title>Talks</title><id>urn:talks</id><published>2025-10-14T08:00:00Z</published>{updated}
             <link href='https://wire.example/talks'/><content type='html'>&lt;p&gt;{text}&lt;/p&gt;</content></entry></feed>"
        )
    };
    for (first, second) in [("", ""), ("2025-10-14T09:00:00Z", "2025-10-14T10:00:00Z")] {
        let mut desk = Desk::new();
        let old = desk.write("old.xml", &entry("The talks began on the lake with all of them there.", first));
        let new =
            desk.write("new.xml", &entry("The talks ended on the lake with none of them there.", second));
        assert_eq!(counts(&desk.import(&old)), (1, 0, 0, 0));
        assert_eq!(counts(&desk.import(&new)), (0, 1, 0, 0));
        for again in [&old, &new, &old, &old, &new] {
            assert_eq!(counts(&desk.import(again)), (0, 0, 1, 0), "{first} {again:?}");
        }
        assert_eq!((desk.found("ended").len(), desk.found("began").len()), (1, 0));
        // What it said before, and says so anew.
        let back = desk.write(
            "back.xml",
            &entry("The talks began on the lake with all of them there.", "2025-10-14T11:00:00Z"),
        );
        assert_eq!(counts(&desk.import(&back)), (0, 1, 0, 0));
    }
    let mut desk = Desk::new();
    let old = desk.write("old.xml", &entry("The talks began on the lake.", "2025-10-14T09:00:00Z"));
    let new = desk.write("new.xml", &entry("The talks ended on the lake.", "2025-10-14T10:00:00Z"));
    assert_eq!(counts(&desk.import(&new)), (1, 0, 0, 0));
    assert_eq!(counts(&desk.import(&old)), (0, 0, 1, 0), "seen for the first time, and older");
    assert_eq!(desk.found("ended").len(), 1);
}

#[test]
fn who_is_muted_is_who_it_is_after_the_users_changes() {
    let mut desk = Desk::new();
    let stakes = desk.write("stakes.md", STAKES);
    desk.import(&stakes);
    let office = ActorKey::of_name("foreign office");
    let merge = ActorEdit::Merge { from: office, into: ActorKey::from_stored("state:RUS") };
    assert!(desk.newsroom.edit_actor(&merge).expect("edited").change.is_some());
    let russia = Query::parse("actor:russia").expect("a query");
    assert_eq!(desk.newsroom.mute(None, &russia, &mut |_| true).expect("muted").1, 1);
    let talks = desk.write(
        "more.md",
        "# More talks\n\nThey talk.\n\n## Stakeholders\n\n**Foreign Office:** Wants the talks to go on.\n",
    );
    desk.import(&talks);
    assert!(desk.found("more").is_empty());
}

#[test]
fn who_is_known_is_offered_first_and_called_so() {
    let mut desk = Desk::new();
    let text =
        "# Notes\n\nThe Marn Group met on Tuesday. The Zone of Marn Talks met too, the Kremlin said.\n";
    let own = "org:zone\tZone of Marn Talks\tMarnfolk\nstate:RUS\tThe Federation\n";
    let known = KnownActors::with_own("actors.tsv", own);
    let open = |desk: &Desk| Newsroom::open(&desk.dir.path().join("store")).expect("a newsroom");
    desk.newsroom = open(&desk).with_actors(known.clone()).expect("known");
    let file = desk.write("a.md", text);
    desk.import(&file);
    let offered = |desk: &Desk, typed: &str| {
        let offered = known.offer(&desk.reader, typed, 9).expect("offered");
        offered.iter().map(|actor| actor.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(desk.reader.actors("marn", 9).expect("found")[0].name.as_str(), "Marn Group");
    assert_eq!(offered(&desk, "marn"), ["Zone of Marn Talks", "Marn Group"], "the group is but guessed");
    assert_eq!(offered(&desk, "marn group"), ["Marn Group"]);
    assert_eq!(offered(&desk, "marnf"), ["Zone of Marn Talks"], "by a name that no article has");
    assert_eq!(offered(&desk, "russian fed"), ["The Federation"]);
    // Where everything is analysed anew, whatever the reason, names are taken over.
    let mark = known.mark();
    desk.newsroom.store().note_actors_mark(&mark, &|_| Some("Else".into())).expect("noted");
    assert_eq!(offered(&desk, "russian fed"), ["Else"]);
    desk.newsroom = open(&desk).with_actors(known.clone()).expect("known");
    assert_eq!(offered(&desk, "russian fed"), ["The Federation"]);
}

#[test]
fn each_folder_is_a_feed_and_what_fails_is_reported() {
    let mut desk = Desk::new();
    desk.write("World/a.md", TALKS);
    desk.write("World/Asia/b.md", STAKES);
    let empty = desk.write("World/c.md", "");
    desk.write("World/notes.pdf", "no article");
    let large = desk.write("large.md", "");
    fs::File::options()
        .write(true)
        .open(&large)
        .and_then(|file| file.set_len(200 * 1024 * 1024))
        .expect("a large file");
    let sources = [&desk.dir.path().join("World"), &large, &desk.dir.path().join("none.md")]
        .map(|path| Source::File(path.clone()));
    let report = desk.try_import(&sources[..2], None).expect("imported");
    assert_eq!(counts(&report), (2, 0, 0, 2));
    assert!(empty.ends_with("c.md") && report.failed[0].what.ends_with("c.md"));
    assert!(report.failed[1].why.contains("larger than"), "{:?}", report.failed[1]);
    assert_eq!(desk.feeds(), [("Asia".to_owned(), 1), ("World".to_owned(), 1)]);
    let report = desk.try_import(&sources, None).expect("the others go on");
    assert_eq!(counts(&report), (0, 0, 2, 3));
    assert!(report.failed[2].why.contains("cannot be read"), "{:?}", report.failed[2]);
    let missing = &sources[2..];
    assert!(matches!(desk.try_import(missing, None), Err(NewsroomError::Unreadable { .. })));

    fs::create_dir(desk.dir.path().join("bare")).expect("a folder");
    let bare = Source::File(desk.dir.path().join("bare"));
    assert!(matches!(desk.try_import(&[bare], None), Err(NewsroomError::NoArticles { .. })));
}

#[test]
fn standard_input_is_known_by_its_title_and_a_feed_can_be_named() {
    let mut desk = Desk::new();
    let talks = Source::Stdin(TALKS.into());
    let report = desk.try_import(std::slice::from_ref(&talks), Some("Mail")).expect("imported");
    assert_eq!(counts(&report), (1, 0, 0, 0));
    assert_eq!(desk.feeds(), [("Mail".to_owned(), 1)]);
    let changed = Source::Stdin(TALKS.replace("Tuesday", "Friday").into());
    assert_eq!(counts(&desk.try_import(&[talks, changed], None).expect("imported")), (0, 1, 1, 0));
}

#[test]
fn a_store_that_was_left_while_articles_waited_goes_on_with_them() {
    let mut desk = Desk::new();
    let stakes = Source::File(desk.write("stakes.md", STAKES));
    let now: Timestamp = "2025-10-25T12:00:00Z".parse().expect("a time");
    let report = desk.newsroom.import(&[stakes], None, now, &mut |_| ()).expect("imported");
    assert_eq!(counts(&report), (1, 0, 0, 0));
    assert_eq!((desk.found("stakes").len(), desk.found("nobody").len()), (1, 0), "its title is found");
    desk.newsroom.analyse(Pace::Gentle, &mut |_| false).expect("stopped at once");
    assert_eq!(desk.reader.totals().expect("totals").waiting, 1);
    desk.newsroom = Newsroom::open(&desk.dir.path().join("store")).expect("again");
    let mut left = Vec::new();
    desk.newsroom
        .analyse(Pace::Gentle, &mut |waiting| {
            left.push(waiting);
            true
        })
        .expect("analysed");
    assert_eq!((left, desk.reader.totals().expect("totals").waiting), (vec![1], 0));
    assert_eq!((desk.found("nobody").len(), desk.found("actor:russia").len()), (1, 1));
    let actor = desk.reader.actor(&ActorKey::of_name("foreign office")).expect("read").expect("known");
    assert_eq!(actor.articles, 1);
}

#[test]
fn samples_come_once_and_never_beside_articles_of_ones_own() {
    let now: Timestamp = "2025-10-25T12:00:00Z".parse().expect("a time");
    let mut desk = Desk::new();
    let added = desk.newsroom.add_samples(now).expect("added");
    let samples = desk.reader.feeds().expect("feeds");
    assert!(samples.iter().all(|feed| feed.origin == FeedOrigin::Samples));
    assert_eq!(samples.iter().map(|feed| feed.articles).sum::<u64>(), added);
    assert_eq!(desk.newsroom.add_samples(now).expect("not again"), 0);

    let failing = desk.write("empty.md", "");
    assert_eq!(desk.import(&failing).samples_removed, 0);
    let talks = desk.write("talks.md", TALKS);
    assert_eq!(desk.import(&talks).samples_removed, added);
    assert_eq!(desk.feeds(), [("Imported".to_owned(), 1)]);
    assert_eq!(desk.newsroom.add_samples(now).expect("not beside one's own"), 0);

    let mut other = Desk::new();
    assert_eq!(other.newsroom.add_samples(now).expect("added"), added);
    assert_eq!(other.newsroom.remove_samples().expect("removed"), added);
    assert_eq!(other.newsroom.offer_samples(now).expect("never again"), 0);
    assert!(other.feeds().is_empty());
}

#[test]
fn samples_stay_out_of_a_store_whose_articles_are_only_hidden_or_gone() {
    let now: Timestamp = "2025-10-25T12:00:00Z".parse().expect("a time");
    let mut desk = Desk::new();
    let talks = desk.write("talks.md", TALKS);
    desk.import(&talks);
    let feed = desk.reader.feeds().expect("feeds")[0].id;
    let (change, hidden) = desk.newsroom.remove_feed(feed).expect("removed").expect("it was there");
    assert_eq!((hidden, desk.reader.totals().expect("totals").articles), (1, 0));
    assert_eq!(desk.newsroom.offer_samples(now).expect("not beside what may come back"), 0);
    desk.newsroom.store().undo(change).expect("undone");
    assert_eq!(desk.feeds(), [("Imported".to_owned(), 1)]);

    desk.newsroom.remove_feed(feed).expect("removed").expect("it was there");
    assert_eq!(desk.newsroom.compact().expect("compacted"), 1, "for good");
    assert_eq!(desk.newsroom.offer_samples(now).expect("nor after it"), 0);
}

#[test]
fn an_article_may_name_thousands() {
    let mut desk = Desk::new();
    let mut article = STAKES.to_owned();
    for n in 0..10_000_u32 {
        let letter = |place: u32| char::from(b'a' + u8::try_from(n / place % 26).expect("a letter"));
        let name: String = [676, 26, 1].map(letter).iter().collect();
        article.push_str(&format!(
            "\n**Ann Q{name}:** Wants the talks to go on, and a seat at them for each town on the lake.\n"
        ));
    }
    let file = desk.write("many.md", &article);
    // With the cost of all of them for each, this would take minutes.
    let report = desk.import(&file);
    assert_eq!(counts(&report), (1, 0, 0, 0));
    assert_eq!(desk.reader.actors("ann", 20_000).expect("actors").len(), 10_000);
}
