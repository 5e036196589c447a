//! The time of an update that is given without its day: `Updated 16:42 GMT`.

use super::furniture::has_time;
use crate::ingest::date;
use crate::ingest::raw::RawBlock;
use crate::model::{Timestamp, fold};

/// The time of day, folded, that a line near the head says the article was updated at.
pub(super) fn find(blocks: &[RawBlock]) -> Option<String> {
    let lines = blocks.iter().take(FRONT).filter_map(RawBlock::as_paragraph).map(|text| text.as_str());
    lines.filter(|line| line.len() <= MAX_LEN).find_map(time)
}

/// That `time` on the day of publication, unless the article was not yet there.
pub(super) fn on_day_of(published: Timestamp, time: &str) -> Option<Timestamp> {
    let day = published.strftime("%Y-%m-%d");
    date::parse(&format!("{day} {time}")).filter(|updated| *updated > published)
}

const FRONT: usize = 10;
const MAX_LEN: usize = 60;

fn time(line: &str) -> Option<String> {
    let folded = fold(line);
    let rest = ["last updated", "updated"].iter().find_map(|label| folded.strip_prefix(label))?;
    let rest = rest.trim_start_matches([':', ' ']);
    let rest = rest.strip_prefix("at ").unwrap_or(rest);
    let is_time = rest.contains([':', '.']) && has_time(rest.split_whitespace());
    is_time.then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{on_day_of, time};

    fn check(line: &str, expect: Option<&str>) {
        let published = "2026-09-01T08:00:00Z".parse().expect("a time");
        let found = time(line).and_then(|time| on_day_of(published, &time));
        assert_eq!(found.map(|time| time.to_string()).as_deref(), expect, "{line}");
    }

    #[test]
    fn times_are_of_the_day_of_publication() {
        check("Updated 16:42 GMT", Some("2026-09-01T16:42:00Z"));
        check("Last updated at 4:42 p.m.", Some("2026-09-01T16:42:00Z"));
        check("Updated 07:10 GMT", None);
        check("Updated 2 hours ago", None);
        check("Updated rules took effect at 16:42", None);
    }
}
