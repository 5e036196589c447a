//! A program that marks, tags and notes articles at random, and says what it is about to do, and when that is done: a test's own,
//! started again.

use std::collections::BTreeMap;
use std::env;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use masthead::model::{ArticleId, CleanText, Cursor, Headline, Listing, tags_in};
use masthead::newsroom::Newsroom;

use super::recount::Dice;

/// Says to the program what it is to do: the seed of its dice, how many orders, which part of the articles is its own, whether it
/// marks everything read at times; then the store.
const WRITER: &str = "MASTHEAD_TEST_WRITER";

/// What is known of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Read.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its note.
    pub note: Option<String>,
}

/// What is known of all.
pub type Desk = BTreeMap<i64, Marks>;

/// What is done, in a line: `star 7 true`.
fn order(dice: &mut Dice, ids: &[i64], nth: usize, whole: bool) -> String {
    let id = ids[usize::try_from(dice.roll(ids.len() as u64)).expect("small")];
    match dice.roll(if whole { 9 } else { 8 }) {
        0 | 1 => format!("read {id} true"),
        2 => format!("read {id} false"),
        3 => format!("star {id} true"),
        4 => format!("star {id} false"),
        5 => format!("tag {id} tag{}", dice.roll(5)),
        6 => format!("tag {id} river"),
        7 => format!("note {id} note{nth}"),
        _ => "all 0 true".to_owned(),
    }
}

fn parts(order: &str) -> (&str, i64, &str) {
    let mut words = order.split(' ');
    let mut next = || words.next().expect("a word");
    (next(), next().parse().expect("an id"), next())
}

/// What an order makes of the marks.
pub fn follow(desk: &mut Desk, order: &str) {
    let (what, id, value) = parts(order);
    if what == "all" {
        desk.values_mut().for_each(|marks| marks.read = true);
        return;
    }
    let marks = desk.entry(id).or_default();
    match what {
        "read" => marks.read = value == "true",
        "star" => marks.starred = value == "true",
        "tag" => marks.tags = vec![value.to_owned()],
        _ => marks.note = Some(value.to_owned()),
    }
}

fn carry_out(newsroom: &mut Newsroom, order: &str) {
    let (what, id, value) = parts(order);
    let (store, id, is_so) = (newsroom.store(), ArticleId(id), value == "true");
    match what {
        "all" => drop(store.mark_all_read(&Listing::default()).expect("marked")),
        "read" => drop(store.set_read(id, is_so).expect("marked")),
        "star" => drop(store.set_starred(id, is_so).expect("starred")),
        "tag" => drop(store.set_tags(id, &tags_in(value)).expect("tagged")),
        _ => drop(store.set_note(id, Some(&CleanText::from(value))).expect("noted")),
    }
}

/// What the store says of all.
pub fn as_stored(store: &Path) -> Desk {
    let reader = Newsroom::open_reader(store).expect("a reader");
    let marks = |headline: Headline| {
        let note = reader.note(headline.id).expect("read").map(|note| note.to_string());
        let tags = headline.tags.iter().map(ToString::to_string).collect();
        let marks = Marks { read: headline.status.read, starred: headline.status.starred, tags, note };
        (headline.id.0, marks)
    };
    let all = reader.headlines(&Listing::default(), Cursor::Newest, usize::MAX).expect("a list");
    all.into_iter().map(marks).collect()
}

/// Carries out so many orders, and gives what the store says of all after that.
pub fn shake(store: &Path, dice: &mut Dice, orders: usize) -> Desk {
    let ids: Vec<i64> = as_stored(store).into_keys().collect();
    let mut newsroom = Newsroom::open(store).expect("opens");
    for nth in 0..if ids.is_empty() { 0 } else { orders } {
        let order = order(dice, &ids, nth, false);
        carry_out(&mut newsroom, &order);
    }
    as_stored(store)
}

/// What a writer is to do.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// The seed of its dice.
    pub seed: u64,
    /// How many orders it carries out.
    pub orders: usize,
    /// Which of so many parts of the articles is its own.
    pub part: (usize, usize),
    /// Whether it marks everything read at times.
    pub whole: bool,
}

/// Starts one, by the name of the test that calls [`write`]; what it says comes through a pipe.
pub fn start(test: &str, store: &Path, task: Task) -> Child {
    let Task { seed, orders, part: (part, parts), whole } = task;
    Command::new(env::current_exe().expect("this test"))
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(WRITER, format!("{seed} {orders} {part} {parts} {whole} {}", store.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started")
}

/// Writes, where somebody started this program for that.
pub fn write() {
    let Some(told) = env::var_os(WRITER) else { return };
    let told = told.into_string().expect("UTF-8");
    let words: Vec<&str> = told.splitn(6, ' ').collect();
    let number = |nth: usize| words[nth].parse::<usize>().expect("a number");
    let (orders, part, parts, store) = (number(1), number(2), number(3), Path::new(words[5]));
    let mut newsroom = Newsroom::open(store).expect("opens");
    let ids: Vec<i64> = as_stored(store).into_keys().skip(part).step_by(parts).collect();
    let mut dice = Dice(number(0) as u64);
    // What runs tests has begun a line.
    writeln!(stdout()).expect("said");
    for nth in 0..orders {
        let order = order(&mut dice, &ids, nth, words[4] == "true");
        let mut out = stdout().lock();
        writeln!(out, "?{order}").and_then(|()| out.flush()).expect("said");
        carry_out(&mut newsroom, &order);
        writeln!(out, "!{order}").and_then(|()| out.flush()).expect("said");
    }
}
