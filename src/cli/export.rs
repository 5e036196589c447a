//! `masthead export`.

use std::io::{BufWriter, Write};

use super::Outcome;
use super::args::{Export, Shared};
use super::out::{complain, note, say_on};
use super::progress::percent;
use crate::export::record_line;
use crate::fetch::Address;
use crate::model::{CleanText, ExportEnd, ExportHead, Record, count};
use crate::newsroom::{Newsroom, WholeFile};
use crate::store::{Reader, io_in_words};

/// So much is given to standard output at once.
const PIECE: usize = 64 * 1024;

/// Writes everything in the store that is the user's, a line of JSON each.
pub(super) fn export(shared: &Shared, wanted: &Export) -> Outcome {
    let folder = shared.store_dir()?;
    let reader = Newsroom::open_reader(&folder)?;
    let Some(file) = wanted.file.as_ref().filter(|file| file.as_os_str() != "-") else {
        let mut piece = String::new();
        let mut goes_on = true;
        let (_, lost) = percent(|how_far| {
            lines(&reader, how_far, &mut |line| {
                piece.push_str(line);
                if piece.len() >= PIECE {
                    goes_on = say_on(&std::mem::take(&mut piece))?;
                }
                Ok(goes_on)
            })
        })?;
        if goes_on {
            say_on(&piece)?;
        }
        return Ok(is_whole(lost));
    };
    let whole = WholeFile::new(&folder, file, wanted.force)?;
    let mut out = BufWriter::new(whole.open()?);
    let written =
        percent(|how_far| lines(&reader, how_far, &mut |line| out.write_all(line.as_bytes()).map(|()| true)));
    let (articles, lost) = match written.and_then(|told| Ok(out.flush().map(|()| told)?)) {
        Ok(told) => told,
        Err(Failure::Written(error)) => return Err(whole.unwritable(error).into()),
        Err(error) => return Err(error.into()),
    };
    drop(out);
    let bytes = whole.finish()?;
    note(&format!("{}: {}, {} KB", file.display(), count(articles, "article"), bytes.div_ceil(1000)));
    Ok(is_whole(lost))
}

/// Says where something is not in an export. Whether all is.
fn is_whole(lost: u64) -> bool {
    if lost > 0 {
        complain(&format!(
            "{} cannot be read, since the store is damaged, and left out; masthead doctor says more",
            count(lost, "article")
        ));
    }
    lost == 0
}

/// Why an export was broken off.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// The store cannot be read.
    #[error(transparent)]
    Read(#[from] crate::store::StoreError),
    /// A line cannot be written.
    #[error("cannot write the export: {}", io_in_words(.0))]
    Written(#[from] std::io::Error),
}

/// Gives every line to `write`, which says whether to go on; of how many articles they tell, and how many cannot be read.
fn lines(
    reader: &Reader,
    how_far: &mut dyn FnMut(u64, u64),
    write: &mut dyn FnMut(&str) -> std::io::Result<bool>,
) -> Result<(u64, u64), Failure> {
    let all = reader.totals()?.articles;
    let (mut articles, mut failed, mut goes_on) = (0, None, true);
    let mut put = |record: Record| {
        let line = record_line(&without_secrets(record)).map_err(std::io::Error::from);
        match line.and_then(|line| write(&line)) {
            Ok(on) => goes_on = on,
            Err(error) => failed = Some(error),
        }
        goes_on && failed.is_none()
    };
    put(Record::Masthead(ExportHead::new()));
    let lost = reader.records(&mut |record| {
        if matches!(record, Record::Article(_)) {
            articles += 1;
            how_far(articles, all.max(articles));
        }
        put(record)
    })?;
    put(Record::End(ExportEnd { articles }));
    failed.map_or(Ok((articles, lost)), |error| Err(error.into()))
}

/// A record without what a store of an early version may have of a password in the address of a feed.
fn without_secrets(record: Record) -> Record {
    let Record::Feed(mut feed) = record else { return record };
    if let Some(web) = &mut feed.web {
        web.url = CleanText::line(&Address::without_user(&web.url));
        web.site = web.site.take().map(|site| CleanText::line(&Address::without_user(&site)));
    }
    Record::Feed(feed)
}
