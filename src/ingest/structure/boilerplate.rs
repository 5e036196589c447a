//! What a page puts around an article: related stories, newsletter boxes, share buttons.

use super::labels::Labels;
use super::shape::{ends_sentence, words};
use crate::ingest::raw::RawBlock;
use crate::model::{Block, fold};

/// How many blocks at the end of `blocks` are boilerplate.
pub(super) fn trailing(blocks: &[RawBlock], labels: &Labels) -> usize {
    let mut count = 0;
    for (behind, block) in blocks.iter().rev().take(MAX_BLOCKS).enumerate() {
        let text = line_of(block);
        if text.is_some_and(is_heading) || text.is_some_and(is_line) {
            count = behind + 1;
        } else if !could_be_related(block, labels) {
            break;
        }
    }
    count
}

/// Whether a line is boilerplate wherever it stands.
pub(super) fn is_anywhere(text: &str) -> bool {
    text.len() <= 60 && ANYWHERE.contains(&bare(text).as_str())
}

/// How many blocks a list of related stories may have.
const MAX_BLOCKS: usize = 60;

fn line_of(block: &RawBlock) -> Option<&str> {
    match block {
        RawBlock::Heading { text, .. } => Some(text.as_str()),
        RawBlock::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        RawBlock::Other(Block::List { items, .. }) if items.len() == 1 => Some(items[0].text.as_str()),
        RawBlock::Other(_) => None,
    }
}

/// Whether `text` heads a block of boilerplate.
pub(in crate::ingest) fn is_heading(text: &str) -> bool {
    text.len() <= 80 && {
        let bare = bare(text);
        HEADINGS.contains(&bare.as_str()) || ANYWHERE.contains(&bare.as_str())
    }
}

/// Whether `text` is boilerplate in itself, at the end of an article.
fn is_line(text: &str) -> bool {
    if text.len() > 600 || words(text) > 30 && !fold(text).contains("here's our email") {
        return false;
    }
    let folded = fold(text);
    let bare = folded.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let is_sentence = ends_as_prose(text)
        && [
            "more from ",
            "share on ",
            "follow the ",
            "keep up with",
            "have a tip",
            "got a tip",
            "continue reading",
        ]
        .iter()
        .any(|start| bare.starts_with(start));
    let is_follow = bare.starts_with("follow ")
        && ["facebook", "instagram", "twitter", "bluesky", "tiktok", "whatsapp", "telegram", "linkedin"]
            .iter()
            .filter(|network| bare.contains(**network))
            .count()
            >= 2;
    let is_feed_note = bare.starts_with("the post ") && bare.contains(" appeared first on ");
    let is_address = bare.contains("http")
        && words(text) <= 16
        && ["follow ", "more ", "read "].iter().any(|start| bare.starts_with(start));
    is_follow
        || is_address
        || is_feed_note
        || !is_sentence && STARTS.iter().any(|start| bare.starts_with(start))
        || bare.contains("all rights reserved")
}

/// Whether a block may stand in a list of related stories: a headline rather than prose.
fn could_be_related(block: &RawBlock, labels: &Labels) -> bool {
    let is_headline = |text: &str| words(text) <= 20 && !ends_as_prose(text);
    match block {
        RawBlock::Heading { text, .. } => labels.known(text.as_str()).is_none(),
        RawBlock::Paragraph(paragraph) => is_headline(paragraph.text.as_str()),
        RawBlock::Other(Block::List { items, .. }) => {
            items.iter().all(|item| is_headline(item.text.as_str()))
        }
        RawBlock::Other(Block::Rule | Block::Image { .. }) => true,
        RawBlock::Other(_) => false,
    }
}

fn ends_as_prose(text: &str) -> bool {
    ends_sentence(text) && !text.trim_end().ends_with(['?', '!', ':', '…'])
}

