//! Trains the tagger of `src/actors/tagger`: see `train/README.md`.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, reason = "it is what the program is for")]

mod corpus;
mod learner;
mod lessons;
mod lists;
mod report;
mod school;
mod score;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use corpus::OWN;
use learner::Plan;
use lessons::Lesson;
use lists::Lists;
use masthead::actors::tagger::Tagger;
use masthead::actors::tagger::bytes::{Broken, Bytes};
use masthead::actors::tagger::lexicon::Lexicon;
use masthead::actors::tagger::weights::Weights;
use school::School;

const PLAN: Plan = Plan { rounds: 6, rate: 0.1, sparse: 1e-6, blind: 0.0, source_bits: 18 };

fn main() -> Result<(), Box<dyn Error>> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut arguments = env::args().skip(1).map(PathBuf::from);
    let data = arguments.next().ok_or("usage: train DATA [TABLES]")?;
    let tables = arguments.next().unwrap_or_else(|| project.join("assets/actors"));
    let lists = Lists::gather(&data, &tables)?;
    let mut bytes = lists.bytes(&data.join("clusters.tsv"))?;
    let lexicon = Lexicon::read(&mut Bytes::new(&bytes)).map_err(broken)?;
    let school = school(&data, project, &lists, &lexicon)?;
    report::sources(&school, &lists);

    let kept = school.choose(|gold| gold.is_dev);
    let learnt = school.train(&school.choose(|gold| !gold.is_dev), &PLAN).map_err(broken)?;
    let weights = Weights::read(&mut Bytes::new(&learnt)).map_err(broken)?;
    report::figures("kept for measuring", &school.measure(&weights, &kept));
    let learnt = school.train(&school.choose(|gold| gold.source != OWN), &PLAN).map_err(broken)?;
    let weights = Weights::read(&mut Bytes::new(&learnt)).map_err(broken)?;
    let own = school.choose(|gold| gold.source == OWN);
    report::figures("newswire, learnt from all other sources", &school.measure(&weights, &own));

    bytes.extend(school.train(&school.choose(|_| true), &PLAN).map_err(broken)?);
    let packed = zstd::encode_all(&bytes[..], 19)?;
    let tagger = Tagger::read(&packed).map_err(broken)?;
    report::cost(&tagger, &packed, own.iter().map(|nth| school.gold[*nth].text.as_str()));
    fs::write(project.join("assets/actors/tagger.zst"), packed)?;
    Ok(())
}

fn broken(_: Broken) -> &'static str {
    "the data cannot be read again"
}

fn school(data: &Path, project: &Path, lists: &Lists, lexicon: &Lexicon) -> Result<School, Box<dyn Error>> {
    let mut gold = corpus::public(&data.join("train.jsonl"))?;
    gold.extend(corpus::own(&project.join("train/texts"))?);
    let mut sources: Vec<String> = gold.iter().map(|gold| gold.source.clone()).collect();
    sources.sort();
    sources.dedup();
    let nth = |source: &str| sources.partition_point(|other| other.as_str() < source);
    let lessons = gold.iter().map(|gold| Lesson::new(gold, nth(&gold.source), lexicon, lists)).collect();
    Ok(School { gold, lessons, sources })
}
