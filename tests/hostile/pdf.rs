//! Hostile PDF files.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, ZlibEncoder};

use crate::Hostile;
use crate::pieces::{each, nested, noise, shuffled};

/// All of them.
pub fn all() -> Vec<Hostile> {
    let kinds = [trees(), nests(), bombs(), drawings(), fonts(), signs(), tables(), damaged()];
    kinds.into_iter().flatten().map(|(name, bytes)| Hostile::new(name, "pdf", bytes)).collect()
}

type Named = (&'static str, Vec<u8>);

const TEXT: &str = "BT /F1 10 Tf 50 700 Td (As said by Smith \\(2010\\) and by others) Tj 0 -14 Td (References) Tj 0 -14 Td \
                    (Smith, J. 2010. On it. Oxford: Press.) Tj ET\n";
const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>";
const FORM: &str = "/Type /XObject /Subtype /Form /BBox [0 0 9 9]";
const DRAWS: &str = "<< /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >>";

/// A file of one page, whose parts can be others than usual.
struct File {
    kids: String,
    resources: String,
    contents: String,
    page: String,
    /// Objects from the fifth on: the content of the page, and what belongs to it.
    objects: Vec<Vec<u8>>,
    trailer: String,
}

impl File {
    fn new(content: Vec<u8>) -> File {
        File {
            kids: "3 0 R".to_owned(),
            resources: "<< /Font << /F1 4 0 R >> >>".to_owned(),
            contents: "5 0 R".to_owned(),
            page: String::new(),
            objects: vec![content],
            trailer: String::new(),
        }
    }

    fn of(content: &str) -> File {
        File::new(stream("", content.as_bytes()))
    }

    fn bytes(self) -> Vec<u8> {
        let File { kids, resources, contents, page, objects, trailer } = self;
        let first = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Kids [{kids}] /Count 1 >>"),
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {contents} {page} >>"
            ),
            FONT.to_owned(),
        ];
        let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in first.map(String::into_bytes).into_iter().chain(objects).enumerate() {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n", at + 1).bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let (table, size) = (out.len(), places.len() + 1);
        let rows = places.iter().map(|place| format!("{place:010} 00000 n \n"));
        let rows: String = rows.collect();
        out.extend(
            format!(
                "xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n"
            )
            .bytes(),
        );
        out
    }
}

fn stream(words: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} {words} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// A stream of text and white space that is packed.
fn packed(words: &str, megabytes: usize, end: &str) -> Vec<u8> {
    stream(&format!("/Filter /FlateDecode {words}"), &zlib(megabytes, end))
}

fn zlib(megabytes: usize, end: &str) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    spaces(&mut packed, megabytes, end);
    packed.finish().expect("in memory")
}

fn deflate(megabytes: usize) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
    spaces(&mut packed, megabytes, "");
    packed.finish().expect("in memory")
}

fn spaces(out: &mut impl Write, megabytes: usize, end: &str) {
    out.write_all(TEXT.as_bytes()).expect("in memory");
    (0..megabytes).for_each(|_| out.write_all(&[b' '; 1 << 20]).expect("in memory"));
    out.write_all(end.as_bytes()).expect("in memory");
}

fn twice(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("in memory");
    packed.finish().expect("in memory")
}

/// LZW of one sign over and over: each code stands for one sign more than the one before.
fn lzw(megabytes: usize) -> Vec<u8> {
    const FULL: usize = 4093;
    let (mut bytes, mut held, mut bits, mut count) = (Vec::new(), 0_u32, 0, 0);
    let mut put = |code: usize, wide: u32| {
        held = held << wide | code as u32;
        bits += wide;
        while bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    };
    let mut wide = 9;
    while count < megabytes << 20 {
        put(256, wide);
        put(32, 9);
        for size in 258..FULL {
            wide = match size + 1 {
                2048.. => 12,
                1024.. => 11,
                512.. => 10,
                _ => 9,
            };
            put(size, wide);
            count += size - 256;
        }
        wide = 12;
    }
    bytes
}