fn bare(text: &str) -> String {
    let folded = fold(text);
    folded.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

const ANYWHERE: [&str; 12] = [
    "advertisement",
    "advertisements",
    "advertising",
    "story continues below advertisement",
    "story continues below",
    "article continues below",
    "article continues after advertisement",
    "article continues below advertisement",
    "scroll to continue",
    "continue reading below",
    "skip advertisement",
    "story continues below this ad",
];

/// Folded, as they are compared: the Cyrillic *short i* is written without its mark.
const HEADINGS: [&str; 93] = [
    "latest articles",
    "latest news",
    "latest",
    "latest stories",
    "related",
    "related articles",
    "related article",
    "related stories",
    "related story",
    "related news",
    "related topics",
    "related content",
    "related posts",
    "related coverage",
    "related reading",
    "related links",
    "read more",
    "read next",
    "read also",
    "also read",
    "more on this story",
    "more on this topic",
    "more on this",
    "more stories",
    "more news",
    "more to read",
    "most read",
    "most popular",
    "most viewed",
    "trending",
    "trending now",
    "recommended",
    "recommended for you",
    "recommended stories",
    "recommended reading",
    "you may also like",
    "you might also like",
    "you may also be interested in",
    "don't miss",
    "top stories",
    "up next",
    "what to read next",
    "editor's picks",
    "editors' picks",
    "editors picks",
    "popular",
    "popular posts",
    "comments",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "share this",
    "share",
    "share this article",
    "share this story",
    "share this post",
    "tags",
    "topics",
    "follow us",
    "subscribe",
    "newsletter",
    "sponsored",
    "sponsored content",
    "promoted",
    "promoted content",
    "about us",
    "contact us",
    "privacy policy",
    "terms of use",
    "terms of service",
    "support us",
    "donate",
    "lire aussi",
    "lesen sie auch",
    "mehr zum thema",
    "te puede interesar",
    "читаите также",
    "unsubscribe",
    "read the full story",
    "more like this",
    "latest updates",
    "newsletters",
    "sign up for our newsletter",
    "your email address",
    "a lire aussi",
    "le plus lu",
    "meistgelesen",
    "mas leidas",
    "lo mas leido",
    "相关新闻",
    "推荐阅读",
    "延伸阅读",
    "更多新闻",
];

const STARTS: [&str; 71] = [
    "was this email forwarded",
    "a version of this article appears in print",
    "subscribe to our",
    "subscribe to the",
    "subscribe now",
    "subscribe for",
    "sign up for",
    "sign up to",
    "sign up now",
    "follow us on",
    "follow us at",
    "share this",
    "share on ",
    "read more:",
    "read more about",
    "read more at",
    "read more on",
    "read more from",
    "read also:",
    "also read:",
    "read next:",
    "related:",
    "see also:",
    "click here to",
    "download our",
    "download the app",
    "join our ",
    "like us on",
    "tags:",
    "topics:",
    "filed under",
    "support independent journalism",
    "support our journalism",
    "copyright ©",
    "copyright (c)",
    "© ",
    "©2",
    "more from ",
    "get the latest",
    "comments (",
    "print this",
    "email this",
    "lire aussi",
    "lesen sie auch",
    "mehr zum thema",
    "te puede interesar",
    "читаите также",
    "اقرا ايضا",
    "相关阅读",
    "関連記事",
    "our standards:",
    "unsubscribe",
    "manage preferences",
    "manage your preferences",
    "your email address",
    "sign up here",
    "get in touch with",
    "follow the ",
    "did someone forward this",
    "purchase licensing",
    "thank you for reading. send",
    "send tips to",
    "the times is committed to publishing",
    "we want to hear from you",
    "have a tip",
    "got a tip",
    "thanks for reading",
    "view in browser",
    "continue reading",
    "contact us:",
    "keep up with",
];

#[cfg(test)]
mod tests {
    use super::{Labels, trailing};
    use crate::ingest::plain_text;

    fn check(tail: &str, expect: usize) {
        let text = format!("Title\n\nThe envoys met on Tuesday.\n\n{tail}");
        assert_eq!(
            trailing(&plain_text::read(&text, <&Labels>::default()), <&Labels>::default()),
            expect,
            "{tail}"
        );
    }

    #[test]
    fn what_surrounds_an_article_goes() {
        check("Latest Articles", 1);
        check("Related Stories\n\n- Talks fail\n- Talks resume", 2);
        check("Read more: Talks fail in Vienna", 1);
        check("Thanks for reading! Unsubscribe | View in browser\n\nGot a tip?", 2);
        check("Continue reading…", 1);
        check("Subscribe to our newsletter for more.\n\nFollow us on X", 2);
        check("Related\n\nTalks fail\n\nTalks resume\n\nAdvertisement", 4);
    }

    #[test]
    fn prose_stays() {
        check("The latest articles were read by many.", 0);
        check("Related\n\nThe parties have said that they will go on with the talks.", 0);
        check("More", 0);
        check("More from the minister is expected on Friday.", 0);
    }
}
