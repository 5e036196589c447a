//! Text as the full-text index sees it: folded, with the runs of scripts that put no spaces between words cut
//! into overlapping pairs of characters, so that any two neighbours are found.
//!
//! Tags, which say what feed an article is of, which names are in it, who wrote it and what it has, begin with a
//! private-use character, which is taken out of every text and query: nothing that anyone writes can be mistaken for one.
//! They stand behind the words.

use unicode_normalization::UnicodeNormalization;

use crate::model::fold;

const TAG: char = '\u{e000}';

/// The tag of the articles of a feed.
pub(super) fn feed_tag(feed: i64) -> String {
    format!("{TAG}f{feed}")
}

/// The tag of the articles that have a name.
pub(super) fn name_tag(name: i64) -> String {
    format!("{TAG}n{name}")
}

/// The tag that every article has.
pub(super) fn every_tag() -> String {
    format!("{TAG}e")
}

/// The tag of the articles in which a name is quoted.
pub(super) fn quoted_tag(name: i64) -> String {
    format!("{TAG}q{name}")
}

/// The tag of the articles that have a stakeholder line of a name.
pub(super) fn stance_tag(name: i64) -> String {
    format!("{TAG}p{name}")
}

/// The tag of the articles that have such a part, or such a thing in them.
pub(super) fn part_tag(part: &str) -> String {
    format!("{TAG}k{}", part.replace(['-', '_'], ""))
}

/// The tag of the articles in a language, by its code.
pub(super) fn language_tag(code: &str) -> String {
    format!("{TAG}l{}", split(&indexed(code)).next().unwrap_or_default().to_ascii_lowercase())
}

/// The tags of the articles that an author with these words in the name wrote.
pub(super) fn author_tags(name: &str) -> Vec<String> {
    word_tags(AUTHOR, name)
}

/// The tags of the articles that come from a source with these words in its name.
pub(super) fn source_tags(name: &str) -> Vec<String> {
    word_tags('s', name)
}

/// The kind of tag that words of authors' names have.
pub(super) const AUTHOR: char = 'a';
/// The kind of tag that tags of the user, and what feeds file articles under, have.
pub(super) const KEYWORD: char = 't';
/// What stands between the words of one such tag.
const BETWEEN: char = '\u{e001}';

/// The tag of the articles that the user has tagged so, or their feed files under it; none, where it has no word.
pub(super) fn keyword_tag(keyword: &str) -> Option<String> {
    let words: Vec<String> = split_lower(keyword);
    (!words.is_empty()).then(|| format!("{TAG}{KEYWORD}{}", words.join(&BETWEEN.to_string())))
}

/// How tags of a kind begin of which some has been typed.
pub(super) fn tag_beginning(kind: char, typed: &str) -> String {
    format!("{TAG}{kind}{}", split_lower(typed).join(&BETWEEN.to_string()))
}

/// A tag as the user would write it.
pub(super) fn shown_keyword(tag: &str) -> String {
    tag.trim_start_matches([TAG]).chars().skip(1).map(|c| if c == BETWEEN { ' ' } else { c }).collect()
}

/// The tag of the articles that the user has written a note beside.
pub(super) fn noted_tag() -> String {
    format!("{TAG}m")
}

/// The tags that can be offered to those who type the beginning of one: authors' names, and what articles are filed under.
pub(super) fn offered_tags(indexed: &str) -> impl Iterator<Item = &str> {
    let is_offered = |tag: &&str| tag.trim_start_matches(TAG).starts_with([AUTHOR, KEYWORD]);
    indexed.split(' ').filter(|word| word.starts_with(TAG)).filter(is_offered)
}

fn split_lower(text: &str) -> Vec<String> {
    split(&indexed(text)).map(str::to_ascii_lowercase).collect()
}

fn word_tags(kind: char, name: &str) -> Vec<String> {
    split_lower(name).into_iter().map(|word| format!("{TAG}{kind}{word}")).collect()
}

/// What stands before the tags in what the index takes.
pub(super) fn without_tags(indexed: &str) -> &str {
    indexed.split(TAG).next().unwrap_or_default()
}

/// Adds `text` to `out` as the index takes it, after a space.
pub(super) fn push_indexed(out: &mut String, text: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    if text.is_ascii() {
        // SQLite's tokenizer `ascii` lowers these, and parts words at what is neither letter nor digit.
        out.push_str(text);
        return;
    }
    let folded = fold(text);
    if folded.contains(is_jamo) {
        // Folding takes Hangul syllables apart; as pairs they are wanted whole.
        push_pairs(out, folded.nfc());
    } else {
        push_pairs(out, folded.chars());
    }
}

/// `text` as the index takes it.
pub(super) fn indexed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_indexed(&mut out, text);
    out
}

/// The words of what [`indexed`] gives.
pub(super) fn split(indexed: &str) -> impl Iterator<Item = &str> {
    indexed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether the index takes `text` as one lone character of a script without spaces, which is found only as
/// the beginning of a pair.
pub(super) fn is_half_pair(text: &str) -> bool {
    let mut chars = text.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if is_unspaced(c))
}

fn push_pairs(out: &mut String, chars: impl Iterator<Item = char>) {
    let mut before: Option<char> = None;
    let mut alone = false;
    for c in chars {
        if is_unspaced(c) {
            match before {
                Some(first) => {
                    if !out.is_empty() && !out.ends_with(' ') {
                        out.push(' ');
                    }
                    out.push(first);
                    out.push(c);
                    alone = false;
                }
                None => alone = true,
            }
            before = Some(c);
            continue;
        }
        end_run(out, &mut before, alone);
        out.push(if c.is_alphanumeric() { c } else { ' ' });
    }
    end_run(out, &mut before, alone);
}

/// Ends a run of characters without spaces; one that stands alone is a word of its own.
fn end_run(out: &mut String, before: &mut Option<char>, alone: bool) {
    let Some(last) = before.take() else { return };
    if alone {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push(last);
    }
    out.push(' ');
}

fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' // kana, bopomofo
        | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}' // Han
        | '\u{ac00}'..='\u{d7a3}' // Hangul
        | '\u{e01}'..='\u{e4e}' | '\u{e80}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17df}')
    // Thai, Lao, Myanmar, Khmer
}

fn is_jamo(c: char) -> bool {
    ('\u{1100}'..='\u{11ff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::{feed_tag, indexed, is_half_pair};

    #[test]
    fn texts_are_folded_and_cut_into_pairs() {
        for (text, expected) in [
            ("Talks resume", "Talks resume"),
            ("Élysée’s Straße", "elysee s strasse"),
            ("北京", "北京 "),
            ("北京市", "北京 京市 "),
            ("在 G7峰会", "在  g7 峰会 "),
            ("東京タワー。", "東京 京タ タワ ワー  "),
            ("한국 사람", "한국  사람 "),
            ("\u{e000}f1 é", " f1 e"),
        ] {
            assert_eq!(indexed(text), expected, "from {text:?}");
        }
        assert!(is_half_pair("京") && !is_half_pair("京都") && !is_half_pair("a"));
        assert_eq!(feed_tag(7), "\u{e000}f7");
    }
}
