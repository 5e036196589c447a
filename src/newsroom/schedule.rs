//! When a feed may be fetched, now and next.

use std::collections::HashSet;
use std::time::Duration;

use crate::fetch::{Address, Response};
use crate::model::{FeedId, Timestamp, WebFeed, Which};

/// The longest that a server or a feed can have itself left alone for by saying that it stays fresh.
const MOST_FRESH: Duration = Duration::from_secs(24 * 60 * 60);
/// The longest that a server can have itself left alone for by saying that it is busy.
const MOST_BUSY: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How long a server is left alone that is busy, and does not say for how long.
const BUSY: Duration = Duration::from_secs(15 * 60);
/// How long a feed is left alone after its first failure; twice as long after each further one.
const FIRST_FAILURE: Duration = Duration::from_secs(5 * 60);

/// Whether a feed is among those that are refreshed.
pub(super) enum Wanted {
    /// It is.
    Yes,
    /// It, or its server, wants to be left alone for now.
    Later,
    /// It is not.
    No,
}

/// Whether a feed is refreshed now; `busy` are the hosts that are left alone.
pub(super) fn is_wanted(feed: &WebFeed, which: &Which, busy: &HashSet<String>, now: Timestamp) -> Wanted {
    let is_early = feed.health.due.is_some_and(|due| due > now);
    match which {
        Which::Feeds(wanted) if wanted.contains(&feed.feed.id) => Wanted::Yes,
        Which::Feeds(_) => Wanted::No,
        _ if feed.pause.is_some() => Wanted::No,
        _ if host(feed).is_some_and(|host| busy.contains(&host)) => Wanted::Later,
        Which::Due if is_early => Wanted::Later,
        Which::Due | Which::All => Wanted::Yes,
    }
}

/// The hosts that said that they are asked too often, and when not to come back before.
pub(super) fn busy_hosts(feeds: &[WebFeed], now: Timestamp) -> HashSet<String> {
    let is_busy = |feed: &&WebFeed| {
        matches!(feed.health.answered, Some(429 | 503)) && feed.health.due.is_some_and(|due| due > now)
    };
    feeds.iter().filter(is_busy).filter_map(host).collect()
}

fn host(feed: &WebFeed) -> Option<String> {
    Some(Address::parse(&feed.url).ok()?.host().to_owned())
}

/// When a feed may be fetched next that was answered: when the answer is fresh no more, and as seldom as the feed
/// asks for.
pub(super) fn after_answer(
    at: Timestamp,
    response: &Response,
    feed_asks: Option<Duration>,
) -> Option<Timestamp> {
    let fresh = response.fresh_for.into_iter().chain(feed_asks).max()?;
    later(at, fresh.min(MOST_FRESH))
}

/// When a feed may be fetched next that could not be, `failures` times in a row.
pub(super) fn after_failure(
    at: Timestamp,
    feed: FeedId,
    failures: u32,
    retry_after: Option<Duration>,
    busy: bool,
) -> Option<Timestamp> {
    let backoff = FIRST_FAILURE.saturating_mul(1 << failures.saturating_sub(1).min(12)).min(MOST_FRESH);
    let wait = match retry_after {
        Some(wait) => wait.min(MOST_BUSY),
        None if busy => backoff.max(BUSY),
        None => backoff,
    };
    later(at, wait + jitter(at, feed, wait))
}

/// Up to a tenth of a time, another one for each feed and moment: feeds that failed together are not to come back
/// together.
fn jitter(at: Timestamp, feed: FeedId, wait: Duration) -> Duration {
    let seed = at.as_microsecond().cast_unsigned() ^ feed.0.cast_unsigned().rotate_left(32);
    let mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let share = u32::try_from(mixed >> 48).unwrap_or(0);
    wait / 10 * share / (1 << 16)
}

fn later(at: Timestamp, wait: Duration) -> Option<Timestamp> {
    at.checked_add(wait).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{after_answer, after_failure};
    use crate::fetch::Response;
    use crate::model::{FeedId, Timestamp};

    fn at() -> Timestamp {
        "2025-10-14T09:00:00Z".parse().expect("a time")
    }

    fn minutes(until: Option<Timestamp>) -> Option<i64> {
        Some(until?.duration_since(at()).as_secs() / 60)
    }

    #[test]
    fn an_answer_is_asked_for_again_when_it_is_fresh_no_more() {
        for (header, feed, expected) in [
            (None, None, None),
            (Some(600), None, Some(10)),
            (Some(600), Some(3600), Some(60)),
            (None, Some(1800), Some(30)),
            (Some(0), None, Some(0)),
            (Some(10_000_000), None, Some(24 * 60)),
        ] {
            let response = Response { fresh_for: header.map(Duration::from_secs), ..Response::default() };
            let due = after_answer(at(), &response, feed.map(Duration::from_secs));
            assert_eq!(minutes(due), expected, "{header:?} {feed:?}");
        }
    }

    #[test]
    fn a_failing_feed_is_asked_ever_less() {
        let after = |failures, retry: Option<u64>, busy| {
            minutes(after_failure(at(), FeedId(3), failures, retry.map(Duration::from_secs), busy))
                .expect("a time")
        };
        assert!((5..=6).contains(&after(1, None, false)) && (10..=11).contains(&after(2, None, false)));
        assert!((24 * 60..=27 * 60).contains(&after(40, None, false)));
        assert!((15..=17).contains(&after(1, None, true)));
        assert!((120..=132).contains(&after(1, Some(7200), true)));
        let other = after_failure(at(), FeedId(4), 1, None, false);
        assert_ne!(after_failure(at(), FeedId(3), 1, None, false), other, "they do not come back together");
    }
}
