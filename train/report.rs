//! What the program prints: sources and licences, figures, cost.

use std::collections::BTreeMap;
use std::time::Instant;

use masthead::actors::tagger::Tagger;

use crate::lists::Lists;
use crate::school::{Figures, School};
use crate::score::Count;

/// From what is learnt, and under which licences.
pub fn sources(school: &School, lists: &Lists) {
    println!("| source | licence | documents | words |\n|---|---|---|---|");
    let mut rows: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for (gold, lesson) in school.gold.iter().zip(&school.lessons) {
        let row = rows.entry((&gold.source, &gold.licence)).or_default();
        row.0 += 1;
        row.1 += lesson.reading.words.len();
    }
    for ((source, licence), (documents, words)) in rows {
        println!("| {source} | {licence} | {documents} | {words} |");
    }
    println!("\n| list | names |\n|---|---|");
    lists.counts.iter().for_each(|(list, names)| println!("| {list} | {names} |"));
}

/// How well names are found, by source.
pub fn figures(title: &str, figures: &Figures) {
    println!("\n| F1, {title} | all | PER | ORG | LOC | names |\n|---|---|---|---|---|---|");
    let mut total = [Count::default(); 3];
    for (source, counts) in figures {
        row(source, counts);
        total.iter_mut().zip(counts).for_each(|(sum, count)| *sum += *count);
    }
    row("together", &total);
}

fn row(name: &str, counts: &[Count; 3]) {
    let mut all = Count::default();
    counts.iter().for_each(|count| all += *count);
    let [per, org, loc] = counts.map(Count::f1);
    println!("| {name} | {:.1} | {per:.1} | {org:.1} | {loc:.1} | {} |", all.f1(), all.wanted);
}

/// How large the data is, and how long the tagger takes.
pub fn cost<'a>(tagger: &Tagger, packed: &[u8], texts: impl Iterator<Item = &'a str>) {
    let start = Instant::now();
    let ready = Tagger::read(packed).is_ok();
    println!("\n{} bytes, ready ({ready}) after {:.1?}", packed.len(), start.elapsed());
    let (start, mut words, mut names) = (Instant::now(), 0, 0);
    for text in texts {
        names += tagger.tag(&text.split("\n\n").collect::<Vec<_>>()).map(|names| names.len()).sum::<usize>();
        words += text.split_whitespace().count();
    }
    let per = start.elapsed().as_secs_f64() * 1000.0 * 500.0 / words.max(1) as f64;
    println!("{names} names in {words} words, {per:.2} ms for 500");
}
