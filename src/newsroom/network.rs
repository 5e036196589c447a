//! How the network is used, as the user settles it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::fetch::{
    Client, FetchError, Gate, Http, PoolLimits, Request, Response, Secret, SecretError, SecretSource,
};
use crate::model::CleanText;

/// How the network is used. Nothing is opened, and no secret is looked up, before it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// The address of a proxy, instead of that of the environment.
    pub proxy: Option<String>,
    /// How many requests may be under way.
    pub limits: PoolLimits,
    /// The secrets of servers.
    pub secrets: Vec<SecretFor>,
    /// Why it is not to be used at all: what was settled cannot be read, and there may be a proxy in it.
    pub unusable: Option<String>,
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
    /// Those that were looked up, by their place among the secrets.
    pub(super) found: Arc<Mutex<HashMap<usize, Result<Secret, SecretError>>>>,
}

impl Network {
    /// The network itself.
    ///
    /// # Errors
    /// Where the proxy cannot be used, or what was settled cannot be read; says why.
    pub fn wire(&self) -> Result<Wire, String> {
        if let Some(why) = &self.unusable {
            return Err(format!("nothing is fetched with a config that cannot be read: {why}"));
        }
        let http = Client::new(self.proxy.as_deref()).map_err(|why| {
            format!("the proxy cannot be used: {why}; see [network] in the config, or HTTPS_PROXY")
        })?;
        let http = Gate::new(http, self.limits.per_host);
        Ok(Wire::new(Arc::new(http), self.limits, self.secrets.clone()))
    }
}

impl Wire {
    /// The network, as `http` answers.
    pub fn new(http: Arc<dyn Http>, limits: PoolLimits, secrets: Vec<SecretFor>) -> Self {
        Self { http, limits, secrets, found: Arc::default() }
    }

    /// Fetches what a request asks for, with the secret that its server wants to know first.
    ///
    /// # Errors
    /// Where no answer came, or there is no secret where one is wanted.
    pub fn get(&self, request: Request) -> Result<Response, FetchError> {
        self.http.get(&self.with_secret(request)?)
    }

    /// The request with the secret for its address, where there is one.
    pub(super) fn with_secret(&self, request: Request) -> Result<Request, FetchError> {
        let Some((nth, known)) =
            self.secrets.iter().enumerate().find(|(_, secret)| request.address.is_under(&secret.url))
        else {
            return Ok(request);
        };
        // A program that gives a secret is asked once. Nothing that holds the lock can fail.
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let secret = found.entry(nth).or_insert_with(|| known.source.find(known.user.as_deref())).clone();
        let host = CleanText::line(request.address.host());
        let secret = secret.map_err(|reason| FetchError::Secret { host, reason })?;
        Ok(Request { secret: Some((known.url.clone(), secret)), ..request })
    }
}
