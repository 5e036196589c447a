//! Floor 2: HTTP, politely and within limits. Knows no feeds and no articles. Rests on the model alone.
//!
//! - `address.rs`: what may be fetched at all; `private.rs`: which networks a stranger may not lead to;
//! - `client.rs` makes one request, redirects and all; `request.rs` and `error.rs` say what goes in and comes out;
//! - `freshness.rs` reads how long an answer stays fresh;
//! - `gate.rs` lets few requests to one host through, whoever makes them;
//! - `pool.rs` keeps many requests going at once and few to any one host;
//! - `secret.rs` finds the passwords that the user keeps elsewhere.

mod address;
mod client;
mod error;
mod freshness;
mod gate;
mod pool;
mod private;
mod request;
mod secret;
#[cfg(test)]
mod tests;

pub use address::{Address, AddressError};
pub use client::{Client, Http};
pub use error::FetchError;
pub use gate::Gate;
pub use pool::{Done, Pool, PoolLimits};
pub use request::{Request, Response, Trust, Want};
pub use secret::{Secret, SecretError, SecretSource};
