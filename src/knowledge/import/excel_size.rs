//! Unpacks a workbook into nothing, to know what it unpacks to before anything is kept: what its directory says of
//! sizes is only said.

use std::io;
use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;

use crate::knowledge::problem::Code;
use crate::knowledge::problem::Wrong;

/// See [`crate::knowledge::MAX_UNPACKED_BYTES`].
pub(super) const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;

/// Workbooks have a part for each sheet, and a few more.
const MAX_PARTS: usize = 1_000;

/// Why a workbook is not read.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: Code,
    pub(super) wrong: Wrong,
}

/// Whether the archive is whole and small enough.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    check_against(bytes, MAX_UNPACKED_BYTES)
}

fn check_against(bytes: &[u8], limit: u64) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MAX_PARTS {
        return Err(too_large(Wrong::TooManyParts { most: MAX_PARTS }));
    }
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| damaged())?;
        let left = limit - unpacked;
        unpacked += io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| damaged())?;
        if unpacked > limit {
            return Err(too_large(Wrong::UnpacksTooLarge { mib: limit / 1024 / 1024 }));
        }
    }
    Ok(())
}

fn damaged() -> Refusal {
    Refusal { code: Code::Syntax, wrong: Wrong::BadWorkbook }
}

fn too_large(wrong: Wrong) -> Refusal {
    Refusal { code: Code::TooLarge, wrong }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive_of_zeros(bytes: usize) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
        writer.write_all(&vec![0; bytes]).unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_whatever_its_directory_says() {
        const MIB: usize = 1024 * 1024;
        let mut bomb = archive_of_zeros(2 * MIB);
        assert!(bomb.len() < 10_000);
        assert!(check_against(&bomb, 2 * MIB as u64).is_ok());
        let refusal = check_against(&bomb, MIB as u64).unwrap_err();
        assert_eq!(refusal.wrong.message(), "the workbook unpacks to more than 1 MiB");
        let size = u32::try_from(2 * MIB).unwrap().to_le_bytes();
        let places: Vec<usize> =
            bomb.windows(4).enumerate().filter(|(_, four)| *four == size).map(|(at, _)| at).collect();
        assert!(!places.is_empty());
        for at in places {
            bomb[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        }
        let refusal = check_against(&bomb, MIB as u64).unwrap_err();
        assert!(matches!(refusal.code, Code::TooLarge | Code::Syntax), "{:?}", refusal.wrong);
    }
}
