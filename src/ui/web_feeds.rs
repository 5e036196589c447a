//! The feeds of the web: how they come, and those to choose from.

use ratatui::layout::{Position, Rect};

use super::buffer::Buffer;
use super::feeds::{bar, condition_mark};
use super::overlay::{below, inside, panel, window};
use super::theme::Theme;
use super::{pen, when};
use crate::app::{Choice, HealthScreen, State};
use crate::model::{FullText, Pause, Retention, WebFeed};

/// The width from which a row says what went wrong, in columns.
const WITH_ERROR: u16 = 84;

/// The width from which a row says what the server answered, in columns.
const WITH_STATUS: u16 = 50;

/// The widest that the screen of the feeds may be, in columns.
const WIDEST: u16 = 120;

/// Columns and rows of the choice of feeds.
pub(super) fn choice_size(choice: &Choice) -> (u16, u16) {
    (76, u16::try_from(2 * choice.offers.len() + 2).unwrap_or(u16::MAX))
}

/// The feeds that were found at an address.
pub(super) fn choice(buffer: &mut Buffer, choice: &Choice, theme: &Theme) {
    let (width, height) = choice_size(choice);
    let inner =
        panel(buffer, width, height, " which feed? ", " enter or its number: add it   esc: back ", theme);
    let shown = (inner.height / 2).max(1);
    for (row, nth) in window(choice.cursor, choice.offers.len(), shown) {
        let (offer, here, row) = (&choice.offers[nth], nth == choice.cursor, 2 * row);
        if here {
            bar(buffer, inner, row, true, theme);
        }
        pen::at(buffer, inner, 1, row, &format!("{:>2}", nth + 1), theme.accent);
        let room = inner.width.saturating_sub(5);
        let title = offer.title.as_deref().unwrap_or("without a name");
        let style = if here { theme.cursor } else { theme.plain };
        pen::at(buffer, inner, 4, row, &pen::shorten(title, room), style);
        if row + 1 < inner.height {
            pen::at(buffer, inner, 4, row + 1, &pen::shorten(&offer.url, room), theme.dim);
        }
    }
}

/// How the feeds come.
pub(super) fn health(buffer: &mut Buffer, screen: &HealthScreen, state: &State, theme: &Theme) {
    let hint = " enter: its articles   r: refresh it   R: all   esc: back ";
    let details = details(screen, state.size);
    let inner = panel(buffer, WIDEST, health_height(screen, &details), " feeds ", hint, theme);
    let list = health_list(inner, &details);
    pen::at(buffer, list, 3, 0, "feed", theme.dim);
    let columns = Columns::of(list.width);
    columns.draw(buffer, list, 0, ["fetched", "status", "unread", "error"], theme);
    let rows = below(list, 1);
    for (row, nth) in window(screen.cursor, screen.feeds.len(), rows.height) {
        let (feed, here) = (&screen.feeds[nth], nth == screen.cursor);
        if here {
            bar(buffer, rows, row, true, theme);
        }
        pen::at(buffer, rows, 1, row, condition_mark(feed.feed.condition), theme.error);
        let style = if here { theme.cursor } else { theme.plain };
        pen::at(buffer, rows, 3, row, &pen::shorten(&feed.feed.name, columns.name), style);
        let fetched = feed.health.fetched;
        let fetched = fetched.map(|time| when::age(time, state.now, &state.settings.zone));
        let counts = format!("{}/{}", feed.feed.unread, feed.feed.articles);
        let answered = feed.health.answered.map(|status| status.to_string());
        let texts = [
            fetched.as_deref().unwrap_or("never"),
            answered.as_deref().unwrap_or("–"),
            &counts,
            &trouble(feed).unwrap_or_default(),
        ];
        columns.draw(buffer, rows, row, texts, theme);
    }
    let foot = below(inner, list.height + 1);
    for (row, line) in (0..foot.height).zip(&details) {
        pen::at(buffer, foot, 1, row, line, theme.plain);
    }
}

/// The number of the feed at a place of the screen of the feeds.
pub(super) fn feed_at(screen: &HealthScreen, state: &State, at: Position) -> Option<usize> {
    let details = details(screen, state.size);
    let inner = inside(state.size, WIDEST, health_height(screen, &details));
    let rows = below(health_list(inner, &details), 1);
    let row = rows.contains(at).then(|| at.y - rows.y)?;
    window(screen.cursor, screen.feeds.len(), rows.height)
        .find(|(shown, _)| *shown == row)
        .map(|(_, nth)| nth)
}

