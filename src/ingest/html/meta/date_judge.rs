//! Which of the dates that a page gives is its own.

use super::{Origin, Statement, time};
use crate::model::Timestamp;

/// The date that the surest places agree on.
pub(super) fn judge(said: &[Statement], month_first: Option<bool>) -> Option<Timestamp> {
    let times: Vec<(Origin, Timestamp)> = said
        .iter()
        .filter_map(|statement| Some((statement.from, time(&statement.text, month_first)?)))
        .collect();
    let times: Vec<_> = times.into_iter().filter(|(_, time)| is_plausible(*time)).collect();
    let surest = times.iter().map(|(from, _)| *from).min()?;
    let best = times.iter().filter(|(from, _)| *from == surest).map(|(_, time)| *time).next()?;
    // A date without a time of day, where another place has both.
    let is_bare = best.as_second() % 86_400 == 0;
    let same_day = |time: &Timestamp| (time.as_second() - best.as_second()).abs() < 86_400;
    let finer =
        times.iter().map(|(_, time)| *time).find(|time| same_day(time) && time.as_second() % 86_400 != 0);
    Some(if is_bare { finer.unwrap_or(best) } else { best })
}

/// After the web began, and not far in the future.
fn is_plausible(time: Timestamp) -> bool {
    (600_000_000..4_200_000_000).contains(&time.as_second())
}
