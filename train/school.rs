//! Training on some documents and measuring on others.

use std::collections::BTreeMap;

use masthead::actors::tagger::bytes::{Broken, Bytes};
use masthead::actors::tagger::evidence::Evidence;
use masthead::actors::tagger::weights::Weights;

use crate::corpus::{Gold, OWN};
use crate::learner::{Example, Learner, PLAIN, Plan};
use crate::lessons::Lesson;
use crate::score::{Count, count};

/// All documents, with their sources by number.
pub struct School {
    /// As they were written.
    pub gold: Vec<Gold>,
    /// As they are learnt from.
    pub lessons: Vec<Lesson>,
    /// The names of the sources.
    pub sources: Vec<String>,
}

/// Right, found and wanted names of each source, by sort.
pub type Figures = BTreeMap<String, [Count; 3]>;

/// What a document found is told to itself only by those who have not learnt from it: in so many parts.
const PARTS: usize = 3;
/// Weights are multiples of this.
const STEP: f32 = 0.01;
/// Newswire is what is read, and little of the training text is.
const OWN_WEIGHT: f32 = 2.0;

/// Sources whose texts or ways of marking are unlike those of newswire: what is peculiar to each of these groups is
/// learnt in weights of its own, which the tagger never sees.
const PECULIAR: &[&[&str]] = &[
    &["btc", "wnut"],
    &["gum-"],
    &["re3d"],
    &["crossner-ai", "crossner-literature", "crossner-music", "crossner-science"],
];

impl School {
    /// The documents that `wanted` wants.
    pub fn choose(&self, wanted: impl Fn(&Gold) -> bool) -> Vec<usize> {
        (0..self.gold.len()).filter(|nth| wanted(&self.gold[*nth])).collect()
    }

    /// The bytes of the weights that are learnt from `documents`.
    pub fn train(&self, documents: &[usize], plan: &Plan) -> Result<Vec<u8>, Broken> {
        let spelling: Vec<Evidence> =
            self.lessons.iter().map(|lesson| Evidence::of_spelling(&lesson.reading)).collect();
        let mut told: Vec<Evidence> =
            self.lessons.iter().map(|lesson| Evidence::of_spelling(&lesson.reading)).collect();
        let quick = Plan { rounds: plan.rounds / 2, ..plan.clone() };
        for part in 0..PARTS {
            let is_in = |nth: usize| nth % PARTS == part;
            let others =
                documents.iter().enumerate().filter(|(nth, _)| !is_in(*nth)).map(|(_, document)| *document);
            let others: Vec<usize> = others.collect();
            let bytes = learn(&self.examples(&others, &spelling), &quick);
            let weights = Weights::read(&mut Bytes::new(&bytes))?;
            for &document in documents.iter().skip(part).step_by(PARTS) {
                let reading = &self.lessons[document].reading;
                let looked = weights.look(reading, &spelling[document]);
                told[document].add_tags(reading, &looked.best, &looked.likely);
            }
        }
        let mut examples = self.examples(documents, &spelling);
        examples.extend(self.examples(documents, &told));
        Ok(learn(&examples, plan))
    }

    /// What weights find in `documents`.
    pub fn measure(&self, weights: &Weights, documents: &[usize]) -> Figures {
        let mut figures = Figures::new();
        for &document in documents {
            let lesson = &self.lessons[document];
            let looked = weights.look_twice(&lesson.reading);
            let counts = count(lesson, &self.gold[document].text, &looked);
            let slots = figures.entry(self.sources[lesson.source].clone()).or_default();
            slots.iter_mut().zip(counts).for_each(|(slot, count)| *slot += count);
        }
        figures
    }

    fn examples(&self, documents: &[usize], evidence: &[Evidence]) -> Vec<Example> {
        let mut examples = Vec::new();
        for &document in documents {
            let lesson = &self.lessons[document];
            let source = &self.sources[lesson.source];
            let weight = if source == OWN { OWN_WEIGHT } else { 1.0 };
            for (nth, chain) in lesson.reading.chains.iter().enumerate() {
                if !lesson.unclear[nth] {
                    let (sights, ends) = lesson.sights(nth, &evidence[document]);
                    let tags = lesson.tags[chain.clone()].to_vec();
                    examples.push(Example { sights, ends, tags, group: group(source), weight });
                }
            }
        }
        examples
    }
}

fn learn(examples: &[Example], plan: &Plan) -> Vec<u8> {
    let mut learner = Learner::new(plan.clone());
    learner.learn(examples);
    learner.bytes(STEP)
}

fn group(source: &str) -> u32 {
    let of = |group: &&[&str]| group.iter().any(|prefix| source.starts_with(prefix));
    PECULIAR.iter().position(of).map_or(PLAIN, |nth| nth as u32 + 1)
}
