//! How the texts and blocks of a document stand in JSON. What is read is read in one go: a derived reader of tagged enums
//! would set every value aside until it knows the tag.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Block, CleanText, ListItem, Span, SpanStyle, Text};

/// A [`Text`], with ranges that count code points.
#[derive(Serialize, Deserialize)]
pub(super) struct TextJson {
    text: CleanText,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    spans: Vec<SpanJson>,
}

#[derive(Serialize, Deserialize)]
#[serde(try_from = "FlatSpan")]
struct SpanJson {
    start: usize,
    end: usize,
    #[serde(flatten)]
    style: SpanStyle,
}

/// All that a span of any style may have.
#[derive(Deserialize)]
struct FlatSpan {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    style: StyleName,
    url: Option<CleanText>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum StyleName {
    Strong,
    Emphasis,
    Code,
    Link,
}

/// All that a block of any type may have.
#[derive(Deserialize)]
pub(super) struct BlockJson {
    #[serde(rename = "type")]
    name: BlockName,
    text: Option<CleanText>,
    #[serde(default)]
    spans: Vec<SpanJson>,
    #[serde(default)]
    ordered: bool,
    items: Option<Vec<ListItem>>,
    #[serde(default)]
    header: Vec<Text>,
    rows: Option<Vec<Vec<Text>>>,
    url: Option<CleanText>,
    alt: Option<CleanText>,
    caption: Option<CleanText>,
    actor: Option<CleanText>,
    label: Option<CleanText>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum BlockName {
    Paragraph,
    List,
    Quotation,
    Preformatted,
    Table,
    Image,
    Rule,
    Stakeholder,
    Embed,
}

/// A [`ListItem`].
#[derive(Deserialize)]
pub(super) struct ItemJson {
    #[serde(default)]
    depth: u8,
    #[serde(default)]
    number: Option<u32>,
    text: CleanText,
    #[serde(default)]
    spans: Vec<SpanJson>,
}

impl TryFrom<FlatSpan> for SpanJson {
    type Error = &'static str;

    fn try_from(FlatSpan { start, end, style, url }: FlatSpan) -> Result<Self, Self::Error> {
        let style = match style {
            StyleName::Strong => SpanStyle::Strong,
            StyleName::Emphasis => SpanStyle::Emphasis,
            StyleName::Code => SpanStyle::Code,
            StyleName::Link => SpanStyle::Link { url: url.ok_or("a link without a url")? },
        };
        Ok(Self { start, end, style })
    }
}

impl TryFrom<BlockJson> for Block {
    type Error = &'static str;

