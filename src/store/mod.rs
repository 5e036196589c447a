//! Floor 2: the articles on disk. The only module that knows SQL. Rests on the model alone.
//!
//! One SQLite file. A process has one [`Store`], which writes, and as many [`Reader`]s as it likes, which are
//! never blocked by it; several processes may share a file.
//!
//! - **The id is the order.** An article's id is its time (`ids.rs`), so *newest first* is the primary key
//!   of every table that lists articles, a page of any list stops after its rows, and nothing sorts.
//! - **Two steps.** What comes in is at once listed, counted, readable and found by its title (`add.rs`); its words and
//!   actors follow (`analyse.rs`).
//! - **Narrow rows apart from bodies.** `article` holds what a list shows; `bundle` what several of them say, packed
//!   (`bundle.rs`, `body.rs`), read for one article at a time.
//! - **Counters, not counts.** `counters.rs` keeps what a screen shows, in the transaction that changes it.
//! - **Facts and status apart.** `status` says what the reader did; `unread` and `status_starred` are its lists.
//! - **One index for every search.** `search` (FTS5, no content of its own) has the words of an article and tags for its
//!   feeds and names, so that a search within a feed or for two actors is one intersection of lists (`words.rs`,
//!   `compile.rs`). Where the words stand, the articles themselves know (`says.rs`).
//! - **Names are facts, whose they are is not.** `name` has what articles call somebody, by whom it was recognised to be
//!   (`names.rs`); the user's edits change whose it is (`actor_edit.rs`), and no article.
//! - **An article may come by several feeds** (`sources.rs`): it is one article, read in one place is read in all.
//! - **What is hidden keeps everything** (`hide.rs`), and is in no list and no counter: so a removed feed can be had
//!   back.
//! - Rows of `entry`, `unread` and `search` name articles without a foreign key, which would need
//!   an index each; `forget.rs` is the one place that removes articles, and takes them along.

mod actor_edit;
mod actor_page;
mod actors;
mod add;
mod alike;
mod analyse;
mod archive;
mod article;
mod body;
mod bundle;
mod cast;
mod cast_part;
mod check;
mod compact;
mod compile;
mod complete;
mod copy;
mod counters;
mod doctor;
mod error;
mod exchange;
mod filling;
mod followed;
mod forget;
mod full_text;
mod gather;
mod health;
mod hide;
mod holder;
mod identity;
mod ids;
mod ids_of_days;
mod index;
mod list;
mod makeshift;
mod names;
mod newsboat;
mod notes;
mod open;
mod past;
mod reader;
mod reading;
mod recount;
mod retention;
mod rules;
mod saved;
mod says;
mod schema;
mod score;
mod searching;
mod set;
mod sources;
mod status;
mod subscription;
mod terms;
mod undo;
mod unpacked;
mod values;
mod vocabulary;
mod walk;
mod within;
mod words;
mod writer;

pub use add::{Added, Fetched, Incoming};
pub use analyse::{Analysed, Bundle, Waiting};
pub use archive::{Filling, Joined, Joining};
pub use body::{Content, Packed};
pub use compact::Compaction;
pub use copy::HowFar;
pub use doctor::{Finding, Watch};
pub use error::{StoreError, io_in_words};
pub use exchange::{Backup, Exchange, Standing};
pub use full_text::{PageText, WantedPage};
pub use newsboat::{NewsboatArticle, NewsboatCache, NewsboatFeed};
pub use reader::{MakeDocument, Reader};
pub use searching::Found;
pub use status::Mark;
pub use writer::Store;
