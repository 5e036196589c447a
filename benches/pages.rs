//! How fast pages are read: those in the folder that `MASTHEAD_SHARED` names, or a made one.
//! Prints the median and the 95th percentile, and the same for html5ever that builds nothing.

#![expect(clippy::print_stdout, reason = "it prints its figures")]

mod pages {
    pub(crate) mod bare;
}

use std::fs;
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use masthead::ingest::{Form, Input, parse};

/// How often each page is read; the fastest time counts.
const ROUNDS: usize = 5;

fn main() {
    let pages = pages();
    let mut ours: Vec<Duration> = Vec::new();
    let mut bare: Vec<Duration> = Vec::new();
    let mut slowest = (Duration::ZERO, String::new());
    for (name, bytes) in &pages {
        let input = Input { form: Some(Form::Page), ..Input::new(bytes, None) };
        let time = fastest(|| drop(black_box(parse(black_box(&input)))));
        if time > slowest.0 {
            slowest = (time, name.clone());
        }
        ours.push(time);
        let html = String::from_utf8_lossy(bytes);
        bare.push(fastest(|| {
            black_box(pages::bare::parse(black_box(&html)));
        }));
    }
    let (total, total_bare) = (ours.iter().sum::<Duration>(), bare.iter().sum::<Duration>());
    print("masthead", &mut ours);
    print("html5ever", &mut bare);
    println!(
        "{} pages; {:.2} times html5ever in all; slowest {:.1?}: {}",
        pages.len(),
        total.as_secs_f64() / total_bare.as_secs_f64(),
        slowest.0,
        slowest.1
    );
}

fn fastest(work: impl Fn()) -> Duration {
    let times = (0..ROUNDS).map(|_| {
        let begin = Instant::now();
        work();
        begin.elapsed()
    });
    times.min().unwrap_or_default()
}

fn print(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    println!("{name:10} median {:.2?}, 95 % {:.2?}", at(50), at(95));
}

/// The pages, unpacked, by name.
fn pages() -> Vec<(String, Vec<u8>)> {
    let mut paths = Vec::new();
    if let Some(shared) = std::env::var_os("MASTHEAD_SHARED") {
        for set in ["news2023/html", "wcxb-dev-articles/html", "mozilla"] {
            gather(&Path::new(&shared).join("corpora/pages").join(set), &mut paths);
        }
    }
    paths.sort();
    let read = |path: &PathBuf| {
        let mut bytes = Vec::new();
        let file = fs::File::open(path).ok()?;
        flate2::read::MultiGzDecoder::new(file).read_to_end(&mut bytes).ok()?;
        Some((path.display().to_string(), bytes))
    };
    let mut pages: Vec<_> = paths.iter().filter_map(read).collect();
    if pages.is_empty() {
        let paragraph = "<div class=row><p>The envoys met on <a href=/day>Tuesday</a>, and said that they would meet again.</p></div>";
        pages.push(("made".to_owned(), paragraph.repeat(1000).into_bytes()));
    }
    pages
}

fn gather(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, out);
        } else if path.to_string_lossy().ends_with(".html.gz") && !path.ends_with("expected.html.gz") {
            out.push(path);
        }
    }
}