/// The edges, the names of the columns, the feeds, and an empty row before the details.
fn health_height(screen: &HealthScreen, details: &[String]) -> u16 {
    u16::try_from(screen.feeds.len() + details.len() + 4).unwrap_or(u16::MAX)
}

/// Where the feeds stand, below the names of the columns, which are part of it.
fn health_list(inner: Rect, details: &[String]) -> Rect {
    let below = u16::try_from(details.len() + 1).unwrap_or(0).min(inner.height.saturating_sub(2));
    Rect { height: inner.height - below, ..inner }
}

/// Where the columns of a row stand.
struct Columns {
    name: u16,
    /// How far after the name the time, the status and the counts end; 0 where there is no room for them.
    ends: [u16; 3],
    error: Option<u16>,
}

impl Columns {
    /// In a row of that width.
    fn of(width: u16) -> Self {
        match width {
            WITH_ERROR.. => Self { name: width / 4, ends: [8, 15, 25], error: Some(width / 4 + 31) },
            WITH_STATUS.. => Self { name: width.saturating_sub(4 + 26), ends: [8, 15, 25], error: None },
            _ => Self { name: width.saturating_sub(4 + 19), ends: [8, 0, 18], error: None },
        }
    }

    fn draw(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        row: u16,
        [fetched, status, counts, error]: [&str; 4],
        theme: &Theme,
    ) {
        let start = 4 + self.name;
        for (text, end) in [fetched, status, counts].into_iter().zip(self.ends).filter(|(_, end)| *end > 0) {
            let column = (start + end).saturating_sub(pen::columns(text));
            pen::at(buffer, area, column, row, text, theme.dim);
        }
        if let Some(column) = self.error {
            let room = area.width.saturating_sub(column + 1);
            pen::at(buffer, area, column, row, &pen::shorten(error, room), theme.dim);
        }
    }
}

/// What is wrong with a feed, in words.
fn trouble(feed: &WebFeed) -> Option<String> {
    let error = feed.health.error.as_ref().map(ToString::to_string);
    match feed.pause {
        Some(Pause::Gone) => Some("gone for good, its server says; fetched no more".to_owned()),
        Some(Pause::User) => Some(error.map_or("paused".to_owned(), |error| format!("paused; {error}"))),
        None if feed.health.failures > 1 => {
            error.map(|error| format!("{error} ({} times in a row)", feed.health.failures))
        }
        None => error,
    }
}

/// What is wrong with the chosen feed, whole where there is room, where it is, and what is wanted of it.
fn details(screen: &HealthScreen, size: (u16, u16)) -> Vec<String> {
    let (width, most) = (size.0.min(WIDEST).saturating_sub(4), size.1 / 8);
    let Some(feed) = screen.feeds.get(screen.cursor) else { return Vec::new() };
    let room = width.saturating_sub(2).max(10);
    let trouble = trouble(feed).unwrap_or_default();
    let lines = textwrap::wrap(&trouble, usize::from(room)).into_iter().map(|line| line.into_owned());
    let url = pen::shorten(&feed.url, room).into_owned();
    let policy = policy(feed).map(|policy| pen::shorten(&policy, room).into_owned());
    lines.filter(|line| !line.is_empty()).chain([url]).chain(policy).take(usize::from(most)).collect()
}

/// What the user wants of a feed that is not wanted of most: when its pages are fetched, and how much of it is kept.
fn policy(feed: &WebFeed) -> Option<String> {
    let pages = match feed.full_text {
        FullText::WhenShort => None,
        FullText::Never => Some("pages never fetched".to_owned()),
        FullText::Always => Some("pages always fetched".to_owned()),
    };
    let counted = |count: u32, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let Retention { days, articles } = feed.keep;
    let kept = [days.map(|days| counted(days, "day")), articles.map(|articles| counted(articles, "article"))];
    let kept: Vec<String> = kept.into_iter().flatten().collect();
    let kept = (!kept.is_empty()).then(|| format!("kept: {} at most", kept.join(" and ")));
    let parts: Vec<String> = pages.into_iter().chain(kept).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}
