//! How seldom a feed asks to be fetched: RSS 2.0's `<ttl>`, and the syndication module of RSS 1.0.

use std::time::Duration;

use super::names::Element;

/// What a feed says of it so far.
#[derive(Debug, Default)]
pub(super) struct Pace {
    ttl: Option<Duration>,
    period: Option<Duration>,
    frequency: Option<u32>,
}

const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;

impl Pace {
    /// Notes what an element says.
    pub(super) fn note(&mut self, element: Element, text: &str) {
        match element {
            Element::Ttl => {
                let minutes = text.trim().parse::<u32>().ok().filter(|minutes| *minutes > 0);
                self.ttl = minutes.map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
            }
            Element::UpdatePeriod => {
                self.period = Some(Duration::from_secs(match text.trim().to_ascii_lowercase().as_str() {
                    "hourly" => HOUR,
                    "daily" => DAY,
                    "weekly" => 7 * DAY,
                    "monthly" => 30 * DAY,
                    "yearly" => 365 * DAY,
                    _ => return,
                }));
            }
            Element::UpdateFrequency => self.frequency = text.trim().parse().ok().filter(|times| *times > 0),
            _ => {}
        }
    }

    /// The time between two fetches. A frequency alone is one of times a day, says the module.
    pub(super) fn interval(&self) -> Option<Duration> {
        let day = Duration::from_secs(DAY);
        let module = (self.period.is_some() || self.frequency.is_some())
            .then(|| self.period.unwrap_or(day) / self.frequency.unwrap_or(1));
        self.ttl.into_iter().chain(module).max()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::ingest::feed::from_xml;

    #[test]
    fn a_feed_says_how_seldom_it_is_to_be_fetched() {
        for (elements, minutes) in [
            ("<ttl>30</ttl>", Some(30)),
            ("<ttl>0</ttl>", None),
            ("<ttl>soon</ttl>", None),
            ("<sy:updatePeriod>hourly</sy:updatePeriod>", Some(60)),
            (
                "<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>24</sy:updateFrequency>",
                Some(60),
            ),
            ("<ttl>5</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", Some(60)),
            ("<item><ttl>30</ttl></item>", None),
            ("", None),
        ] {
            let xml = format!("<rss><channel><title>A</title>{elements}</channel></rss>");
            let (feed, _) = from_xml(&xml, None).expect("a feed");
            let expected = minutes.map(|minutes: u64| Duration::from_secs(minutes * 60));
            assert_eq!(feed.head.refresh_every, expected, "{elements}");
        }
    }
}
