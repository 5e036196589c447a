//! XML as tokens, whatever is broken in it: quick-xml finds them, and where it gives up this goes on behind.

use quick_xml::errors::SyntaxError;
use quick_xml::events::Event;
use quick_xml::{Error, Reader};

/// What XML is made of. Text and attributes are as they are written, references and all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text.
    Text(&'a str),
    /// What a CDATA section holds.
    Cdata(&'a str),
    /// A start tag.
    Open {
        /// Its name, prefix and all.
        name: &'a str,
        /// What follows the name.
        attributes: &'a str,
        /// Whether it ends the element too.
        is_empty: bool,
    },
    /// An end tag's name.
    Close(&'a str),
    /// A document type declaration: what it says.
    Doctype(&'a str),
}

/// Goes through XML.
pub(super) struct Tokens<'a> {
    input: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where the reader began.
    origin: usize,
    /// How often something had to be passed over.
    pub(super) repairs: usize,
    /// How many bytes were looked through in vain, all in all.
    in_vain: usize,
}

/// More broken places than this, and the rest is left out.
const MAX_REPAIRS: usize = 200;
/// And so it is where so many bytes were looked through in vain, and this many times the input: what is never closed is
/// looked for up to the end, at each place anew.
const MAX_IN_VAIN: usize = 16 * 1024 * 1024;
const MAX_TIMES_IN_VAIN: usize = 4;

impl<'a> Tokens<'a> {
    /// Goes through `input`.
    pub(super) fn new(input: &'a str) -> Self {
        Self { input, reader: reader(input), origin: 0, repairs: 0, in_vain: 0 }
    }

    /// What to say of the broken places.
    pub(super) fn complaint(&self) -> String {
        match self.repairs {
            1 => "its XML is broken in one place; read around it".to_owned(),
            many => format!("its XML is broken in {many} places; read around them"),
        }
    }

    /// How far it has come, in bytes.
    pub(super) fn at(&self) -> usize {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.origin.saturating_add(at).min(self.input.len())
    }

    fn restart(&mut self, at: usize) {
        self.origin = at;
        self.reader = reader(&self.input[at..]);
    }

    /// Passes over what the reader could not read at `at`.
    fn repair(&mut self, at: usize, why: &Error) -> Option<Token<'a>> {
        self.repairs += 1;
        let rest = &self.input[at..];
        if !matches!(why, Error::Syntax(SyntaxError::InvalidBangMarkup)) {
            self.in_vain += rest.len();
        }
        let most_in_vain = MAX_IN_VAIN + MAX_TIMES_IN_VAIN * self.input.len();
        if self.repairs > MAX_REPAIRS || self.in_vain > most_in_vain {
            self.restart(self.input.len());
            return None;
        }
        if let Some(content) = rest.strip_prefix("<![CDATA[") {
            self.restart(self.input.len());
            return Some(Token::Cdata(content));
        }
        let skipped = if rest.starts_with("<!--") {
            4
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        } else {
            let next = rest.char_indices().skip(1).find(|(_, c)| matches!(c, '<' | '>'));
            next.map_or(rest.len(), |(at, c)| at + usize::from(c == '>'))
        };
        self.restart(at + skipped.max(1));
        None
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let at = self.at();
            let rest = &self.input[at..];
            if rest.is_empty() {
                return None;
            }
            // A bare `<` is text.
            let mut two = rest.bytes();
            if two.next() == Some(b'<') && !two.next().is_some_and(begins_tag) {
                self.restart(at + 1);
                return Some(Token::Text(&rest[..1]));
            }
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(why) => match self.repair(at, &why) {
                    None => continue,
                    token => return token,
                },
            };
            let end = self.at();
            let Some(raw) = self.input.get(at..end) else { continue };
            return Some(match event {
                Event::Text(_) => Token::Text(raw),
                Event::CData(_) => Token::Cdata(within(raw, 9, 3)),
                Event::Start(_) => open(within(raw, 1, 1), false),
                Event::Empty(_) => open(within(raw, 1, 2), true),
                Event::End(_) => Token::Close(within(raw, 2, 1).trim()),
                Event::DocType(_) => Token::Doctype(within(raw, 9, 1)),
                Event::Eof => return None,
                _ => continue,
            });
        }
    }
}

fn reader(input: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_reader(input.as_bytes());
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    reader
}

fn begins_tag(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80 || matches!(byte, b'_' | b':' | b'!' | b'?' | b'/')
}

fn within(raw: &str, before: usize, after: usize) -> &str {
    raw.len().checked_sub(after).and_then(|end| raw.get(before..end)).unwrap_or("")
}

fn open(tag: &str, is_empty: bool) -> Token<'_> {
    let end = tag.bytes().position(|b| b.is_ascii_whitespace() || b == b'/').unwrap_or(tag.len());
    let (name, attributes) = tag.split_at(end);
    Token::Open { name, attributes, is_empty }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    fn check(xml: &str, expect: &str) {
        let tokens = Tokens::new(xml).map(|token| match token {
            Token::Text(text) => text.to_owned(),
            Token::Cdata(text) => format!("{{{text}}}"),
            Token::Open { name, attributes, is_empty } => {
                format!("[{name}{attributes}{}]", if is_empty { "/" } else { "" })
            }
            Token::Close(name) => format!("[/{name}]"),
            Token::Doctype(text) => format!("[!{}]", text.trim()),
        });
        assert_eq!(tokens.collect::<String>(), expect, "{xml}");
    }

    #[test]
    fn broken_xml_gives_tokens_all_the_same() {
        check("<a b='c>'>d &amp; e & f<g/></a>", "[a b='c>']d &amp; e & f[g/][/a]");
        check("<?xml version='1.0'?><!-- a --><a><![CDATA[<b>]]></a>", "[a]{<b>}[/a]");
        check("<a>1 < 2 << 3</b></a>", "[a]1 < 2 << 3[/b][/a]");
        check("<a><![CDATA[b", "[a]{b}");
        check("<a>é<!-- b</a>", "[a]é b[/a]");
        check("<a>b<c", "[a]b");
        check("<!DOCTYPE x [<!ENTITY y 'z'>]><a>", "[!x [<!ENTITY y 'z'>]][a]");
        check("</a></b>c", "[/a][/b]c");
        check("", "");
        check("<", "<");
    }
}
