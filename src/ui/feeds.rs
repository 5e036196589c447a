//! The feed list, whole and as a rail.

use ratatui::layout::{Position, Rect};

use super::buffer::Buffer;
use super::theme::Theme;
use super::{bidi, pen};
use crate::app::{FeedRow, Pane, State};
use crate::model::Condition;

/// The heading of a pane: its accent says where the focus is, and so does the mark before it.
pub(super) fn heading(buffer: &mut Buffer, area: Rect, name: &str, focused: bool, theme: &Theme) {
    let (mark, style) = if focused { ("▪ ", theme.accent) } else { ("  ", theme.dim) };
    pen::text(buffer, area, 0, &format!("{mark}{name}"), style);
}

/// The bar before the row under the cursor.
pub(super) fn bar(buffer: &mut Buffer, area: Rect, row: u16, focused: bool, theme: &Theme) {
    let (mark, style) = if focused { ("▌", theme.accent) } else { ("▏", theme.dim) };
    pen::text(buffer, area, row, mark, style);
    if focused {
        buffer.bar.get_or_insert(Position::new(area.x, area.y + row));
    }
}

/// The feed list.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &State, theme: &Theme) {
    let focused = state.focus == Pane::Feeds;
    if state.panes().is_some_and(|panes| panes.rail.is_some()) {
        pen::clear(buffer, Rect { width: area.width + 1, ..area });
        pen::fill(buffer, Rect { x: area.right(), width: 1, ..area }, '│', theme.dim);
    }
    heading(buffer, area, "FEEDS", focused, theme);
    for (row, nth, feed) in shown(area, state) {
        let here = nth == state.feeds.cursor();
        let style = if here { theme.cursor } else { theme.plain };
        if here {
            bar(buffer, area, row, focused, theme);
        }
        let count = if feed.count > 0 { feed.count.to_string() } else { String::new() };
        let count = match condition_mark(feed.condition) {
            "" => count,
            mark => format!("{mark} {count}").trim_end().to_owned(),
        };
        let indent = 2 + 2 * u16::try_from(feed.depth).unwrap_or(0).min(area.width / 8);
        let room = area.width.saturating_sub(indent + 2 + pen::columns(&count));
        let fold = match feed.folded {
            Some(true) => "▸ ",
            Some(false) => "▾ ",
            None => "",
        };
        let name = [fold, feed.name.as_str()].concat();
        let name = pen::shorten(&name, room);
        pen::at(buffer, area, indent, row, &bidi::line(&name, state.settings.bidi), style);
        pen::right(buffer, area, row, 1, &count, if here { style } else { theme.dim });
    }
    let used = u16::try_from(state.feeds.rows().len() + 1).unwrap_or(u16::MAX);
    if !state.feeds.has_web_feeds() && used + 1 < area.height {
        let hint = [":add URL adds a feed", ":add URL"]
            .into_iter()
            .find(|hint| pen::columns(hint) + 2 <= area.width);
        pen::at(buffer, area, 2, area.height - 1, hint.unwrap_or_default(), theme.dim);
    }
}

/// How a feed comes, where not as it should.
pub(super) fn condition_mark(condition: Condition) -> &'static str {
    match condition {
        Condition::Well => "",
        Condition::Failing => "!",
        Condition::Paused => "‖",
        Condition::Gone => "×",
    }
}

/// The feed list as a rail: the numbers alone.
pub(super) fn rail(buffer: &mut Buffer, area: Rect, state: &State, theme: &Theme) {
    for (row, nth, feed) in shown(area, state) {
        let here = nth == state.feeds.cursor();
        if here {
            bar(buffer, area, row, false, theme);
        }
        let label = match feed.count {
            0 => "·".to_owned(),
            count if count > 9_999 => "9k+".to_owned(),
            count => count.to_string(),
        };
        pen::right(buffer, area, row, 0, &label, if here { theme.strong } else { theme.dim });
    }
}

/// The rows on the screen: where they stand in the area, their numbers, and what they are.
fn shown(area: Rect, state: &State) -> impl Iterator<Item = (u16, usize, &FeedRow)> {
    let rows = state.feeds.rows().iter().enumerate().skip(state.feeds.top());
    (1..area.height).zip(rows).map(|(row, (nth, feed))| (row, nth, feed))
}
