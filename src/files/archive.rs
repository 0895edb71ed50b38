//! Files in an archive (zip, tar, gzip), by paths that lead through it: `paper.zip/main.tex`.
//!
//! Nothing is unpacked to disk, and what an archive can cost is bounded: how many members it has, how
//! deep their folders are, how large they become and how much larger than the archive. Names that
//! lead out of the archive name nothing.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::regular;
use super::unpack_bound::UnpackBound;
use crate::model::error::Error;

/// How many members an archive may have.
const MOST_MEMBERS: usize = 50_000;

/// How many folders deep a member may lie.
const DEEPEST: usize = 32;

/// How many bytes one member may become.
const LARGEST_MEMBER: u64 = 64 << 20;

/// How much all members may become together; text becomes a tenth.
const BOUND: UnpackBound = UnpackBound { largest: 1 << 30, ratio: 200, small: 16 << 20 };

/// The archive that was read last: the files of a project are read one after the other.
static LAST: Mutex<Option<Opened>> = Mutex::new(None);

/// Whether these bytes begin an archive whose members may be files of a project.
pub(crate) fn claims(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\x1F\x8B") || is_tar(bytes)
}

/// Whether the file at `path` begins as an archive does.
pub(crate) fn is_one(path: &Path) -> bool {
    let mut head = [0; 512];
    let Ok(file) = regular::open(path) else { return false };
    filled(file, &mut head).is_ok_and(|length| claims(&head[..length]))
}

/// Whether a path leads through a file that is there, into it.
pub(crate) fn is_inside(path: &Path) -> bool {
    parts(path).is_some()
}

/// Returns the members of the archive at `path` as paths that lead through it, sorted; nothing if it
/// is no archive. Hidden ones are left out.
///
/// # Errors
///
/// It cannot be read, is damaged or locked, or becomes too large.
pub(crate) fn members(path: &Path) -> Result<Option<Vec<PathBuf>>, Error> {
    if !is_one(path) {
        return Ok(None);
    }
    let opened = open(path)?;
    let names = opened.as_ref().map(|opened| opened.members.names()).unwrap_or_default();
    Ok(Some(names.into_iter().map(|name| path.join(name)).collect()))
}

/// Returns the bytes of a member; nothing if the path leads into no archive.
pub(crate) fn bytes(path: &Path) -> Option<Result<Vec<u8>, Error>> {
    let (archive, member) = parts(path)?;
    let read = |opened: &mut Option<Opened>| match opened {
        Some(opened) => opened.members.read(path, &member),
        None => Ok(None),
    };
    let found = open(&archive).and_then(|mut opened| read(&mut opened));
    let missing = || std::io::Error::from(std::io::ErrorKind::NotFound);
    Some(found.and_then(|found| {
        found.ok_or_else(|| Error::File { path: path.to_owned(), error: missing() })
    }))
}

/// Whether a path leads to a member that is there.
pub(crate) fn is_member(path: &Path) -> bool {
    let Some((archive, member)) = parts(path) else { return false };
    let opened = open(&archive).ok();
    opened.is_some_and(|opened| opened.as_ref().is_some_and(|one| one.members.has(&member)))
}

/// The archive on a path and the name of the member in it.
fn parts(path: &Path) -> Option<(PathBuf, String)> {
    let folder = path.parent()?;
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return None;
    }
    let mut archive = PathBuf::new();
    let mut components = path.components();
    while let Some(component) = components.next() {
        archive.push(component);
        match archive.metadata() {
            Ok(there) if there.is_dir() => {}
            Ok(there) if there.is_file() => {
                return Some((archive, name(components.as_path())?));
            }
            _ => return None,
        }
    }
    None
}

