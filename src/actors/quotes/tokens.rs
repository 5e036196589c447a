//! The words and stops of a text around its quotations.

use std::ops::Range;

use super::NameInText;
use super::marks::Quoted;
use crate::model::Label;

/// One word, one stop, or one whole quotation.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) range: Range<usize>,
    pub(super) text: &'a str,
    /// A word in lower case, without the ending of a possessive.
    pub(super) lower: String,
    pub(super) kind: Kind,
    /// The name that it is part of: its number among those of the text.
    pub(super) name: Option<usize>,
    /// What sort of name that is.
    pub(super) label: Option<Label>,
    /// Whether a word ends like *Trump’s*.
    pub(super) possessive: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Comma,
    Colon,
    /// A dash or a bracket.
    Break,
    /// What ends a sentence.
    End,
    /// A quotation: its number among those of the text.
    Quote(usize),
}

impl Token<'_> {
    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_capital(&self) -> bool {
        self.is_word() && self.text.starts_with(char::is_uppercase)
    }
}

/// The tokens of `text`.
pub(super) fn tokens<'a>(text: &'a str, quoted: &[Quoted], names: &[NameInText]) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    let mut names = names.iter().enumerate().peekable();
    let mut quotes = quoted.iter().enumerate().peekable();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some((nth, quote)) = quotes.next_if(|(_, quote)| quote.outer.start <= at) {
            tokens.push(token(text, quote.outer.clone(), Kind::Quote(nth)));
            at = quote.outer.end;
            continue;
        }
        let limit = quotes.peek().map_or(text.len(), |(_, quote)| quote.outer.start);
        if !c.is_alphanumeric() {
            let end = at + c.len_utf8();
            if let Some(kind) = kind(c) {
                tokens.push(token(text, at..end, kind));
            }
            at = end;
            continue;
        }
        let end = word_end(text, at, limit);
        let mut word = token(text, at..end, Kind::Word);
        while names.next_if(|(_, name)| name.range.end <= at).is_some() {}
        if let Some((nth, name)) = names.peek().filter(|(_, name)| name.range.start < end) {
            (word.name, word.label) = (Some(*nth), Some(name.label));
        }
        tokens.push(word);
        at = end;
    }
    tokens
}

fn token(text: &str, range: Range<usize>, kind: Kind) -> Token<'_> {
    let text = &text[range.clone()];
    let (mut lower, mut possessive) = (String::new(), false);
    if kind == Kind::Word {
        let stem = ["’s", "'s", "’", "'"].iter().find_map(|end| text.strip_suffix(end));
        possessive = stem.is_some();
        lower = stem.unwrap_or(text).to_lowercase();
    }
    Token { range, text, lower, kind, name: None, label: None, possessive }
}

fn kind(c: char) -> Option<Kind> {
    match c {
        ',' | '，' => Some(Kind::Comma),
        ':' => Some(Kind::Colon),
        ';' | '—' | '–' | '(' | ')' | '[' | ']' | '-' => Some(Kind::Break),
        '.' | '?' | '!' | '…' => Some(Kind::End),
        _ => None,
    }
}

/// Where the word that begins at `from` ends: apostrophes and hyphens join, and so does the full stop of an
/// abbreviation.
fn word_end(text: &str, from: usize, limit: usize) -> usize {
    let mut end = from;
    let mut chars = text[from..limit].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let joins = match c {
            '\'' | '’' | '-' | '‑' | '.' | '&' | '/' => next.is_some_and(char::is_alphanumeric),
            c => c.is_alphanumeric() || is_mark(c),
        };
        if !joins {
            let word = &text[from..from + at];
            let is_plural = matches!(c, '\'' | '’') && word.ends_with('s');
            let shortens = c == '.' && is_abbreviation(word) && next.is_some();
            return from + at + if is_plural || shortens { c.len_utf8() } else { 0 };
        }
        end = from + at + c.len_utf8();
    }
    end
}

/// Whether `c` is written onto the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// Whether a full stop after `word` belongs to it.
fn is_abbreviation(word: &str) -> bool {
    const SHORT: &[&str] = &[
        "Adm", "Atty", "Brig", "Capt", "Cmdr", "Col", "Cong", "Corp", "Del", "Dr", "Ex", "Fr", "Gen", "Gov",
        "Hon", "Inc", "Jan", "Feb", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Jr", "Lt", "Ltd", "Maj",
        "Mr", "Mrs", "Ms", "Mt", "No", "Prof", "Pvt", "Rep", "Reps", "Rev", "Sen", "Sens", "Sgt", "Sr", "St",
        "Supt", "vs", "Ariz", "Calif", "Colo", "Conn", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md",
        "Mass", "Mich", "Minn", "Miss", "Mo", "Neb", "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va", "Vt",
        "Wash", "Wis", "Wyo",
    ];
    // *D-Md.*
    let word = word.rsplit('-').next().unwrap_or(word);
    let mut parts = word.rsplit('.');
    let last = parts.next().unwrap_or_default();
    let is_letter = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    is_letter || parts.next().is_some() && last.len() <= 2 || SHORT.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::super::marks::quoted;
    use super::tokens;

    #[test]
    fn words_keep_what_belongs_to_them() {
        let check = |text: &str, expected: &[&str]| {
            let quoted: Vec<_> = quoted(&[text]).flatten().collect();
            let found: Vec<&str> = tokens(text, &quoted, &[]).iter().map(|token| token.text).collect();
            assert_eq!(found, expected);
        };
        check(
            "Sen. J. Doe’s U.S. aide, “no!” didn’t go.",
            &["Sen.", "J.", "Doe’s", "U.S.", "aide", ",", "“no!”", "didn’t", "go", "."],
        );
        check("The workers’ union – “x", &["The", "workers’", "union", "–", "“x"]);
    }
}
