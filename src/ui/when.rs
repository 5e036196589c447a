//! Times as people say them: relative near, absolute far.

use jiff::Timestamp;
use jiff::tz::TimeZone;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// How long before `now` a `time` was, in at most six characters: `5m`, `3h`, `2d`, `14 Oct`, `2019`.
pub(super) fn age(time: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let seconds = now.as_second() - time.as_second();
    match seconds {
        -60..60 => return "now".to_owned(),
        60..3_600 => return format!("{}m", seconds / 60),
        3_600..86_400 => return format!("{}h", seconds / 3_600),
        86_400..604_800 => return format!("{}d", seconds / 86_400),
        _ => {}
    }
    let then = time.to_zoned(zone.clone());
    let is_near = || seconds.abs() < 300 * 86_400 || then.year() == now.to_zoned(zone.clone()).year();
    match usize::try_from(then.month()).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1))) {
        Some(month) if is_near() => format!("{} {month}", then.day()),
        _ => then.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_is_relative_and_far_absolute() {
        let now: Timestamp = "2025-10-14T21:00:00Z".parse().expect("a time");
        for (time, expected) in [
            ("2025-10-14T20:59:30Z", "now"),
            ("2025-10-14T20:55:00Z", "5m"),
            ("2025-10-14T18:00:00Z", "3h"),
            ("2025-10-12T18:00:00Z", "2d"),
            ("2025-10-01T18:00:00Z", "1 Oct"),
            ("2019-10-01T18:00:00Z", "2019"),
            ("2025-12-01T18:00:00Z", "1 Dec"),
        ] {
            assert_eq!(age(time.parse().expect("a time"), now, &TimeZone::UTC), expected, "{time}");
        }
    }
}
