//! How time and memory grow with what is read: the figures of docs/security.md.
//!
//! `cargo bench --no-default-features --features cli --bench limits -- [time] [memory] [million]`: without a word,
//! time and memory. The program reads files that are made here, each n, 2n, 4n and 8n long; the
//! exponent is that of processor time over size (1: in step with it), from 2n to 8n. Memory is the
//! most that the process had, beside the size of the file.

mod measured;

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use measured::{Taken, measured};

/// EndNote records of one book each, with `end` behind each.
fn endnote(count: usize, end: &str) -> String {
    let record = |at| {
        format!(
            "<record><ref-type name=\"Book\">6</ref-type><contributors><authors><author>Maker{at}, J.</author></authors></contributors><titles><title>On {at}</title></titles></record>{end}"
        )
    };
    format!("<xml><records>{}</records></xml>", (0..count).map(record).collect::<String>())
}

/// RIS records that all get the same key.
fn ris(count: usize) -> String {
    "TY  - JOUR\nAU  - Smith, John\nTI  - A thing\nPY  - 2010\nER  - \n\n".repeat(count)
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let wanted = |word: &str, unasked: bool| match words.is_empty() {
        true => unasked,
        false => words.iter().any(|given| given == word),
    };
    let folder = tempfile::tempdir().expect("a folder");
    if wanted("time", true) {
        growth(folder.path());
    }
    if wanted("memory", true) {
        memory(folder.path(), 1);
    }
    if wanted("million", false) {
        memory(folder.path(), 10);
    }
}

/// A kind of file that could take time out of step with its size.
struct Growing {
    what: &'static str,
    name: &'static str,
    /// What the program is asked before the name.
    command: &'static [&'static str],
    /// The smallest number of its parts, or bytes.
    first: usize,
    text: fn(usize) -> String,
}

