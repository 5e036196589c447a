//! The article list.

use ratatui::layout::Rect;

use super::buffer::Buffer;
use super::feeds::{bar, heading};
use super::theme::Theme;
use super::{bidi, pen, when};
use crate::app::{Command, Pane, State};
use crate::model::{Condition, Headline, Hit, Scope, Status};

/// The width from which a row names its feed, in columns.
const WITH_FEED: u16 = 66;

/// The article list.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &State, theme: &Theme) {
    let focused = state.focus == Pane::Articles;
    heading(buffer, area, "ARTICLES", focused, theme);
    let (new, more) = state.list.new_above();
    if new > 0 {
        let top = state.key(Command::Top);
        let told = format!("{new}{} new above ({top})", if more { "+" } else { "" });
        pen::right(buffer, area, 0, 1, &told, theme.accent);
    }
    let rows = state.list.rows().iter().enumerate().skip(state.list.top());
    let lines = if state.shows_hits() { 2 } else { 1 };
    for (row, (nth, headline)) in (1..area.height).step_by(lines).zip(rows) {
        let here = nth == state.list.cursor();
        if here {
            bar(buffer, area, row, focused, theme);
        }
        draw_row(buffer, area, row, headline, state, theme);
        if lines > 1 && row + 1 < area.height {
            if here {
                bar(buffer, area, row + 1, focused, theme);
            }
            if let Some(hit) = state.hits.of(headline.id, &state.list.listing) {
                draw_hit(buffer, area, row + 1, hit, theme);
            }
        }
    }
    if state.list.rows().is_empty() && !state.list.is_waiting() && state.list.looking().is_none() {
        let lines = nothing_here(state, (area.width, area.height.saturating_sub(2)));
        if area.height > 2 {
            bar(buffer, area, 2, focused, theme);
        }
        for (row, line) in (2..area.height).zip(lines) {
            pen::at(buffer, area, 2, row, &line, theme.dim);
        }
    }
}

fn draw_row(buffer: &mut Buffer, area: Rect, row: u16, headline: &Headline, state: &State, theme: &Theme) {
    let mark = match (headline.status.starred, headline.status.read) {
        (true, _) => "★",
        (false, false) => "●",
        (false, true) => " ",
    };
    pen::at(buffer, area, 1, row, mark, theme.accent);
    let note = match headline.status {
        Status { muted: true, .. } => "×",
        Status { changed: true, .. } => "~",
        Status { starred: true, read: false, .. } => "●",
        Status { noted: true, .. } => "✎",
        _ => "",
    };
    pen::at(buffer, area, 2, row, note, theme.accent);
    let own = own(headline);
    let time = headline.published.unwrap_or(headline.received);
    let age = when::age(time, state.now, &state.settings.zone);
    pen::right(buffer, area, row, 1, &age, theme.dim);
    let mut room = area.width.saturating_sub(3 + pen::columns(&age) + 3);
    if area.width >= WITH_FEED && !matches!(state.list.listing.scope, Scope::Feed(_)) {
        let feed = pen::shorten(&headline.feed, 18);
        pen::right(buffer, area, row, 10, &feed, theme.dim);
        room = area.width.saturating_sub(3 + 10 + 18 + 2);
    }
    let style = if headline.status.read { theme.plain } else { theme.strong };
    // Tags have a third of the row, and what the title leaves.
    let least = if own.is_empty() { 0 } else { pen::columns(&own).min(room / 3) + 2 };
    let title = pen::shorten(&headline.title, room.saturating_sub(least));
    let end = 3 + pen::at(buffer, area, 3, row, &bidi::line(&title, state.settings.bidi), style) + 2;
    pen::at(buffer, area, end, row, &pen::shorten(&own, (3 + room).saturating_sub(end)), theme.dim);
}

/// The tags of an article.
fn own(headline: &Headline) -> String {
    headline.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")
}

/// The sentence that answers the search, from so far on that what is looked for is on the screen.
fn draw_hit(buffer: &mut Buffer, area: Rect, row: u16, hit: &Hit, theme: &Theme) {
    let room = area.width.saturating_sub(5);
    let first = hit.marks.first().cloned().unwrap_or(0..0);
    let before = hit.text.get(..first.start).unwrap_or_default();
    let mut start = 0;
    if pen::columns(before) + pen::columns(hit.text.get(first.clone()).unwrap_or_default()) > room {
        // As much of what stands before it as takes a third of the room.
        let far = before.char_indices().rev().nth(usize::from(room / 3)).map_or(0, |(at, _)| at);
        start = before.get(far..).and_then(|rest| rest.find(' ')).map_or(far, |space| far + space + 1);
    }
    let mut column = 4;
    column += pen::at(buffer, area, column, row, if start > 0 { "…" } else { "" }, theme.dim);
    let mut at = start;
    let ends = hit.marks.iter().flat_map(|mark| [(mark.start, theme.dim), (mark.end, theme.found)]);
    for (end, style) in ends.chain([(hit.text.len(), theme.dim)]) {
        let left = area.width.saturating_sub(column + 1);
        let piece = hit.text.get(at..end.max(at)).unwrap_or_default();
        if left == 0 || piece.is_empty() {
            continue;
        }
        column += pen::at(buffer, area, column, row, &pen::shorten(piece, left), style);
        at = end.max(at);
        if pen::columns(piece) > left {
            break;
        }
    }
}

