//! Floor 2: bytes to values, for every form that news comes in. Rests on the model alone.
//!
//! A format's file turns bytes into a flat run of raw blocks and what the source says of itself;
//! `structure` then finds the document in them, for every format alike.

mod address;
mod attributes;
mod calendar;
mod date;
mod date_stamp;
mod decode;
mod ebcdic;
mod entities;
mod feed;
mod feed_links;
mod format;
mod fragment;
mod front_matter;
mod html;
mod json;
mod json_repair;
mod json_value;
mod language;
mod markdown;
mod markup;
mod ninjs;
mod opml;
mod own_body;
mod parsed;
mod picture;
mod plain_text;
mod raised;
mod raw;
mod records;
mod sanitize;
mod scan;
mod structure;
mod unpack;
mod urls_file;
mod xml_tokens;

pub use feed::{Outline, item as feed_item, outline as feed_outline};
pub use feed_links::{FeedLink, feed_links};
pub use format::Form;
pub use language::of_text as language_of;
pub use parsed::{Content, Input, ParseError, Parsed, Warning};
pub use picture::{Picture, PictureError, Pixels};
pub use records::{RecordError, Records, is_export};
pub use sanitize::{feed_name, plain, sanitize};
pub use structure::{LabelError, Labels};

use crate::model::{CleanText, Item};
use format::Sniffed;
use raw::RawArticle;

/// The largest input that is read, in bytes.
pub const MAX_INPUT_BYTES: usize = 32 * 1024 * 1024;

/// The longest article that is read, in bytes of text: more than most novels have.
const MAX_ARTICLE_BYTES: usize = 2 * 1024 * 1024;
/// And in lines, most of which may be empty.
const MAX_ARTICLE_LINES: usize = 100_000;

/// Reads whatever news `input` holds.
///
/// # Errors
/// Where the input holds nothing that masthead can read.
pub fn parse(input: &Input<'_>) -> Result<Parsed, ParseError> {
    if input.bytes.len() > MAX_INPUT_BYTES {
        return Err(ParseError::TooLarge { bytes: input.bytes.len(), limit: MAX_INPUT_BYTES });
    }
    let (bytes, warning) = unpack::unpack(input.bytes)?;
    let mut warnings: Vec<Warning> = warning.into_iter().collect();
    let decoded = decode::decode(&bytes, input.charset)?;
    warnings.extend(decoded.warning);
    let text = decoded.text;
    if is_blank(&text) {
        return Err(ParseError::Empty);
    }
    let sniffed = match input.form {
        Some(Form::JsonFeed | Form::Ninjs | Form::Document) => Sniffed::Json,
        Some(form) => Sniffed::Form(form),
        None => format::sniff(&text, input.name),
    };
    let (form, content) = match sniffed {
        Sniffed::Json => {
            let read = json::read(&text, input)?;
            warnings.extend(read.warnings);
            (read.form, read.content)
        }
        Sniffed::Xml => return Err(feed::none(&text)),
        Sniffed::Form(Form::Feed) => {
            let text = if text.contains('\t') { text.replace('\t', " ") } else { text };
            let (feed, found) = feed::from_xml(&text, input.base)?;
            warnings.extend(found);
            (Form::Feed, Content::Feed(Box::new(feed)))
        }
        Sniffed::Form(Form::Opml) => {
            let (list, found) = opml::read(&text, input.base);
            warnings.extend(found);
            (Form::Opml, Content::Subscriptions(list))
        }
        Sniffed::Form(Form::Urls) => (Form::Urls, Content::Subscriptions(urls_file::read(&text))),
        Sniffed::Form(Form::Page) => {
            let (page, has_cut) = html::read(&text, input.base);
            warnings.extend(has_cut.then(too_long));
            (Form::Page, Content::Article(Box::new(item(page, text.len(), input.labels, &mut warnings)?)))
        }
        Sniffed::Form(form) => {
            let kept = &text[..end_of_article(&text)];
            warnings.extend((kept.len() < text.len()).then(too_long));
            let article = article(kept, form, input);
            (form, Content::Article(Box::new(item(article, kept.len(), input.labels, &mut warnings)?)))
        }
    };
    Ok(Parsed { form, content, warnings })
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty() || (text.len() < 4096 && CleanText::new(text).trim().is_empty())
}

/// Up to where an article in Markdown or plain text is read.
fn end_of_article(text: &str) -> usize {
    let end = text.floor_char_boundary(MAX_ARTICLE_BYTES);
    let (mut parts, mut lines, mut before) = (0, 0, b'\n');
    for (at, byte) in text.bytes().take(end).enumerate() {
        lines += usize::from(byte == b'\n');
        // A paragraph, a link or a cell.
        parts += usize::from(byte == b'\n' && before != b'\n' || matches!(byte, b'[' | b'|'));
        if parts > structure::most_parts(at) || lines > MAX_ARTICLE_LINES {
            return at;
        }
        before = byte;
    }
    end
}

/// Reads Markdown or plain text.
fn article(text: &str, form: Form, input: &Input<'_>) -> RawArticle {
    // Tabs indent nested lists; the sanitiser makes each a single space.
    let text = CleanText::new(&text.replace('\t', "    "));
    let (metadata, body) = front_matter::split(&text);
    let (blocks, headings) = match form {
        Form::Markdown => {
            let (marked, rest) = body.split_at(markdown::end_of_marks(body));
            let mut blocks = markdown::read(marked, metadata.url.as_deref().or(input.base));
            blocks.extend(plain_text::read(rest, input.labels));
            (blocks, raw::Headings::Marked)
        }
        _ => (plain_text::read(body, input.labels), raw::Headings::Bare),
    };
    RawArticle { metadata, blocks, headings }
}

fn too_long() -> Warning {
    Warning { message: "it is nested too deep or too long; parts of it were left out".to_owned() }
}

/// Finds the document in what a form gave, which comes of so many bytes.
fn item(
    mut article: RawArticle,
    bytes: usize,
    labels: &Labels,
    warnings: &mut Vec<Warning>,
) -> Result<Item, ParseError> {
    warnings.extend(structure::bound(&mut article.blocks, structure::most_parts(bytes)).then(too_long));
    let url = article.metadata.url.clone();
    let mut document = structure::recognise(article, labels);
    if document.title.is_empty() {
        return Err(ParseError::Empty);
    }
    document.language = document.language.take().or_else(|| language::detect(&document));
    Ok(Item { document, url, key: None })
}