const GROWING: &[Growing] = &[
    Growing {
        what: "square brackets in brackets",
        name: "a.md",
        command: &["check"],
        first: 25_000,
        text: |count| format!("{}x{}\n", "[".repeat(count), "]".repeat(count)),
    },
    Growing {
        what: "round brackets in brackets",
        name: "a.txt",
        command: &["check"],
        first: 25_000,
        text: |count| format!("{}Smith 2010{}\n", "(".repeat(count), ")".repeat(count)),
    },
    Growing {
        what: "entries that look alike",
        name: "a.md",
        command: &["check"],
        first: 1_000,
        text: |count| {
            let entry = "Smith, J. 2010. \"On the nature of things.\" *Things* 5 (2): 1–9.\n\n";
            format!("As said (Smith 2010).\n\n## References\n\n{}", entry.repeat(count))
        },
    },
    Growing {
        what: "citations that each lack a co-author",
        name: "a.md",
        command: &["check"],
        first: 1_250_000,
        text: |bytes| body(bytes, 200) + &list(200),
    },
    Growing {
        what: "entries that are not cited",
        name: "a.md",
        command: &["check"],
        first: 1_000,
        text: |count| {
            let cited: String =
                (0..count).map(|at| format!("So {at} (Maker{at} 2010). ")).collect();
            let entry = |at| {
                format!("Maker{at}, J. 2010. \"On matter number {at}.\" *Things* 5 (2): 1–9.\n\n")
            };
            format!(
                "{cited}\n\n## References\n\n{}",
                (0..count * 5 / 4).map(entry).collect::<String>()
            )
        },
    },
    Growing {
        what: "citations of one work",
        name: "a.md",
        command: &["check"],
        first: 5_000,
        text: |count| {
            let list = "## References\n\nSmith, J. 2010. \"On it.\" *Things* 5: 1–9.\n";
            format!("{}\n\n{list}", "As said (Smith 2010).\n\n".repeat(count))
        },
    },
    Growing {
        what: "RIS records of one creator and year",
        name: "a.ris",
        command: &["check"],
        first: 5_000,
        text: ris,
    },
    Growing {
        what: "EndNote records",
        name: "a.xml",
        command: &["check"],
        first: 2_000,
        text: |count| endnote(count, "\n"),
    },
    Growing {
        what: "BibTeX records under one key",
        name: "a.bib",
        command: &["check"],
        first: 5_000,
        text: |count| {
            "@book{k, author = {Smith, J.}, title = {The same}, year = 2010, publisher = {P}}\n"
                .repeat(count)
        },
    },
    Growing {
        what: "RIS records whose keys collide",
        name: "a.ris",
        command: &["convert", "--to", "biblatex"],
        first: 5_000,
        text: ris,
    },
    Growing {
        what: "EndNote records on one line",
        name: "a.xml",
        command: &["check"],
        first: 2_000,
        text: |count| endnote(count, ""),
    },
    Growing {
        what: "CSL-JSON on one line",
        name: "a.json",
        command: &["check"],
        first: 3_000,
        text: |count| {
            let item = "{\"id\":\"a\",\"type\":\"book\",\"title\":\"x\"}";
            format!("[{}]", vec![item; count].join(","))
        },
    },
    Growing {
        what: "addresses in one paragraph",
        name: "a.md",
        command: &["links"],
        first: 5_000,
        text: |count| (0..count).map(|at| format!("see http://a.example/{at} ")).collect(),
    },
    Growing {
        what: "superscripts in one word",
        name: "a.md",
        command: &["check"],
        first: 12_000,
        text: |count| "x^a".repeat(count) + "\n",
    },
    Growing {
        what: "years in one bracket",
        name: "a.md",
        command: &["check"],
        first: 10_000,
        text: |count| format!("({})\n", "2010, ".repeat(count)),
    },
    Growing {
        what: "names that are in no entry",
        name: "a.md",
        command: &["check"],
        first: 1_000,
        text: |count| {
            let cited: String =
                (0..count).map(|at| format!("So {} (2010) said. ", surname(at))).collect();
            let entry =
                |at| format!("{}x, K. 2010. \"On {at}.\" *T* 1: 2.\n\n", surname(at * 7 + 3));
            format!("{cited}\n\n## References\n\n{}", (0..count).map(entry).collect::<String>())
        },
    },
    Growing {
        what: "names with a slip each",
        name: "a.md",
        command: &["check"],
        first: 1_000,
        text: |count| {
            let cited: String =
                (0..count).map(|at| format!("So it is (said) ({}x 2010). ", surname(at))).collect();
            let entry = |at| format!("{}, K. 2010. \"On {at}.\" *T* 1: 2.\n\n", surname(at));
            format!("{cited}\n\n## References\n\n{}", (0..count).map(entry).collect::<String>())
        },
    },
    Growing {
        what: "titles that are in no entry",
        name: "a.md",
        command: &["check"],
        first: 1_000,
        text: |count| {
            let cited: String =
                (0..count).map(|at| format!("So (\"On another matter {at}\" 2010). ")).collect();
            let entry = |at| format!("\"On matter number {at}.\" 2010. *Things* 5 (2): 1–9.\n\n");
            format!("{cited}\n\n## References\n\n{}", (0..count).map(entry).collect::<String>())
        },
    },
    Growing {
        what: "names behind those of species",
        name: "a.md",
        command: &["check"],
        first: 2_000,
        text: |count| {
            let species = |at| format!("*Aus bus* {} (1758) and ", surname(at));
            format!(
                "{}\n\n## References\n\nSmith, J. 2010. On it.\n",
                (0..count).map(species).collect::<String>()
            )
        },
    },
    Growing {
        what: "ibid. time and again",
        name: "a.md",
        command: &["check"],
        first: 2_000,
        text: |count| {
            let list = "## References\n\nSmith, J. 2010. \"On it.\" *Things* 5: 1–9.\n";
            format!("So (Smith 2010). {}\n\n{list}", "And (ibid.). ".repeat(count))
        },
    },
    Growing {
        what: "works cited again (op. cit.)",
        name: "a.md",
        command: &["check"],
        first: 2_000,
        text: |count| {
            (0..count).map(|at| format!("So ({}, op. cit., p. 3). ", surname(at))).collect()
        },
    },
    Growing {
        what: "YAML entries",
        name: "a.yaml",
        command: &["check"],
        first: 2_000,
        text: |count| {
            (0..count).map(|at| format!("k{at}:\n  type: book\n  title: On {at}\n  author: Maker{at}, J.\n  date: 2010\n")).collect()
        },
    },
];

/// The same with the formatting of works.
const RENDERED: &[Growing] = &[
    Growing {
        what: "rendering of entries that look alike",
        name: "a.bib",
        command: &["render", "--all", "--style", "apa"],
        first: 500,
        text: |count| {
            let record = |at| {
                format!(
                    "@article{{k{at}, author = {{Smith, John}}, title = {{On thing {at}}}, journal = {{Things}}, year = 2010}}\n"
                )
            };
            (0..count).map(record).collect()
        },
    },
    Growing {
        what: "rendering of entries that are equal",
        name: "a.bib",
        command: &["render", "--all", "--citations", "--style", "chicago-author-date"],
        first: 500,
        text: |count| {
            let record = |at| {
                format!(
                    "@book{{k{at}, author = {{Smith, John}}, title = {{The same}}, publisher = {{P}}, year = 2010}}\n"
                )
            };
            (0..count).map(record).collect()
        },
    },
];

