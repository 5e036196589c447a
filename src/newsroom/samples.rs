//! The articles that come with masthead, to have something to look at.

use super::analyse::Pace;
use super::error::NewsroomError;
use super::{Newsroom, analyse};
use crate::ingest::{self, Input};
use crate::model::{ArticleKey, CleanText, FeedOrigin, Timestamp};
use crate::store::{Added, Incoming, Packed};

/// A sample feed: its name, and its files' names and texts.
type Feed = (&'static str, &'static [(&'static str, &'static str)]);

/// A feed's name, its folder under `assets/samples`, and the files in it.
macro_rules! feed {
    ($name:literal, $folder:literal, [$($file:literal),+ $(,)?]) => {
        ($name, &[$(($file, include_str!(concat!("../../assets/samples/", $folder, "/", $file)))),+])
    };
}

/// Every file under `assets/samples`, feed by feed; a test holds that none is missing.
const SAMPLES: &[Feed] = &[
    feed!("Start here", "welcome", ["how-to-read-a-news-article.md", "welcome-to-masthead.md",]),
    feed!(
        "The Ledger",
        "the-ledger",
        [
            "a-levy-too-far.md",
            "an-election-made-by-two.md",
            "ansela-round-one.md",
            "halmir-and-the-price-of-water.md",
            "paragraph-nine.md",
            "saved-by-the-votes-not-cast.txt",
            "terhaven-interview.md",
            "terhaven-takes-the-chair.txt",
            "the-worst-three-weeks.md",
            "what-the-interim-deal-leaves-out.md",
        ]
    ),
    feed!(
        "Continental Wire",
        "wire",
        [
            "confidence-vote-live.md",
            "dravna-interim-agreement.txt",
            "korvania-closes-first-gate.txt",
            "rural-alliance-quits.txt",
            "vestrand-election-called.txt",
        ]
    ),
    feed!(
        "Explained",
        "explainers",
        [
            "dravna-interim-deal-zh.md",
            "dravna-mediation-ar.md",
            "how-the-security-council-veto-works.md",
            "no-confidence-in-seven-questions.md",
            "the-electoral-college-in-brief.md",
            "vestrand-abstention-fr.md",
            "what-is-a-grain-corridor.md",
        ]
    ),
];

/// Adds the samples to a store that never had an article: what is hidden may come back.
pub(super) fn add(newsroom: &mut Newsroom, now: Timestamp) -> Result<u64, NewsroomError> {
    if newsroom.reader.ever_had_articles()? {
        return Ok(0);
    }
    let mut documents = Vec::new();
    for (feed, files) in SAMPLES {
        for (name, text) in *files {
            // A test holds that every sample can be read.
            let input = Input { labels: &newsroom.labels, ..Input::new(text.as_bytes(), Some(name)) };
            let parsed = ingest::parse(&input);
            if let Some(item) = parsed.ok().and_then(|parsed| parsed.content.article()) {
                documents.push((*feed, *name, item));
            }
        }
    }
    let mut batch = Vec::with_capacity(documents.len());
    for (feed, name, item) in documents {
        batch.push(Incoming {
            feed: newsroom.store.feed_named(&CleanText::line(feed), FeedOrigin::Samples)?,
            key: ArticleKey(CleanText::line(&format!("sample:{feed}/{name}"))),
            address: None,
            url: item.url,
            wants_page: false,
            received: now,
            content: Packed::document(&item.document),
        });
    }
    let added = newsroom.store.add(&batch)?;
    analyse::analyse(newsroom, Pace::Full, &mut |_| true)?;
    Ok(added.iter().filter(|added| matches!(added, Added::New(_))).count() as u64)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::SAMPLES;
    use crate::ingest::{self, Input};

    #[test]
    fn every_file_in_assets_is_a_sample() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
        let mut files = 0;
        for folder in fs::read_dir(root).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir())
        {
            for file in fs::read_dir(folder.path()).expect("a folder").flatten() {
                let text = fs::read_to_string(file.path()).expect("a text");
                let name = file.file_name();
                let known = SAMPLES.iter().flat_map(|(_, files)| *files);
                assert!(
                    known.into_iter().any(|(known, content)| name == **known && *content == text),
                    "{} is missing from SAMPLES",
                    file.path().display()
                );
                files += 1;
            }
        }
        assert_eq!(SAMPLES.iter().map(|(_, files)| files.len()).sum::<usize>(), files);
    }

    #[test]
    fn every_sample_can_be_read() {
        for (_, files) in SAMPLES {
            for (name, text) in *files {
                let parsed = ingest::parse(&Input::new(text.as_bytes(), Some(name)));
                assert!(parsed.is_ok(), "{name}: {parsed:?}");
            }
        }
    }
}
