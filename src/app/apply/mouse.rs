//! What the mouse does: clicks, the wheel, and dragging the lines between panes.

use super::{links, overlay_key, panes, theme};
use crate::app::key::{Code, Key};
use crate::app::links::told;
use crate::app::mouse::{Border, Mouse, MouseKind, Target};
use crate::app::msg::{Effect, Outside};
use crate::app::overlay::Overlay;
use crate::app::state::{Pane, State};

/// How many lines the wheel turns at once.
const LINES: isize = 3;

/// Takes in what the mouse did.
pub(in crate::app) fn mouse(state: &mut State, mouse: Mouse) -> Vec<Effect> {
    let Mouse { kind, column, target, .. } = mouse;
    if !matches!(kind, MouseKind::Drag | MouseKind::Release) {
        state.notice = None;
        state.pressed.clear();
    }
    match (kind, target) {
        (MouseKind::Drag, _) => drag(state, column),
        (MouseKind::Release, _) => {
            state.dragging = None;
            Vec::new()
        }
        (MouseKind::WheelUp, target) => wheel(state, target, -LINES),
        (MouseKind::WheelDown, target) => wheel(state, target, LINES),
        (MouseKind::Press | MouseKind::Double, None) => Vec::new(),
        (MouseKind::Press, Some(target)) => press(state, target),
        (MouseKind::Double, Some(target)) => double(state, target),
    }
}

fn press(state: &mut State, target: Target) -> Vec<Effect> {
    let mut effects = match target.pane() {
        Some(pane) => panes::focus(state, pane),
        None => Vec::new(),
    };
    match target {
        Target::Feed(row) => panes::select_feed(state, row),
        Target::Folder(row) => {
            panes::select_feed(state, row);
            effects.extend(panes::toggle_fold(state));
        }
        Target::Headline(row) => state.list.select(row),
        Target::Section(section) => {
            if let Some(reading) = state.open_article_mut() {
                reading.toggle_fold_of(section);
            }
        }
        Target::Name(member) => {
            if let Some(reading) = state.open_article_mut() {
                reading.choose(Some(member));
            }
            if let Some(reading) = &state.reading {
                state.roster.select(&reading.article.cast, member);
            }
        }
        Target::Link(url) if matches!(state.overlay, Some(Overlay::Links(_))) => {
            return links::choose_shown(state, url);
        }
        Target::Link(url) => state.tell(format!("{}   a double click opens it", told(&url))),
        Target::Entry(nth) => panes::select_entry(state, nth),
        Target::Border(border) => state.dragging = Some(border),
        Target::Row(row) => {
            if let Some(cursor) = cursor(state) {
                *cursor = row;
            }
            theme::preview(state);
        }
        Target::Line { actor, line } => {
            if let Some(Overlay::Positions(screen)) = &mut state.overlay {
                (screen.column, screen.cursor) = (actor, line);
            }
        }
        Target::Pane(_) => {}
    }
    effects
}

fn double(state: &mut State, target: Target) -> Vec<Effect> {
    match target {
        Target::Feed(_) | Target::Headline(_) | Target::Entry(_) => panes::open(state),
        Target::Row(_) | Target::Line { .. } => overlay_key(state, Key::plain(Code::Enter)),
        // The first press has shown where it leads.
        Target::Link(url) => vec![Effect::Outside(Outside::Browse(url))],
        // The first press has done it, and a second one would only undo it.
        _ => Vec::new(),
    }
}

/// Scrolls what is under the pointer; the focus stays where it is.
fn wheel(state: &mut State, target: Option<Target>, lines: isize) -> Vec<Effect> {
    if let Some(overlay) = &state.overlay {
        let rows = match overlay {
            Overlay::Help(_) | Overlay::Revisions(_) => lines.unsigned_abs(),
            Overlay::Prompt(_) | Overlay::Ask(_) | Overlay::Removal(_) => 0,
            _ => 1,
        };
        let key = Key::plain(if lines < 0 { Code::Up } else { Code::Down });
        return (0..rows).flat_map(|_| overlay_key(state, key)).collect();
    }
    let (feeds, articles) = (state.feeds_height(), state.list_height());
    match target.and_then(|target| target.pane()) {
        Some(Pane::Feeds) => state.feeds.scroll_by(lines, feeds),
        Some(Pane::Articles) => state.list.scroll_by(lines, articles),
        Some(Pane::Article) => {
            if let Some(reading) = state.open_article_mut() {
                reading.scroll_by(lines);
            }
        }
        Some(Pane::Actors) => panes::move_roster(state, lines.signum()),
        None => {}
    }
    Vec::new()
}

/// Gives the pane at the border that is dragged the width up to a column.
fn drag(state: &mut State, column: u16) -> Vec<Effect> {
    let (Some(border), Some(panes)) = (state.dragging, state.panes()) else { return Vec::new() };
    match border {
        Border::Feeds => state.widths.feeds = panes.feeds.map(|feeds| column.saturating_sub(feeds.x)),
        Border::Articles => {
            state.widths.articles = panes.articles.map(|articles| column.saturating_sub(articles.x));
        }
        Border::Actors => {
            // Beside the article the line is its own; over it, the first column of the sidebar.
            let own =
                panes.article.zip(panes.actors).is_some_and(|(article, actors)| !article.intersects(actors));
            let left = column + u16::from(own);
            state.widths.actors = panes.actors.map(|actors| actors.right().saturating_sub(left));
        }
    }
    Vec::new()
}

/// The cursor of a list that lies over the panes.
fn cursor(state: &mut State) -> Option<&mut usize> {
    Some(match state.overlay.as_mut()? {
        Overlay::Whom(whom) => &mut whom.cursor,
        Overlay::ActorSearch(search) => &mut search.cursor,
        Overlay::Outline(outline) => &mut outline.cursor,
        Overlay::Palette(palette) => &mut palette.cursor,
        Overlay::Choice(choice) => &mut choice.cursor,
        Overlay::Programs(list) => &mut list.cursor,
        Overlay::Themes(list) => &mut list.cursor,
        Overlay::Health(screen) => &mut screen.cursor,
        Overlay::Actor(screen) => &mut screen.cursor,
        Overlay::Agenda(screen) => &mut screen.cursor,
        _ => return None,
    })
}
