//! A stored article: facts that never change, and the reader's status beside them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Cast, CleanText, Document, FeedId, Spot, Timestamp};

/// The id of a stored article, which is also its place in the order in which people read.
///
/// It is the second in which it was published (or arrived, where it doesn't say, or says a later one), or the next one
/// that no other article has; see [`ArticleId::first_of_second`]. Given once, and kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

/// What makes an article the same article when it comes again: a file's path, a guid, an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleKey(pub CleanText);

impl ArticleKey {
    /// The key of a feed's own name for one of its articles, which is unlike any other feed's.
    pub fn of_entry(feed: FeedId, name: &str) -> Self {
        Self(CleanText::line(&format!("entry:{}:{name}", feed.0)))
    }

    /// The key of an address, as all its spellings share it.
    pub fn of_address(canonical: &str) -> Self {
        Self(CleanText::line(&format!("address:{canonical}")))
    }

    /// Whether it is a feed's own name for an article; of which feed, up to the name.
    pub fn entry_scope(&self) -> Option<&str> {
        let rest = self.0.strip_prefix("entry:")?;
        let end = rest.find(':')?;
        self.0.get(.."entry:".len() + end + 1)
    }
}

/// What a list shows of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// The article.
    pub id: ArticleId,
    /// Its title.
    pub title: CleanText,
    /// The name of the feed that brought it first.
    pub feed: CleanText,
    /// When it was published, as far as it says.
    pub published: Option<Timestamp>,
    /// When it came into the store.
    pub received: Timestamp,
    /// What the reader did with it.
    pub status: Status,
    /// What the user calls it by.
    #[serde(default)]
    pub tags: Vec<CleanText>,
}

/// What the reader did with an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Whether it was read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Whether it has changed since it was read.
    #[serde(default)]
    pub changed: bool,
    /// Whether a rule mutes it.
    #[serde(default)]
    pub muted: bool,
    /// Whether the user has written a note beside it.
    #[serde(default)]
    pub noted: bool,
}

/// The id of a change of status that can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChangeId(pub i64);

/// The day of an article's time, as a reader in `zone` sees it. A date without a time is kept as midnight in UTC: it is
/// that day everywhere.
pub fn day_of(time: Timestamp, zone: &TimeZone) -> Date {
    time.to_zoned(if is_date_alone(time) { TimeZone::UTC } else { zone.clone() }).date()
}

/// Whether a time is a date without one.
pub fn is_date_alone(time: Timestamp) -> bool {
    time.as_second() % 86_400 == 0 && time.subsec_nanosecond() == 0
}

/// A stored article, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// What a list shows of it.
    pub headline: Headline,
    /// The feed that brought it first.
    pub feed_id: FeedId,
    /// Where it is on the web, as far as it says.
    pub url: Option<CleanText>,
    /// Which revision this is, from 1.
    pub revision: u32,
    /// What it says.
    pub document: Document,
    /// Who is in it.
    pub cast: Cast,
    /// Which page its text was taken from, where that is not what its feed carried.
    pub text_from: Option<CleanText>,
    /// What the user has written beside it.
    pub note: Option<CleanText>,
    /// Where one left it.
    pub place: ReadingPlace,
}

/// What an article said at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its number, from 1.
    pub number: u32,
    /// When the next one replaced it; not known of the current one, nor of some old ones.
    pub replaced: Option<Timestamp>,
    /// What it says.
    pub document: Document,
}

/// Where one left an article: what is folded, and what stood at the top of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingPlace {
    /// The folded sections, counted from 0, in ascending order.
    pub folded: Vec<usize>,
    /// The text whose line stood at the top, and the byte with which that line began.
    pub top: Option<(Spot, usize)>,
}

impl ArticleId {
    /// Seconds added so that every id of a year from 1 to 9999 is positive and they compare as the times do.
    const EPOCH: i64 = 62_135_596_800;

    /// The id of the second that `time` lies in, which is the lowest that an article of that time or a later one has.
    pub fn first_of_second(time: Timestamp) -> Self {
        Self(time.as_second().saturating_add(Self::EPOCH).max(0))
    }

    /// The time that the id holds, to the second.
    pub fn time(self) -> Timestamp {
        Timestamp::from_second(self.0.saturating_sub(Self::EPOCH)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_without_a_time_is_that_day_everywhere() {
        let day = |time: &str, hours| {
            let zone = TimeZone::fixed(jiff::tz::offset(hours));
            day_of(time.parse().expect("a time"), &zone).to_string()
        };
        for hours in [-9, 0, 12] {
            assert_eq!(day("2025-10-14T00:00:00Z", hours), "2025-10-14");
        }
        assert_eq!(day("2025-10-14T00:00:01Z", -9), "2025-10-13");
        assert_eq!(day("2025-10-14T23:00:00Z", 2), "2025-10-15");
    }

    #[test]
    fn a_feeds_own_name_says_which_feed_it_is_of() {
        let key = ArticleKey::of_entry(FeedId(7), "tag:coast.example,2024:1");
        assert_eq!(key.entry_scope(), Some("entry:7:"));
        assert_eq!(ArticleKey::of_address("https://coast.example/1").entry_scope(), None);
    }

    #[test]
    fn ids_order_as_times_do_and_hold_them() {
        let times =
            ["0001-01-02T00:00:00Z", "1969-12-31T23:59:59Z", "2025-10-14T09:00:00Z", "9999-01-01T00:00:00Z"];
        let times: Vec<Timestamp> = times.iter().map(|t| t.parse().expect("a time")).collect();
        let ids: Vec<ArticleId> = times.iter().map(|t| ArticleId::first_of_second(*t)).collect();
        assert!(ids.is_sorted() && ids[0].0 > 0);
        assert_eq!(ids.iter().map(|id| id.time()).collect::<Vec<_>>(), times);
    }
}
