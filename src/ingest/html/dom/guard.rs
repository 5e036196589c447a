//! HTML to a tree, in time and memory in proportion to its length, whatever it is.

use std::cell::Cell;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use super::growing::{Growing, Handle};
use super::{Dom, attributes, flatten};

/// Reads `html`. The second value says whether it is nested too deep or too long, and parts were left out.
pub(in crate::ingest::html) fn parse(html: &str) -> (Dom, bool) {
    let html = attributes::bound(html);
    let options = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..Default::default() };
    let guard = Guard {
        most_nodes: MAX_NODES.min(NODES_ANYWAY + html.len() / BYTES_A_NODE),
        most_attributes: MAX_ATTRIBUTES.min(ATTRIBUTES_ANYWAY + html.len() / BYTES_AN_ATTRIBUTE),
        inner: TreeBuilder::new(Growing::new(), options),
        has_cut: false.into(),
        is_raw: false.into(),
        text: 0.into(),
        attributes: 0.into(),
    };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = &*html;
    while !rest.is_empty() && !tokenizer.sink.is_full() {
        let (part, after) = rest.split_at(rest.ceil_char_boundary(PART));
        input.push_back(StrTendril::from_slice(part));
        // It stops at scripts, which are not run, and at declared encodings, which were looked at before.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        rest = after;
    }
    tokenizer.end();
    let Guard { inner, has_cut, .. } = tokenizer.sink;
    let (dom, has_cut_text) = flatten::flatten(inner.sink.finish());
    (dom, has_cut.get() || has_cut_text)
}

/// How deep elements may nest. The tree builder looks through all open elements at many tags.
const MAX_OPEN: u32 = 200;
/// How many nodes a page may have: unclosed styles are opened anew in every paragraph.
const MAX_NODES: usize = 200_000;
/// So many it may have however short it is, and one more for so many bytes: they take up far more memory than letters do.
const NODES_ANYWAY: usize = 20_000;
const BYTES_A_NODE: usize = 12;
/// How many attributes all its elements may have together.
const MAX_ATTRIBUTES: usize = 1_000_000;
const ATTRIBUTES_ANYWAY: usize = 20_000;
const BYTES_AN_ATTRIBUTE: usize = 15;
/// How much text a page may have outside of scripts and styles, in bytes.
const MAX_TEXT: usize = 4 * 1024 * 1024;
/// How much is read before one looks whether it is enough, in bytes.
const PART: usize = 1024 * 1024;

/// Stands between tokenizer and tree builder, and lets through what can be built in time.
struct Guard {
    most_nodes: usize,
    most_attributes: usize,
    inner: TreeBuilder<Handle, Growing>,
    has_cut: Cell<bool>,
    /// Whether what comes is a script or a style.
    is_raw: Cell<bool>,
    /// How much text came outside of these.
    text: Cell<usize>,
    /// How many attributes came.
    attributes: Cell<usize>,
}

impl Guard {
    fn is_full(&self) -> bool {
        let is_full = self.has_too_many() || self.text.get() > MAX_TEXT;
        self.has_cut.set(self.has_cut.get() || is_full);
        is_full
    }

    fn has_too_many(&self) -> bool {
        self.inner.sink.len() > self.most_nodes || self.attributes.get() > self.most_attributes
    }
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        let too_deep = self.inner.sink.depth() > MAX_OPEN;
        let too_many = self.has_too_many();
        match &token {
            Token::ParseError(_) | Token::CommentToken(_) => return TokenSinkResult::Continue,
            Token::TagToken(tag) if too_deep && nests(tag) || too_many => {
                self.has_cut.set(true);
                return TokenSinkResult::Continue;
            }
            Token::CharacterTokens(_) | Token::NullCharacterToken if too_many => {
                return TokenSinkResult::Continue;
            }
            Token::CharacterTokens(text) if !self.is_raw.get() => {
                self.text.set(self.text.get() + text.len());
            }
            Token::TagToken(tag) => {
                self.is_raw.set(false);
                self.attributes.set(self.attributes.get() + tag.attrs.len());
            }
            _ => {}
        }
        let result = self.inner.process_token(token, line);
        if matches!(result, TokenSinkResult::RawData(RawKind::ScriptData | RawKind::Rawtext)) {
            self.is_raw.set(true);
        }
        result
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn nests(tag: &Tag) -> bool {
    tag.kind == TagKind::StartTag
        && !matches!(&*tag.name, "br" | "img" | "hr" | "wbr" | "script" | "style" | "textarea" | "title")
}

#[cfg(test)]
mod tests {
    use super::parse;
    use std::time::{Duration, Instant};

    #[test]
    fn text_of_any_nesting_is_read_in_time() {
        let begin = Instant::now();
        for unit in [
            "<div>",
            "<table>",
            "<b><i>",
            "<",
            "<table><tr><td>",
            "<p><b a=1>",
            "</p><a>",
            "<svg><g>",
            "<a x ",
            "<select><option>",
            "<ul><li>",
            "<font a><p>",
            "<!--",
            "&amp",
            "<template>",
            "<body a",
        ] {
            let html = format!("{}The envoys met.", unit.repeat(400_000 / unit.len()));
            let _ = parse(&html);
        }
        assert!(begin.elapsed() < Duration::from_secs(40), "{:?}", begin.elapsed());
        let (dom, has_cut) = parse(&format!("{}The envoys met.", "<div>".repeat(20_000)));
        assert!(has_cut && dom.text_of(0).contains("The envoys met."));
    }

    #[test]
    fn nodes_stand_in_the_order_of_the_page() {
        let (dom, has_cut) = parse("<p class=a>One <b>two</b><p>three<script src=x></script>");
        assert!(!has_cut);
        let names: Vec<&str> = dom.all().map(|id| dom.name(id)).collect();
        assert_eq!(names, ["", "html", "head", "body", "p", "", "b", "", "p", ""]);
        let first = dom.first("p").expect("a paragraph");
        assert_eq!(dom.attribute(first, "class"), Some("a"));
        assert_eq!(dom.text_of(first).trim(), "One two");
        assert_eq!(dom.children(first).count(), 2);
    }
}