fn growth(folder: &Path) {
    let rendered = if cfg!(feature = "render") { RENDERED } else { &[] };
    for growing in GROWING.iter().chain(rendered) {
        let runs: Vec<(usize, Taken)> = [1, 2, 4, 8]
            .into_iter()
            .map(|times| {
                let text = (growing.text)(growing.first * times);
                (text.len(), taken(folder, growing.name, growing.command, &text))
            })
            .collect();
        let seconds: Vec<f64> = runs.iter().map(|(_, taken)| taken.processor).collect();
        let exponent = (seconds[3].max(0.01) / seconds[1].max(0.01)).log2() / 2.0;
        let mut line = String::new();
        seconds.iter().for_each(|seconds| line.push_str(&format!(" {seconds:7.2}")));
        let size = runs[3].0 as f64 / 1e6;
        println!("{:<36} {size:6.1} MB {line} s CPU, exponent {exponent:.2}", growing.what);
    }
}

fn memory(folder: &Path, times: usize) {
    let papers = |bytes: usize| body(bytes * times, 200) + &list(200);
    let files: [(&str, &str, String); 3] = [
        ("a paper", "a.md", papers(5_000_000)),
        ("a list of typed references", "a.md", "# A\n\nText.\n".to_owned() + &list(10_000 * times)),
        ("a library in BibTeX", "a.bib", bib(100_000 * times)),
    ];
    for (what, name, text) in files {
        let Taken { memory, processor, .. } = taken(folder, name, &["check"], &text);
        let size = text.len() as f64 / 1e6;
        let each = memory * 1.048_576 / size;
        println!(
            "{what:<36} {size:6.1} MB {processor:8.2} s CPU {memory:8.1} MB, {each:.1} bytes a byte"
        );
    }
}

fn taken(folder: &Path, name: &str, command: &[&str], text: &str) -> Taken {
    std::fs::write(folder.join(name), text).expect("written");
    let mut program = Command::new(env!("CARGO_BIN_EXE_cite"));
    measured(program.current_dir(folder).args(command).arg(name))
}

const WORDS: [&str; 16] = [
    "soil", "water", "order", "power", "market", "state", "policy", "energy", "growth", "trade",
    "climate", "labour", "health", "school", "memory", "gender",
];

/// A name that no other number has.
fn surname(at: usize) -> String {
    let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
    format!("M{}{}{}{}son", letter(at), letter(at / 26), letter(at / 676), letter(at / 17_576))
}

fn words(seed: usize, count: usize) -> String {
    let word = |at: usize| WORDS[(seed * 31 + at * (7 + seed % 5)) % WORDS.len()];
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}

/// Text of about so many bytes that cites works of a list.
fn body(bytes: usize, works: usize) -> String {
    let mut text = "# A\n\n".to_owned();
    for at in 0.. {
        if text.len() >= bytes {
            break;
        }
        let work = at * 7919 % works;
        let (name, year) = (surname(work), 1950 + work % 70);
        let end = if at % 3 == 0 { "\n\n" } else { "\n" };
        let _ = write!(
            text,
            "{} ({name} {year}), *{}* {name} ({year}).{end}",
            words(at, 60),
            words(at + 1, 50)
        );
    }
    text
}

fn list(works: usize) -> String {
    let mut text = "\n\n## References\n\n".to_owned();
    for at in 0..works {
        let (one, other, year) = (surname(at), surname(at * 7 + 3), 1950 + at % 70);
        let _ = writeln!(
            text,
            "{one}, A. B., and J. {other}. {year}. \"On the {}.\" *Journal of {} Matters* {} ({}): {at}–{}. https://doi.org/10.1000/{at}.\n",
            words(at, 6),
            WORDS[at % 16],
            at % 50 + 1,
            at % 4 + 1,
            at + 9
        );
    }
    text
}

fn bib(records: usize) -> String {
    let mut text = String::new();
    for at in 0..records {
        let (one, other, year) = (surname(at), surname(at * 7 + 3), 1950 + at % 70);
        let _ = writeln!(
            text,
            "@article{{key{at},\n  author = {{{one}, A. B. and {other}, Jane}},\n  title = {{On the {}}},\n  journal = {{Journal of {} Matters}},\n  year = {{{year}}},\n  volume = {{{}}},\n  pages = {{{at}--{}}},\n  doi = {{10.1000/{at}}}\n}}\n",
            words(at, 6),
            WORDS[at % 16],
            at % 50 + 1,
            at + 9
        );
    }
    text
}
