//! Days as ranges of articles' ids, which hold their times.

use std::cell::OnceCell;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::model::{ArticleId, Day, Term, is_date_alone};

/// Which day it is, and where: what days such as *yesterday* rest on. Found out when it is first asked for, as it means
/// looking through every zone that there is.
#[derive(Clone, Debug, Default)]
pub(super) struct Now(OnceCell<Zoned>);

impl Now {
    fn get(&self) -> &Zoned {
        self.0.get_or_init(Zoned::now)
    }
}

/// A stretch of days. Where the reader is, days begin at another time than in UTC; a date without a time is of its day
/// wherever the reader is, and is kept as the beginning of that day in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    /// The first and the last id of articles with a time.
    timed: (i64, i64),
    /// The same of those with a date alone.
    dated: (i64, i64),
}

/// What is known of an article by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// It is of these days.
    Yes,
    /// It is not.
    No,
    /// It depends on whether it has a time.
    Maybe,
}

impl Days {
    /// The days that a term asks for; `None`, where it is about something else.
    pub(super) fn of(term: &Term, now: &Now) -> Option<Self> {
        if !matches!(term, Term::Since(_) | Term::Until(_) | Term::On(_)) {
            return None;
        }
        let now = now.get();
        let range = |zone: &TimeZone| {
            let days = |day: &Day| {
                let (first, after) = day.days(now.date());
                (first_of(first, zone, now.date()), first_of(after, zone, now.date()).saturating_sub(1))
            };
            Some(match term {
                Term::Since(day) => (days(day).0, i64::MAX),
                Term::Until(day) => (i64::MIN, days(day).1),
                Term::On(day) => days(day),
                _ => return None,
            })
        };
        Some(Self { timed: range(now.time_zone())?, dated: range(&TimeZone::UTC)? })
    }

    /// The first and the last id that an article of these days may have.
    pub(super) fn range(self) -> (i64, i64) {
        (self.timed.0.min(self.dated.0), self.timed.1.max(self.dated.1))
    }

    /// Whether every article of the range is of these days.
    pub(super) fn is_exact(self) -> bool {
        self.timed == self.dated
    }

    /// What an article's id says of it.
    pub(super) fn hold(self, id: i64) -> Holds {
        let is_in = |(first, last): (i64, i64)| (first..=last).contains(&id);
        match (is_in(self.timed), is_in(self.dated)) {
            (true, true) => Holds::Yes,
            (false, false) => Holds::No,
            _ => Holds::Maybe,
        }
    }

    /// Whether an article of this id is of these days, by when it was published.
    pub(super) fn hold_published(self, id: i64, published: Option<Timestamp>) -> bool {
        match published.filter(|time| is_date_alone(*time)) {
            Some(date) => {
                let id = ArticleId::first_of_second(date).0;
                (self.dated.0..=self.dated.1).contains(&id)
            }
            None => (self.timed.0..=self.timed.1).contains(&id),
        }
    }
}

/// The first id of a day.
fn first_of(day: Date, zone: &TimeZone, today: Date) -> i64 {
    let start = day.to_zoned(zone.clone()).map(|start| start.timestamp());
    ArticleId::first_of_second(start.unwrap_or(if day < today { Timestamp::MIN } else { Timestamp::MAX })).0
}

#[cfg(test)]
mod tests {
    use std::cell::OnceCell;

    use jiff::Zoned;

    use super::{Days, Holds, Now};
    use crate::model::{ArticleId, Query, Term, Timestamp};

    #[test]
    fn which_day_it_is_is_asked_only_where_it_matters() {
        let now = Now::default();
        for (query, matters) in [("talks feed:Wire is:unread", false), ("since:7d", true)] {
            let query = Query::parse(query).expect("a query");
            let terms = query.wanted_terms();
            assert_eq!(terms.iter().any(|(term, _)| Days::of(term, &now).is_some()), matters);
            assert_eq!(now.0.get().is_some(), matters);
        }
    }

    fn days(query: &str, now: &str) -> Days {
        let now = Now(OnceCell::from(now.parse::<Zoned>().expect("a time")));
        let query = Query::parse(query).expect("a query");
        let terms: Vec<&Term> = query.wanted_terms().into_iter().map(|(term, _)| term).collect();
        Days::of(terms[0], &now).expect("days")
    }

    #[test]
    fn days_are_ranges_of_ids_in_the_zone_of_the_reader() {
        for (query, first, last) in [
            ("on:today", "2026-11-22T23:00:00Z", "2026-11-23T22:59:59Z"),
            ("on:2026-06", "2026-05-31T22:00:00Z", "2026-06-30T21:59:59Z"),
        ] {
            let (from, to) = days(query, "2026-11-23T00:30:00+01:00[Europe/Berlin]").timed;
            assert_eq!(ArticleId(from).time().to_string(), first);
            assert_eq!(ArticleId(to).time().to_string(), last);
        }
    }

    #[test]
    fn a_date_without_a_time_is_of_its_day_everywhere() {
        let id = |time: &str| ArticleId::first_of_second(time.parse().expect("a time")).0;
        for zone in ["-05:00[America/New_York]", "+09:00[Asia/Tokyo]", "+00:00[UTC]"] {
            let days = days("on:2026-11-20", &format!("2026-11-23T12:00:00{zone}"));
            for (time, expected) in [
                ("2026-11-19T00:00:00Z", false),
                ("2026-11-20T00:00:00Z", true),
                ("2026-11-21T00:00:00Z", false),
                ("2026-11-20T12:00:00Z", true),
            ] {
                let published: Timestamp = time.parse().expect("a time");
                assert_eq!(days.hold_published(id(time), Some(published)), expected, "{time} in {zone}");
                let by_id = if expected { Holds::No } else { Holds::Yes };
                assert_ne!(days.hold(id(time)), by_id, "{time} in {zone}");
                let (first, last) = days.range();
                assert!(!expected || (first..=last).contains(&id(time)));
            }
        }
        let west = days("on:2026-11-20", "2026-11-23T12:00:00-05:00[America/New_York]");
        let evening: Timestamp = "2026-11-21T03:00:00Z".parse().expect("a time");
        assert!(west.hold_published(id("2026-11-21T03:00:00Z"), Some(evening)));
    }
}