/// Trees of pages that do not end.
fn trees() -> Vec<Named> {
    let with = |kids: String| File { kids, ..File::of(TEXT) }.bytes();
    let node = "<< /Type /Pages /Kids [ ";
    vec![
        ("pages in a circle", with("2 0 R 3 0 R 2 0 R".to_owned())),
        ("pages in pages", with(nested(node, "3 0 R", "] >>", 400))),
        ("pages in pages without end", with(nested(node, "3 0 R", "] >>", 30_000))),
        ("one page often", with("3 0 R ".repeat(50_000))),
        (
            "pages without end",
            with(
                "<< /Type /Page /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >> "
                    .repeat(6_000),
            ),
        ),
        ("no pages", with(String::new())),
    ]
}

/// What contains itself.
fn nests() -> Vec<Named> {
    let page = |page: String| File { page, ..File::of(TEXT) }.bytes();
    let content = |more: String| File::of(&format!("{TEXT}{more}")).bytes();
    vec![
        ("lists in lists", page(format!("/X {}", nested("[", "", "]", 100_000)))),
        (
            "dictionaries in dictionaries",
            page(format!("/X {}", nested("<< /X ", "1", ">>", 50_000))),
        ),
        ("lists in content", content(nested("[", "", "] TJ", 100_000))),
        ("dictionaries in content", content(nested("/a <</a ", "1", ">> BDC", 50_000))),
        ("strings in strings", content(format!("BT {} Tj ET", nested("(", "a", ")", 200_000)))),
        ("states that stay open", content("q ".repeat(500_000))),
        ("operands without operator", content("1 ".repeat(500_000))),
    ]
}

/// What unpacks to more than there is room for.
fn bombs() -> Vec<Named> {
    const MUCH: usize = 1_600;
    let plain = |content: Vec<u8>| File::new(content).bytes();
    let filters = |filters: &str, data: &[u8]| plain(stream(&format!("/Filter {filters}"), data));
    let packed_once = zlib(MUCH, "");
    let packed_twice = twice(&packed_once);
    let hexadecimal: String = packed_once.iter().map(|byte| format!("{byte:02x}")).collect();
    let elsewhere = |words: &str, more: &str| {
        let mut file = File::new(stream(words, &packed_twice));
        file.objects.push(more.as_bytes().to_vec());
        file.bytes()
    };
    let many =
        File { contents: format!("[{}]", "5 0 R ".repeat(2_000)), ..File::new(packed("", 20, "")) };
    vec![
        ("a stream that grows", filters("/FlateDecode", &packed_once)),
        ("a stream that grows a little", plain(packed("", 100, ""))),
        ("a bare stream that grows", filters("/FlateDecode", &deflate(MUCH))),
        (
            "a hexadecimal stream that grows",
            filters("[/ASCIIHexDecode /FlateDecode]", hexadecimal.as_bytes()),
        ),
        ("a stream that grows by codes", filters("/LZWDecode", &lzw(MUCH))),
        ("a stream that repeats", filters("/RunLengthDecode", &[129, 32].repeat(7 << 20))),
        (
            "a stream behind a false one",
            plain(stream("/X (stream) /Filter /FlateDecode", &packed_once)),
        ),
        ("a stream packed twice", filters("[/FlateDecode /FlateDecode]", &packed_twice)),
        ("a stream packed twice, spelt otherwise", filters("[/Fl#61teDecode/Fl]", &packed_twice)),
        (
            "a stream packed twice, with a comment",
            filters("[/FlateDecode % ]\n /FlateDecode]", &packed_twice),
        ),
        ("filters elsewhere", elsewhere("/Filter [6 0 R 6 0 R]", "/FlateDecode")),
        ("a list of filters elsewhere", elsewhere("/F 6 0 R", "[/FlateDecode /FlateDecode]")),
        ("a page that is one stream often", many.bytes()),
    ]
}

/// Drawings that use drawings.
fn drawings() -> Vec<Named> {
    let drawn = |content: &str, form: Vec<u8>| {
        let mut file =
            File { resources: DRAWS.to_owned(), ..File::of(&format!("{TEXT}{content}")) };
        file.objects.push(form);
        file.bytes()
    };
    let own = format!("{FORM} /Resources {DRAWS}");
    vec![
        (
            "a drawing that draws itself",
            drawn("/X Do\n", stream(&own, "/X Do ".repeat(30).as_bytes())),
        ),
        ("a large drawing that draws itself", drawn("/X Do\n", packed(&own, 100, "/X Do "))),
        ("a large drawing often", drawn(&"/X Do ".repeat(50_000), packed(FORM, 20, ""))),
        ("an empty drawing often", drawn(&"/X Do ".repeat(200_000), stream(FORM, b""))),
    ]
}