/// The name of a member: folders and a name, parted by slashes; none where it leads out of the
/// archive or is nested too deeply.
fn name(path: &Path) -> Option<String> {
    let mut folders: Vec<&str> = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => folders.push(part.to_str()?),
            Component::CurDir => {}
            Component::ParentDir => drop(folders.pop()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    (1..=DEEPEST).contains(&folders.len()).then(|| folders.join("/"))
}

/// The name under which a member that is called so is found.
fn member_name(called: &str) -> Option<String> {
    name(Path::new(&called.replace('\\', "/")))
}

fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// Reads up to the end of a buffer or of the file; returns how much was read.
fn filled(mut file: impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    loop {
        match file.read(&mut buffer[length..])? {
            0 => return Ok(length),
            more => length += more,
        }
    }
}

/// An archive that was opened.
struct Opened {
    path: PathBuf,
    /// When the file was changed, and how long it is: whether it is still the same.
    state: (Option<SystemTime>, u64),
    members: Members,
}

/// The members of an archive, by name.
enum Members {
    /// Of a zip file, where single ones are unpacked.
    Zip { zip: ZipArchive<Cursor<Arc<[u8]>>>, places: BTreeMap<String, usize> },
    /// Of a stream, which was unpacked as a whole.
    Unpacked(BTreeMap<String, Vec<u8>>),
}

impl Members {
    fn names(&self) -> Vec<String> {
        let names: Vec<&String> = match self {
            Members::Zip { places, .. } => places.keys().collect(),
            Members::Unpacked(files) => files.keys().collect(),
        };
        names.into_iter().filter(|name| !is_hidden(name)).cloned().collect()
    }

    fn has(&self, name: &str) -> bool {
        match self {
            Members::Zip { places, .. } => places.contains_key(name),
            Members::Unpacked(files) => files.contains_key(name),
        }
    }

    fn read(&mut self, path: &Path, name: &str) -> Result<Option<Vec<u8>>, Error> {
        match self {
            Members::Unpacked(files) => Ok(files.get(name).cloned()),
            Members::Zip { zip, places } => {
                let Some(place) = places.get(name) else { return Ok(None) };
                let file = zip.by_index(*place).map_err(|error| damaged(path, error))?;
                unpacked(path, file).map(Some)
            }
        }
    }
}

/// The archive at `path`, which stays open until another is.
fn open(path: &Path) -> Result<MutexGuard<'static, Option<Opened>>, Error> {
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let failed = |error| Error::File { path: path.to_owned(), error };
    let metadata = path.metadata().map_err(failed)?;
    let state = (metadata.modified().ok(), metadata.len());
    if !last.as_ref().is_some_and(|one| one.path == path && one.state == state) {
        *last = None;
        let members = members_of(path, regular::bytes(path)?)?;
        *last = Some(Opened { path: path.to_owned(), state, members });
    }
    Ok(last)
}

fn members_of(path: &Path, bytes: Vec<u8>) -> Result<Members, Error> {
    let packed = bytes.len() as u64;
    if bytes.starts_with(b"PK") {
        return of_zip(path, bytes.into());
    }
    if !bytes.starts_with(b"\x1F\x8B") {
        return of_tar(path, Cursor::new(bytes), packed);
    }
    let mut head = [0; 512];
    let length =
        filled(MultiGzDecoder::new(&*bytes), &mut head).map_err(|error| damaged(path, error))?;
    let stream = MultiGzDecoder::new(Cursor::new(bytes));
    match is_tar(&head[..length]) {
        true => of_tar(path, stream, packed),
        // arXiv packs a paper of one file so.
        false => {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let name = if name.contains(".t") { name } else { format!("{name}.tex") };
            let content = unpacked(path, stream)?;
            check(path, content.len() as u64, packed)?;
            Ok(Members::Unpacked(BTreeMap::from([(name, content)])))
        }
    }
}

fn of_zip(path: &Path, bytes: Arc<[u8]>) -> Result<Members, Error> {
    let packed = bytes.len() as u64;
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(path, error))?;
    let mut places = BTreeMap::new();
    let mut total: u64 = 0;
    counted(path, zip.len())?;
    for place in 0..zip.len() {
        let Ok(file) = zip.by_index_raw(place) else { continue };
        total = total.saturating_add(file.size());
        let called = file.name().ok().and_then(|called| member_name(&called));
        if let (Some(name), true) = (called, file.is_file()) {
            places.insert(name, place);
        }
    }
    check(path, total, packed)?;
    Ok(Members::Zip { zip, places })
}

fn of_tar(path: &Path, stream: impl Read, packed: u64) -> Result<Members, Error> {
    let mut archive = tar::Archive::new(stream.take(BOUND.of(packed) + 1));
    let mut files = BTreeMap::new();
    let (mut total, mut count) = (0, 0);
    for entry in archive.entries().map_err(|error| damaged(path, error))? {
        let entry = entry.map_err(|error| damaged(path, error))?;
        count += 1;
        counted(path, count)?;
        total = u64::saturating_add(total, entry.size());
        check(path, total, packed)?;
        let called = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if let (Some(name), true) = (member_name(&called), entry.header().entry_type().is_file()) {
            files.insert(name, unpacked(path, entry)?);
        }
    }
    Ok(Members::Unpacked(files))
}

/// What a member becomes, if that is not too much.
fn unpacked(path: &Path, member: impl Read) -> Result<Vec<u8>, Error> {
    let mut content = Vec::new();
    let read = member.take(LARGEST_MEMBER + 1).read_to_end(&mut content);
    read.map_err(|error| damaged(path, error))?;
    match content.len() as u64 > LARGEST_MEMBER {
        true => {
            Err(refused(path, format!("a file in it is larger than {} MiB", LARGEST_MEMBER >> 20)))
        }
        false => Ok(content),
    }
}

fn counted(path: &Path, members: usize) -> Result<(), Error> {
    match members > MOST_MEMBERS {
        true => Err(refused(path, format!("it has more than {MOST_MEMBERS} files"))),
        false => Ok(()),
    }
}

