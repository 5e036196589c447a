//! The article pane.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::list::upper_first;
use super::pen;
use super::theme::Theme;
use crate::app::{CellText, Command, Line, LineKind, Pane, Reading, State};
use crate::model::{Place, SpanStyle, Spot};

/// The article pane.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &State, theme: &Theme) {
    let Some(reading) = state.open_article() else {
        if state.list.rows().is_empty() || state.is_waiting() {
            return;
        }
        let open = upper_first(&state.key(Command::Open));
        pen::at(buffer, area, 3, 1, &format!("{open} opens the article"), theme.dim);
        return;
    };
    let page = page(area, state);
    let focused = state.focus == Pane::Article;
    let mut current = 0;
    for (row, line) in (0..area.height).zip(reading.lines()) {
        draw_line(buffer, page, row, line, reading, theme);
        if is_heading_of_current(line, reading) {
            current = row;
        }
    }
    if focused {
        pen::at(buffer, area, 0, current, "▌", theme.accent);
    }
}

/// The page in the article pane.
pub(super) fn page(area: Rect, state: &State) -> Rect {
    let (width, _) = state.page_size();
    let width = u16::try_from(width).unwrap_or(area.width).min(area.width);
    let margin = (area.width - width) / 2;
    Rect { x: area.x + margin.min(8).max(u16::from(area.width > width)), width, ..area }
}

fn draw_line(buffer: &mut Buffer, page: Rect, row: u16, line: &Line, reading: &Reading, theme: &Theme) {
    let base = line_style(line.kind, theme);
    for cell in &line.cells {
        let text = reading.words(&cell.text);
        match &cell.text {
            CellText::Added(added) => {
                let style = if line.kind == LineKind::Heading {
                    theme.accent
                } else {
                    base.patch(added_style(line.kind, theme))
                };
                pen::at(buffer, page, cell.column, row, added, style);
            }
            CellText::Words(spot, range) => {
                segments(buffer, page, (cell.column, row), text, (*spot, range), base, reading, theme)
            }
            CellText::Name(spot, range) => {
                let base = base.patch(theme.strong);
                segments(buffer, page, (cell.column, row), text, (*spot, range), base, reading, theme);
            }
        }
    }
}

/// Writes words with the styles that their spans, the actors and what was found give to parts of them.
#[allow(clippy::too_many_arguments, reason = "one call for two kinds of cells")]
fn segments(
    buffer: &mut Buffer,
    page: Rect,
    (column, row): (u16, u16),
    text: &str,
    (spot, range): (Spot, &Range<usize>),
    base: Style,
    reading: &Reading,
    theme: &Theme,
) {
    let layers = layers(spot, range, reading, theme);
    let mut cuts: Vec<usize> = layers.iter().flat_map(|(part, _)| [part.start, part.end]).collect();
    cuts.extend([range.start, range.end]);
    cuts.retain(|cut| range.contains(cut) || *cut == range.end);
    cuts.sort_unstable();
    cuts.dedup();
    let mut column = column;
    for pair in cuts.windows(2) {
        let covering = layers.iter().filter(|(part, _)| part.start <= pair[0] && pair[1] <= part.end);
        let style = covering.fold(base, |style, (_, layer)| style.patch(*layer));
        let piece = text.get(pair[0] - range.start..pair[1] - range.start).unwrap_or_default();
        column += pen::at(buffer, page, column, row, piece, style);
    }
}

/// The styled stretches that touch `range` of the text at `spot`; later ones lie over earlier ones.
fn layers(spot: Spot, range: &Range<usize>, reading: &Reading, theme: &Theme) -> Vec<(Range<usize>, Style)> {
    let mut layers = Vec::new();
    let touches = |other: &Range<usize>| other.start < range.end && range.start < other.end;
    for span in reading.article.document.spans_at(spot).iter().filter(|span| touches(&span.range)) {
        layers.push((span.range.clone(), span_style(&span.style, theme)));
    }
    for (place, member) in touching(reading.actors.at(spot), range) {
        let chosen = reading.chosen() == Some(*member);
        layers.push((place.clone(), if chosen { theme.chosen } else { theme.member(*member) }));
    }
    for (place, nth) in touching(reading.found().at(spot), range) {
        let here = reading.found_at() == Some(*nth);
        layers.push((place.clone(), if here { theme.here } else { theme.found }));
    }
    if let Some(Place { range: mention, .. }) =
        reading.mention().filter(|mention| mention.spot == spot && touches(&mention.range))
    {
        layers.push((mention.clone(), theme.here));
    }
    layers
}

/// Those of the sorted `marks` that touch `range`.
fn touching<'a>(marks: &'a [(Range<usize>, usize)], range: &Range<usize>) -> &'a [(Range<usize>, usize)] {
    let from = marks.partition_point(|(mark, _)| mark.end <= range.start);
    let to = marks.partition_point(|(mark, _)| mark.start < range.end);
    &marks[from..to.max(from)]
}

fn is_heading_of_current(line: &Line, reading: &Reading) -> bool {
    let Some(section) = reading.section().filter(|_| line.kind == LineKind::Heading) else { return false };
    let heading =
        line.origin().map_or(reading.article.document.sections[section].heading.is_none(), |(spot, _)| {
            spot == Spot::Heading { section }
        });
    let number = reading.outline.number(section).map(|number| format!(" {number} ")).unwrap_or_default();
    heading
        && line
            .cells
            .first()
            .is_some_and(|cell| matches!(&cell.text, CellText::Added(mark) if mark.ends_with(&number)))
}

fn line_style(kind: LineKind, theme: &Theme) -> Style {
    match kind {
        LineKind::Title | LineKind::Heading | LineKind::TableHead => theme.strong,
        LineKind::Standfirst | LineKind::Quotation => theme.plain.add_modifier(Modifier::ITALIC),
        LineKind::Kicker
        | LineKind::Byline
        | LineKind::FoldNote
        | LineKind::Caption
        | LineKind::Rule
        | LineKind::Credit => theme.dim,
        LineKind::Blank | LineKind::Body | LineKind::Preformatted | LineKind::TableRow => theme.plain,
    }
}

/// The style of what masthead adds to a line: bullets, bars, rules of tables.
fn added_style(kind: LineKind, theme: &Theme) -> Style {
    match kind {
        LineKind::Quotation | LineKind::TableRow => theme.dim,
        _ => Style::new(),
    }
}

fn span_style(style: &SpanStyle, theme: &Theme) -> Style {
    match style {
        SpanStyle::Strong => theme.strong,
        SpanStyle::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
        SpanStyle::Code => theme.dim,
        SpanStyle::Link { .. } => Style::new().add_modifier(Modifier::UNDERLINED),
    }
}
