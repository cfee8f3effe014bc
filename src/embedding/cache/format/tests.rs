use super::*;

fn layout(model: &str, dimensions: usize) -> Layout {
    Layout::new(&Fingerprint::of([("model", model)]), dimensions)
}

fn vector() -> UnitVector {
    UnitVector::normalized(vec![3.0, 0.0, -4.0]).unwrap()
}

fn record() -> Vec<u8> {
    let mut record = Vec::new();
    assert!(layout("a", 3).encode(digest(Side::Query, "text"), &vector(), &mut record));
    record
}

/// Fails when the format changes: then raise `VERSION`.
#[test]
fn the_bytes_are_those_that_lie_on_peoples_disks() {
    // Not of all bytes: a CRC over something that ends in its own CRC is always the same.
    let header = &layout("a", 3).header;
    assert_eq!((header.len(), crc32fast::hash(&header[..80])), (88, 3_665_759_010));
    let record = record();
    assert_eq!(
        (record.len(), crc32fast::hash(&record[..28]), &record[28..]),
        (32, 2_928_566_206, &[97, 99, 157, 39][..])
    );
}

#[test]
fn a_record_comes_back_bit_by_bit() {
    let record = record();
    let layout = layout("a", 3);
    let (found, components) = layout.check(&record).unwrap();
    assert_eq!(*found, digest(Side::Query, "text"));
    assert_eq!(decode(components), Some(vector()));
}

#[test]
fn the_sides_of_a_text_are_two_records() {
    assert_ne!(digest(Side::Query, "text"), digest(Side::Passage, "text"));
}

#[test]
fn a_record_of_another_model_or_length_is_not_ours() {
    assert!(layout("b", 3).check(&record()).is_none());
    assert!(layout("a", 2).check(&record()).is_none());
    assert!(layout("a", 4).check(&record()).is_none());
    assert!(!layout("a", 4).encode([0; 16], &vector(), &mut Vec::new()));
}

#[test]
fn every_flipped_bit_is_seen() {
    let layout = layout("a", 3);
    for bit in 0..record().len() * 8 {
        let mut record = record();
        record[bit / 8] ^= 1 << (bit % 8);
        assert!(layout.check(&record).is_none(), "bit {bit} of the record");
    }
    for bit in 0..HEADER_LEN * 8 {
        let mut header = *layout.header();
        header[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(layout.judge(&header), Header::Damaged, "bit {bit} of the header");
    }
    for len in 0..HEADER_LEN {
        assert_eq!(layout.judge(&layout.header()[..len]), Header::Damaged, "{len} bytes of the header");
    }
}

#[test]
fn a_whole_header_that_is_not_ours_is_foreign() {
    let ours = layout("a", 3);
    assert_eq!(ours.judge(ours.header()), Header::Ours);
    let another_model = Header::Foreign("belongs to another model");
    assert_eq!(ours.judge(layout("b", 3).header()), another_model);
    assert_eq!(ours.judge(layout("a", 4).header()), another_model);
    let mut later = *ours.header();
    later[8] = 2;
    let crc = crc32fast::hash(&later[..HEADER_LEN - CRC_LEN]);
    later[HEADER_LEN - CRC_LEN..].copy_from_slice(&crc.to_le_bytes());
    assert_eq!(ours.judge(&later), Header::Foreign("was written by another version of askwell"));
}
