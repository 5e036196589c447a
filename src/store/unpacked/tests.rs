use super::{BLOCK, KEPT, Kept, Last, MAX_KEPT, Parts, Unpacked, Wanted, part, unpack, with_parts};
use crate::store::bundle::{Effort, pack};

/// Text that does not get much shorter.
fn text(seed: u32, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9) | 1;
    let next = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b'a' + (state >> 24) as u8 % 26
    };
    std::iter::repeat_with(next).take(length).collect()
}

#[test]
fn what_is_packed_comes_back() {
    let long = "talks resume ".repeat(500);
    let parts: [&[u8]; 3] = [b"", b"{}", long.as_bytes()];
    for effort in [Effort::Quick, Effort::Thorough] {
        let packed = pack(&parts, effort).expect("packs");
        assert_eq!(unpack(&packed).expect("unpacks"), parts);
        assert_eq!(part(&packed, 1).expect("there"), b"{}");
        assert!(part(&packed, 3).is_err() && packed.len() < 200);
    }
}

#[test]
fn no_more_is_unpacked_than_is_wanted() {
    let parts: Vec<Vec<u8>> = (0..40).map(|nth| text(nth, 20_000)).collect();
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    for effort in [Effort::Quick, Effort::Thorough] {
        let packed = pack(&parts, effort).expect("packs");
        let mut bundle = Unpacked::default();
        assert_eq!(bundle.parts(&packed, &[4]).expect("unpacks").get(4).expect("there"), parts[4]);
        assert!(bundle.content.len() <= 2 * BLOCK, "{}", bundle.content.len());
        assert!(bundle.parts(&packed, &[4]).expect("unpacks").get(39).is_err());
        for nth in [12, 13, 25, 3] {
            assert_eq!(
                bundle.parts(&packed, &[nth]).expect("unpacks").get(nth).expect("there"),
                parts[nth as usize]
            );
            assert!(bundle.rest.is_some() && bundle.content.len() <= 33 * 20_000 + BLOCK);
        }
        assert_eq!(bundle.parts(&packed, &[39]).expect("unpacks").get(39).expect("there"), parts[39]);
        assert!(bundle.rest.is_none());
        assert_eq!(unpack(&packed).expect("unpacks"), parts);
        for (nth, expected) in (0..).zip(&parts) {
            let mut bundle = Unpacked::default();
            assert_eq!(bundle.parts(&packed, &[nth]).expect("unpacks").get(nth).expect("there"), *expected);
            assert_eq!(part(&packed, nth).expect("there"), *expected);
        }
        let both = with_parts(&packed, &[6, 7], |both| Ok([both.get(6)?.to_vec(), both.get(7)?.to_vec()]));
        assert_eq!(both.expect("unpacks"), [parts[6], parts[7]]);
    }
}

#[test]
fn a_document_of_an_older_version_is_read() {
    assert_eq!(part(&[0, 2, 0, 0, 0, b'{', b'}'], 0).expect("there"), b"d{}");
    let json = "talks ".repeat(50);
    let packed = zstd::bulk::compress(json.as_bytes(), 3).expect("packs");
    let blob = [&[1_u8, 44, 1, 0, 0][..], &packed].concat();
    assert_eq!(part(&blob, 0).expect("there"), format!("d{json}").as_bytes());
}

#[test]
fn what_was_unpacked_is_kept_only_as_long_as_there_is_room() {
    let packed: Vec<Vec<u8>> =
        (0..9_u8).map(|n| pack(&[&[n], b"talks"], Effort::Quick).expect("packs")).collect();
    for nth in [0, 1, 2, 0, 3, 4, 5, 6, 0, 0, 8, 7, 6, 5] {
        assert_eq!(part(&packed[nth], 0).expect("there"), [nth as u8]);
    }
    let long = pack(&[&vec![b'a'; MAX_KEPT + 1]], Effort::Quick).expect("packs");
    let mut last = Last::default();
    for blob in packed.iter().chain([&long]) {
        last.with_parts(blob, (blob, Wanted::All), |_| Ok(())).expect("unpacks");
        assert_eq!(last.0.first().is_some_and(|(key, _)| key == blob), blob != &long);
    }
    assert_eq!(last.0.len(), KEPT - 1);
}

#[test]
fn a_reader_knows_what_it_keeps_by_its_number() {
    let packed = |n: u8| pack(&[&[n]], Effort::Quick).expect("packs");
    let (kept, first) = (Kept::default(), |parts: Parts<'_>| parts.get(0).map(<[u8]>::to_vec));
    for number in [7, 8, 9, 10, 11, 9] {
        let blob = if kept.numbers().contains(&i64::from(number)) { Vec::new() } else { packed(number) };
        assert_eq!(kept.with_parts(number.into(), (&blob, &[0]), first).expect("there"), [number]);
    }
    assert_eq!(kept.numbers(), [9, 11, 10, 8]);
    let long = pack(&[&vec![b'a'; MAX_KEPT + 1]], Effort::Quick).expect("packs");
    assert!(kept.with_parts(12, (&long, &[0]), first).is_ok() && !kept.numbers().contains(&12));
    let parts: Vec<Vec<u8>> = (0..20).map(|nth| text(nth, 20_000)).collect();
    let packed = pack(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>(), Effort::Quick).expect("packs");
    for (nth, blob, is_whole) in [(0, &*packed, false), (19, &packed, true), (7, &[], true)] {
        let part = kept.with_parts(13, (blob, &[nth]), |parts| parts.get(nth).map(<[u8]>::to_vec));
        assert_eq!(part.expect("there"), parts[nth as usize]);
        assert_eq!(kept.numbers().contains(&13), is_whole, "{nth}");
    }
}

#[test]
fn damage_is_an_error() {
    let packed = pack(&[b"talks resume"], Effort::Quick).expect("packs");
    assert!(unpack(&packed[..packed.len() - 1]).is_err());
    assert!(unpack(&[]).is_err());
    assert!(unpack(&[1, 255, 255, 255, 255, 0]).is_err());
    assert!(unpack(&[9, 0, 0, 0, 0]).is_err());
    let parts: Vec<Vec<u8>> = (0..20).map(|nth| text(nth, 20_000)).collect();
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    let packed = pack(&parts, Effort::Quick).expect("packs");
    assert!(unpack(&packed[..packed.len() - 1]).is_err());
    assert!(part(&packed[..packed.len() / 2], 19).is_err());
    let mut wrong = packed.clone();
    wrong[HALF_OF_LENGTH] ^= 1;
    assert!(unpack(&wrong).is_err());
}

/// The third byte of the length, so that it is wrong by 64 KB.
const HALF_OF_LENGTH: usize = 3;
