//! What stands at a place of the screen, for the mouse: the same geometry as drawing has.

mod panel;

use ratatui::layout::{Position, Rect};

use super::placing::{Page, Placed};
use super::{article, roster};
use crate::app::{Border, CellText, Line, LineKind, Overlay, Pane, Panes, Reading, State, Target, links_at};
use crate::model::Spot;

/// What stands at a place of the screen.
pub fn target(state: &State, column: u16, row: u16) -> Option<Target> {
    let at = Position::new(column, row);
    match &state.overlay {
        // The links themselves are what it is about.
        Some(Overlay::Links(_)) => in_panes(state, at).filter(|target| matches!(target, Target::Link(_))),
        Some(_) => panel::target(state, at),
        None => in_panes(state, at),
    }
}

fn in_panes(state: &State, at: Position) -> Option<Target> {
    let panes = state.panes()?;
    if let Some(border) = border(&panes, at) {
        return Some(Target::Border(border));
    }
    // What lies over others first.
    let all = [
        (Pane::Actors, panes.actors),
        (Pane::Feeds, panes.feeds),
        (Pane::Feeds, panes.rail),
        (Pane::Articles, panes.articles),
        (Pane::Article, panes.article),
    ];
    let (pane, area) =
        all.into_iter().find_map(|(pane, area)| Some((pane, area.filter(|area| area.contains(at))?)))?;
    let within = (at.x - area.x, at.y - area.y);
    let found = match pane {
        Pane::Feeds => feed(state, within, panes.feeds.is_some()),
        Pane::Articles => headline(state, within.1),
        Pane::Article => state.open_article().and_then(|reading| word(state, reading, area, at)),
        Pane::Actors => roster::entry_at(state, area, within.1).map(Target::Entry),
    };
    Some(found.unwrap_or(Target::Pane(pane)))
}

fn border(panes: &Panes, at: Position) -> Option<Border> {
    let line = |x: u16, area: Rect| Rect { x, width: 1, ..area }.contains(at);
    let over = |actors: &Rect| panes.article.is_some_and(|article| article.intersects(*actors));
    match panes.actors {
        // A drawer that covers all of the article cannot be made any wider.
        Some(actors) if over(&actors) && line(actors.x, actors) => {
            return panes.article.filter(|article| article.x < actors.x).map(|_| Border::Actors);
        }
        Some(actors) if !over(&actors) && actors.x > 0 && line(actors.x - 1, actors) => {
            return Some(Border::Actors);
        }
        _ => {}
    }
    if panes.feeds.is_some_and(|feeds| line(feeds.right(), feeds)) {
        return Some(Border::Feeds);
    }
    let beside = panes.articles.filter(|_| panes.article.is_some());
    let covered = panes.rail.and(panes.feeds).is_some_and(|feeds| feeds.contains(at));
    beside.filter(|articles| !covered && line(articles.right(), *articles)).map(|_| Border::Articles)
}

fn feed(state: &State, (column, row): (u16, u16), whole: bool) -> Option<Target> {
    let nth = state.feeds.top() + usize::from(row.checked_sub(1)?);
    let feed = state.feeds.rows().get(nth)?;
    let mark = 2 + 2 * u16::try_from(feed.depth).unwrap_or(0);
    let on_mark = whole && feed.folded.is_some() && (mark..mark + 2).contains(&column);
    Some(if on_mark { Target::Folder(nth) } else { Target::Feed(nth) })
}

fn headline(state: &State, row: u16) -> Option<Target> {
    let lines = if state.shows_hits() { 2 } else { 1 };
    let nth = state.list.top() + usize::from(row.checked_sub(1)?) / lines;
    (nth < state.list.rows().len()).then_some(Target::Headline(nth))
}

/// The heading, the name or the link at a place of the article.
fn word(state: &State, reading: &Reading, area: Rect, at: Position) -> Option<Target> {
    let nth = usize::from(at.y - area.y);
    let line = reading.lines().nth(nth)?;
    if matches!(line.kind, LineKind::Heading | LineKind::FoldNote) {
        // The note of a folded section stands below its heading.
        let above: Vec<&Line> = reading.lines().take(nth + 1).collect();
        let section = above.iter().rev().find_map(|line| section(reading, line));
        return section.map(Target::Section);
    }
    let area = article::page(area, state);
    let column = at.x.checked_sub(area.x)?;
    let page = Page { reading, width: area.width, bidi: state.settings.bidi };
    let is_at = |placed: &Placed| (placed.column..placed.column + placed.columns).contains(&column);
    let Placed { spot, at, .. } = page.placed(line).into_iter().find(is_at)?;
    let names = reading.actors.at(spot);
    let name = names.iter().find(|(mention, _)| mention.contains(&at));
    let link = || links_at(reading, line, spot).into_iter().find(|(range, _)| range.contains(&at));
    name.map(|(_, member)| Target::Name(*member)).or_else(|| link().map(|(_, url)| Target::Link(url.clone())))
}

/// The section whose heading a line is.
fn section(reading: &Reading, line: &Line) -> Option<usize> {
    if line.kind != LineKind::Heading {
        return None;
    }
    if let Some((Spot::Heading { section }, _)) = line.origin() {
        return Some(section);
    }
    let CellText::Added(mark) = &line.cells.first()?.text else { return None };
    let digits: String = mark.chars().filter(char::is_ascii_digit).collect();
    reading.outline.numbered(digits.parse().ok()?)
}

#[cfg(test)]
mod tests;
