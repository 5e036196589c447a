//! Images with their captions; embeds as labelled links.

use super::walk::Walk;
use crate::ingest::html::dom::{Dom, Id};
use crate::ingest::raw::RawBlock;
use crate::model::{Block, CleanText};

/// `<img>`, with the caption that a figure gives it.
pub(super) fn image(walk: &mut Walk<'_>, id: Id, caption: Option<CleanText>) {
    let Some(url) = source(walk, id) else { return };
    if is_tiny(walk, id) {
        return;
    }
    let alt = walk.dom.attribute(id, "alt").map(CleanText::line).filter(|alt| !alt.is_empty());
    // An image within a line stands behind its paragraph.
    let block = RawBlock::Other(Block::Image { url: CleanText::line(&url), alt, caption });
    if walk.out.last() != Some(&block) {
        if !walk.line.is_empty() {
            walk.flush();
        }
        walk.out.push(block);
    }
}

/// `<figure>`: the images in it with its caption; anything else as it comes.
pub(super) fn figure(walk: &mut Walk<'_>, id: Id) {
    walk.flush();
    let dom = walk.dom;
    let caption_at = dom.inside(id).find(|node| dom.name(*node) == "figcaption");
    let images: Vec<Id> = dom
        .inside(id)
        .filter(|node| matches!(dom.name(*node), "img" | "amp-img") && !(walk.skip)(*node))
        .collect();
    let has_text = dom.inside(id).any(|node| {
        dom.text(node).is_some_and(|text| !text.trim().is_empty())
            && !(walk.skip)(node)
            && caption_at.is_none_or(|caption| !dom.contains(caption, node))
    });
    let lazy = if images.is_empty() { unloaded(walk, id) } else { None };
    let is_media = !images.is_empty()
        || lazy.is_some()
        || dom.inside(id).any(|node| matches!(dom.name(node), "picture" | "iframe" | "video" | "noscript"));
    if !is_media
        || has_text && dom.inside(id).any(|node| matches!(dom.name(node), "table" | "pre" | "blockquote"))
    {
        walk.children(id);
        walk.flush();
        return;
    }
    let caption = caption_at.filter(|caption| !(walk.skip)(*caption)).map(|caption| {
        let mut text = String::new();
        for node in dom.inside(caption).filter(|node| !(walk.skip)(*node)) {
            text.push_str(dom.text(node).unwrap_or(" "));
        }
        CleanText::line(&text)
    });
    let caption = caption.filter(|caption| !caption.is_empty());
    match (images.first(), lazy) {
        (Some(first), _) => {
            image(walk, *first, caption);
            images[1..].iter().for_each(|next| image(walk, *next, None));
        }
        (None, Some(url)) => walk.push(Block::Image { url: CleanText::line(&url), alt: None, caption }),
        (None, None) => {
            for node in dom.inside(id) {
                if matches!(dom.name(node), "iframe" | "video" | "audio") {
                    embed(walk, node);
                }
            }
        }
    }
}

/// The address of a picture that a script would load: in `<noscript>`, or as the figure's own microdata.
fn unloaded(walk: &Walk<'_>, id: Id) -> Option<String> {
    let dom = walk.dom;
    let mut hidden = dom.inside(id).filter(|node| dom.name(*node) == "noscript");
    let hidden = hidden.find_map(|noscript| dom.inside(noscript).find(|node| dom.name(*node) == "img"));
    hidden.and_then(|image| source(walk, image)).or_else(|| {
        let is_image = dom.attribute(id, "itemtype").is_some_and(|kind| kind.ends_with("/ImageObject"));
        dom.attribute(id, "itemid").filter(|_| is_image).and_then(|url| walk.base.join(url))
    })
}

/// `<iframe>`, `<video>` and their like.
pub(super) fn embed(walk: &mut Walk<'_>, id: Id) {
    let dom = walk.dom;
    let inner = dom.inside(id).filter(|node| dom.name(*node) == "source");
    let places = std::iter::once(id).chain(inner);
    let url = places.into_iter().find_map(|node| {
        ["src", "data-src"]
            .iter()
            .filter_map(|name| dom.attribute(node, name))
            .find_map(|src| walk.base.join(src))
    });
    let Some(url) = url.filter(|url| url.contains("://")) else { return };
    let is_known = EMBEDS.iter().any(|host| url.contains(host)) || matches!(dom.name(id), "video" | "audio");
    if !is_known {
        return;
    }
    let label = ["title", "aria-label"].iter().find_map(|name| dom.attribute(id, name)).map(CleanText::line);
    let label = label.filter(|label| !label.is_empty());
    walk.push(Block::Embed { url: CleanText::line(&url), label });
}

/// Whether a quotation stands for a post elsewhere, which a script would put in its place.
pub(super) fn is_post(dom: &Dom, id: Id) -> bool {
    let class = dom.attribute(id, "class").unwrap_or("");
    [
        "twitter-tweet",
        "twitter-video",
        "instagram-media",
        "tiktok-embed",
        "bluesky-embed",
        "fb-post",
        "reddit-embed",
        "imgur-embed",
    ]
    .iter()
    .any(|post| class.contains(post))
}

/// A post elsewhere, as a link with its words.
pub(super) fn post(walk: &mut Walk<'_>, id: Id) {
    let dom = walk.dom;
    let named =
        ["data-instgrm-permalink", "cite", "data-url"].iter().find_map(|name| dom.attribute(id, name));
    let mut links = dom.inside(id).filter_map(|node| dom.attribute(node, "href"));
    let Some(url) = named.or(links.next_back()).and_then(|url| walk.base.join(url)) else { return };
    let label = CleanText::line(&dom.text_of(id));
    let label = (!label.is_empty()).then_some(label);
    walk.push(Block::Embed { url: CleanText::line(&url), label });
}

const EMBEDS: [&str; 20] = [
    "youtube.com/embed",
    "youtube-nocookie.com",
    "youtu.be",
    "player.vimeo.com",
    "dailymotion.com",
    "soundcloud.com",
    "spotify.com",
    "podcasts.apple.com",
    "twitter.com",
    "instagram.com",
    "facebook.com/plugins/",
    "tiktok.com",
    "datawrapper",
    "flourish.studio",
    "infogram.com",
    "google.com/maps",
    "documentcloud.org",
    "scribd.com",
    "brightcove",
    "jwplayer",
];

fn source(walk: &Walk<'_>, id: Id) -> Option<String> {
    let dom = walk.dom;
    let named = ["data-src", "data-original", "data-lazy-src", "data-full-src", "src"];
    let single = named.iter().filter_map(|name| dom.attribute(id, name)).find_map(|src| walk.base.join(src));
    single.or_else(|| {
        let set = ["srcset", "data-srcset"].iter().find_map(|name| dom.attribute(id, name))?;
        let last = set.split(", ").filter_map(|part| part.split_whitespace().next()).last()?;
        walk.base.join(last)
    })
}

/// A pixel that counts readers, or an icon.
fn is_tiny(walk: &Walk<'_>, id: Id) -> bool {
    ["width", "height"].iter().any(|name| {
        let value = walk.dom.attribute(id, name).unwrap_or("");
        value.trim_end_matches("px").parse::<u32>().is_ok_and(|size| size < 33)
    })
}
