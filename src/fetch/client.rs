//! One request at a time: redirects followed by hand, so that each hop is looked at.

use std::io::Read;
use std::time::Instant;

use jiff::Timestamp;
use ureq::config::Config;
use ureq::http::{HeaderMap, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Proxy};

use super::error::Limits;
use super::freshness;
use super::private::PublicOnly;
use super::{Address, FetchError, Request, Response, Trust, Want};
use crate::model::CleanText;

/// Whatever answers requests.
pub trait Http: Send + Sync {
    /// Fetches what a request asks for. A status that is no success is an answer like any other.
    ///
    /// # Errors
    /// Where no answer came, or one beyond the limits.
    fn get(&self, request: &Request) -> Result<Response, FetchError>;
}

/// HTTP over the network. Keeps connections open for the next request; may be shared by threads.
#[derive(Debug)]
pub struct Client {
    /// For what strangers name.
    public: Agent,
    /// For what the user named.
    anywhere: Agent,
    limits: Limits,
}

const USER_AGENT: &str = concat!("masthead/", env!("CARGO_PKG_VERSION"), " (news reader)");
const FEEDS: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, \
                     application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1";
const PAGES: &str = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";
const PICTURES: &str = "image/webp, image/png, image/jpeg, image/gif, */*;q=0.1";
/// The most that is taken of a picture, in bytes.
const MAX_PICTURE: u64 = 10 * 1024 * 1024;
/// A server that wants more than this for its headers is not one to talk to.
const MAX_HEADERS: usize = 64 * 1024;

impl Client {
    /// A client with the proxy at `proxy`, else that of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`,
    /// `NO_PROXY`), where there is one.
    ///
    /// # Errors
    /// Where the address of the proxy cannot be read; says why.
    pub fn new(proxy: Option<&str>) -> Result<Self, String> {
        Self::with_limits(proxy, Limits::default())
    }

    pub(super) fn with_limits(proxy: Option<&str>, limits: Limits) -> Result<Self, String> {
        let proxy = match proxy {
            Some(address) => Some(Proxy::new(address).map_err(|error| error.to_string())?),
            None => Proxy::try_from_env(),
        };
        let config = || {
            Config::builder()
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .user_agent(USER_AGENT)
                .proxy(proxy.clone())
                .max_response_header_size(MAX_HEADERS)
                .timeout_connect(Some(limits.connect))
                .max_idle_connections(64)
                .max_idle_connections_per_host(2)
                .build()
        };
        Ok(Self {
            public: Agent::with_parts(config(), DefaultConnector::default(), PublicOnly::default()),
            anywhere: Agent::with_parts(config(), DefaultConnector::default(), DefaultResolver::default()),
            limits,
        })
    }

    /// One hop, and when it must have ended.
    fn call(
        &self,
        request: &Request,
        address: &Address,
        until: Instant,
    ) -> Result<ureq::http::Response<ureq::Body>, FetchError> {
        let host = address.host();
        let fail = |error| FetchError::from_ureq(error, host, &self.limits);
        let is_first = *address == request.address;
        let is_trusted = match &request.trust {
            Trust::User => is_first || address.origin() == request.address.origin(),
            Trust::Origin(origin) => address.origin() == origin,
            Trust::Stranger => false,
        };
        if address.is_private() && !is_trusted {
            return Err(FetchError::Private { host: CleanText::line(host) });
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(FetchError::Timeout { host: CleanText::line(host), limit: self.limits.whole });
        }
        let agent = if is_trusted { &self.anywhere } else { &self.public };
        let accept = match request.want {
            Want::Feed => FEEDS,
            Want::Page => PAGES,
            Want::Picture => PICTURES,
        };
        let mut call = agent.get(address.as_str()).header(header::ACCEPT, accept);
        if let Some(etag) = &request.etag {
            call = call.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = &request.modified {
            call = call.header(header::IF_MODIFIED_SINCE, modified);
        }
        if let Some(authorization) = request.authorization(address) {
            call = call.header(header::AUTHORIZATION, authorization);
        }
        call.config().timeout_global(Some(left)).build().call().map_err(fail)
    }

    fn read(&self, body: ureq::Body, host: &str, want: Want) -> Result<Vec<u8>, FetchError> {
        let mut bytes = Vec::new();
        let limit = match want {
            Want::Feed | Want::Page => self.limits.bytes,
            Want::Picture => self.limits.bytes.min(MAX_PICTURE),
        };
        // One byte more than is taken, so that too much shows.
        let mut reader = body.into_reader().take(limit + 1);
        reader.read_to_end(&mut bytes).map_err(|error| FetchError::from_io(error, host, &self.limits))?;
        if bytes.len() as u64 > limit {
            return Err(FetchError::TooLarge { limit });
        }
        Ok(bytes)
    }
}

impl Http for Client {
    fn get(&self, request: &Request) -> Result<Response, FetchError> {
        let until = Instant::now() + self.limits.whole;
        let mut address = request.address.clone();
        let mut seen = vec![address.clone()];
        let mut moved = None;
        let mut is_for_good = true;
        loop {
            let answer = self.call(request, &address, until)?;
            let status = answer.status().as_u16();
            if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                let headers = Headers(answer.headers());
                let now = Timestamp::now();
                let mut response = Response {
                    status,
                    moved,
                    content_type: headers.owned("content-type"),
                    etag: headers.owned("etag"),
                    modified: headers.owned("last-modified"),
                    fresh_for: freshness::fresh_for(|name| headers.get(name), now),
                    retry_after: headers
                        .get("retry-after")
                        .and_then(|text| freshness::retry_after(text, now)),
                    ..Response::default()
                };
                if response.is_success() {
                    response.body = self.read(answer.into_body(), address.host(), request.want)?;
                }
                response.address = Some(address);
                return Ok(response);
            }
            let to = Headers(answer.headers()).get("location").ok_or(FetchError::RedirectToNowhere)?;
            address = address.join(to)?;
            is_for_good &= matches!(status, 301 | 308);
            if is_for_good {
                moved = Some(address.clone());
            }
            if seen.contains(&address) {
                return Err(FetchError::RedirectLoop);
            }
            if seen.len() > self.limits.redirects {
                return Err(FetchError::TooManyRedirects { limit: self.limits.redirects });
            }
            seen.push(address.clone());
        }
    }
}

struct Headers<'a>(&'a HeaderMap);

impl<'a> Headers<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        self.0.get(name)?.to_str().ok()
    }

    fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }
}

impl Limits {
    /// Limits that a test can wait for.
    #[cfg(test)]
    pub(super) fn short() -> Self {
        Self { whole: std::time::Duration::from_millis(600), bytes: 100_000, ..Self::default() }
    }
}
