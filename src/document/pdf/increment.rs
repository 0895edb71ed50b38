//! Objects that are appended to a file, whose own bytes stay as they are.

use std::fmt::Write;

use hayro_font::hayro_syntax::object::dict::keys::{ENCRYPT, ID, INFO, ROOT, SIZE};
use hayro_font::hayro_syntax::object::{Array, Dict, FromBytes, MaybeRef, ObjRef, Object};

/// The marker before appended objects, so that they can be removed again.
const MARK: &[u8] = b"\n%cite: notes\n";

/// How deep objects may stand in objects.
const DEEPEST: usize = 60;

/// Objects to be appended.
pub(super) struct Increment {
    /// Number, generation, content.
    objects: Vec<(u32, i32, Vec<u8>)>,
    next: u32,
    /// The end of the file that it belongs to.
    tail: Tail,
}

/// What the end of a file says of it.
struct Tail {
    /// Where its last table of objects is.
    table: usize,
    /// Whether that is a stream.
    is_stream: bool,
    size: u32,
    /// The entries that go on in the next table.
    entries: String,
}

/// The file without what was appended to it before.
pub(super) fn without(bytes: &[u8]) -> &[u8] {
    match memchr::memmem::rfind(bytes, MARK) {
        Some(at) if memchr::memmem::find_iter(&bytes[at..], b"%%EOF").count() == 1 => &bytes[..at],
        _ => bytes,
    }
}

impl Increment {
    /// Nothing to append to this file as yet; none if its end is damaged, or it is encrypted.
    pub(super) fn to(bytes: &[u8]) -> Option<Increment> {
        let tail = Tail::of(bytes)?;
        Some(Increment { objects: Vec::new(), next: tail.size, tail })
    }

    /// Adds a new object.
    pub(super) fn add(&mut self, content: Vec<u8>) -> ObjRef {
        let id = ObjRef::new(self.next, 0);
        self.next += 1;
        self.objects.push((id.obj_number, 0, content));
        id
    }

    /// Adds an object that takes the place of one of the file.
    pub(super) fn replace(&mut self, id: ObjRef, content: Vec<u8>) {
        self.objects.push((id.obj_number, id.gen_number, content));
    }

    /// The file with the objects.
    pub(super) fn appended(mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        out.extend(MARK);
        self.objects.sort_by_key(|(number, ..)| *number);
        let mut places: Vec<(u32, i32, usize)> = Vec::new();
        for (number, generation, content) in &self.objects {
            places.push((*number, *generation, out.len()));
            out.extend(format!("{number} {generation} obj\n").bytes());
            out.extend(content);
            out.extend(b"\nendobj\n");
        }
        let start = out.len();
        match self.tail.is_stream {
            true => self.stream(&mut out, places),
            false => self.table(&mut out, &places),
        }
        out.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        out
    }

    fn table(&self, out: &mut Vec<u8>, places: &[(u32, i32, usize)]) {
        out.extend(b"xref\n");
        for (number, generation, place) in places {
            out.extend(format!("{number} 1\n{place:010} {generation:05} n \n").bytes());
        }
        let Tail { table, entries, .. } = &self.tail;
        let size = self.next;
        out.extend(format!("trailer\n<< /Size {size} /Prev {table}{entries} >>\n").bytes());
    }

    fn stream(&self, out: &mut Vec<u8>, mut places: Vec<(u32, i32, usize)>) {
        let own = self.next;
        places.push((own, 0, out.len()));
        let mut rows = Vec::new();
        let mut index = String::new();
        for (number, generation, place) in &places {
            rows.push(1);
            rows.extend((*place as u64).to_be_bytes());
            rows.extend((*generation as u16).to_be_bytes());
            // Writing to a string does not fail.
            let _ = write!(index, "{number} 1 ");
        }
        let Tail { table, entries, .. } = &self.tail;
        let (size, length) = (own + 1, rows.len());
        let dict = format!(
            "{own} 0 obj\n<< /Type /XRef /Size {size} /Prev {table}{entries} /W [1 8 2] /Index [{}] /Length {length} >>\nstream\n",
            index.trim_end()
        );
        out.extend(dict.bytes());
        out.extend(rows);
        out.extend(b"\nendstream\nendobj\n");
    }
}

impl Tail {
    fn of(bytes: &[u8]) -> Option<Tail> {
        const KEYWORD: &[u8] = b"startxref";
        let at = memchr::memmem::rfind(bytes, KEYWORD)?;
        let digits = bytes[at + KEYWORD.len()..].trim_ascii_start();
        let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let table: usize = std::str::from_utf8(&digits[..length]).ok()?.parse().ok()?;
        let rest = bytes.get(table..)?;
        let is_stream = !rest.starts_with(b"xref");
        let keyword: &[u8] = if is_stream { b"obj" } else { b"trailer" };
        let dict = &rest[memchr::memmem::find(rest, keyword)? + keyword.len()..];
        let dict = Dict::from_bytes(dict.trim_ascii_start())?;
        if dict.contains_key(ENCRYPT) {
            return None;
        }
        let mut entries = String::new();
        for key in [ROOT, INFO, ID] {
            if let Some(value) = dict.get_raw::<Object>(key) {
                let value = String::from_utf8(written(&value, 0)).ok()?;
                let _ = write!(entries, " /{} {value}", String::from_utf8_lossy(key));
            }
        }
        Some(Tail { table, is_stream, size: dict.get::<u32>(SIZE)?, entries })
    }
}

/// An object as it is written in a file.
pub(super) fn written(value: &MaybeRef<Object>, depth: usize) -> Vec<u8> {
    let value = match value {
        MaybeRef::Ref(id) => return id.to_string().into_bytes(),
        MaybeRef::NotRef(value) => value,
    };
    match value {
        Object::Boolean(is) => is.to_string().into_bytes(),
        Object::Number(number) => number.to_string().into_bytes(),
        Object::String(string) => {
            let digits: String =
                string.as_bytes().iter().map(|byte| format!("{byte:02X}")).collect();
            format!("<{digits}>").into_bytes()
        }
        Object::Name(name) => written_name(name.as_ref()),
        Object::Array(array) if depth < DEEPEST => written_array(array, depth),
        Object::Dict(dict) if depth < DEEPEST => written_dict(dict, &[], depth),
        _ => b"null".to_vec(),
    }
}

fn written_array(array: &Array, depth: usize) -> Vec<u8> {
    let mut out = b"[".to_vec();
    for value in array.raw_iter() {
        out.extend(written(&value, depth + 1));
        out.push(b' ');
    }
    out.push(b']');
    out
}

/// A dictionary without some of its entries; what follows the rest may be added before its end.
pub(super) fn written_dict(dict: &Dict, without: &[&[u8]], depth: usize) -> Vec<u8> {
    let mut out = b"<< ".to_vec();
    for (key, value) in dict.entries() {
        if !without.contains(&key.as_ref()) {
            out.extend(written_name(key.as_ref()));
            out.push(b' ');
            out.extend(written(&value, depth + 1));
            out.push(b' ');
        }
    }
    out.extend(b">>");
    out
}

fn written_name(name: &[u8]) -> Vec<u8> {
    let mut out = b"/".to_vec();
    for byte in name {
        match byte {
            b'!'..=b'~' if !b"#/()<>[]{}%".contains(byte) => out.push(*byte),
            _ => out.extend(format!("#{byte:02X}").bytes()),
        }
    }
    out
}
