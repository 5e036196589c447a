//! Sentences, each quotation in them taken as one word.

use super::speech::{self, Form};
use super::tokens::{Kind, Token};

/// The furthest that anything is looked for in a sentence, in tokens: hostile text has sentences of a megabyte.
pub(super) const REACH: usize = 60;

/// One sentence of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence<'t, 'a> {
    pub(super) tokens: &'t [Token<'a>],
}

impl<'t, 'a> Sentence<'t, 'a> {
    /// The sentences of a text.
    pub(super) fn all(tokens: &'t [Token<'a>]) -> impl Iterator<Item = Self> {
        let mut rest = tokens;
        std::iter::from_fn(move || {
            let end = (0..rest.len()).find(|at| ends_after(rest, *at)).map_or(rest.len(), |at| at + 1);
            let (sentence, after) = rest.split_at(end);
            rest = after;
            (!sentence.is_empty()).then_some(Self { tokens: sentence })
        })
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// The word at a place in lower case; empty where no word is.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }
}

/// Whether a sentence ends with the token at a place.
fn ends_after(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1);
    match tokens[at].kind {
        Kind::End => next.is_none_or(|next| {
            let goes_on = next.is_word() && next.text.starts_with(char::is_lowercase);
            !goes_on && !matches!(next.kind, Kind::Comma | Kind::End)
        }),
        Kind::Quote(_) => {
            let Some(stop) = last_stop(tokens[at].text) else { return false };
            match next {
                Some(next) if matches!(next.kind, Kind::Quote(_)) => true,
                Some(next) if next.is_capital() || next.lower.starts_with(char::is_numeric) => {
                    !is_attribution(&tokens[at + 1..], stop == '.')
                }
                Some(next) if next.is_word() && stop == '.' => !is_attribution(&tokens[at + 1..], true),
                Some(_) => false,
                None => true,
            }
        }
        _ => false,
    }
}

/// What stops the sentence that a quotation ends with.
pub(super) fn last_stop(quotation: &str) -> Option<char> {
    let inside = quotation.trim_end_matches(['”', '"', '’', '\'', '»', '“', ' ']);
    inside.chars().next_back().filter(|c| matches!(c, '.' | '?' | '!' | '…'))
}

/// Whether what follows a quotation says who spoke; after a full stop it has to be short.
fn is_attribution(tokens: &[Token], short: bool) -> bool {
    let clause = tokens.iter().take(10).take_while(|token| token.is_word()).count();
    let verb = tokens[..clause].iter().position(|token| {
        matches!(speech::form(&token.lower), Some(Form::Past | Form::Present))
            && !speech::is_faint(&token.lower)
    });
    let Some(verb) = verb else { return false };
    let has_subject = verb > 0 || clause > 1;
    has_subject && (!short || clause <= verb + 1 || verb == 0 && clause <= 4)
}
