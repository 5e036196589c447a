//! Days as ranges of articles' ids, which hold their times.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use crate::model::{ArticleId, Day, Term};

/// Which day it is, and where: what days such as *yesterday* rest on.
pub(super) type Now = Zoned;

/// The first and the last id of what a term about days asks for; `None`, where it is about something else.
pub(super) fn range_of(term: &Term, now: &Now) -> Option<(i64, i64)> {
    let days = |day: &Day| {
        let (first, after) = day.days(now.date());
        (first_of(first, now), first_of(after, now).saturating_sub(1))
    };
    Some(match term {
        Term::Since(day) => (days(day).0, i64::MAX),
        Term::Until(day) => (i64::MIN, days(day).1),
        Term::On(day) => days(day),
        _ => return None,
    })
}

/// The first id of a day.
fn first_of(day: Date, now: &Now) -> i64 {
    let start = day.to_zoned(now.time_zone().clone()).map(|start| start.timestamp());
    ArticleId::first_of_second(start.unwrap_or(if day < now.date() {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    }))
    .0
}

#[cfg(test)]
mod tests {
    use super::{Now, range_of};
    use crate::model::{ArticleId, Query, Term};

    #[test]
    fn days_are_ranges_of_ids_in_the_zone_of_the_reader() {
        let now: Now = "2026-11-23T00:30:00+01:00[Europe/Berlin]".parse().expect("a time");
        for (query, first, last) in [
            ("on:today", "2026-11-22T23:00:00Z", "2026-11-23T22:59:59Z"),
            ("on:2026-06", "2026-05-31T22:00:00Z", "2026-06-30T21:59:59Z"),
        ] {
            let query = Query::parse(query).expect("a query");
            let terms: Vec<&Term> = query.wanted_terms().into_iter().map(|(term, _)| term).collect();
            let (from, to) = range_of(terms[0], &now).expect("a range");
            assert_eq!(ArticleId(from).time().to_string(), first);
            assert_eq!(ArticleId(to).time().to_string(), last);
        }
    }
}
