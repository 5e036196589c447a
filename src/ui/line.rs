//! One line of an article.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::buffer::Buffer;
use super::placing::Page;
use super::theme::Theme;
use super::{bidi, pen, picture};
use crate::app::{CellText, Line, LineKind, Reading};
use crate::model::{Place, SpanStyle, Spot};

/// What a line is drawn with.
#[derive(Clone, Copy)]
pub(super) struct Hand<'a> {
    pub(super) reading: &'a Reading,
    pub(super) theme: &'a Theme,
    /// Whether text is put into the order in which it is read.
    pub(super) bidi: bool,
}

impl Hand<'_> {
    /// Draws a line into row number `row` of the page.
    pub(super) fn draw(&self, buffer: &mut Buffer, page: Rect, row: u16, line: &Line) {
        match line.kind {
            LineKind::WideHead | LineKind::WideRow => self.wide(buffer, page, row, line),
            LineKind::Picture => picture::row(buffer, page, row, line, self.reading),
            LineKind::Preformatted => {
                let ground = Style { bg: self.theme.code.bg, ..Style::new() };
                buffer
                    .set_style(Rect { y: page.y + row, height: 1, ..page }.intersection(buffer.area), ground);
                self.cells(buffer, page, row, line);
            }
            _ => self.cells(buffer, page, row, line),
        }
    }

    /// A line of a table that is wider than the page: as much of it as lies there, and where there is more.
    fn wide(&self, buffer: &mut Buffer, page: Rect, row: u16, line: &Line) {
        let shift = u16::try_from(self.reading.shift()).unwrap_or(u16::MAX);
        let width = self.page(page.width).columns(line);
        let mut whole = Buffer::empty(Rect::new(0, 0, width, 1));
        self.cells(&mut whole, Rect::new(0, 0, width, 1), 0, line);
        for column in 0..page.width.min(width.saturating_sub(shift)) {
            let Some(from) = whole.cell((shift + column, 0)) else { continue };
            // Half of a wide character is none.
            let is_cut = column + 1 == page.width && from.columns() > 1;
            if !is_cut {
                buffer.copy((page.x + column, page.y + row), &whole, from);
            }
        }
        if shift > 0 {
            pen::at(buffer, page, 0, row, "‹", self.theme.accent);
        }
        if width.saturating_sub(shift) > page.width {
            pen::at(buffer, page, page.width - 1, row, "›", self.theme.accent);
        }
    }

    /// The page that it draws on, which is so wide.
    pub(super) fn page(&self, width: u16) -> Page<'_> {
        Page { reading: self.reading, width, bidi: self.bidi }
    }

    fn cells(&self, buffer: &mut Buffer, page: Rect, row: u16, line: &Line) {
        let (reading, theme) = (self.reading, self.theme);
        let base = line_style(line.kind, theme);
        let place = self.page(page.width);
        let from_right = place.begins_right(line);
        for cell in &line.cells {
            let text = reading.words(&cell.text);
            let column = place.column(cell, from_right);
            match &cell.text {
                CellText::Added(added) => {
                    let style = match line.kind {
                        LineKind::Heading => theme.accent,
                        kind => base.patch(added_style(kind, theme)),
                    };
                    let added = if from_right { bidi::mark(added) } else { bidi::line(added, self.bidi) };
                    pen::at(buffer, page, column, row, &added, style);
                }
                // The picture itself is drawn row by row.
                CellText::Picture(..) => {}
                CellText::Words(spot, range) => {
                    self.segments(buffer, page, (column, row), text, (*spot, range), base)
                }
                CellText::Name(spot, range) => {
                    let base = base.patch(theme.strong);
                    self.segments(buffer, page, (column, row), text, (*spot, range), base);
                }
            }
        }
    }

    /// Writes words with the styles that their spans, the actors and what was found give to parts of them.
    fn segments(
        &self,
        buffer: &mut Buffer,
        page: Rect,
        (mut column, row): (u16, u16),
        text: &str,
        (spot, range): (Spot, &Range<usize>),
        base: Style,
    ) {
        let layers = layers(spot, range, self.reading, self.theme);
        let style_of = |from: usize, to: usize| {
            let covering = layers.iter().filter(|(part, _)| part.start <= from && to <= part.end);
            covering.fold(base, |style, (_, layer)| style.patch(*layer))
        };
        if self.bidi && bidi::has_rtl(text) {
            let whole = self.reading.article.document.text_at(spot).unwrap_or_default();
            for (at, grapheme) in bidi::in_order(whole, range.clone()) {
                let style = style_of(at, at + grapheme.len());
                column += pen::at(buffer, page, column, row, grapheme, style);
            }
            return;
        }
        if layers.is_empty() {
            pen::at(buffer, page, column, row, text, base);
            return;
        }
        let mut cuts: Vec<usize> = layers.iter().flat_map(|(part, _)| [part.start, part.end]).collect();
        cuts.extend([range.start, range.end]);
        cuts.retain(|cut| range.contains(cut) || *cut == range.end);
        cuts.sort_unstable();
        cuts.dedup();
        for pair in cuts.windows(2) {
            let piece = text.get(pair[0] - range.start..pair[1] - range.start).unwrap_or_default();
            column += pen::at(buffer, page, column, row, piece, style_of(pair[0], pair[1]));
        }
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

fn line_style(kind: LineKind, theme: &Theme) -> Style {
    match kind {
        LineKind::Title | LineKind::Heading | LineKind::TableHead | LineKind::WideHead => theme.strong,
        LineKind::Standfirst => theme.plain.add_modifier(Modifier::ITALIC),
        LineKind::Quotation => theme.quote,
        LineKind::Kicker
        | LineKind::Byline
        | LineKind::FoldNote
        | LineKind::Caption
        | LineKind::Rule
        | LineKind::Credit => theme.dim,
        // What marks code within a line would be too much for whole lines.
        LineKind::Preformatted => Style { fg: theme.code.fg, bg: theme.code.bg, ..theme.plain },
        LineKind::Blank
        | LineKind::Picture
        | LineKind::Body
        | LineKind::Footnote
        | LineKind::TableRow
        | LineKind::WideRow => theme.plain,
    }
}

/// The style of what masthead adds to a line: bullets, bars, rules of tables.
fn added_style(kind: LineKind, theme: &Theme) -> Style {
    match kind {
        LineKind::Quotation | LineKind::TableRow | LineKind::WideRow => theme.dim,
        _ => Style::new(),
    }
}

fn span_style(style: &SpanStyle, theme: &Theme) -> Style {
    match style {
        SpanStyle::Strong => theme.strong,
        SpanStyle::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
        SpanStyle::Code => theme.code,
        SpanStyle::Link { .. } => theme.link,
    }
}