/// Fonts of which more is said than there is.
fn fonts() -> Vec<Named> {
    const CODES: &str = "begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange \
                         <00000000> <ffffffff> <0041> endbfrange 1 begincidrange <00000000> <ffffffff> 0 endcidrange endcmap";
    let with = |content: &str, font: &str, more: &[&str]| {
        let resources = "<< /Font << /F1 6 0 R >> >>".to_owned();
        let mut file = File { resources, ..File::of(content) };
        file.objects.push(font.as_bytes().to_vec());
        file.objects.push(stream("/Type /CMap /CMapName /X /UseCMap 7 0 R", CODES.as_bytes()));
        file.objects.extend(more.iter().map(|object| object.as_bytes().to_vec()));
        file.bytes()
    };
    let composed = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [8 0 R] >>";
    let simple = |words: &str| {
        with(TEXT, &format!("<< /Type /Font /Subtype /TrueType /BaseFont /Arial {words} >>"), &[])
    };
    let descendant = |words: &str| {
        let font = format!("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X {words} >>");
        with(TEXT, composed, &[&font])
    };
    let own = format!("<< /Font << /F1 {FONT} >> >>");
    let inline = File {
        resources: own,
        ..File::of(&format!("BT {} ET", "/F1 9 Tf (a) Tj ".repeat(20_000)))
    };
    vec![
        ("widths of all numbers", descendant("/W [0 4294967295 500]")),
        ("widths over and over", descendant(&format!("/W [{}]", "0 65535 500 ".repeat(20_000)))),
        ("heights of all numbers", descendant("/W2 [0 4294967295 1 2 3]")),
        (
            "a first sign beyond all",
            simple("/FirstChar 4000000000000 /LastChar 4000000000001 /Widths [1 2]"),
        ),
        (
            "widths without end",
            simple(&format!("/FirstChar 0 /LastChar 255 /Widths [{}]", "5 ".repeat(200_000))),
        ),
        ("a font that is its own part", with(TEXT, composed, &[composed])),
        ("codes without end", with(TEXT, &FONT.replace(" >>", " /ToUnicode 7 0 R >>"), &[])),
        (
            "codes of codes",
            with(
                TEXT,
                &composed.replace("/Identity-H", "7 0 R /ToUnicode 7 0 R"),
                &["<< /Subtype /CIDFontType0 >>"],
            ),
        ),
        ("a font that is no object", inline.bytes()),
    ]
}

/// Signs where none should be.
fn signs() -> Vec<Named> {
    let page = |content: String| File::of(&format!("BT /F1 9 Tf {content} ET")).bytes();
    let at = |at: usize| (at * 7919 % 595, at * 104_729 % 842);
    let scattered = |matrix: fn(usize) -> &'static str| {
        each(20_000, |number| {
            let (x, y) = at(number);
            format!("{} {x} {y} Tm (word) Tj ", matrix(number))
        })
    };
    let far = "9".repeat(60);
    vec![
        ("signs at one place", page("(abcdefghij) Tj 1 0 0 1 50 700 Tm ".repeat(10_000))),
        ("signs everywhere", page(scattered(|_| "1 0 0 1"))),
        (
            "signs in every direction",
            page(scattered(|number| ["1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0"][number % 4])),
        ),
        (
            "one line without end",
            page(each(50_000, |number| format!("1 0 0 1 {} 500 Tm (a) Tj ", number * 6))),
        ),
        (
            "lines without end",
            page(each(20_000, |number| {
                format!("1 0 0 1 50 {}.{:03} Tm (word) Tj ", number / 50, number % 50 * 20)
            })),
        ),
        (
            "numbers beyond all",
            page(format!(
                "1e38 Tz {far} 0 0 {far} 1 1 Tm (abc) Tj -{far} TL T* (abc) Tj /F1 {far} Tf (abc) Tj"
            )),
        ),
        (
            "a page without size",
            File {
                page: "/Rotate 91 /CropBox [0 0 0 0] /UserUnit 1e38".to_owned(),
                ..File::of(TEXT)
            }
            .bytes(),
        ),
        (
            "a page of control characters",
            page(format!("({}) Tj", "\\033]0;a\\007\\202\\377".repeat(2_000))),
        ),
    ]
}

