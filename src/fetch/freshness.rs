//! How long an answer stays fresh, and how long a server wants to be left alone: RFC 9111 and RFC 9110, 10.2.3.

use std::time::Duration;

use jiff::Timestamp;

/// For how long an answer need not be asked for again; `None` where the server says nothing of it.
pub(super) fn fresh_for<'a>(header: impl Fn(&str) -> Option<&'a str>, now: Timestamp) -> Option<Duration> {
    let control = header("cache-control").unwrap_or_default().to_ascii_lowercase();
    let mut max_age = None;
    for directive in control.split(',').map(str::trim) {
        match directive.split_once('=').map_or((directive, ""), |(name, value)| (name.trim(), value)) {
            ("no-cache" | "no-store", _) => return Some(Duration::ZERO),
            ("max-age", value) => max_age = max_age.or_else(|| value.trim().trim_matches('"').parse().ok()),
            _ => {}
        }
    }
    if let Some(seconds) = max_age {
        let age = header("age").and_then(|age| age.trim().parse().ok()).unwrap_or(0);
        return Some(Duration::from_secs(u64::saturating_sub(seconds, age)));
    }
    // A date that cannot be read, such as 0, is one that has passed.
    let expires = header("expires")?;
    let from = header("date").and_then(http_date).unwrap_or(now);
    let until = http_date(expires).unwrap_or(from);
    Some(Duration::try_from(until.duration_since(from)).unwrap_or(Duration::ZERO))
}

/// How long a server wants to be left alone, in whole seconds or until a date.
pub(super) fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    Some(Duration::try_from(http_date(value)?.duration_since(now)).unwrap_or(Duration::ZERO))
}

fn http_date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text.trim()).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{fresh_for, retry_after};
    use jiff::Timestamp;

    fn now() -> Timestamp {
        "2025-10-14T09:00:00Z".parse().expect("a time")
    }

    #[test]
    fn freshness_is_read() {
        for (headers, expected) in [
            (&[("cache-control", "max-age=600")][..], Some(600)),
            (&[("cache-control", "public, Max-Age=\"600\", must-revalidate"), ("age", "100")], Some(500)),
            (&[("cache-control", "max-age=60"), ("age", "100")], Some(0)),
            (&[("cache-control", "max-age=600, no-cache")], Some(0)),
            (&[("cache-control", "max-age=60"), ("expires", "Tue, 14 Oct 2025 10:00:00 GMT")], Some(60)),
            (&[("expires", "Tue, 14 Oct 2025 10:00:00 GMT")], Some(3600)),
            (
                &[("expires", "Tue, 14 Oct 2025 10:00:00 GMT"), ("date", "Tue, 14 Oct 2025 09:59:00 GMT")],
                Some(60),
            ),
            (&[("expires", "0")], Some(0)),
            (&[("expires", "Mon, 13 Oct 2025 10:00:00 GMT")], Some(0)),
            (&[("cache-control", "public")], None),
            (&[("cache-control", "max-age=soon")], None),
            (&[], None),
        ] {
            let header =
                |name: &str| headers.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
            assert_eq!(fresh_for(header, now()), expected.map(Duration::from_secs), "{headers:?}");
        }
    }

    #[test]
    fn waiting_times_are_read() {
        assert_eq!(retry_after("120", now()), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Tue, 14 Oct 2025 09:00:30 GMT", now()), Some(Duration::from_secs(30)));
        assert_eq!(retry_after("Tue, 14 Oct 2025 08:00:30 GMT", now()), Some(Duration::ZERO));
        assert_eq!(retry_after("later", now()), None);
    }
}
