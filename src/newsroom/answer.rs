//! What a server's answer makes of a feed: done on the threads that fetch, as reading is the larger part of the work.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use super::intake::{Intake, Ready};
use crate::fetch::{FetchError, Response};
use crate::ingest::{self, Content, Input, ParseError};
use crate::model::{CleanText, FeedDocument, FeedHead, FeedId, FetchOutcome, Timestamp, Validators};
use crate::store::Incoming;

/// The most articles that are taken of one feed.
const MAX_ITEMS: usize = 5_000;

/// What came of asking for a feed.
pub(super) struct Answer {
    /// The status, where there was an answer.
    pub(super) status: Option<u16>,
    /// The rest of the answer, without its bytes.
    pub(super) response: Response,
    /// How it went.
    pub(super) outcome: FetchOutcome,
    /// How seldom the feed asks to be fetched.
    pub(super) feed_asks: Option<Duration>,
    /// The articles, in the feed's own order.
    pub(super) articles: Vec<Incoming>,
}

impl Answer {
    /// It is what was read last time.
    fn unchanged(response: Response) -> Self {
        let (status, outcome) = (Some(response.status), FetchOutcome::Unchanged);
        Self { status, response, outcome, feed_asks: None, articles: Vec::new() }
    }

    /// Nothing came of it.
    pub(super) fn failed(response: Option<Response>, why: String) -> Self {
        let gone = response.as_ref().is_some_and(|response| response.status == 410);
        Self {
            status: response.as_ref().map(|response| response.status),
            response: response.unwrap_or_default(),
            outcome: FetchOutcome::Failed { error: CleanText::line(&why), gone },
            feed_asks: None,
            articles: Vec::new(),
        }
    }
}

/// Reads what came of asking for a feed. Bytes with the hash `known` are what was read last time.
pub(super) fn read(
    answer: Result<Response, FetchError>,
    feed: FeedId,
    known: Option<u64>,
    intake: &Intake,
) -> Answer {
    let mut response = match answer {
        Ok(response) => response,
        Err(error) => return Answer::failed(None, error.to_string()),
    };
    if response.status == 304 {
        return Answer::unchanged(response);
    }
    if !response.is_success() {
        let why = status_in_words(&response);
        return Answer::failed(Some(response), why);
    }
    let bytes = std::mem::take(&mut response.body);
    let hash = hash(&bytes);
    if known == Some(hash) {
        return Answer::unchanged(response);
    }
    let base = response.address.as_ref().map(|address| address.as_str().to_owned());
    let input = Input {
        base: base.as_deref(),
        charset: response.charset(),
        labels: &intake.labels,
        ..Input::new(&bytes, None)
    };
    let parsed = match ingest::parse(&input) {
        Ok(parsed) => parsed,
        Err(ParseError::Empty) => return Answer::failed(Some(response), "what came is empty".to_owned()),
        Err(error) => return Answer::failed(Some(response), format!("it cannot be read as a feed: {error}")),
    };
    let (head, total, ready): (_, _, Vec<Ready>) = match parsed.content {
        Content::Feed(found) => {
            let FeedDocument { head, entries } = *found;
            let total = entries.len();
            let ready = entries.into_iter().take(MAX_ITEMS).map(|entry| intake.entry(feed, &head, &entry));
            (head.clone(), total, ready.collect())
        }
        Content::Articles(items) => {
            let total = items.len();
            let ready = items.into_iter().take(MAX_ITEMS).map(|item| intake.item(feed, item));
            (FeedHead::default(), total, ready.collect())
        }
        Content::Article(_) => {
            let why =
                "it is a page and no feed: `masthead feeds add` with its address finds the feeds it names";
            return Answer::failed(Some(response), why.to_owned());
        }
        Content::Subscriptions(_) => {
            let why = "it is a list of feeds and no feed: save it, and `masthead feeds import` it";
            return Answer::failed(Some(response), why.to_owned());
        }
    };
    let warning = (total > MAX_ITEMS).then(|| {
        let text = format!("it holds {total} articles; the first {MAX_ITEMS} were taken, which is the most");
        CleanText::line(&text)
    });
    let validators =
        Validators { etag: response.etag.clone(), modified: response.modified.clone(), hash: Some(hash) };
    let (title, site) = (ingest::feed_name(&head), head.link);
    let outcome = FetchOutcome::Read { title, site, validators, warning };
    let mut articles = Intake::incoming(feed, ready, Timestamp::now());
    if known.is_none() {
        // It is read for the first time.
        Incoming::pack(&mut articles);
    }
    Answer { status: Some(response.status), response, outcome, feed_asks: head.refresh_every, articles }
}

/// The same bytes give the same number in one version of masthead; another number costs no more than reading anew.
fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// What a status that is no success means for the one who asked.
pub(super) fn status_in_words(response: &Response) -> String {
    let what = match response.status {
        401 => "it wants a password: name one in the config under [[secrets]]",
        403 => "its server refuses to hand it out",
        404 => "there is nothing at this address (any more)",
        410 => "it is gone for good, its server says",
        429 => "its server is asked too often",
        407 => "the proxy wants a password",
        500..=599 => "its server is in trouble",
        _ => "its server does not hand it out",
    };
    format!("{what} (status {})", response.status)
}
