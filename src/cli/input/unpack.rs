//! A file or standard input → its bytes, unpacked where the first of them say that they are packed.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::FrameDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};

use crate::cli::failure::Failure;

/// Packed text seldom shrinks to a twentieth. What grows beyond this is no text but meant to fill a disk.
const EXPANSION: u64 = 256;

/// So much may come of any file, however small, in bytes.
const FREE: u64 = 16 << 20;

/// What is read.
pub(super) struct Source {
    pub(super) bytes: Box<dyn BufRead + Send>,
    pub(super) packed: bool,
    /// How much of the file is read.
    pub(super) read: Count,
}

/// A number of bytes that grows.
#[derive(Clone, Debug, Default)]
pub(super) struct Count(Arc<AtomicU64>);

impl Count {
    pub(super) fn now(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Opens `path`, or standard input. The content decides whether it is unpacked, not the name.
pub(super) fn open(path: Option<&Path>) -> Result<Source, Failure> {
    let (name, file): (_, Box<dyn Read + Send>) = match path {
        Some(path) if path.is_dir() => return Err(Failure::directory(path)),
        Some(path) => {
            let file = File::open(path).map_err(|error| Failure::read(path, &error))?;
            (path, Box::new(file))
        }
        None => (Path::new(super::STDIN), Box::new(io::stdin())),
    };
    unpacked(file).map_err(|error| Failure::read(name, &error))
}

fn unpacked(mut file: Box<dyn Read + Send>) -> io::Result<Source> {
    let mut head = Vec::with_capacity(4);
    file.by_ref().take(4).read_to_end(&mut head)?;
    let packing = match head[..] {
        [0x1f, 0x8b, ..] => Some(Packing::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd] => Some(Packing::Zstd),
        _ => None,
    };
    let read = Count::default();
    let whole = BufReader::new(Counted {
        bytes: Cursor::new(head).chain(file),
        count: read.clone(),
    });
    let bytes: Box<dyn BufRead + Send> = match packing {
        None => Box::new(whole),
        Some(Packing::Gzip) => Box::new(BufReader::new(Unpacked::new(MultiGzDecoder::new(whole)))),
        Some(Packing::Zstd) => Box::new(BufReader::new(Unpacked::new(Frames::new(whole)))),
    };
    Ok(Source {
        bytes,
        packed: packing.is_some(),
        read,
    })
}

#[derive(Clone, Copy)]
enum Packing {
    Gzip,
    Zstd,
}

/// What was read so far, counted.
struct Counted<R> {
    bytes: R,
    count: Count,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.count.0.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// What unpacks, and how much it has read.
trait Unpack: Read {
    fn packed(&self) -> u64;
}

impl<R: Read> Unpack for MultiGzDecoder<BufReader<Counted<R>>> {
    fn packed(&self) -> u64 {
        self.get_ref().get_ref().count.now()
    }
}

/// Unpacked bytes; an error where they grow beyond all measure.
struct Unpacked<U> {
    unpack: U,
    count: u64,
}

impl<U: Unpack> Unpacked<U> {
    fn new(unpack: U) -> Self {
        Self { unpack, count: 0 }
    }
}

impl<U: Unpack> Read for Unpacked<U> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.unpack.read(buffer)?;
        self.count += count as u64;
        if self.count > FREE + EXPANSION * self.unpack.packed() {
            return Err(io::Error::other(format!(
                "it unpacks to more than {EXPANSION} times its size; unpack it first if that is meant"
            )));
        }
        Ok(count)
    }
}

/// The frames of a zstd file, one after the other.
struct Frames<R> {
    source: BufReader<Counted<R>>,
    decoder: FrameDecoder,
    /// Whether a frame is open.
    within: bool,
}

impl<R: Read> Frames<R> {
    fn new(source: BufReader<Counted<R>>) -> Self {
        Self {
            source,
            decoder: FrameDecoder::new(),
            within: false,
        }
    }

    /// Opens the next frame that holds data; whether there is one.
    fn next(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let mut skipped = self.source.by_ref().take(u64::from(length));
                    io::copy(&mut skipped, &mut io::sink())?;
                }
                Err(error) => return Err(broken(&error)),
            }
        }
        Ok(false)
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use ruzstd::decoding::BlockDecodingStrategy::UptoBlocks;
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.within {
                self.within = self.next()?;
                if !self.within {
                    return Ok(0);
                }
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let decoded = self.decoder.decode_blocks(&mut self.source, UptoBlocks(1));
                decoded.map_err(|error| broken(&error))?;
            }
            let count = self.decoder.read(buffer)?;
            if count > 0 {
                return Ok(count);
            }
            let (said, counted) = (
                self.decoder.get_checksum_from_data(),
                self.decoder.get_calculated_checksum(),
            );
            if said.is_some() && said != counted {
                return Err(broken(&"its checksum is another"));
            }
            self.within = false;
        }
    }
}

impl<R: Read> Unpack for Frames<R> {
    fn packed(&self) -> u64 {
        self.source.get_ref().count.now()
    }
}

fn broken(error: &dyn std::fmt::Display) -> io::Error {
    io::Error::other(format!("damaged zstd: {error}"))
}