/// Tables of objects that lead nowhere.
fn tables() -> Vec<Named> {
    let plain = File::of(TEXT).bytes();
    let text = String::from_utf8_lossy(&plain).into_owned();
    let table = text.rfind("xref\n0").unwrap_or_default();
    let changed = |from: &str, to: &str| replaced(&plain, from.as_bytes(), to.as_bytes());
    let length = format!("/Length {}", TEXT.len());
    let trailer = |words: &str| File { trailer: words.to_owned(), ..File::of(TEXT) }.bytes();
    vec![
        ("a table before itself", changed("/Root", &format!("/Prev {table} /XRefStm {table} /Root"))),
        ("a table of all numbers", changed("xref\n0 6", "xref\n0 4000000000")),
        ("a size beyond all", changed("/Size 6", "/Size 4294967295")),
        ("a beginning beyond the end", changed("startxref\n", "startxref\n99999999999999999999")),
        ("a length beyond the end", changed(&length, "/Length 4294967295")),
        ("a length that is the stream", changed(&length, "/Length 5 0 R")),
        ("a key that is none", trailer("/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /O (x) /U (y) /P -1 >> /ID [(a) (b)]")),
        ("objects without end", each(50_000, |number| format!("{number} 0 obj\n<< >>\nendobj\n")).into_bytes()),
        ("streams that stay open", each(20_000, |number| format!("{number} 0 obj\n<< /Length 9 >>\nstream\nabc\n")).into_bytes()),
    ]
    .into_iter()
    .map(|(name, bytes)| match bytes.starts_with(b"%PDF") {
        true => (name, bytes),
        false => (name, [b"%PDF-1.7\n".to_vec(), bytes].concat()),
    })
    .collect()
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from).expect("is in it");
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

/// What is left of a file.
fn damaged() -> Vec<Named> {
    const NAMES: [&str; 8] = [
        "a damaged file, the first",
        "a damaged file, the second",
        "a damaged file, the third",
        "a damaged file, the fourth",
        "a damaged file, the fifth",
        "a damaged file, the sixth",
        "a damaged file, the seventh",
        "a damaged file, the eighth",
    ];
    const PIECES: [&str; 22] = [
        "1 0 obj ",
        "endobj ",
        "<< ",
        ">> ",
        "[ ",
        "] ",
        "(",
        ")",
        "stream\n",
        "endstream ",
        "xref\n0 3\n",
        "trailer ",
        "startxref\n9\n",
        "/Type /Page ",
        "/Kids ",
        "/Contents ",
        "/Length 5 ",
        "1 0 R ",
        "2 0 R ",
        "BT ",
        "ET ",
        "%%EOF\n",
    ];
    let plain = File::of(TEXT).bytes();
    let damaged = NAMES.into_iter().enumerate().map(|(seed, name)| {
        let mut bytes = plain.clone();
        for (at, byte) in noise(60, seed as u64 + 1).into_iter().enumerate() {
            let place = (at * 7_919 + seed * 104_729) % bytes.len();
            match at % 3 {
                0 => bytes[place] = byte,
                1 => drop(bytes.drain(place..bytes.len().min(place + usize::from(byte % 20)))),
                _ => bytes.insert(place, byte),
            }
        }
        (name, bytes)
    });
    let mixed =
        |seed| [b"%PDF-1.7\n".to_vec(), shuffled(&PIECES, 5_000, seed).into_bytes()].concat();
    let others = vec![
        ("half a file", plain[..plain.len() / 2].to_vec()),
        ("a file without its end", plain[..plain.len() - 60].to_vec()),
        ("noise after the mark", [b"%PDF-1.7\n".to_vec(), noise(100_000, 3)].concat()),
        ("pieces of files, the first", mixed(31)),
        ("pieces of files, the second", mixed(32)),
    ];
    damaged.chain(others).collect()
}