    fn try_from(json: BlockJson) -> Result<Self, Self::Error> {
        let BlockJson { name, text, spans, ordered, items, header, rows, url, alt, caption, actor, label } =
            json;
        let clean = text.ok_or("a block without a text");
        let url = url.ok_or("a block without a url");
        Ok(match name {
            BlockName::Paragraph => Self::Paragraph(text_of(clean?, spans)),
            BlockName::List => Self::List { ordered, items: items.ok_or("a list without items")? },
            BlockName::Quotation => Self::Quotation(text_of(clean?, spans)),
            BlockName::Preformatted => Self::Preformatted { text: clean? },
            BlockName::Table => Self::Table { header, rows: rows.ok_or("a table without rows")? },
            BlockName::Image => Self::Image { url: url?, alt, caption },
            BlockName::Rule => Self::Rule,
            BlockName::Stakeholder => {
                let actor = actor.ok_or("a stakeholder line without an actor")?;
                Self::Stakeholder { actor, text: text_of(clean?, spans) }
            }
            BlockName::Embed => Self::Embed { url: url?, label },
        })
    }
}

impl From<ItemJson> for ListItem {
    fn from(ItemJson { depth, number, text, spans }: ItemJson) -> Self {
        Self { depth, number, text: text_of(text, spans) }
    }
}

impl From<TextJson> for Text {
    fn from(TextJson { text, spans }: TextJson) -> Self {
        text_of(text, spans)
    }
}

impl From<Text> for TextJson {
    fn from(text: Text) -> Self {
        let ranges = convert(text.spans().iter().map(|span| &span.range), offsets(text.as_str()));
        let styles = text.spans().iter().map(|span| span.style.clone());
        let spans = styles.zip(ranges);
        let spans = spans.map(|(style, Range { start, end })| SpanJson { start, end, style }).collect();
        Self { text: text.text().clone(), spans }
    }
}

fn text_of(text: CleanText, spans: Vec<SpanJson>) -> Text {
    if spans.is_empty() {
        return Text::plain(text);
    }
    let ranges: Vec<_> = spans.iter().map(|span| span.start..span.end).collect();
    let ranges = convert(ranges.iter(), offsets(&text).map(|(byte, nth)| (nth, byte)));
    let spans = spans.into_iter().zip(ranges).map(|(SpanJson { style, .. }, range)| Span { range, style });
    let spans = spans.collect();
    Text::new(text, spans)
}

/// Where each code point of `text` begins, in bytes and in code points, and where the text ends.
fn offsets(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let ends = text.char_indices().map(|(byte, c)| byte + c.len_utf8());
    std::iter::once(0).chain(ends).enumerate().map(|(nth, byte)| (byte, nth))
}

/// Takes ranges from one way of counting to another, by ascending `pairs` of both; what lies beyond the last
/// pair becomes the last. All in one walk: a text may have very many spans.
fn convert<'a>(
    ranges: impl Iterator<Item = &'a Range<usize>>,
    mut pairs: impl Iterator<Item = (usize, usize)>,
) -> Vec<Range<usize>> {
    let ends: Vec<usize> = ranges.flat_map(|range| [range.start, range.end]).collect();
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_unstable_by_key(|nth| ends[*nth]);
    let mut converted = vec![0; ends.len()];
    let mut at = (0, 0);
    for nth in order {
        while at.0 < ends[nth] {
            let Some(next) = pairs.next() else { break };
            at = next;
        }
        converted[nth] = at.1;
    }
    converted.chunks_exact(2).map(|ends| ends[0]..ends[1]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::TextBuilder;
    use super::*;

    #[test]
    fn json_counts_code_points_and_leaves_out_no_spans() {
        let mut builder = TextBuilder::new();
        builder.push("“é” ");
        builder.open(SpanStyle::Link { url: CleanText::new("https://example.org") });
        builder.push("link");
        let text = builder.finish();
        assert_eq!(text.spans()[0].range, 9..13);
        let json = serde_json::to_value(&text).expect("serialises");
        assert_eq!(
            json,
            serde_json::json!({"text": "“é” link", "spans":
                [{"start": 4, "end": 8, "type": "link", "url": "https://example.org"}]})
        );
        assert_eq!(serde_json::from_value::<Text>(json).expect("reads back"), text);
        assert_eq!(serde_json::to_string(&Text::from("a")).expect("serialises"), r#"{"text":"a"}"#);
    }

    #[test]
    fn json_may_have_very_many_spans() {
        // Counting from the beginning for each would take minutes.
        let text = CleanText::new(&"é, ".repeat(100_000));
        let spans = (0..100_000).map(|n| Span { range: 4 * n..4 * n + 2, style: SpanStyle::Strong });
        let text = Text::new(text, spans.collect());
        let json = serde_json::to_value(&text).expect("serialises");
        let last = serde_json::json!({"start": 299_997, "end": 299_998, "type": "strong"});
        assert_eq!(json["spans"][99_999], last);
        assert!(serde_json::from_value::<Text>(json).expect("reads back") == text);
    }

    #[test]
    fn json_with_spans_beyond_the_text_is_read() {
        let json = r#"{"text": "é", "spans": [{"start": 0, "end": 9, "type": "strong"}, {"start": 7, "end": 9, "type": "code"}]}"#;
        let text: Text = serde_json::from_str(json).expect("reads");
        assert_eq!(text.spans(), [Span { range: 0..2, style: SpanStyle::Strong }]);
    }

    #[test]
    fn every_block_comes_back() {
        let mut builder = TextBuilder::new();
        builder.push("It is ");
        for style in [SpanStyle::Strong, SpanStyle::Emphasis, SpanStyle::Code] {
            builder.open(style);
            builder.push("é, ");
            builder.close();
        }
        builder.open(SpanStyle::Link { url: "https://example.org".into() });
        builder.push("there");
        let text = builder.finish();
        let item = ListItem { depth: 1, number: Some(7), text: text.clone() };
        let some = || Some(CleanText::new("more"));
        let blocks = vec![
            Block::Paragraph(text.clone()),
            Block::List { ordered: true, items: vec![item] },
            Block::Quotation(text.clone()),
            Block::Preformatted { text: "a  b".into() },
            Block::Table { header: vec![text.clone()], rows: vec![vec![text.clone(), "b".into()], vec![]] },
            Block::Image { url: "u".into(), alt: some(), caption: None },
            Block::Image { url: "u".into(), alt: None, caption: some() },
            Block::Rule,
            Block::Stakeholder { actor: "Russia".into(), text },
            Block::Embed { url: "u".into(), label: some() },
        ];
        let json = serde_json::to_string(&blocks).expect("serialises");
        assert_eq!(serde_json::from_str::<Vec<Block>>(&json).expect("reads back"), blocks);
        for lacking in [r#"{"type":"paragraph"}"#, r#"{"text":"a"}"#, r#"{"type":"song","text":"a"}"#] {
            assert!(serde_json::from_str::<Block>(lacking).is_err(), "{lacking}");
        }
    }
}
