//! What may be typed next in a search: fields, and what may stand after each.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Actor, FIELDS, Feed, Field, FieldSpec, Offered, Values, count, fold};

use super::actor_screen::beside_name;

/// The word of a search that one is typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where it begins, in bytes of what was typed.
    pub start: usize,
    /// Where the text cursor is.
    pub end: usize,
    /// The field, where its name and a colon have been typed.
    pub field: Option<&'static FieldSpec>,
    /// What has been typed of the value, or of the field's name.
    pub typed: String,
}

/// One thing that may be typed there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What comes in the place of the word.
    pub insert: String,
    /// What it is called.
    pub label: String,
    /// What is said beside it.
    pub beside: String,
}

/// What is offered for a word.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// The word.
    pub slot: Option<Slot>,
    /// What may be typed there, the best first.
    pub items: Vec<Offer>,
    /// The number of the chosen one, once one has chosen.
    pub cursor: Option<usize>,
}

/// Languages of news, by their codes.
const LANGUAGES: &[(&str, &str)] = &[
    ("en", "English"),
    ("de", "German"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("it", "Italian"),
    ("pt", "Portuguese"),
    ("nl", "Dutch"),
    ("sv", "Swedish"),
    ("pl", "Polish"),
    ("cs", "Czech"),
    ("ru", "Russian"),
    ("uk", "Ukrainian"),
    ("tr", "Turkish"),
    ("el", "Greek"),
    ("ar", "Arabic"),
    ("fa", "Persian"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("zh", "Chinese"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("th", "Thai"),
    ("vi", "Vietnamese"),
    ("id", "Indonesian"),
];

/// How many weeks are offered.
const LAST_WEEKS: i32 = 8;

/// Agencies that reports come from.
const SOURCES: &[&str] = &[
    "Reuters",
    "AP",
    "AFP",
    "dpa",
    "TASS",
    "Interfax",
    "Xinhua",
    "Kyodo",
    "Yonhap",
    "ANSA",
    "EFE",
    "PTI",
    "Anadolu",
    "UPI",
    "Bloomberg",
];

/// The word that the text cursor is at the end of; none within a phrase.
pub fn slot(text: &str, cursor: usize) -> Option<Slot> {
    let end = text.char_indices().nth(cursor).map_or(text.len(), |(at, _)| at);
    let before = text.get(..end)?;
    let (mut start, mut is_quoted) = (0, false);
    for (at, c) in before.char_indices() {
        match c {
            '"' | '“' | '”' => is_quoted = !is_quoted,
            ' ' | '(' | '\t' if !is_quoted => start = at + c.len_utf8(),
            '-' if !is_quoted && start == at => start = at + 1,
            _ => {}
        }
    }
    let word = before.get(start..)?;
    let (field, typed) = match word.split_once(':') {
        Some((name, typed)) => (Some(FieldSpec::named(name)?), typed.trim_start_matches(['"', '“', '”'])),
        None if word.starts_with(['"', '“', '”', '/']) => return None,
        None => (None, word),
    };
    Some(Slot { start, end, field, typed: typed.to_owned() })
}

impl Slot {
    /// The field, where the store knows its values.
    pub fn asks_store(&self) -> Option<Field> {
        match self.field?.values {
            Values::Of(field) if field.is_actor() || matches!(field, Field::Author | Field::Tag) => {
                Some(field)
            }
            _ => None,
        }
    }

    /// What may stand here on a day, as far as that need not be asked for.
    pub fn offers(&self, feeds: &[Feed], today: Date) -> Vec<Offer> {
        let Some(field) = self.field else { return self.fields() };
        let typed = fold(&self.typed);
        let begins = |text: &str| {
            fold(text).split([' ', '-']).any(|word| word.starts_with(&typed))
                || fold(text).starts_with(&typed)
        };
        let plain = |value: &str, beside: &str| value_of(field, value, value, beside);
        match field.values {
            Values::Of(Field::Feed) => {
                let mut folders: Vec<String> =
                    feeds.iter().flat_map(|feed| feed.folders.iter().map(super::feeds::path)).collect();
                folders.sort_unstable();
                folders.dedup();
                let folders = folders.into_iter().filter(|folder| begins(folder));
                let named = feeds.iter().filter(|feed| begins(&feed.name));
                let named = named.map(|feed| plain(&feed.name, &count(feed.articles, "article")));
                named.chain(folders.map(|folder| plain(&folder, "folder"))).collect()
            }
            Values::Of(Field::Lang) => {
                let known = LANGUAGES.iter().filter(|(code, name)| begins(code) || begins(name));
                known.map(|(code, name)| plain(code, name)).collect()
            }
            Values::Of(Field::Source) => {
                SOURCES.iter().filter(|name| begins(name)).map(|name| plain(name, "")).collect()
            }
            Values::Since | Values::Until | Values::On => {
                let days = [
                    ("today", ""),
                    ("yesterday", ""),
                    ("7d", "7 days ago"),
                    ("30d", ""),
                    ("6m", "6 months ago"),
                    ("1y", ""),
                ];
                days.into_iter()
                    .filter(|(day, _)| day.starts_with(&typed))
                    .map(|(day, said)| plain(day, said))
                    .collect()
            }
            Values::Week => {
                let weeks = (0..LAST_WEEKS).map(|nth| week(today.saturating_sub(nth.weeks()), today));
                weeks
                    .filter(|(week, _)| week.starts_with(&typed))
                    .map(|(week, days)| plain(&week, &days))
                    .collect()
            }
            _ => field
                .choices()
                .into_iter()
                .filter(|choice| begins(choice))
                .map(|choice| plain(choice, ""))
                .collect(),
        }
    }

    /// What the store knows of what may stand here.
    pub fn known(&self, offered: Offered) -> Vec<Offer> {
        let Some(field) = self.field else { return Vec::new() };
        match offered {
            Offered::Actors(actors) => self.actors(field, &actors),
            Offered::Words(words) => {
                let beside = |articles| if articles > 0 { count(articles, "article") } else { String::new() };
                words.iter().map(|(word, articles)| value_of(field, word, word, &beside(*articles))).collect()
            }
        }
    }

    /// What an actor is offered as: by its name, or by its id where another one is called so.
    fn actors(&self, field: &FieldSpec, actors: &[Actor]) -> Vec<Offer> {
        let names: Vec<String> = actors.iter().map(|actor| fold(&actor.name)).collect();
        let offer = |actor: &Actor| {
            let is_unique = names.iter().filter(|name| **name == fold(&actor.name)).count() == 1;
            let value = if is_unique { actor.name.as_str() } else { actor.key.as_str() };
            let label = match &actor.found_as {
                Some(found) => format!("{} ({found})", actor.name),
                None => actor.name.to_string(),
            };
            let beside = [beside_name(actor), count(actor.articles, "article")];
            let beside = beside.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            value_of(field, value, &label, &beside)
        };
        actors.iter().map(offer).collect()
    }

    fn fields(&self) -> Vec<Offer> {
        let typed = self.typed.to_ascii_lowercase();
        let fits =
            FIELDS.iter().filter(|field| field.name.starts_with(&typed) && field.name.len() > typed.len());
        let offer = |field: &FieldSpec| Offer {
            insert: format!("{}:", field.name),
            label: format!("{}:", field.name),
            beside: field.help.to_owned(),
        };
        fits.map(offer).collect()
    }
}

/// A week as a search names it, in a year, and its days.
fn week(day: Date, today: Date) -> (String, String) {
    let (week, this_year) = (day.iso_week_date(), today.iso_week_date().year());
    let name = match week.year() {
        year if year == this_year => format!("{:02}", week.week()),
        year => format!("{year}-{:02}", week.week()),
    };
    let monday = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
    let sunday = monday.saturating_add(6.days());
    (name, format!("{} to {}", monday.strftime("%-d %b"), sunday.strftime("%-d %b %Y")))
}

fn value_of(field: &FieldSpec, value: &str, label: &str, beside: &str) -> Offer {
    let is_plain = value.chars().all(|c| c.is_alphanumeric() || "_.-:".contains(c));
    let value = if is_plain { value.to_owned() } else { format!("\"{}\"", value.replace('"', " ")) };
    Offer { insert: format!("{}:{value} ", field.name), label: label.to_owned(), beside: beside.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::slot;

    fn check(text: &str, expected: Option<(usize, Option<&str>, &str)>) {
        let found = slot(text, text.chars().count());
        let found =
            found.as_ref().map(|slot| (slot.start, slot.field.map(|field| field.name), slot.typed.as_str()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_word_that_one_types_is_found() {
        check("ga", Some((0, None, "ga")));
        check("gaza actor:pe", Some((5, Some("actor"), "pe")));
        check("gaza actor:\"Steve W", Some((5, Some("actor"), "Steve W")));
        check("gaza (-in:whats", Some((7, Some("in"), "whats")));
        check("\"peace ta", None);
        check("xy:", None);
        check("é ", Some((3, None, "")));
    }

    #[test]
    fn fields_and_values_are_offered() {
        let offered = |text: &str| -> Vec<String> {
            let slot = slot(text, text.len()).expect("a word");
            slot.offers(&[], "2026-01-07".parse().expect("a day"))
                .into_iter()
                .map(|offer| offer.insert)
                .collect()
        };
        assert_eq!(offered("au"), ["author:"]);
        assert_eq!(offered("in:ne"), ["in:whats-next "]);
        assert_eq!(offered("lang:ger"), ["lang:de "]);
        assert_eq!(offered("since:y"), ["since:yesterday "]);
        assert_eq!(offered("is:un"), ["is:unread "]);
        assert_eq!(offered("week:")[..3], ["week:02 ", "week:01 ", "week:2025-52 "]);
        assert_eq!(offered("week:2025-5").len(), 3);
        assert_eq!(offered("").len(), 17);
    }
}
