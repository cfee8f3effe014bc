//! How the file looks: a header, then records of one length, so that a damaged record does not hide those behind it.
//!
//! | header | bytes | | record | bytes |
//! | --- | --- | --- | --- | --- |
//! | magic `askwellV` | 8 | | digest of side and text | 16 |
//! | version | 4 | | components, f32 | 4 each |
//! | dimensions | 8 | | CRC-32 of the record, begun with the header's | 4 |
//! | fingerprint, hexadecimal | 64 | | | |
//! | CRC-32 of the header | 4 | | | |
//!
//! Numbers are little-endian. Later versions must keep this header, so that an older program can tell.

use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;

use sha2::Digest as _;
use sha2::Sha256;

use super::CacheNote;
use crate::embedding::Fingerprint;
use crate::embedding::Side;
use crate::embedding::UnitVector;

/// The beginning of the SHA-256 of side and text: 128 bits, so two texts never share one.
pub(super) type Digest = [u8; 16];

const MAGIC: &[u8; 8] = b"askwellV";
/// Raise it when records change.
const VERSION: u32 = 1;
pub(super) const HEADER_LEN: usize = 8 + 4 + 8 + 64 + 4;
const DIGEST_LEN: usize = 16;
const CRC_LEN: usize = 4;

/// Larger blocks read no faster; smaller ones cost more calls.
pub(super) const BLOCK_BYTES: usize = 1 << 20;

/// Which text on which side.
pub(super) fn digest(side: Side, text: &str) -> Digest {
    // Part of the format: the order of the enum's variants must not matter.
    let side = match side {
        Side::Query => b'q',
        Side::Passage => b'p',
    };
    let digest = Sha256::new().chain_update([side]).chain_update(text).finalize();
    *digest.first_chunk().expect("SHA-256 has 32 bytes")
}

/// `None` for bytes that are not a unit vector, which nobody can have stored.
pub(super) fn decode(components: &[u8]) -> Option<UnitVector> {
    let (components, _) = components.as_chunks::<4>();
    UnitVector::from_unit(components.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect())
}

