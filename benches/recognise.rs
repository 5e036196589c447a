//! What recognising actors costs: how long it takes until the first article can be read, and then an article of 500
//! words, in 1,000 articles made of the texts that the tagger was trained on (`train/texts`).

#![expect(clippy::print_stdout, reason = "it prints its figures")]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use masthead::actors::Recognizer;
use masthead::model::{Block, CleanText, Document, Section, Text};

const ARTICLES: usize = 1_000;
const WORDS: usize = 500;
/// How often each article is read; the fastest time counts.
const ROUNDS: usize = 3;

fn main() {
    let begin = Instant::now();
    let recognizer = Recognizer::new();
    black_box(recognizer.recognize(&document("Talks resume", &["Talks resumed in Vienna."])));
    println!("ready, and the first article read: {:.1?}", begin.elapsed());
    let paragraphs = paragraphs();
    let mut next = paragraphs.iter().cycle();
    let mut times: Vec<Duration> = (0..ARTICLES)
        .map(|_| {
            let (mut words, mut texts) = (0, Vec::new());
            while words < WORDS
                && let Some(text) = next.next()
            {
                words += text.split_whitespace().count();
                texts.push(text.as_str());
            }
            let document = document(texts.first().copied().unwrap_or_default(), &texts);
            let rounds = (0..ROUNDS).map(|_| {
                let begin = Instant::now();
                black_box(recognizer.recognize(black_box(&document)));
                begin.elapsed()
            });
            let words = f64::from(u32::try_from(words.max(1)).unwrap_or(u32::MAX));
            rounds.min().unwrap_or_default().mul_f64(500.0 / words)
        })
        .collect();
    times.sort_unstable();
    println!(
        "{ARTICLES} articles, for 500 words: median {:.2?}, 95 % within {:.2?}, the slowest {:.2?}",
        times[ARTICLES / 2],
        times[ARTICLES * 95 / 100],
        times[ARTICLES - 1]
    );
}

fn document(title: &str, paragraphs: &[&str]) -> Document {
    let blocks = paragraphs.iter().map(|text| Block::Paragraph(Text::from(*text))).collect();
    Document {
        title: CleanText::line(title),
        language: Some("en".into()),
        sections: vec![Section { blocks, ..Section::default() }],
        ..Document::default()
    }
}

/// The paragraphs of the texts, without the marks of their names.
fn paragraphs() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("train/texts");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the texts").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let texts = files.iter().map(|file| fs::read_to_string(file).expect("a text"));
    texts
        .flat_map(|text| text.split("\n\n").map(plain).collect::<Vec<_>>())
        .filter(|text| text.len() > 80)
        .collect()
}

/// `[State Department|ORG]` as `State Department`.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let (name, after) = after.split_once('|').unwrap_or((after, ""));
        out.push_str(name);
        rest = after.split_once(']').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace('\n', " ")
}
