//! The network, which all threads share: what is polite to a host goes for them together.

use std::sync::{Arc, OnceLock};

use crate::newsroom::{Network, Wire};

/// The network, opened when it is first wanted.
#[derive(Clone)]
pub(super) struct Line(Arc<(Network, OnceLock<Result<Wire, String>>)>);

impl Line {
    /// The network as the user has settled it.
    pub(super) fn new(network: Network) -> Self {
        Self(Arc::new((network, OnceLock::new())))
    }

    /// The network itself; why it is not to be used, where it is not.
    pub(super) fn wire(&self) -> Result<Wire, String> {
        let (network, wire) = &*self.0;
        wire.get_or_init(|| network.wire()).clone()
    }
}
