//! Where the panes are, for a size of the terminal: called by `update` and by drawing alike.

use ratatui::layout::Rect;

use super::Pane;
use crate::model::PaneWidths;

/// The smallest terminal that masthead draws on, in columns and rows.
pub const SMALLEST: (u16, u16) = (40, 12);

/// The width from which all four panes stand side by side, in columns.
pub const WIDE: u16 = 150;

/// The width from which the article list and the article stand side by side, in columns.
pub const MIDDLING: u16 = 100;

const RAIL: u16 = 5;

/// Where everything is. A pane that is not on the screen is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// The top line.
    pub header: Rect,
    /// The rule under it.
    pub top_rule: Rect,
    /// The rule over the bottom line, where there is room for one.
    pub bottom_rule: Option<Rect>,
    /// The bottom line: key hints, messages, prompts.
    pub footer: Rect,
    /// The feed list as a rail.
    pub rail: Option<Rect>,
    /// The feed list. Over the article list where there is a rail.
    pub feeds: Option<Rect>,
    /// The article list.
    pub articles: Option<Rect>,
    /// The article.
    pub article: Option<Rect>,
    /// The actor sidebar. Over the article where the terminal is not wide.
    pub actors: Option<Rect>,
}

/// Lays the panes out on `columns` × `rows`; `None` where the terminal is too small.
pub fn panes(size: (u16, u16), focus: Pane, sidebar: bool, widths: PaneWidths) -> Option<Panes> {
    let (columns, rows) = size;
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        return None;
    }
    let bottom_rule = (rows >= 18).then(|| Rect::new(0, rows - 2, columns, 1));
    let body = Rect::new(0, 2, columns, rows - 3 - u16::from(bottom_rule.is_some()));
    let frame = Panes {
        header: Rect::new(0, 0, columns, 1),
        top_rule: Rect::new(0, 1, columns, 1),
        bottom_rule,
        footer: Rect::new(0, rows - 1, columns, 1),
        ..Panes::default()
    };
    Some(match columns {
        WIDE.. => wide(frame, body, sidebar, widths),
        MIDDLING.. => middling(frame, body, focus, sidebar, widths),
        _ => narrow(frame, body, focus, widths),
    })
}

fn wide(frame: Panes, body: Rect, sidebar: bool, widths: PaneWidths) -> Panes {
    let feeds = widths.feeds.unwrap_or(body.width / 8).clamp(16, 36);
    let actors = if sidebar { widths.actors.unwrap_or(body.width / 5).clamp(20, 44) } else { 0 };
    let articles = widths.articles.unwrap_or(body.width / 4).clamp(24, body.width - feeds - actors - 46);
    let (feeds, rest) = split(body, feeds);
    let (articles, rest) = split(rest, articles);
    let (article, actors) = match sidebar {
        true => {
            let (article, actors) = split(rest, rest.width - actors - 1);
            (article, Some(actors))
        }
        false => (rest, None),
    };
    Panes { feeds: Some(feeds), articles: Some(articles), article: Some(article), actors, ..frame }
}

fn middling(frame: Panes, body: Rect, focus: Pane, sidebar: bool, widths: PaneWidths) -> Panes {
    let (rail, rest) = split(body, RAIL);
    let articles = widths.articles.unwrap_or(rest.width * 3 / 8).clamp(24, rest.width - 46);
    let (articles, article) = split(rest, articles);
    let feeds =
        (focus == Pane::Feeds).then(|| Rect { width: widths.feeds.unwrap_or(28).clamp(16, 36), ..body });
    let actors = (sidebar || focus == Pane::Actors).then(|| drawer(article, widths));
    Panes { rail: Some(rail), feeds, articles: Some(articles), article: Some(article), actors, ..frame }
}

fn narrow(frame: Panes, body: Rect, focus: Pane, widths: PaneWidths) -> Panes {
    match focus {
        Pane::Feeds => Panes { feeds: Some(body), ..frame },
        Pane::Articles => Panes { articles: Some(body), ..frame },
        Pane::Article | Pane::Actors => {
            let actors = (focus == Pane::Actors).then(|| drawer(body, widths));
            Panes { article: Some(body), actors, ..frame }
        }
    }
}

/// The actor sidebar over the right side of the article, or over all of a narrow one.
fn drawer(article: Rect, widths: PaneWidths) -> Rect {
    let width = match article.width {
        ..=48 => article.width,
        width => widths.actors.unwrap_or(38).clamp(20, width - 10),
    };
    Rect { x: article.right() - width, width, ..article }
}

/// The left `width` columns, and the rest beyond a separator of one column.
fn split(area: Rect, width: u16) -> (Rect, Rect) {
    let left = Rect { width, ..area };
    let right = Rect { x: area.x + width + 1, width: area.width.saturating_sub(width + 1), ..area };
    (left, right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_are_on_the_screen_at_every_size() {
        for columns in 40..=260 {
            for rows in [12, 17, 18, 24, 60] {
                for focus in [Pane::Feeds, Pane::Articles, Pane::Article, Pane::Actors] {
                    for sidebar in [false, true] {
                        let widest = Some(200);
                        for widths in [
                            PaneWidths::default(),
                            PaneWidths { feeds: widest, articles: widest, actors: widest },
                        ] {
                            let panes = panes((columns, rows), focus, sidebar, widths).expect("large enough");
                            let all = [panes.rail, panes.feeds, panes.articles, panes.article, panes.actors];
                            for pane in all.into_iter().flatten() {
                                assert!(pane.right() <= columns && pane.bottom() < rows && pane.width >= 5);
                            }
                            assert!(panes.article.is_none_or(|pane| pane.width >= 36));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_tiny_terminal_has_no_panes() {
        assert_eq!(panes((39, 24), Pane::Feeds, false, PaneWidths::default()), None);
        assert_eq!(panes((80, 11), Pane::Feeds, false, PaneWidths::default()), None);
    }
}
