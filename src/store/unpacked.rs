//! Reading what articles say out of a bundle (`bundle.rs`): it is unpacked no further than to the part that is wanted, so that
//! more articles may be packed together.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use zstd::zstd_safe::{self, DCtx, DParameter, InBuffer, OutBuffer, ResetDirective};

use super::body::{self, damage};
use super::bundle::{BUNDLE, HEADER, IN_ORDER, MAX_BYTES, PLAIN, ZSTD, joined, order};

/// More than any input can give; a length above it is damage.
const MAX_CONTENT: usize = 1 << 30;

/// How many bundles are kept unpacked: to unpack one takes as long as all else that an article takes.
const KEPT: usize = 4;
/// Of more bytes than this nothing is kept unpacked.
const MAX_KEPT: usize = 2 * MAX_BYTES;

/// What is packed comes out in blocks of so many bytes; of a content of one block, nothing can be spared.
const BLOCK: usize = 128 * 1024;
/// How many packed bytes are unpacked before it is looked whether that is enough.
const STEP: usize = 8 * 1024;

/// A bundle, as far as it is unpacked.
#[derive(Default)]
pub(super) struct Unpacked {
    content: Vec<u8>,
    places: Vec<Range<usize>>,
    /// What goes on unpacking, where it is not whole.
    rest: Option<Rest>,
}

/// Where unpacking was left off.
struct Rest {
    unpacker: DCtx<'static>,
    /// How many packed bytes were taken.
    taken: usize,
}

/// What has been unpacked.
pub(super) struct Parts<'a> {
    content: &'a [u8],
    places: &'a [Range<usize>],
}

impl<'a> Parts<'a> {
    /// One of the parts that were wanted.
    pub(super) fn get(&self, nth: u32) -> rusqlite::Result<&'a [u8]> {
        let place = self.places.get(nth as usize).ok_or_else(|| damage("a bundle lacks a part"))?;
        self.content.get(place.clone()).ok_or_else(cut_short)
    }
}

/// Which parts are wanted.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    These(&'a [u32]),
    All,
}

impl Wanted<'_> {
    fn end(self, places: &[Range<usize>]) -> usize {
        match self {
            Self::These(wanted) => {
                let ends = wanted.iter().filter_map(|nth| places.get(*nth as usize)).map(|place| place.end);
                ends.max().unwrap_or_default()
            }
            Self::All => places.iter().map(|place| place.end).max().unwrap_or_default(),
        }
    }
}

impl Unpacked {
    /// The parts, of which these are wanted, of what was packed to `blob`. Who comes back for further ones, goes on from there.
    pub(super) fn parts(&mut self, blob: &[u8], wanted: &[u32]) -> rusqlite::Result<Parts<'_>> {
        self.reach(blob, Wanted::These(wanted))
    }

    fn reach(&mut self, blob: &[u8], wanted: Wanted<'_>) -> rusqlite::Result<Parts<'_>> {
        if self.places.is_empty() {
            *self = unpacked(blob, wanted)?;
        } else if wanted.end(&self.places) > self.content.len() {
            *self = match std::mem::take(self) {
                Self { content, rest: Some(rest), .. } => unpacked_on(blob, wanted, content, rest)?,
                _ => unpacked(blob, Wanted::All)?,
            };
        }
        Ok(Parts { content: &self.content, places: &self.places })
    }

    /// Takes no more room than what is unpacked; who comes back for further parts, unpacks all of it.
    fn settle(&mut self) {
        if let Some(Rest { unpacker, .. }) = self.rest.take() {
            UNPACKER.set(Some(unpacker));
            self.content.shrink_to_fit();
        }
    }
}

/// What was unpacked last comes first: neighbours in a list lie in one bundle, and the newest articles of feeds in a few. Each
/// with what it is known by: what it was unpacked from, or its number.
#[derive(Default)]
struct Last(Vec<(Vec<u8>, Unpacked)>);

