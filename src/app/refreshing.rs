//! A refresh that runs, and what is said of it.

use crate::model::{RefreshProgress, RefreshSummary};

/// A refresh that runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refreshing {
    /// How far it is.
    pub progress: RefreshProgress,
    /// Whether the user wants it stopped.
    pub stops: bool,
    /// Whether the user asked for it; what the clock asked for ends without a word where it found nothing.
    pub asked: bool,
}

impl Refreshing {
    /// How far it is, in ever fewer words.
    pub fn lines(&self) -> [String; 4] {
        let RefreshProgress { done, total, new, failed, pages } = self.progress;
        let how = if self.stops { "stopping" } else { "esc stops" };
        let failed = if failed > 0 { format!(" · {failed} failed") } else { String::new() };
        let pages = if pages > 0 { format!(" · {pages} pages") } else { String::new() };
        [
            format!("{done} of {total} feeds · {new} new{failed}{pages} · {how}"),
            format!("{done}/{total} feeds · {new} new{failed} · {how}"),
            format!("{done}/{total} · {new} new · {how}"),
            format!("{done}/{total} · {how}"),
        ]
    }
}

/// What a refresh came to, in a line.
pub fn in_words(summary: &RefreshSummary) -> String {
    let RefreshSummary { feeds, new, with_new, failed, failure, not_due, stopped } = summary;
    let count = |number: usize, noun: &str| match number {
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    };
    let mut line = match (new, feeds) {
        (0, 0) => "No feed was asked".to_owned(),
        (0, feeds) => format!("Nothing new in {}", count(*feeds, "feed")),
        (1, _) => "1 new article".to_owned(),
        (new, _) => format!("{new} new articles in {}", count(*with_new, "feed")),
    };
    if *stopped {
        line = format!("Stopped: {}", super::update::lower_first(&line));
    }
    match failure {
        Some(failure) if *failed == 1 && *feeds == 1 => line = failure.to_string(),
        _ if *failed > 0 => line.push_str(&format!("; {} failed (:feeds says why)", count(*failed, "feed"))),
        _ => {}
    }
    if *not_due > 0 {
        line.push_str(&format!("; {} left alone until later, as asked", count(*not_due, "feed")));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refresh_is_told_in_one_line() {
        let summary =
            RefreshSummary { feeds: 4, new: 12, with_new: 3, failed: 1, ..RefreshSummary::default() };
        let nothing = RefreshSummary { feeds: 1, ..RefreshSummary::default() };
        let broken = RefreshSummary { failed: 1, failure: Some("Wire: no answer".into()), ..nothing.clone() };
        for (summary, expected) in [
            (summary.clone(), "12 new articles in 3 feeds; 1 feed failed (:feeds says why)"),
            (RefreshSummary { stopped: true, failed: 0, ..summary }, "Stopped: 12 new articles in 3 feeds"),
            (nothing.clone(), "Nothing new in 1 feed"),
            (broken, "Wire: no answer"),
            (
                RefreshSummary { not_due: 2, ..nothing },
                "Nothing new in 1 feed; 2 feeds left alone until later, as asked",
            ),
        ] {
            assert_eq!(in_words(&summary), expected);
        }
    }
}
