//! `masthead samples`.

use super::Outcome;
use super::args::{Samples, SamplesAction, Shared};
use super::out::say;
use crate::ingest::Labels;
use crate::model::{Timestamp, count};
use crate::newsroom::Newsroom;

/// Adds or removes the sample articles.
pub(super) fn samples(shared: &Shared, samples: &Samples, labels: Labels) -> Outcome {
    let mut newsroom = Newsroom::open(&shared.store_dir()?)?.with_labels(labels);
    match samples.action {
        SamplesAction::Add => {
            let added = newsroom.add_samples(Timestamp::now())?;
            if added == 0 {
                return Err(
                    "the samples go only into a store that never had articles; name an empty one with --store DIR"
                        .into(),
                );
            }
            say(&format!("added {}", count(added, "sample article")))?;
        }
        SamplesAction::Remove => {
            say(&format!("removed {}", count(newsroom.remove_samples()?, "sample article")))?
        }
    }
    Ok(true)
}
