//! How the network is used, as the user settles it.

use std::sync::Arc;

use crate::fetch::{Address, Client, Http, PoolLimits, Secret, SecretSource};

/// How the network is used. Nothing is opened, and no secret is looked up, before it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// The address of a proxy, instead of that of the environment.
    pub proxy: Option<String>,
    /// How many requests may be under way.
    pub limits: PoolLimits,
    /// The secrets of servers.
    pub secrets: Vec<SecretFor>,
}

/// A secret, and for which addresses it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretFor {
    /// They begin with this one, in whole folders.
    pub url: String,
    /// The user, whose password it is; without one it is a bearer token.
    pub user: Option<String>,
    /// Where it lies.
    pub source: SecretSource,
}

/// The network itself.
#[derive(Clone)]
pub struct Wire {
    /// Who answers.
    pub http: Arc<dyn Http>,
    /// How many requests may be under way.
    pub limits: PoolLimits,
    /// The secrets of servers.
    pub secrets: Vec<SecretFor>,
}

impl Network {
    /// The network itself.
    ///
    /// # Errors
    /// Where the proxy cannot be used; says why.
    pub fn wire(&self) -> Result<Wire, String> {
        let http = Client::new(self.proxy.as_deref()).map_err(|why| {
            format!("the proxy cannot be used: {why}; see [network] in the config, or HTTPS_PROXY")
        })?;
        Ok(Wire { http: Arc::new(http), limits: self.limits, secrets: self.secrets.clone() })
    }
}

impl Wire {
    /// What the server of an address wants to know first.
    pub(super) fn secret(&self, address: &Address) -> Result<Option<Secret>, String> {
        let known = self.secrets.iter().find(|secret| is_under(address.as_str(), &secret.url));
        let Some(SecretFor { user, source, .. }) = known else { return Ok(None) };
        source.find(user.as_deref()).map(Some).map_err(|error| format!("no secret for it: {error}"))
    }
}

/// Whether an address begins with another, whole host and whole folder.
fn is_under(address: &str, begins: &str) -> bool {
    let begins = begins.trim_end_matches('/');
    address.strip_prefix(begins).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

#[cfg(test)]
mod tests {
    use super::is_under;

    #[test]
    fn a_secret_is_for_whole_hosts_and_folders() {
        let begins = "https://example.org/private/";
        assert!(is_under("https://example.org/private/feed", begins));
        assert!(
            is_under("https://example.org/private", begins)
                && is_under("https://example.org/private?x", begins)
        );
        assert!(
            !is_under("https://example.org/privately", begins) && !is_under("https://example.org/", begins)
        );
        assert!(!is_under("https://example.org.evil.example/private/", "https://example.org"));
    }
}
