//! The network as the config wants it.

use std::sync::Arc;

use crate::fetch::{Client, PoolLimits};
use crate::newsroom::Wire;

/// The network.
pub(super) fn wire() -> Result<Wire, String> {
    let http = Client::new(None).map_err(|why| format!("the proxy cannot be used: {why}"))?;
    Ok(Wire { http: Arc::new(http), limits: PoolLimits::default(), secrets: Vec::new() })
}
