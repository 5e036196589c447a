//! Addresses that may be fetched: http and https, whole, without a password in them.

use std::fmt;

use thiserror::Error;
use url::{Host, Position, Url};

use super::private;
use crate::model::CleanText;

/// A whole address of the web, as the WHATWG URL Standard writes it: the host in lower case and Punycode,
/// everything else percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Url);

/// Why something is no address to fetch.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AddressError {
    /// It cannot be read.
    #[error("{text} is not a web address ({reason})")]
    Unreadable {
        /// What it says.
        text: CleanText,
        /// What is wrong with it.
        reason: String,
    },
    /// It is neither http nor https.
    #[error("{scheme}: addresses are not fetched, only http: and https:")]
    Scheme {
        /// What it begins with.
        scheme: CleanText,
    },
    /// It carries a user name or a password.
    #[error(
        "the address of {host} holds a user name or a password, which would end up in the store: give the \
         address without, and name the secret in the config under [[secrets]]"
    )]
    Secret {
        /// The host.
        host: CleanText,
    },
}

impl Address {
    /// Reads an address as people type it: without a scheme it is https; `feed:` stands for what follows it.
    ///
    /// # Errors
    /// Where it is no web address, or carries a password.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        let mut is_whole = true;
        let lowered = split_scheme(text).map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
        let text = match lowered.as_ref().map(|(scheme, rest)| (scheme.as_str(), *rest)) {
            Some(("feed", rest)) if rest.starts_with("//") => return Self::parse(&format!("http:{rest}")),
            Some(("feed", rest)) => return Self::parse(rest),
            Some((scheme, rest)) if rest.starts_with("//") || !is_port(rest) => {
                if !matches!(scheme, "http" | "https") {
                    return Err(AddressError::Scheme { scheme: CleanText::line(scheme) });
                }
                text.to_owned()
            }
            _ => {
                is_whole = false;
                format!("https://{text}")
            }
        };
        let url = Url::parse(&text).map_err(|error| unreadable(&text, error))?;
        let address = Self::checked(url)?;
        let host = address.0.host_str().unwrap_or_default();
        // A word alone may be anything; with a scheme before it, it is a host of the house.
        let is_host = is_whole || host.contains(['.', ':']) || host == "localhost";
        if is_host { Ok(address) } else { Err(unreadable(&text, "its host has no dot")) }
    }

    /// What `reference`, as it stands in the answer from this address, leads to.
    ///
    /// # Errors
    /// Where it leads to no web address.
    pub fn join(&self, reference: &str) -> Result<Self, AddressError> {
        Self::checked(self.0.join(reference.trim()).map_err(|error| unreadable(reference, error))?)
    }

    /// An address as it is written, without a user name and a password that stand in it.
    pub fn without_user(text: &str) -> String {
        let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
        let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        match host.rfind('@') {
            Some(at) => format!("{scheme}://{}", &rest[at + 1..]),
            None => text.to_owned(),
        }
    }

    fn checked(mut url: Url) -> Result<Self, AddressError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(AddressError::Scheme { scheme: CleanText::line(url.scheme()) });
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressError::Secret { host: CleanText::line(url.host_str().unwrap_or_default()) });
        }
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The address, written out.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host, as it is connected to.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Scheme, host and port: `https://example.org`.
    pub fn origin(&self) -> &str {
        &self.0[..Position::BeforePath]
    }

    /// Whether it stands under `folder`, an address too: the same host, and whole folders of it. One that ends in a
    /// slash is not under itself without it.
    pub fn is_under(&self, folder: &str) -> bool {
        self.as_str()
            .strip_prefix(folder)
            .is_some_and(|rest| folder.ends_with('/') || rest.is_empty() || rest.starts_with(['/', '?']))
    }

    /// Whether it is plainly in a private network, by its number or its name.
    pub fn is_private(&self) -> bool {
        private::is_private_name(self.host()) || self.host_address().is_some_and(private::is_private)
    }

    /// The path, from its first slash on.
    pub fn path(&self) -> &str {
        self.0.path()
    }

    /// The names and values of the query, decoded.
    pub fn query(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.0.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned()))
    }

    fn host_address(&self) -> Option<std::net::IpAddr> {
        match self.0.host()? {
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
            Host::Domain(_) => None,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn unreadable(text: &str, reason: impl fmt::Display) -> AddressError {
    // What stands before an @ may be a password.
    let text = text.rsplit_once('@').map_or(text, |(_, rest)| rest);
    AddressError::Unreadable { text: CleanText::line(text), reason: reason.to_string() }
}

fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'));
    is_scheme.then_some((scheme, rest))
}

/// `localhost:8080/feed` has a port, and no scheme.
fn is_port(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Address, AddressError};

    #[test]
    fn addresses_are_read_as_people_type_them() {
        for (text, expected) in [
            ("example.org/feed", "https://example.org/feed"),
            (" http://Example.ORG:80/a b#c ", "http://example.org/a%20b"),
            ("feed://example.org/rss", "http://example.org/rss"),
            ("feed:https://example.org/rss", "https://example.org/rss"),
            ("localhost:8080/feed", "https://localhost:8080/feed"),
            ("https://bücher.example/é?q=ü", "https://xn--bcher-kva.example/%C3%A9?q=%C3%BC"),
            ("http://[::1]:80/", "http://[::1]/"),
            ("http://intranet/feed", "http://intranet/feed"),
            ("HTTPS://example.org/", "https://example.org/"),
        ] {
            assert_eq!(
                Address::parse(text).map(|found| found.to_string()),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_address_is_said_to_be_none() {
        for text in ["", "hello", "https://", "https://a b/"] {
            assert!(matches!(Address::parse(text), Err(AddressError::Unreadable { .. })), "{text}");
        }
        for text in ["javascript:alert(1)", "file:///etc/passwd", "gopher://example.org/"] {
            assert!(matches!(Address::parse(text), Err(AddressError::Scheme { .. })), "{text}");
        }
        let error = Address::parse("https://me:geheim@example.org/").expect_err("a password");
        assert!(error.to_string().contains("example.org") && !error.to_string().contains("geheim"));
        let error = Address::parse("https://me:geheim@exa mple/").expect_err("a password");
        assert!(!error.to_string().contains("geheim"), "{error}");
    }

    #[test]
    fn users_and_passwords_are_taken_out() {
        for (text, expected) in [
            ("https://me:ge@heim@example.org/a@b", "https://example.org/a@b"),
            ("https://example.org/?mail=a@b", "https://example.org/?mail=a@b"),
            ("a@b", "a@b"),
        ] {
            assert_eq!(Address::without_user(text), expected);
        }
    }

    #[test]
    fn references_are_joined() {
        let base = Address::parse("https://example.org/a/b?c").expect("an address");
        assert_eq!(base.join("../d").expect("one").as_str(), "https://example.org/d");
        assert_eq!(base.join("//other.org").expect("one").as_str(), "https://other.org/");
        assert!(base.join("data:text/html,x").is_err());
        assert_eq!(base.origin(), "https://example.org");
    }

    #[test]
    fn folders_are_whole() {
        let under = |address: &str, folder: &str| Address::parse(address).expect("one").is_under(folder);
        let folder = "https://example.org/private/";
        assert!(
            under("https://example.org/private/feed", folder)
                && under("https://example.org/private/", folder)
        );
        assert!(!under("https://example.org/private", folder) && !under("https://example.org/", folder));
        assert!(under("https://example.org/a?x", "https://example.org/a"));
        assert!(!under("https://example.org/ab", "https://example.org/a"));
        assert!(!under("https://example.org.evil.example/", "https://example.org"));
    }
}