/// How one model's file looks.
#[derive(Debug)]
pub(super) struct Layout {
    /// The same in each of the model's files.
    header: [u8; HEADER_LEN],
    dimensions: usize,
    /// Every record's checksum begins with the header's, so that records are known as this model's even when the
    /// header is damaged.
    seed: u32,
}

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Header {
    Ours,
    /// Whole, and not ours; with the words for [`CacheNote::Replaced`].
    Foreign(&'static str),
    Damaged,
}

/// What was found in a file.
#[derive(Debug)]
pub(super) struct Scan {
    header: Header,
    good: u64,
    /// Records that are not what was stored, and a last one that is not complete.
    bad: u64,
}

impl Scan {
    /// What an absent file holds.
    pub(super) const NOTHING: Scan = Scan { header: Header::Ours, good: 0, bad: 0 };

    /// What the user should know; `None` where all is well.
    pub(super) fn note(&self, path: &Path) -> Option<CacheNote> {
        let path = path.to_owned();
        match self.header {
            _ if self.is_sound() => None,
            Header::Foreign(because) => Some(CacheNote::Replaced { path, because }),
            Header::Ours | Header::Damaged => Some(CacheNote::Damaged { path, kept: self.good, lost: self.bad }),
        }
    }

    pub(super) fn is_sound(&self) -> bool {
        self.header == Header::Ours && self.bad == 0
    }
}

impl Layout {
    pub(super) fn new(fingerprint: &Fingerprint, dimensions: usize) -> Layout {
        let mut bytes = Vec::with_capacity(HEADER_LEN);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&(dimensions as u64).to_le_bytes());
        bytes.extend_from_slice(fingerprint.as_str().as_bytes());
        let seed = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&seed.to_le_bytes());
        let header = bytes.try_into().expect("a fingerprint has 64 digits, and the rest has a fixed length");
        Layout { header, dimensions, seed }
    }

    /// What each of the model's files begins with.
    pub(super) fn header(&self) -> &[u8; HEADER_LEN] {
        &self.header
    }

    pub(super) fn record_len(&self) -> usize {
        DIGEST_LEN + 4 * self.dimensions + CRC_LEN
    }

    /// Adds a record to `out`; false, and nothing, for a vector of other dimensions.
    pub(super) fn encode(&self, digest: Digest, vector: &UnitVector, out: &mut Vec<u8>) -> bool {
        if vector.as_slice().len() != self.dimensions {
            return false;
        }
        let start = out.len();
        out.extend_from_slice(&digest);
        out.extend(vector.as_slice().iter().flat_map(|component| component.to_le_bytes()));
        let crc = self.crc(&out[start..]);
        out.extend_from_slice(&crc.to_le_bytes());
        true
    }

    /// Replaces a record's components and makes its checksum right.
    #[cfg(test)]
    pub(super) fn forge(&self, record: &mut [u8], components: &[f32]) {
        let (content, crc) = record.split_last_chunk_mut::<CRC_LEN>().expect("a record ends with a checksum");
        for (bytes, component) in content[DIGEST_LEN..].chunks_mut(4).zip(components) {
            bytes.copy_from_slice(&component.to_le_bytes());
        }
        *crc = self.crc(content).to_le_bytes();
    }

    fn crc(&self, content: &[u8]) -> u32 {
        let mut hasher = crc32fast::Hasher::new_with_initial(self.seed);
        hasher.update(content);
        hasher.finalize()
    }

    /// Digest and components of a record, `None` when they are not what was stored.
    fn check<'a>(&self, record: &'a [u8]) -> Option<(&'a Digest, &'a [u8])> {
        // The last one may have been cut short.
        let (content, crc) = record.split_last_chunk::<CRC_LEN>().filter(|_| record.len() == self.record_len())?;
        (self.crc(content) == u32::from_le_bytes(*crc)).then_some(())?;
        content.split_first_chunk::<DIGEST_LEN>()
    }

    fn judge(&self, header: &[u8]) -> Header {
        if header == self.header {
            return Header::Ours;
        }
        let Some((content, crc)) = header.split_last_chunk::<CRC_LEN>().filter(|_| header.len() == HEADER_LEN) else {
            return Header::Damaged;
        };
        if !content.starts_with(MAGIC) || crc32fast::hash(content) != u32::from_le_bytes(*crc) {
            Header::Damaged
        } else if content[8..12] != self.header[8..12] {
            Header::Foreign("was written by another version of askwell")
        } else {
            Header::Foreign("belongs to another model")
        }
    }

    /// Whether records may be put behind the last one: not in the wrong file, nor behind half a record.
    pub(super) fn begins_and_ends_well(&self, file: &File) -> io::Result<bool> {
        let mut header = [0; HEADER_LEN];
        let header_len = read_up_to(file, &mut header)?;
        let ours = self.judge(&header[..header_len]) == Header::Ours;
        let records = file.metadata()?.len().saturating_sub(HEADER_LEN as u64);
        Ok(ours && records.is_multiple_of(self.record_len() as u64))
    }

    /// Reads `file` from its beginning. `on_record` gets what is whole, and says whether it can be what was stored.
    /// Of a foreign file nothing is read.
    pub(super) fn scan(&self, file: &File, mut on_record: impl FnMut(&Digest, &[u8]) -> bool) -> io::Result<Scan> {
        let mut header = [0; HEADER_LEN];
        let header_len = read_up_to(file, &mut header)?;
        let mut scan = Scan { header: self.judge(&header[..header_len]), good: 0, bad: 0 };
        if matches!(scan.header, Header::Foreign(_)) {
            return Ok(scan);
        }
        let record_len = self.record_len();
        let mut block = vec![0; record_len * (BLOCK_BYTES / record_len).max(1)];
        loop {
            let filled = read_up_to(file, &mut block)?;
            for record in block[..filled].chunks(record_len) {
                match self.check(record) {
                    Some((digest, components)) if on_record(digest, components) => scan.good += 1,
                    _ => scan.bad += 1,
                }
            }
            if filled < block.len() {
                return Ok(scan);
            }
        }
    }
}

/// Fills `buffer` as far as the file goes; the number of bytes.
fn read_up_to(mut file: &File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests;