/// A key at the beginning of a sentence: one with a name has a capital.
pub(super) fn upper_first(key: &str) -> String {
    let mut chars = key.chars();
    match chars.next() {
        Some(first) if key.chars().count() > 1 => first.to_uppercase().chain(chars).collect(),
        _ => key.to_owned(),
    }
}

/// What an empty list says, and what to do about it.
fn nothing_here(state: &State, (width, height): (u16, u16)) -> Vec<String> {
    let fails = |id| state.feeds.feed(id).is_some_and(|feed| feed.condition == Condition::Failing);
    let text = match (&state.list.listing.scope, state.list.listing.filter.as_ref(), state.totals.articles) {
        (_, Some(query), _) => {
            format!("Nothing here has {query}. {} goes back.", upper_first(&state.key(Command::Back)))
        }
        (Scope::Feed(_) | Scope::Folder(_), ..) if state.refreshing.is_some() => "Fetching …".to_owned(),
        (Scope::Feed(id), ..) if fails(*id) => "It could not be fetched; :feeds says why.".to_owned(),
        (_, None, 0) => return greeting(state, (width, height)),
        (Scope::Saved(_), ..) => "This search finds nothing yet.".to_owned(),
        (Scope::Unread, ..) => "Everything is read.".to_owned(),
        (Scope::Starred, ..) => {
            format!("Nothing is starred yet; {} stars an article.", state.key(Command::ToggleStar))
        }
        (Scope::Muted, ..) => "Nothing is muted so far; masthead mute list shows the rules.".to_owned(),
        _ => "No articles here.".to_owned(),
    };
    wrapped(&text, width)
}

/// What an empty store says: the ways to articles of one's own; in fewer words where there is less room.
fn greeting(state: &State, (width, height): (u16, u16)) -> Vec<String> {
    let height = usize::from(height);
    let key = state.key(Command::AddFeed);
    let ways = [
        format!("{key}: a feed, or the feed that a site names."),
        "masthead import FILE… in a shell: articles (text, Markdown, web pages, feeds), folders of them, lists of feeds \
         (OPML)."
            .to_owned(),
        "masthead import-from newsboat: your feeds and articles, and what you have read and flagged there.".to_owned(),
    ];
    let lines = listed("No articles yet. There are three ways to your own:", &ways, width);
    let close = || lines.iter().filter(|line| !line.is_empty());
    if lines.len() <= height {
        return lines;
    }
    if close().count() <= height {
        return close().cloned().collect();
    }
    let ways = [
        format!("{key}: a feed or a site."),
        "masthead import FILE…".into(),
        "masthead import-from newsboat".into(),
    ];
    let short = listed("No articles yet. Your own:", &ways, width);
    short.into_iter().filter(|line| !line.is_empty()).collect()
}

/// What there is, numbered.
fn listed(head: &str, ways: &[String], width: u16) -> Vec<String> {
    let mut lines = wrapped(head, width);
    for (number, way) in (1..).zip(ways) {
        lines.push(String::new());
        let mark = |nth: usize| if nth == 0 { format!("{number}. ") } else { "   ".to_owned() };
        let way = wrapped(way, width.saturating_sub(3)).into_iter().enumerate();
        lines.extend(way.map(|(nth, line)| mark(nth) + &line));
    }
    lines
}

fn wrapped(text: &str, width: u16) -> Vec<String> {
    let width = usize::from(width.saturating_sub(4)).max(10);
    textwrap::wrap(text, width).into_iter().map(|line| line.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use crate::app::desk::Desk;
    use crate::app::testing::{article, document};
    use crate::model::Session;
    use crate::ui::{Theme, tests::drawn};

    #[test]
    fn a_starred_article_says_whether_it_is_read() {
        let mut desk =
            Desk::open_on((80, 24), vec![article(document("Talks", &["Words."]))], Session::default());
        let mut marks = |keys: &str| {
            desk.press(keys);
            let shown = drawn(&desk, &Theme::coloured()).backend().to_string();
            let row = shown.lines().find(|row| row.contains("Talks")).expect("its row");
            row.chars().skip(2).take(2).collect::<String>()
        };
        assert_eq!([marks(""), marks("s"), marks("m"), marks("s")], ["● ", "★●", "★ ", "  "]);
    }
}
