//! What an element of a feed is, whatever its prefix, its case and the age of its namespace.

/// An element that means something to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// The feed, or what stands around it.
    Feed,
    /// An article.
    Entry,
    Title,
    /// A title that stands back behind any other.
    MediaTitle,
    Link,
    /// What a feed or an article is about; HTML in RSS.
    Description,
    /// The same; text, where it does not say otherwise.
    Summary,
    Subtitle,
    Content,
    /// `content:encoded`: HTML.
    Encoded,
    /// An XHTML body.
    Body,
    Id,
    Published,
    Updated,
    Created,
    Author,
    Contributor,
    Name,
    Email,
    Category,
    Keywords,
    /// Keywords parted by white space or commas.
    Tags,
    Enclosure,
    Media,
    Image,
    /// An image that is an attribute or the element's whole text.
    Logo,
    Url,
    TextInput,
    Source,
    Rights,
    Language,
    /// How many minutes a feed may be kept.
    Ttl,
    /// How seldom a feed changes: `daily`.
    UpdatePeriod,
    /// How often in that time.
    UpdateFrequency,
    /// Holds others and means nothing itself.
    Group,
    /// Within content.
    Inline,
    /// Nothing that a reader needs.
    Other,
}

/// Which vocabulary a name is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS, Atom and their forerunners.
    Core,
    Content,
    Dc,
    DcTerms,
    Media,
    Itunes,
    Syndication,
    Xhtml,
    Other,
}

/// The vocabulary that `uri` names.
pub(super) fn space(uri: &str) -> Space {
    let uri = uri.trim().to_ascii_lowercase();
    let uri = uri.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    let begins = |starts: &[&str]| starts.iter().any(|start| uri.starts_with(start));
    if begins(&["purl.org/rss/1.0/modules/content"]) {
        Space::Content
    } else if begins(&["purl.org/dc/elements", "dublincore.org/documents/dcmi-namespace"]) {
        Space::Dc
    } else if begins(&["purl.org/dc/terms"]) {
        Space::DcTerms
    } else if begins(&["search.yahoo.com/mrss", "tools.search.yahoo.com/mrss", "video.search.yahoo.com/mrss"])
    {
        Space::Media
    } else if begins(&["www.itunes.com", "itunes.com", "example.com/dtds/podcast", "example.com/dtds/itunes"])
    {
        Space::Itunes
    } else if begins(&["purl.org/rss/1.0/modules/syndication"]) {
        Space::Syndication
    } else if begins(&["www.w3.org/1999/xhtml"]) {
        Space::Xhtml
    } else if uri.is_empty()
        || begins(&[
            "www.w3.org/2005/atom",
            "www.w3.org/1999/02/22-rdf",
            "purl.org/atom/ns",
            "purl.org/rss/1.0/modules/rss",
            "my.netscape.com/rdf",
            "channel.netscape.com/rdf",
            "backend.userland.com",
            "blogs.law.harvard.edu/tech/rss",
            "cyber.law.harvard.edu/rss",
            "example.com/newformat",
            "example.com/necho",
            "purl.org/echo",
            "uri/of/echo",
            "purl.org/pie",
            "purl.org/net/rss",
            "www.rssboard.org",
            "my.netscape.com",
            "hackers.mu",
        ])
        || uri == "purl.org/rss/1.0"
        || uri == "purl.org/rss"
    {
        Space::Core
    } else {
        Space::Other
    }
}

/// The vocabulary that an undeclared `prefix` is used for.
pub(super) fn usual_space(prefix: &str) -> Space {
    match prefix {
        "" | "atom" | "atom10" | "atom03" | "a10" | "rss" | "rdf" | "rss1" => Space::Core,
        "content" => Space::Content,
        "dc" => Space::Dc,
        "dcterms" | "dct" => Space::DcTerms,
        "media" => Space::Media,
        "itunes" => Space::Itunes,
        "sy" => Space::Syndication,
        "xhtml" | "html" => Space::Xhtml,
        _ => Space::Other,
    }
}

/// The element that `local`, in lower case, names in `space`.
pub(super) fn element(space: Space, local: &str) -> Element {
    use Element::{
        Author, Body, Category, Content, Contributor, Created, Description, Email, Enclosure, Encoded, Entry,
        Feed, Group, Id, Image, Keywords, Language, Link, Logo, Media, MediaTitle, Name, Other, Published,
        Rights, Source, Subtitle, Summary, Tags, TextInput, Title, Ttl, UpdateFrequency, UpdatePeriod,
        Updated, Url,
    };
    match (space, local) {
        (Space::Core, name) => match name {
            "feed" | "channel" | "rss" | "rdf" | "redirect" => Feed,
            "item" | "entry" | "product" => Entry,
            "title" => Title,
            "link" => Link,
            "description" | "abstract" => Description,
            "summary" => Summary,
            "tagline" | "subtitle" | "info" => Subtitle,
            "content" | "fullitem" => Content,
            "body" => Body,
            "encoded" => Encoded,
            "id" | "guid" => Id,
            "pubdate" | "published" | "issued" => Published,
            "updated" | "modified" | "lastbuilddate" | "lastupdated" => Updated,
            "created" => Created,
            "author" | "managingeditor" | "creator" | "dcauthor" => Author,
            "contributor" | "webmaster" => Contributor,
            "name" => Name,
            "email" => Email,
            "category" | "subject" => Category,
            "keywords" => Keywords,
            "tags" => Tags,
            "enclosure" => Enclosure,
            "image" => Image,
            "logo" | "icon" => Logo,
            "url" | "uri" | "homepage" => Url,
            "textinput" => TextInput,
            "source" => Source,
            "copyright" | "rights" => Rights,
            "language" => Language,
            "ttl" => Ttl,
            "date" => Updated,
            "items" | "authors" | "entries" => Group,
            _ => Other,
        },
        (Space::Content, "encoded") => Encoded,
        (Space::Content, "items" | "item") => Other,
        (Space::Dc, name) => match name {
            "title" => MediaTitle,
            "creator" | "author" => Author,
            "contributor" => Contributor,
            "description" => Summary,
            "date" => Updated,
            "subject" => Category,
            "rights" => Rights,
            "language" => Language,
            _ => Other,
        },
        (Space::DcTerms, name) => match name {
            "issued" => Published,
            "modified" => Updated,
            "created" => Created,
            _ => Other,
        },
        (Space::Media, name) => match name {
            "group" => Group,
            "content" => Media,
            "title" => MediaTitle,
            "description" => Subtitle,
            "category" => Category,
            "keywords" => Keywords,
            _ => Other,
        },
        (Space::Itunes, name) => match name {
            "author" => Author,
            "owner" => Contributor,
            "name" => Name,
            "email" => Email,
            "summary" => Summary,
            "subtitle" => Subtitle,
            "category" => Category,
            "keywords" => Tags,
            "image" | "link" => Logo,
            _ => Other,
        },
        (Space::Syndication, "updateperiod") => UpdatePeriod,
        (Space::Syndication, "updatefrequency") => UpdateFrequency,
        (Space::Xhtml, "body" | "div") => Body,
        _ => Other,
    }
}
