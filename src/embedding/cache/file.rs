//! The file as it lies on the disk: read by anybody, written by one at a time.
//!
//! Nothing is ever synced to the disk: what a power cut loses is found by its checksum and made anew.

mod lock;

use std::collections::HashSet;
use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use super::CacheNote;
use super::format::BLOCK_BYTES;
use super::format::Digest;
use super::format::Layout;
use super::format::Scan;
use super::format::decode;

/// One model's file, which may not be there.
#[derive(Debug)]
pub(super) struct VectorFile {
    path: PathBuf,
    layout: Layout,
}

impl VectorFile {
    pub(super) fn new(path: PathBuf, layout: Layout) -> VectorFile {
        VectorFile { path, layout }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Reads all records, without a lock: the end may look damaged while somebody writes it.
    pub(super) fn read(&self, on_record: impl FnMut(&Digest, &[u8]) -> bool) -> io::Result<Scan> {
        match open_regular(&self.path)? {
            Some(file) => self.layout.scan(&file, on_record),
            None => Ok(Scan::NOTHING),
        }
    }

    /// Rewrites the file without what is damaged, if it still is.
    pub(super) fn mend(&self, notes: &mut Vec<CacheNote>) -> io::Result<()> {
        let _lock = self.lock()?;
        let scan = self.read(|_, components| decode(components).is_some())?;
        if scan.is_sound() { Ok(()) } else { self.rewrite_sound(notes) }
    }

    /// Adds `records`. A file that would then be longer than `limit` is first rewritten with only those it has to
    /// `keep`. When the disk is full, the file stays as it was.
    pub(super) fn append(
        &self,
        records: &[u8],
        limit: u64,
        keep: impl Fn(&Digest) -> bool,
        notes: &mut Vec<CacheNote>,
    ) -> io::Result<()> {
        let _lock = self.lock()?;
        let well = open_regular(&self.path)?.map(|file| self.layout.begins_and_ends_well(&file)).transpose()?;
        if well != Some(true) {
            // Also makes the file where there is none; then there is nothing to tell.
            self.rewrite_sound(notes)?;
        }
        if fs::metadata(&self.path)?.len() + records.len() as u64 > limit {
            let (_, written) = self.rewrite(&keep)?;
            notes.push(CacheNote::Shrunk { path: self.path.clone(), kept: written.kept, dropped: written.dropped });
        }
        let mut file = OpenOptions::new().append(true).open(&self.path)?;
        write_or_undo(&mut file, records)
    }

    fn lock(&self) -> io::Result<File> {
        if let Some(dir) = self.path.parent() {
            fs::create_dir_all(dir)?;
        }
        lock::wait_for(&self.path.with_extension("lock"))
    }

    /// Rewrites the file with all that is whole in it, and tells what was wrong.
    fn rewrite_sound(&self, notes: &mut Vec<CacheNote>) -> io::Result<()> {
        let (scan, _) = self.rewrite(|_| true)?;
        notes.extend(scan.note(&self.path));
        Ok(())
    }

    /// Replaces the file by one with those of its records to `keep`, each once. The temporary file has a fixed name:
    /// the lock keeps others away, and what a killed process leaves behind is overwritten by the next.
    fn rewrite(&self, keep: impl Fn(&Digest) -> bool) -> io::Result<(Scan, Written)> {
        let temporary = self.path.with_extension("tmp");
        let result = self.write_copy(&temporary, keep).and_then(|done| {
            fs::rename(&temporary, &self.path)?;
            Ok(done)
        });
        if result.is_err() {
            // The error before this one is the one to tell.
            let _ = fs::remove_file(&temporary);
        }
        result
    }

    fn write_copy(&self, to: &Path, keep: impl Fn(&Digest) -> bool) -> io::Result<(Scan, Written)> {
        let mut out = BufWriter::with_capacity(BLOCK_BYTES, File::create(to)?);
        out.write_all(self.layout.header())?;
        let mut seen = HashSet::new();
        let mut dropped = 0;
        let mut failure = None;
        let mut record = Vec::with_capacity(self.layout.record_len());
        let scan = self.read(|digest, components| {
            let Some(vector) = decode(components) else {
                return false;
            };
            if !keep(digest) {
                dropped += 1;
            } else if failure.is_none() && seen.insert(*digest) {
                record.clear();
                self.layout.encode(*digest, &vector, &mut record);
                failure = out.write_all(&record).err();
            }
            true
        })?;
        failure.map_or(Ok(()), Err)?;
        out.flush()?;
        Ok((scan, Written { kept: seen.len() as u64, dropped }))
    }
}

/// What became of the whole records of a file that was rewritten.
struct Written {
    kept: u64,
    dropped: u64,
}

/// `None` where there is no file. Opening something else, such as a pipe, could wait for ever.
fn open_regular(path: &Path) -> io::Result<Option<File>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => File::open(path).map(Some),
        Ok(_) => Err(io::Error::other("it is not a file")),
        // Below something that is not a directory; the first write will tell of it.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A file's end, or a full disk in tests.
trait Tail: Write {
    fn len(&self) -> io::Result<u64>;
    fn cut(&mut self, len: u64) -> io::Result<()>;
}

impl Tail for File {
    fn len(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn cut(&mut self, len: u64) -> io::Result<()> {
        self.set_len(len)
    }
}

/// Appends all of `bytes` or nothing.
fn write_or_undo(file: &mut impl Tail, bytes: &[u8]) -> io::Result<()> {
    let before = file.len()?;
    file.write_all(bytes).inspect_err(|_| {
        // If this fails as well, the next writer finds half a record and puts it right.
        let _ = file.cut(before);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes `room` bytes more, and shows what lies on it.
    struct FullDisk {
        content: Vec<u8>,
        room: usize,
    }

    impl Write for FullDisk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let fits = bytes.len().min(self.room);
            if fits == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.content.extend_from_slice(&bytes[..fits]);
            self.room -= fits;
            Ok(fits)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Tail for FullDisk {
        fn len(&self) -> io::Result<u64> {
            Ok(self.content.len() as u64)
        }

        fn cut(&mut self, len: u64) -> io::Result<()> {
            self.content.truncate(usize::try_from(len).unwrap());
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_keeps_what_it_had() {
        let mut disk = FullDisk { content: b"before".to_vec(), room: 5 };
        let error = write_or_undo(&mut disk, b"too long").unwrap_err();
        assert_eq!((error.kind(), &*disk.content), (io::ErrorKind::StorageFull, &b"before"[..]));
    }
}
