//! Gathers what the program holds: the words of all languages and tables of weights; hayagriva's
//! archive of CSL styles and locales, converted into compressed XML; the page of `cite serve`.

#[path = "src/lexicon/languages.rs"]
mod languages;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    words::write().expect("the words can be read");
    tables::write().expect("the tables can be read");
    #[cfg(feature = "render")]
    archive::write().expect("the archive of styles can be written");
    #[cfg(feature = "serve")]
    page::write().expect("the page can be read");
    linker::arguments();
}

/// What makes the program smaller where the linker can do it.
mod linker {
    use std::env;
    use std::path::Path;
    use std::process::Command;

    /// Functions that are the same are written once, which LLVM's linker does: the one that Rust brings
    /// for this target and uses unless another is named. Addresses are written as differences, a
    /// twentieth as long, where the C library that the program is built for reads them (`DT_RELR`, glibc 2.36).
    pub fn arguments() {
        let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
        let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
        let own = !flags.contains("link") && env::var_os("RUSTC_LINKER").is_none();
        if own && is("PROFILE", "release") && is("TARGET", LINUX) && brings_linker() {
            println!("cargo:rustc-link-arg-bins=-Wl,--icf=all");
            if is("HOST", LINUX) && glibc().is_some_and(|version| version >= (2, 36)) {
                println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
            }
        }
    }

    const LINUX: &str = "x86_64-unknown-linux-gnu";

    /// Whether the compiler has LLVM's linker beside it; those of some distributions do not.
    fn brings_linker() -> bool {
        let compiler = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let root = printed(Command::new(compiler).args(["--print", "sysroot"]));
        let place = |root: &str| {
            let folder = Path::new(root.trim()).join("lib/rustlib").join(LINUX);
            folder.join("bin/gcc-ld/ld.lld").is_file()
        };
        root.is_some_and(|root| place(&root))
    }

    /// The version of the C library, "glibc 2.36".
    fn glibc() -> Option<(u32, u32)> {
        let said = printed(Command::new("getconf").arg("GNU_LIBC_VERSION"))?;
        let (major, minor) = said.trim().strip_prefix("glibc ")?.split_once('.')?;
        Some((major.parse().ok()?, minor.parse().ok()?))
    }

    fn printed(command: &mut Command) -> Option<String> {
        let output = command.output().ok().filter(|output| output.status.success())?;
        String::from_utf8(output.stdout).ok()
    }
}

mod words {
    use std::collections::BTreeMap;
    use std::error::Error;
    use std::fmt::Write as _;
    use std::fs;
    use std::path::PathBuf;

    use crate::languages::LANGUAGES;

    /// Writes `words.txt`: a line for each list of words of each language, its name, the language and
    /// the words, parted by tabs.
    pub fn write() -> Result<(), Box<dyn Error>> {
        println!("cargo:rerun-if-changed=refs/lang");
        println!("cargo:rerun-if-changed=src/lexicon/languages.rs");
        let mut lines = String::new();
        for (code, text) in LANGUAGES {
            for (name, words) in toml::from_str::<BTreeMap<String, Vec<String>>>(text)? {
                writeln!(lines, "{name}\t{code}\t{}", words.join("\t"))?;
            }
        }
        fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("words.txt"), lines)?;
        Ok(())
    }
}

mod tables {
    use std::error::Error;
    use std::fs;
    use std::path::PathBuf;

    /// The tables of weights in `refs` that every check needs.
    const NAMES: [&str; 3] = ["confidence", "cuts", "kinds"];

    /// Writes the tables as JSON, which is read much quicker.
    pub fn write() -> Result<(), Box<dyn Error>> {
        let folder = PathBuf::from(std::env::var("OUT_DIR")?);
        for name in NAMES {
            let file = format!("refs/{name}.toml");
            println!("cargo:rerun-if-changed={file}");
            let table: toml::Table = toml::from_str(&fs::read_to_string(file)?)?;
            fs::write(folder.join(format!("{name}.json")), serde_json::to_string(&table)?)?;
        }
        Ok(())
    }
}

#[cfg(feature = "serve")]
mod page {
    use std::error::Error;
    use std::fmt::Write as _;
    use std::fs;
    use std::path::{Path, PathBuf};

    /// Writes `page.rs`, which lists the files of the folder that `CITE_PAGE` names; none without it.
    pub fn write() -> Result<(), Box<dyn Error>> {
        println!("cargo:rerun-if-env-changed=CITE_PAGE");
        let mut source = String::from("pub(super) static FILES: &[(&str, &[u8])] = &[\n");
        if let Some(folder) = std::env::var_os("CITE_PAGE") {
            let folder =
                fs::canonicalize(&folder).map_err(|error| format!("{folder:?}: {error}"))?;
            println!("cargo:rerun-if-changed={}", folder.display());
            for path in files(&folder)? {
                let name = path.file_name().unwrap_or_default();
                writeln!(source, "    ({name:?}, include_bytes!({path:?})),")?;
            }
        }
        source.push_str("];\n");
        fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("page.rs"), source)?;
        Ok(())
    }

    /// The files of a folder, in the order of their names.
    fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(folder)? {
            files.extend(Some(entry?.path()).filter(|path| path.is_file()));
        }
        files.sort();
        Ok(files)
    }
}

#[cfg(feature = "render")]
mod archive {
    use std::error::Error;
    use std::fmt::Write as _;
    use std::fs;
    use std::io::Write as _;
    use std::path::{Path, PathBuf};

    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use hayagriva::archive::{ArchivedStyle, locales};

    /// Writes a file for each style and locale, and `archive.rs`, which lists them.
    pub fn write() -> Result<(), Box<dyn Error>> {
        let folder = PathBuf::from(std::env::var("OUT_DIR")?);
        let mut source = String::from("pub(super) static STYLES: &[ArchivedStyle] = &[\n");
        for (index, style) in ArchivedStyle::all().iter().enumerate() {
            let file = compressed(&folder, &format!("style-{index}"), &style.get().to_xml()?)?;
            writeln!(
                source,
                "    ArchivedStyle {{ names: &{:?}, title: {:?}, xml: include_bytes!({file:?}) }},",
                style.names(),
                style.display_name(),
            )?;
        }
        source.push_str("];\npub(super) static LOCALES: &[ArchivedLocale] = &[\n");
        for locale in locales() {
            let lang = locale.lang.as_ref().map(|lang| lang.0.clone()).unwrap_or_default();
            let xml = quick_xml::se::to_string_with_root("locale", &locale)?;
            let file = compressed(&folder, &format!("locale-{lang}"), &xml)?;
            writeln!(
                source,
                "    ArchivedLocale {{ lang: {lang:?}, xml: include_bytes!({file:?}) }},"
            )?;
        }
        source.push_str("];\n");
        fs::write(folder.join("archive.rs"), source)?;
        Ok(())
    }

    /// Writes a text, compressed, and returns where.
    fn compressed(folder: &Path, name: &str, text: &str) -> Result<PathBuf, Box<dyn Error>> {
        let path = folder.join(name);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text.as_bytes())?;
        fs::write(&path, encoder.finish()?)?;
        Ok(path)
    }
}
