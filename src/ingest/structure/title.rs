//! The headline.

use super::labels::Labels;
use super::shape::{ends_sentence, first_sentence, is_title_case, words};
use super::{boilerplate, meta_line};
use crate::ingest::raw::{Metadata, RawBlock};
use crate::model::{CleanText, fold};

/// Takes the headline from the metadata or off the head of `blocks`, and what of metadata stands above it.
pub(super) fn take(blocks: &mut Vec<RawBlock>, metadata: &mut Metadata, labels: &Labels) -> CleanText {
    drop_kicker(blocks, metadata, labels);
    if let Some(title) = metadata.title.take() {
        let title = without_site(&title);
        let repeats = matches!(blocks.first().and_then(line_of), Some(text)
            if fold(text) == fold(&title) || fold(&without_site(text)) == fold(&title));
        if repeats {
            blocks.remove(0);
        }
        return title;
    }
    let declared =
        blocks.iter().take(FRONT).position(|block| matches!(block, RawBlock::Heading { level: 1, .. }));
    let at = declared
        .filter(|at| blocks[..*at].iter().all(|block| line_of(block).is_none_or(|text| words(text) <= 20)));
    let at = at.or_else(|| blocks.iter().position(|block| line_of(block).is_some())).unwrap_or(0);
    match blocks.get(at).and_then(line_of) {
        None => fallback(blocks),
        // A line that is all there is stays as the text.
        Some(text)
            if text.len() <= MAX_LEN && blocks.len() > 1
                || matches!(blocks[at], RawBlock::Heading { .. }) =>
        {
            let title = without_site(text);
            blocks.remove(at);
            title
        }
        // A headline without end is a headline still, as long as it is not the text itself.
        Some(text)
            if blocks.len() > at + 1
                && text.chars().count() <= LONGEST
                && !ends_sentence(text)
                && first_sentence(text).len() == text.trim().len() =>
        {
            let title = CleanText::line(text);
            blocks.remove(at);
            title
        }
        // No headline: the first sentence serves as one, and stays in its place.
        Some(text) => shortened(first_sentence(text)),
    }
}

/// `Headline | Site` and `Headline - The Site News` without the site.
pub(super) fn without_site(title: &str) -> CleanText {
    let title = CleanText::line(title);
    if title.len() > MAX_LEN {
        return title;
    }
    if let Some((head, site)) = title.rsplit_once(" | ") {
        if words(site) <= 5 && words(head) >= 3 {
            return without_site(head);
        }
        if words(head) <= 2 && words(site) >= 4 {
            return CleanText::line(site);
        }
    }
    for dash in [" - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, site)) = title.rsplit_once(dash)
            && words(head) >= 3
            && words(site) <= 5
            && is_site(site)
        {
            return CleanText::line(head);
        }
    }
    title
}

/// How many blocks a headline may stand below the start.
const FRONT: usize = 5;
const MAX_LEN: usize = 300;
/// Longer than this, in characters, nothing is a headline.
const LONGEST: usize = 1000;

/// Words above a headline that say what sort of article it is.
const KICKERS: [&str; 126] = [
    "analysis",
    "opinion",
    "explainer",
    "explained",
    "exclusive",
    "breaking",
    "breaking news",
    "news",
    "world",
    "world news",
    "politics",
    "live",
    "q&a",
    "interview",
    "editorial",
    "commentary",
    "feature",
    "factbox",
    "timeline",
    "live updates",
    "international",
    "business",
    "economy",
    "news analysis",
    "special report",
    "europe",
    "middle east",
    "asia",
    "for immediate release",
    "press release",
    "guest essay",
    "guest column",
    "op-ed",
    "oped",
    "opinion guest essay",
    "column",
    "columnist",
    "viewpoint",
    "perspective",
    "perspectives",
    "comment",
    "essay",
    "long read",
    "the long read",
    "in depth",
    "in-depth",
    "deep dive",
    "big read",
    "the big read",
    "investigation",
    "profile",
    "review",
    "reportage",
    "dispatch",
    "argument",
    "briefing",
    "newsletter",
    "update",
    "developing",
    "developing story",
    "just in",
    "live blog",
    "watch live",
    "fact check",
    "fact-check",
    "reality check",
    "questions and answers",
    "letter",
    "letters",
    "report",
    "wire",
    "us",
    "u.s.",
    "uk",
    "africa",
    "asia pacific",
    "americas",
    "latin america",
    "science",
    "health",
    "climate",
    "technology",
    "tech",
    "culture",
    "sport",
    "sports",
    "money",
    "markets",
    "top news",
    "top stories",
    "national",
    "local",
    "law",
    "justice",
    "elections",
    "election 2024",
    "election 2025",
    "diplomacy",
    "defence",
    "defense",
    "security",
    "foreign policy",
    "exclusif",
    "analyse",
    "meinung",
    "kommentar",
    "leitartikel",
    "opinión",
    "análisis",
    "tribune",
    "entretien",
    "décryptage",
    "éditorial",
    "editoriale",
    "мнение",
    "анализ",
    "интервью",
    "时评",
    "评论",
    "社论",
    "分析",
    "国际",
    "社説",
    "解説",
    "رأي",
    "تحليل",
];

const SITE_WORDS: [&str; 49] = [
    "news",
    "times",
    "post",
    "reuters",
    "ap",
    "afp",
    "bbc",
    "cnn",
    "guardian",
    "journal",
    "herald",
    "tribune",
    "magazine",
    "review",
    "press",
    "agency",
    "online",
    "daily",
    "telegraph",
    "gazette",
    "independent",
    "jazeera",
    "politico",
    "axios",
    "bloomberg",
    "welle",
    "dw",
    "monde",
    "spiegel",
    "diplomacy",
    "wire",
    "observer",
    "chronicle",
    "monitor",
    "network",
    "tv",
    "radio",
    "france24",
    "euronews",
    "npr",
    "pbs",
    "nbc",
    "abc",
    "cbs",
    "sky",
    "vox",
    "economist",
    "standard",
    "examiner",
];

