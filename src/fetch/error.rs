//! Why nothing came: every limit has its own words.

use std::io;
use std::time::Duration;

use thiserror::Error;

use super::private::PrivateAddress;
use super::{AddressError, SecretError};
use crate::model::CleanText;

/// Why a request gave no answer. Says what happened and, where there is something to do, what; names no secret.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FetchError {
    /// A redirect led to something that is no web address.
    #[error("it redirects to something else: {0}")]
    Address(#[from] AddressError),
    /// It leads into a private network, where only an address that the user gave may lead.
    #[error("{host} is in a private network, where only feeds that you add yourself are fetched")]
    Private {
        /// The host.
        host: CleanText,
    },
    /// What the server wants to know first cannot be found.
    #[error("no secret for {host}: {reason}")]
    Secret {
        /// The host.
        host: CleanText,
        /// Why.
        reason: SecretError,
    },
    /// No such host.
    #[error("there is no host named {host}, or the network is down")]
    NoHost {
        /// The host.
        host: CleanText,
    },
    /// No connection.
    #[error("{host} could not be reached: {reason}")]
    Unreachable {
        /// The host.
        host: CleanText,
        /// What the system says.
        reason: CleanText,
    },
    /// It took too long to connect.
    #[error("{host} did not answer the call within {} seconds", limit.as_secs())]
    ConnectTimeout {
        /// The host.
        host: CleanText,
        /// How long it may take.
        limit: Duration,
    },
    /// It took too long in all.
    #[error("{host} took more than {} seconds", limit.as_secs())]
    Timeout {
        /// The host.
        host: CleanText,
        /// How long it may take.
        limit: Duration,
    },
    /// The certificate is not in order.
    #[error("no safe connection to {host}: {reason}")]
    Tls {
        /// The host.
        host: CleanText,
        /// What is wrong.
        reason: CleanText,
    },
    /// It redirects too often.
    #[error("it redirects more than {limit} times")]
    TooManyRedirects {
        /// How often it may.
        limit: usize,
    },
    /// It redirects to where it has been.
    #[error("it redirects in a circle")]
    RedirectLoop,
    /// It redirects without saying where.
    #[error("it redirects without saying where to")]
    RedirectToNowhere,
    /// It is too large.
    #[error("it is larger than {} MB", limit / (1024 * 1024))]
    TooLarge {
        /// The most that is taken, in bytes.
        limit: u64,
    },
    /// The answer breaks off.
    #[error("the answer of {host} breaks off: {reason}")]
    Cut {
        /// The host.
        host: CleanText,
        /// How.
        reason: CleanText,
    },
    /// The answer is no HTTP, or the proxy is not as it should be.
    #[error("{host} answered something that cannot be understood: {reason}")]
    Protocol {
        /// The host.
        host: CleanText,
        /// What is wrong.
        reason: CleanText,
    },
}

/// The limits that a request is held to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The longest that a connection may take.
    pub(super) connect: Duration,
    /// The longest that a request may take, redirects and all.
    pub(super) whole: Duration,
    /// The most that is taken, in bytes after decompression.
    pub(super) bytes: u64,
    /// The most redirects.
    pub(super) redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            whole: Duration::from_secs(60),
            bytes: 32 * 1024 * 1024,
            redirects: 10,
        }
    }
}

impl FetchError {
    /// Whether trying again soon may help: the network's doing rather than the address's.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::NoHost { .. }
                | Self::Unreachable { .. }
                | Self::ConnectTimeout { .. }
                | Self::Timeout { .. }
                | Self::Cut { .. }
        )
    }

    /// What the HTTP library says, in our words.
    pub(super) fn from_ureq(error: ureq::Error, host: &str, limits: &Limits) -> Self {
        let name = CleanText::line(host);
        let says = |reason: &dyn std::fmt::Display| CleanText::line(&reason.to_string());
        match error {
            ureq::Error::HostNotFound => Self::NoHost { host: name },
            ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
                Self::ConnectTimeout { host: name, limit: limits.connect }
            }
            ureq::Error::Timeout(_) => Self::Timeout { host: name, limit: limits.whole },
            ureq::Error::BodyExceedsLimit(_) => Self::TooLarge { limit: limits.bytes },
            ureq::Error::Rustls(error) => Self::Tls { host: name, reason: says(&error) },
            ureq::Error::Tls(reason) => Self::Tls { host: name, reason: says(&reason) },
            ureq::Error::ConnectionFailed => {
                Self::Unreachable { host: name, reason: CleanText::line("no connection") }
            }
            ureq::Error::Decompress(_, error) => Self::Cut { host: name, reason: says(&error) },
            ureq::Error::Other(error) if error.is::<PrivateAddress>() => Self::Private { host: name },
            ureq::Error::Io(error) => Self::from_io(error, host, limits),
            error => Self::Protocol { host: name, reason: says(&error) },
        }
    }

    /// What reading or connecting says, in our words; the HTTP library's own errors may be inside.
    pub(super) fn from_io(error: io::Error, host: &str, limits: &Limits) -> Self {
        if error.get_ref().is_some_and(|inner| inner.is::<ureq::Error>()) {
            return match error.into_inner().map(|inner| inner.downcast::<ureq::Error>()) {
                Some(Ok(inner)) => Self::from_ureq(*inner, host, limits),
                _ => Self::Cut { host: CleanText::line(host), reason: CleanText::line("it cannot be read") },
            };
        }
        let host = CleanText::line(host);
        let is_tls = error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>());
        let reason = CleanText::line(&error.to_string());
        match error.kind() {
            _ if is_tls => Self::Tls { host, reason },
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
                Self::Timeout { host, limit: limits.whole }
            }
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::BrokenPipe => Self::Cut { host, reason },
            _ => Self::Unreachable { host, reason },
        }
    }
}
