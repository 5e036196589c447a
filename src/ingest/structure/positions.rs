//! Stakeholder lines whose actor stands on a line of its own, above what they want.

use super::labels::Labels;
use super::shape::{is_all, words};
use super::stakeholders;
use crate::ingest::raw::{RawBlock, RawParagraph};
use crate::model::{CleanText, SectionKind, Span, SpanStyle, Text};

/// Joins the names below a heading that announces stakeholders with the one paragraph that each has.
pub(super) fn join(blocks: Vec<RawBlock>, labels: &Labels) -> Vec<RawBlock> {
    let mut out: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.as_slice();
    while let Some((block, below)) = rest.split_first() {
        out.push(block.clone());
        rest = below;
        if !announces(block, labels) {
            continue;
        }
        let pairs = below
            .chunks_exact(2)
            .take(MOST)
            .map_while(|pair| joined(&pair[0], &pair[1], labels))
            .collect::<Vec<_>>();
        // A name with more than a paragraph below it heads a part of the article.
        let ends = below.get(pairs.len() * 2).is_none_or(|next| !is_prose(next));
        if pairs.len() >= 2 && ends {
            rest = &below[pairs.len() * 2..];
            out.extend(pairs);
        }
    }
    out
}

/// No article lists more; and what repeats itself without end is looked at once.
const MOST: usize = 40;

fn announces(block: &RawBlock, labels: &Labels) -> bool {
    let kind = |text: &Text| labels.kind_of_heading(text.as_str()) == SectionKind::Stakeholders;
    match block {
        RawBlock::Heading { text, .. } => kind(text),
        RawBlock::Paragraph(paragraph) => words(paragraph.text.as_str()) <= 8 && kind(&paragraph.text),
        RawBlock::Other(_) => false,
    }
}

fn is_prose(block: &RawBlock) -> bool {
    block.as_paragraph().is_some_and(|text| !is_all(text, &SpanStyle::Strong) && words(text.as_str()) >= 4)
}

fn joined(name: &RawBlock, position: &RawBlock, labels: &Labels) -> Option<RawBlock> {
    let label = match name {
        RawBlock::Paragraph(name) => {
            let stands_out = is_all(&name.text, &SpanStyle::Strong) || name.one_line;
            stands_out.then_some(&name.text)?
        }
        RawBlock::Heading { text, .. } => text,
        RawBlock::Other(_) => return None,
    };
    let label = label.as_str().trim_end_matches([':', ' ']);
    let text = position.as_paragraph().filter(|_| is_prose(position))?;
    let start = label.len() + 2;
    let whole = CleanText::new(&format!("{label}: {}", text.as_str()));
    let moved = text.spans().iter().map(|span| Span {
        range: span.range.start + start..span.range.end + start,
        style: span.style.clone(),
    });
    let bold = Span { range: 0..label.len(), style: SpanStyle::Strong };
    let text = Text::new(whole, std::iter::once(bold).chain(moved).collect());
    stakeholders::line(&text, labels)?;
    Some(RawBlock::Paragraph(RawParagraph { text, ..RawParagraph::default() }))
}

#[cfg(test)]
mod tests {
    use super::{Labels, join};
    use crate::ingest::markdown;
    use crate::ingest::raw::RawBlock;

    fn check(markdown: &str, expect: &[&str]) {
        let blocks = join(markdown::read(markdown, None), <&Labels>::default());
        let texts: Vec<&str> =
            blocks.iter().filter_map(RawBlock::as_paragraph).map(|text| text.as_str()).collect();
        assert_eq!(texts, expect, "{markdown}");
    }

    #[test]
    fn a_name_and_its_paragraph_are_one_line() {
        let (one, other) = ("Kyiv wants *more* ports.", "Moscow wants its bank back.");
        let expect = ["Ukraine: Kyiv wants more ports.", "Russia: Moscow wants its bank back."];
        check(
            &format!("## The parties\n\n**Ukraine**\n\n{one}\n\n**Russia**\n\n{other}\n\n## Outlook"),
            &expect,
        );
        check(&format!("## Stakeholders\n\n### Ukraine\n\n{one}\n\n### Russia\n\n{other}"), &expect);
        let apart = ["Kyiv wants more ports.", "Moscow wants its bank back.", "It said so on Monday."];
        check(
            &format!(
                "## Stakeholders\n\n### Ukraine\n\n{one}\n\n### Russia\n\n{other}\n\nIt said so on Monday."
            ),
            &apart,
        );
        check(&format!("## The war\n\n### Ukraine\n\n{one}\n\n### Russia\n\n{other}"), &apart[..2]);
    }
}