fn line_of(block: &RawBlock) -> Option<&str> {
    match block {
        RawBlock::Heading { text, .. } => Some(text.as_str()),
        RawBlock::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        RawBlock::Other(_) => None,
    }
}

/// Takes a kicker, a date or a byline off the head where a headline still follows.
fn drop_kicker(blocks: &mut Vec<RawBlock>, metadata: &mut Metadata, labels: &Labels) {
    let mut at = 0;
    while let [block, next, ..] = &blocks[at..] {
        if metadata.title.is_none() && is_topic_heading(block, next) {
            at += 1;
            continue;
        }
        let Some(text) = block.as_paragraph().map(|text| text.as_str()) else { break };
        let follows_line = line_of(next).is_some_and(|next| next.len() <= MAX_LEN);
        if let Some(line) = meta_line::read(text).filter(|_| follows_line) {
            super::head::take_meta(line, metadata);
        } else if !(boilerplate::is_anywhere(text)
            || follows_line
                && (is_kicker(text) || metadata.title.is_none() && is_topic(text, &blocks[at + 1..])))
        {
            break;
        } else if labels.known(text).is_some() && metadata.title.is_some() {
            // With the title known already, this heads the first section.
            break;
        }
        at += 1;
    }
    blocks.drain(..at);
}

/// Whether a heading of a few words is the topic of the headline below, which is in a larger one.
fn is_topic_heading(block: &RawBlock, next: &RawBlock) -> bool {
    match (block, next) {
        (RawBlock::Heading { level, text }, RawBlock::Heading { level: larger, text: headline }) => {
            larger < level && words(text.as_str()) <= 3 && words(headline.as_str()) >= 5
        }
        _ => false,
    }
}

fn is_kicker(text: &str) -> bool {
    let is_one = |part: &str| {
        let part = fold(part);
        let part = part.trim_matches([':', ' ', '|']);
        KICKERS.iter().any(|kicker| fold(kicker) == part)
    };
    text.len() <= 60
        && (is_one(text) || text.contains(['|', '•', '/']) && text.split(['|', '•', '/']).all(is_one))
}

/// Whether a line is the topic that a headline below it falls under: *Middle East*. It is a word or two, capitalised,
/// and what is below is a headline by its length, with an article under it.
fn is_topic(text: &str, below: &[RawBlock]) -> bool {
    let Some((headline, rest)) = below.split_first() else { return false };
    let is_marked = matches!(headline, RawBlock::Heading { level: 1, .. });
    let Some(headline) = line_of(headline) else { return false };
    let is_capitals = !text.chars().any(char::is_lowercase);
    let most = if is_capitals && headline.chars().any(char::is_lowercase) || is_marked { 3 } else { 2 };
    let is_headline = is_marked
        || (6..=25).contains(&words(headline))
            && !headline.ends_with(['.', '。', ':'])
            && meta_line::read(headline).is_none();
    (1..=most).contains(&words(text))
        && (is_title_case(text) || is_marked && text.starts_with(char::is_uppercase))
        && !ends_sentence(text)
        && is_headline
        && rest.iter().any(|block| line_of(block).is_some_and(|text| words(text) >= 8))
}

fn is_site(text: &str) -> bool {
    let is_named = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            || matches!(word, "of" | "the" | "and" | "de")
    };
    let folded = fold(text);
    text.split_whitespace().all(|word| is_named(word) || word.contains('.'))
        && (folded.split([' ', '.']).any(|word| SITE_WORDS.contains(&word))
            || [".com", ".org", ".net", ".co.uk"].iter().any(|end| folded.ends_with(end)))
}

fn shortened(sentence: &str) -> CleanText {
    if sentence.chars().count() <= 140 {
        return CleanText::line(sentence);
    }
    let cut: String = sentence.chars().take(120).collect();
    let cut = cut.rsplit_once(' ').map_or(&*cut, |(head, _)| head);
    CleanText::line(&format!("{}…", cut.trim_end_matches([',', ';', ':', ' '])))
}

/// An article without running text is called by the first words that it has.
fn fallback(blocks: &[RawBlock]) -> CleanText {
    let parts = blocks.iter().filter_map(|block| match block {
        RawBlock::Other(block) => block.parts().into_iter().find(|part| !part.trim().is_empty()),
        _ => None,
    });
    parts
        .map(|part| shortened(first_sentence(part)))
        .find(|title| !title.is_empty())
        .unwrap_or_else(|| CleanText::from("Untitled"))
}

#[cfg(test)]
mod tests {
    use super::without_site;

    fn check(title: &str, expect: &str) {
        assert_eq!(without_site(title).as_str(), expect);
    }

    #[test]
    fn the_site_is_no_part_of_the_headline() {
        check("Talks resume in Vienna | The Daily", "Talks resume in Vienna");
        check("Talks resume in Vienna | World | The Daily", "Talks resume in Vienna");
        check("Talks resume in Vienna - BBC News", "Talks resume in Vienna");
        check("Talks resume in Vienna – what we know", "Talks resume in Vienna – what we know");
        check("Opinion | Talks will resume in Vienna", "Talks will resume in Vienna");
        check("Talks resume - Zelensky Adviser", "Talks resume - Zelensky Adviser");
    }
}