/// Refuses an archive of `packed` bytes whose members have `total` together, if that is too much.
fn check(path: &Path, total: u64, packed: u64) -> Result<(), Error> {
    if total > BOUND.largest {
        return Err(refused(
            path,
            format!("its files are larger than {} MiB", BOUND.largest >> 20),
        ));
    }
    if total > BOUND.of(packed) {
        let why = format!("its files are more than {} times larger than it is", BOUND.ratio);
        return Err(refused(path, why));
    }
    Ok(())
}

fn refused(path: &Path, why: String) -> Error {
    let message = format!("this archive is not read: {why}; unpack it and name the folder");
    Error::Content { path: path.to_owned(), message }
}

fn damaged(path: &Path, error: impl std::fmt::Display) -> Error {
    let message = format!("the archive is cut off, locked or damaged ({error}); make it again");
    Error::Content { path: path.to_owned(), message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in members {
            zip.start_file(*name, SimpleFileOptions::default()).expect("begun");
            zip.write_all(content).expect("written");
        }
        zip.finish().expect("ended").into_inner()
    }

    fn tar_gz(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut tar = tar::Builder::new(Vec::new());
        for (name, content) in members {
            let mut header = tar::Header::new_gnu();
            // A name that leads out cannot be set by the crate's own method.
            header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
            header.set_size(content.len() as u64);
            header.set_mode(0o644);
            header.set_cksum();
            tar.append(&header, *content).expect("written");
        }
        gz(&tar.into_inner().expect("ended"))
    }

    fn gz(content: &[u8]) -> Vec<u8> {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gz.write_all(content).expect("written");
        gz.finish().expect("ended")
    }

    fn names(archive: &Path) -> Vec<String> {
        let members = members(archive).expect("readable").expect("an archive");
        let name = |member: &PathBuf| {
            member.strip_prefix(archive).expect("below").to_string_lossy().into_owned()
        };
        members.iter().map(name).collect()
    }

    #[test]
    fn members_are_read_by_paths_through_the_archive() {
        let folder = tempfile::tempdir().expect("a folder");
        let content: [(&str, &[u8]); 3] =
            [("main.tex", b"main"), ("parts/one.tex", b"one"), ("__MACOSX/._main.tex", b"x")];
        for (file, packed) in [("a.zip", zip(&content)), ("a.tar.gz", tar_gz(&content))] {
            let archive = folder.path().join(file);
            fs::write(&archive, packed).expect("written");
            assert_eq!(names(&archive), ["main.tex", "parts/one.tex"], "{file}");
            let read = |name: &str| bytes(&archive.join(name)).expect("inside");
            assert_eq!(read("parts/../main.tex").expect("there"), b"main", "{file}");
            assert!(read("two.tex").is_err(), "{file}");
            assert!(bytes(&archive.join("../main.tex")).is_none(), "{file}");
            assert!(is_member(&archive.join("parts/one.tex")), "{file}");
        }
        assert!(bytes(&folder.path().join("gone/main.tex")).is_none());
    }

    #[test]
    fn names_that_lead_out_name_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let content: [(&str, &[u8]); 4] =
            [("../a.tex", b"a"), ("/b.tex", b"b"), ("x/../../c.tex", b"c"), ("d.tex", b"d")];
        for (file, packed) in [("a.zip", zip(&content)), ("a.tar.gz", tar_gz(&content))] {
            let archive = folder.path().join(file);
            fs::write(&archive, packed).expect("written");
            assert_eq!(names(&archive), ["d.tex"], "{file}");
        }
    }

    #[test]
    fn one_packed_file_is_an_archive_of_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let archive = folder.path().join("2401.00001.gz");
        fs::write(&archive, gz(b"\\documentclass{article}")).expect("written");
        assert_eq!(names(&archive), ["2401.00001.tex"]);
    }

    #[test]
    fn what_becomes_too_large_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let noughts = vec![0; 40 << 20];
        let content: [(&str, &[u8]); 1] = [("main.tex", &noughts)];
        for (file, packed) in
            [("a.zip", zip(&content)), ("a.tar.gz", tar_gz(&content)), ("a.gz", gz(&noughts))]
        {
            let archive = folder.path().join(file);
            fs::write(&archive, packed).expect("written");
            let error = members(&archive).expect_err("too large").to_string();
            assert!(error.contains("200 times larger"), "{file}: {error}");
        }
    }

    #[test]
    fn damage_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let content: [(&str, &[u8]); 1] = [("main.tex", b"main")];
        for (file, packed) in [("a.zip", zip(&content)), ("a.tar.gz", tar_gz(&content))] {
            let archive = folder.path().join(file);
            fs::write(&archive, &packed[..packed.len() - 30]).expect("written");
            let error = members(&archive).expect_err("cut off").to_string();
            assert!(error.contains("cut off, locked or damaged"), "{file}: {error}");
        }
    }
}
