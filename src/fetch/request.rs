//! What is asked of a server, and what it answers.

use std::time::Duration;

use super::{Address, Secret};

/// One request.
#[derive(Clone, Debug)]
pub struct Request {
    /// What to fetch.
    pub address: Address,
    /// Who says that it is to be fetched.
    pub trust: Trust,
    /// What is hoped for.
    pub want: Want,
    /// The `ETag` of what is here already.
    pub etag: Option<String>,
    /// The `Last-Modified` of what is here already.
    pub modified: Option<String>,
    /// What the server wants to know first, and for which addresses: those under this one, on redirects too.
    pub secret: Option<(String, Secret)>,
}

/// Who says that an address is to be fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Trust {
    /// A feed, a page or a server: it may lead to public addresses only.
    #[default]
    Stranger,
    /// The user: it may be anywhere.
    User,
    /// Something that was fetched from this origin, which the user gave: it may be there, else it is a stranger's.
    Origin(String),
}

/// What a request hopes for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Want {
    /// A feed.
    #[default]
    Feed,
    /// A page.
    Page,
    /// A picture.
    Picture,
}

/// What a server answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The status of HTTP: 200, 304, 410.
    pub status: u16,
    /// Where the answer came from in the end, after redirects.
    pub address: Option<Address>,
    /// Where it is for good from now on: the redirects that say so, as long as nothing but such came before.
    pub moved: Option<Address>,
    /// What it is, as the server says.
    pub content_type: Option<String>,
    /// What tells this version from others.
    pub etag: Option<String>,
    /// When it was last changed, as the server writes it.
    pub modified: Option<String>,
    /// How long it stays fresh, where the server says so.
    pub fresh_for: Option<Duration>,
    /// How long the server wants to be left alone, where it says so.
    pub retry_after: Option<Duration>,
    /// The content, decompressed.
    pub body: Vec<u8>,
}

impl Request {
    /// A request for a feed that the user gave.
    pub fn feed(address: Address) -> Self {
        Self { address, trust: Trust::User, want: Want::Feed, etag: None, modified: None, secret: None }
    }

    /// A request for a page that somebody else named.
    pub fn page(address: Address, trust: Trust) -> Self {
        Self { address, trust, want: Want::Page, etag: None, modified: None, secret: None }
    }

    /// A request for a picture that somebody else named.
    pub fn picture(address: Address, trust: Trust) -> Self {
        Self { want: Want::Picture, ..Self::page(address, trust) }
    }

    /// What the server at `address` is told of the secret: nothing unless the secret is for that address.
    pub(super) fn authorization(&self, address: &Address) -> Option<String> {
        let (folder, secret) = self.secret.as_ref()?;
        address.is_under(folder).then(|| secret.header())
    }
}

impl Response {
    /// The name of the encoding, as the server says.
    pub fn charset(&self) -> Option<&str> {
        let (_, parameters) = self.content_type.as_deref()?.split_once(';')?;
        let value = parameters.split(';').find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then_some(value)
        })?;
        Some(value.trim().trim_matches(['"', '\'']))
    }

    /// Whether it holds what was asked for.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}
