//! What is made to hang or to fill the machine: everything that reads takes it, and needs no more memory than its size allows.
//!
//! Inputs are long enough for anything that is not linear to take minutes. `MASTHEAD_LARGEST_INPUT` says up to how many bytes
//! they are doubled; `MASTHEAD_TEST_LONG=1 cargo test --release --test hostile` doubles all of them to 4 MB and ends with as
//! much as is read at all. `cargo bench --bench doubling` has how long it takes.

mod patterns;
mod units;

use std::sync::{Mutex, PoisonError};
use std::thread;

use allocation_counter::measure;
use masthead::actors::Recognizer;
use masthead::ingest::{Input, MAX_INPUT_BYTES, parse};
use patterns::{MOST_FOR_A_BYTE, Pattern};

/// How many bytes of memory an input may take beside that: each reader keeps a few thousand parts, however dense they are.
const MOST_BESIDE: u64 = 8_000_000;
/// How many bytes the smallest input has.
const SMALLEST: usize = 64_000;
/// Up to how many bytes they are doubled, where nobody says otherwise.
const LARGEST: usize = 2 * SMALLEST;
/// And in the long form; where it is not built for speed it would take most of an hour with more.
const LARGEST_IN_LONG_FORM: usize = if IS_FAST { 64 * SMALLEST } else { 8 * SMALLEST };
const IS_FAST: bool = !cfg!(debug_assertions);
/// What is set aside, all in all, for an input of any size.
const ANYWAY: u64 = 2_000_000;
/// How much more is set aside, all in all, for an input twice as long.
const MOST_GROWTH: f64 = 2.6;

#[test]
fn memory_grows_as_the_input_does() {
    let is_long = std::env::var_os("MASTHEAD_TEST_LONG").is_some();
    let said = std::env::var("MASTHEAD_LARGEST_INPUT").ok();
    let otherwise = if is_long { LARGEST_IN_LONG_FORM } else { LARGEST };
    let largest = said.as_ref().map_or(otherwise, |bytes| bytes.parse().expect("a number of bytes"));
    let at_last = (is_long && IS_FAST && said.is_none()).then_some(MAX_INPUT_BYTES);
    // What is read once for all is nobody's input.
    Recognizer::new().recognize_raw("Ann Lee said in Vienna.", Some("en"));
    let patterns = Mutex::new(Pattern::all());
    let next = || patterns.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || std::iter::from_fn(next).flat_map(|pattern| faults(&pattern, largest, at_last)).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let faults: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .flat_map(|thread| -> Vec<String> { thread.join().expect("nothing panics") })
            .collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is wrong with how much memory inputs take that double up to a size, and at last have another.
fn faults(pattern: &Pattern, largest: usize, at_last: Option<usize>) -> Vec<String> {
    let longest = pattern.reader.longest;
    let largest = largest.min(longest);
    let smallest = SMALLEST.max(largest / 64).min(largest / 2);
    let doubled =
        std::iter::successors(Some(smallest), |size| Some(size * 2)).take_while(|size| *size <= largest);
    let mut faults = Vec::new();
    let mut before: Option<(usize, u64)> = None;
    for size in doubled.chain(at_last.filter(|size| *size <= longest)) {
        let input = pattern.of_size(size);
        let used = measure(|| (pattern.reader.read)(&input));
        let most = input.len() as u64 * MOST_FOR_A_BYTE + MOST_BESIDE;
        // How many times as much for each time that the input doubled.
        let growth = before.map_or(0.0, |(size_before, before)| {
            let doublings = (size as f64 / size_before as f64).log2();
            (used.bytes_total as f64 / before.max(ANYWAY) as f64).powf(1.0 / doublings)
        });
        if used.bytes_max > most || growth > MOST_GROWTH {
            faults.push(format!(
                "{} {:?} of {} bytes: {:.1} MB at once, {growth:.2} times as much for each doubling",
                pattern.reader.name,
                pattern.unit,
                input.len(),
                used.bytes_max as f64 / 1e6
            ));
        }
        before = Some((size, used.bytes_total));
    }
    faults
}

#[test]
fn json_of_more_values_than_news_has() {
    for (unit, count) in [("1,", 9_000_000), ("{},", 500_000), ("\"a\":1,", 3_000_000)] {
        let inner = unit.repeat(count);
        let json = if unit.contains(':') { format!("{{{inner}\"b\":1}}") } else { format!("[{inner}1]") };
        let _ = parse(&Input::new(json.as_bytes(), None));
    }
}

#[test]
fn a_folder_of_a_very_long_name() {
    let feeds = "<outline type='rss' xmlUrl='http://a/b'/>".repeat(5_000);
    let list = format!("<opml version='2.0'><body><outline text='{}'>{feeds}", "x".repeat(150_000));
    let used = measure(|| drop(parse(&Input::new(list.as_bytes(), None))));
    assert!(used.bytes_max < list.len() as u64 * MOST_FOR_A_BYTE);
}

/// What is made whole by an address takes no more room than the address allows.
#[test]
fn addresses_that_rest_on_a_very_long_one() {
    let base = format!("http://a/{}", "b".repeat(100_000));
    let links = "<p><a href='x'>y</a></p>".repeat(4_000);
    let escaped = links.replace('<', "&lt;");
    for input in [
        format!("<html><title>Talks</title><base href='{base}/'><article>{links}"),
        format!(
            "<rss xml:base='{base}/'><channel><title>t</title><item><description>{escaped}</description></item>"
        ),
        format!(
            "<rss xml:base='{base}/'><channel><title>t</title>{}",
            "<item><link>x</link></item>".repeat(4_000)
        ),
        format!(
            "<opml version='2.0' xml:base='{base}/'>{}",
            "<outline type='rss' xmlUrl='x'/>".repeat(4_000)
        ),
    ] {
        let used = measure(|| {
            let parsed = parse(&Input::new(input.as_bytes(), None));
            let _ = parsed.map(|parsed| parsed.content.into_items(Default::default()));
        });
        let most = input.len() as u64 * MOST_FOR_A_BYTE + MOST_BESIDE;
        assert!(used.bytes_max <= most, "{:?}… takes {} bytes", &input[..40], used.bytes_max);
    }
}

#[test]
fn bytes_of_no_encoding() {
    for unit in [&b"\xff"[..], b"\xe2\x80", b"\x1b$B", b"\x81\x30\x81\x30", b"+AGE-", b"<\0", b"\xe9t\xe9 "] {
        for head in [&b"<html><p>"[..], b"<html><meta charset=gb18030><p>", b"\xff\xfe", b""] {
            let bytes = [head, &unit.repeat(20_000 / unit.len())].concat();
            let _ = parse(&Input::new(&bytes, None));
        }
    }
}
