//! Taking in an export: making a store of it, or joining it with what is there.

use std::io::BufRead;
use std::path::Path;

use super::Newsroom;
use super::address_key::address_key;
use super::error::NewsroomError;
use crate::fetch::Address;
use crate::ingest::Records;
use crate::model::{FeedOrigin, FeedRecord, Record};
use crate::store::{Exchange, Filling, Joined, Standing, Store, StoreError};

/// What became of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// There was nothing of the user's: the store is the one that was exported, with so many articles.
    Whole(u64),
    /// What was not there already has come to what was.
    Joined(Joined),
}

impl Newsroom {
    /// Takes an export into the store in a folder: all of it, or nothing. What is there already stays, and gets what it has
    /// not; new articles are still to be analysed. `how_far` is told how many bytes have been read.
    ///
    /// # Errors
    /// Where the export is none, or not whole; where the store cannot be written.
    pub fn import_export(
        store_dir: &Path,
        input: &mut dyn BufRead,
        how_far: &mut dyn FnMut(u64),
    ) -> Result<Imported, NewsroomError> {
        let path = Self::store_file(store_dir);
        let exchange = match Self::has_own(store_dir)? {
            true => None,
            false => match Exchange::begin(&path, false) {
                // Nothing is exchanged beneath somebody; they see what joins their own.
                Err(StoreError::InUse { .. }) => None,
                begun => Some(begun?),
            },
        };
        let mut records = Records::new(input);
        if let Some(exchange) = exchange
            && exchange.standing()? == Standing::default()
        {
            return make(exchange, &mut records, how_far).map(Imported::Whole);
        }
        let mut store = Store::open(&path)?;
        join(&mut store, &mut records, how_far).map(Imported::Joined)
    }

    /// Whether there are feeds of the user's in a store, if there is one.
    fn has_own(store_dir: &Path) -> Result<bool, NewsroomError> {
        match Self::open_reader(store_dir) {
            Ok(reader) => Ok(reader.feeds()?.iter().any(|feed| feed.origin != FeedOrigin::Samples)),
            Err(NewsroomError::Store(StoreError::Missing { .. })) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn make<R: BufRead>(
    exchange: Exchange,
    records: &mut Records<R>,
    how_far: &mut dyn FnMut(u64),
) -> Result<u64, NewsroomError> {
    let mut filling = Filling::new(exchange.incoming())?;
    let mut articles = 0;
    while let Some(record) = records.next().map_err(NewsroomError::Export)? {
        let trusted = trusted(&record, records)?;
        filling.take(&record).map_err(|error| about(error, records))?;
        if let (Some(address), Record::Feed(feed)) = (trusted, &record) {
            filling.trust(feed, address.origin()).map_err(|error| about(error, records))?;
        }
        articles += u64::from(matches!(record, Record::Article(_)));
        how_far(records.bytes);
    }
    filling.finish().map_err(|error| about(error, records))?;
    exchange.finish(&mut |_, _| ())?;
    Ok(articles)
}

fn join<R: BufRead>(
    store: &mut Store,
    records: &mut Records<R>,
    how_far: &mut dyn FnMut(u64),
) -> Result<Joined, NewsroomError> {
    let mut joining = store.join()?;
    while let Some(record) = records.next().map_err(NewsroomError::Export)? {
        let trusted = trusted(&record, records)?;
        let address = match &record {
            Record::Article(article) => article.url.as_deref().and_then(address_key),
            _ => None,
        };
        let origin = trusted.as_ref().map_or("", |address| address.origin());
        joining.take(record, address.as_ref(), origin).map_err(|error| about(error, records))?;
        how_far(records.bytes);
    }
    joining.finish().map_err(|error| about(error, records))
}

/// Where the feed is that a record tells of, if any; an error where it is nowhere that may be asked.
fn trusted<R: BufRead>(record: &Record, records: &Records<R>) -> Result<Option<Address>, NewsroomError> {
    let address = match record {
        Record::Feed(feed) => address_of(feed).transpose(),
        _ => Ok(None),
    };
    address.map_err(|why| NewsroomError::Export(records.error(why)))
}

/// Where a feed of the web is; what is wrong with that, where it is nowhere that may be asked.
fn address_of(feed: &FeedRecord) -> Option<Result<Address, String>> {
    let url = &feed.web.as_ref()?.url;
    Some(Address::parse(url).map_err(|error| error.to_string()))
}

/// What is wrong with a record is said with its line; what is wrong with the disk is not.
fn about<R: BufRead>(error: StoreError, records: &Records<R>) -> NewsroomError {
    match error {
        StoreError::Record { why } => NewsroomError::Export(records.error(why)),
        error => NewsroomError::Store(error),
    }
}