impl Last {
    /// What `work` makes of the wanted parts of the bundle that is known by a key, and was packed to `blob`.
    fn with_parts<T>(
        &mut self,
        key: &[u8],
        (blob, wanted): (&[u8], Wanted<'_>),
        work: impl FnOnce(Parts<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        match self.0.iter().position(|(known, _)| known == key) {
            Some(nth) => self.0[..=nth].rotate_right(1),
            None => {
                self.0.truncate(KEPT - 1);
                self.0.insert(0, (key.to_vec(), Unpacked::default()));
            }
        }
        let (_, bundle) = &mut self.0[0];
        let made = bundle.reach(blob, wanted).and_then(work);
        bundle.settle();
        if bundle.content.len() > MAX_KEPT || bundle.places.is_empty() {
            self.0.remove(0);
        }
        made
    }
}

/// The bundles that a reader keeps unpacked, known by their numbers, so that it need not read them to know them. None that
/// writes may keep any so: a change that is taken back gives the number of a bundle back as well.
#[derive(Default)]
pub(super) struct Kept(RefCell<Last>);

impl Kept {
    /// The numbers of those that are kept whole, and 0: of the others one may want a part that has not been unpacked.
    pub(super) fn numbers(&self) -> [i64; KEPT] {
        let mut numbers = [0; KEPT];
        let last = self.0.borrow();
        let whole =
            last.0.iter().filter(|(_, bundle)| Wanted::All.end(&bundle.places) <= bundle.content.len());
        for (number, (key, _)) in numbers.iter_mut().zip(whole) {
            *number = key.as_slice().try_into().map_or(0, i64::from_le_bytes);
        }
        numbers
    }

    /// What `work` makes of parts of a bundle, of which these are `wanted`; `blob` is what they were packed to, where it is not
    /// kept whole.
    pub(super) fn with_parts<T>(
        &self,
        number: i64,
        (blob, wanted): (&[u8], &[u32]),
        work: impl FnOnce(Parts<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        self.0.borrow_mut().with_parts(&number.to_le_bytes(), (blob, Wanted::These(wanted)), work)
    }
}

/// What `work` makes of parts that were packed, of which these are `wanted`.
pub(super) fn with_parts<T>(
    blob: &[u8],
    wanted: &[u32],
    work: impl FnOnce(Parts<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    thread_local! {
        static LAST: RefCell<Last> = RefCell::default();
    }
    LAST.with_borrow_mut(|last| last.with_parts(blob, (blob, Wanted::These(wanted)), work))
}

/// One of the parts that were packed.
pub(super) fn part(blob: &[u8], nth: u32) -> rusqlite::Result<Vec<u8>> {
    with_parts(blob, &[nth], |parts| parts.get(nth).map(<[u8]>::to_vec))
}

/// All of the parts that were packed.
pub(super) fn unpack(blob: &[u8]) -> rusqlite::Result<Vec<Vec<u8>>> {
    let Unpacked { content, places, .. } = unpacked(blob, Wanted::All)?;
    Ok(places.into_iter().map(|place| content[place].to_vec()).collect())
}

/// A bundle as far as it is wanted at least, with its number and lengths of parts whatever the version.
fn unpacked(blob: &[u8], wanted: Wanted<'_>) -> rusqlite::Result<Unpacked> {
    let (tag, length, packed) = opened(blob)?;
    let alone = |document: &[u8]| {
        let content = joined(&[&body::as_document(document)])?;
        places(&content, content.len(), BUNDLE).map(|places| Unpacked { content, places, rest: None })
    };
    match tag {
        PLAIN if packed.len() == length => alone(packed),
        ZSTD => alone(&whole(packed, length)?),
        IN_ORDER | BUNDLE if length <= BLOCK => {
            let content = whole(packed, length)?;
            places(&content, length, tag).map(|places| Unpacked { content, places, rest: None })
        }
        IN_ORDER | BUNDLE => {
            let mut unpacker = unpacker()?;
            unpacker.reset(ResetDirective::SessionOnly).map_err(failed)?;
            unpacked_on(blob, wanted, Vec::with_capacity(length), Rest { unpacker, taken: 0 })
        }
        _ => Err(damaged()),
    }
}

/// A bundle of which something is unpacked, unpacked as far as it is wanted.
fn unpacked_on(
    blob: &[u8],
    wanted: Wanted<'_>,
    mut content: Vec<u8>,
    Rest { mut unpacker, mut taken }: Rest,
) -> rusqlite::Result<Unpacked> {
    let (tag, length, packed) = opened(blob)?;
    for step in packed.get(taken..).unwrap_or_default().chunks(STEP) {
        let before = content.len();
        let mut out = OutBuffer::around_pos(&mut content, before);
        unpacker.decompress_stream(&mut out, &mut InBuffer::around(step)).map_err(failed)?;
        taken += step.len();
        if content.len() > before
            && !matches!(wanted, Wanted::All)
            && let Ok(places) = places(&content, length, tag)
            && wanted.end(&places) <= content.len()
            && content.len() < length
        {
            return Ok(Unpacked { content, places, rest: Some(Rest { unpacker, taken }) });
        }
    }
    UNPACKER.set(Some(unpacker));
    if content.len() != length {
        return Err(cut_short());
    }
    places(&content, length, tag).map(|places| Unpacked { content, places, rest: None })
}

/// How a bundle is packed, how long its content is, and what it is packed to.
fn opened(blob: &[u8]) -> rusqlite::Result<(u8, usize, &[u8])> {
    let (header, packed) = blob.split_at_checked(HEADER).ok_or_else(damaged)?;
    let length = u32::from_le_bytes([header[1], header[2], header[3], header[4]]) as usize;
    if length <= MAX_CONTENT { Ok((header[0], length, packed)) } else { Err(damaged()) }
}

/// What was compressed, all of it at once.
fn whole(packed: &[u8], length: usize) -> rusqlite::Result<Vec<u8>> {
    let (mut unpacker, mut content) = (unpacker()?, Vec::with_capacity(length));
    let unpacked = unpacker.decompress(&mut content, packed);
    UNPACKER.set(Some(unpacker));
    unpacked.map_err(failed)?;
    if content.len() == length { Ok(content) } else { Err(cut_short()) }
}

thread_local! {
    /// One to unpack with, which is made only where there is none.
    static UNPACKER: Cell<Option<DCtx<'static>>> = const { Cell::new(None) };
}

/// What unpacks straight into its place, without a buffer of its own for all of it.
fn unpacker() -> rusqlite::Result<DCtx<'static>> {
    if let Some(unpacker) = UNPACKER.take() {
        return Ok(unpacker);
    }
    let mut unpacker = DCtx::try_create().ok_or_else(|| damage("there is too little memory to unpack"))?;
    unpacker.set_parameter(DParameter::StableOutBuffer(true)).map_err(failed)?;
    Ok(unpacker)
}

fn damaged() -> rusqlite::Error {
    damage("a document is cut short or packed in an unknown way")
}

fn failed(code: usize) -> rusqlite::Error {
    damage(zstd_safe::get_error_name(code))
}

fn cut_short() -> rusqlite::Error {
    damage("a bundle is cut short")
}

/// Where in the content of a bundle, of so many bytes, its parts are; as soon as their lengths have been unpacked.
fn places(content: &[u8], length: usize, tag: u8) -> rusqlite::Result<Vec<Range<usize>>> {
    let number = |nth: usize| {
        let bytes = content.get(nth * 4..nth * 4 + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    };
    let count = number(0).filter(|count| *count < length).ok_or_else(cut_short)?;
    let mut at = (count + 1) * 4;
    if at > content.len() {
        return Err(cut_short());
    }
    let mut places = vec![0..0; count];
    for nth in order(count, tag) {
        let end = number(nth + 1).and_then(|size| at.checked_add(size)).ok_or_else(cut_short)?;
        places[nth] = at..end;
        at = end;
    }
    if at <= length { Ok(places) } else { Err(cut_short()) }
}

#[cfg(test)]
mod tests;
