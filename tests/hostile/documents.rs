//! Hostile manuscripts, each as Markdown, plain text and HTML; and those that are typeset.

use crate::Hostile;
use crate::pieces::{each, nested, noise, shuffled};

/// All of them.
pub fn all() -> Vec<Hostile> {
    let texts = [bytes(), markup(), citations(), lists(), mixtures()];
    let named = texts.into_iter().flatten();
    let plain = named.flat_map(|(name, bytes)| {
        ["md", "txt", "html"].map(|ending| Hostile::new(name, ending, bytes.clone()))
    });
    let mixed = mixtures().into_iter().flat_map(|(name, bytes)| {
        ["tex", "typ"].map(|ending| Hostile::new(name, ending, bytes.clone()))
    });
    plain.chain(mixed).chain(tex()).chain(typst()).collect()
}

/// What TeX would do for ever, or would not come out of.
fn tex() -> Vec<Hostile> {
    let tex = |name, text: String| Hostile::new(name, "tex", text);
    let body = |inside: String| format!("\\begin{{document}}\n{inside}\n\\end{{document}}\n");
    vec![
        tex("braces in braces", body(nested("{", "x", "}", 20_000))),
        tex("braces that stay open", body("{\\emph{a \\cite{b} ".repeat(5_000))),
        tex("environments in environments", body(nested("\\begin{a}", "x", "\\end{a}", 5_000))),
        tex("environments that stay open", "\\begin{itemize}\\item a ".repeat(5_000)),
        tex("a file that brings itself in", body("\\input{hostile.tex} ".repeat(50))),
        tex(
            "a command that calls itself",
            "\\newcommand{\\a}{x\\a\\a}\n".to_owned() + &body("\\a ".repeat(100)),
        ),
        tex(
            "commands that double",
            each(60, |at| {
                let name = |at: usize| "abcdefghij".split_at(at % 10).1.repeat(1 + at / 10);
                format!("\\newcommand{{\\{}}}{{\\{0} \\{0}}}\n", name(at))
            }) + &body("\\abcdefghij".to_owned()),
        ),
        tex("maths that stays open", body("$x^{a_{b} \\[ ".repeat(5_000))),
        tex("comments", "% \\begin{document}\n".repeat(20_000)),
        tex("verbatim that stays open", body("\\verb|a \\begin{verbatim}\n".repeat(3_000))),
        tex("citations of many keys", body(format!("\\cite{{{}}}", "a,".repeat(30_000)))),
    ]
}

/// What Typst would do for ever, or would not come out of.
fn typst() -> Vec<Hostile> {
    let typst = |name, text: String| Hostile::new(name, "typ", text);
    vec![
        typst("content in content", nested("#emph[", "x", "]", 3_000)),
        typst("content that stays open", "#a[b @c ".repeat(3_000)),
        typst("comments in comments", nested("/* ", "x", " */", 10_000)),
        typst("a file that brings itself in", "#include \"hostile.typ\"\n".repeat(50)),
        typst("brackets in brackets", nested("(", "x", ")", 20_000)),
        typst("code in code", nested("#{", "x", "}", 3_000)),
        typst("lists in lists", each(300, |depth| format!("{}- a\n", "  ".repeat(depth)))),
        typst("references", "@a[b] ".repeat(20_000)),
    ]
}

type Named = (&'static str, Vec<u8>);

fn text(name: &'static str, text: impl Into<String>) -> Named {
    (name, text.into().into_bytes())
}

fn bytes() -> Vec<Named> {
    let utf16 = "(Smith 2010)\n\nReferences\n\nSmith, J. 2010. On it.\n".encode_utf16();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf16.flat_map(u16::to_le_bytes)).collect();
    vec![
        ("nothing", Vec::new()),
        ("zeros", vec![0; 50_000]),
        ("every byte", (0..=255).cycle().take(20_000).collect()),
        ("broken UTF-8", b"(Smith \xC3 2010) \xF0\x9F \xED\xA0\x80 \xFF\xFE".repeat(500)),
        ("a mark and nothing", b"\xEF\xBB\xBF".to_vec()),
        ("UTF-16", utf16),
        ("half of UTF-16", vec![0xFF, 0xFE, 0x41]),
        ("returns only", b"a (Smith 2010)\r".repeat(2_000)),
        ("line feeds", vec![b'\n'; 100_000]),
        ("one line", b"and so it is said (Smith 2010), ".repeat(3_000)),
        text(
            "control characters",
            "\u{1b}[2J\u{9b}31m(Smith\u{0} 2010)\u{7f}\u{202e}\n".repeat(500),
        ),
        text("combining marks", format!("Smi{}th (2010)", "\u{301}".repeat(30_000))),
        text("signs without width", "(Sm\u{200b}ith\u{2060} \u{ad}2010)".repeat(2_000)),
        text("one long word", "a".repeat(200_000)),
        text("one long number", "1".repeat(200_000)),
        ("noise", noise(30_000, 1)),
    ]
}

fn markup() -> Vec<Named> {
    vec![
        text("square brackets in brackets", nested("[", "x", "]", 20_000)),
        text("round brackets in brackets", nested("(", "Smith 2010", ")", 20_000)),
        text("brackets of both kinds", nested("([", "Smith 2010", "])", 10_000)),
        text("brackets that cross", "([".repeat(10_000) + &")]".repeat(10_000)),
        text("brackets that stay open", "(Smith 2010 [".repeat(5_000)),
        text("quotations in quotations", nested("> ", "x", "", 3_000)),
        text("lists in lists", each(300, |depth| format!("{}- a\n", "  ".repeat(depth)))),
        text("stars", "*a _b ".repeat(5_000)),
        text("superscripts in one word", "x^a".repeat(50_000)),
        text("ticks", each(200, |count| "`".repeat(count) + " a ")),
        text("links in links", nested("[a](b ", "x", ")", 3_000)),
        text("links that stay open", "[a](<b".repeat(5_000)),
        text(
            "many link targets",
            each(3_000, |at| format!("[a{at}]: http://b/{at}\n")) + &"[a1]".repeat(3_000),
        ),
        text(
            "notes that call themselves",
            "[^a]\n\n[^a]: see [^a] and [^b]\n\n[^b]: [^a]\n".repeat(300),
        ),
        text(
            "many notes",
            each(2_000, |at| format!("x[^{at}]\n\n[^{at}]: Smith, J. 2010. On {at}.\n\n")),
        ),
        text(
            "a wide table",
            format!(
                "|{}\n|{}\n|{}\n",
                "a|".repeat(2_000),
                "-|".repeat(2_000),
                "(b 2010)|".repeat(2_000)
            ),
        ),
        text("comments that stay open", "<!-- cite: ignore[x] ".repeat(3_000)),
        text(
            "comments that ignore",
            "<!-- cite: ignore[ibid, year-mismatch] -->\n\nText.\n\n".repeat(500),
        ),
        text("elements in elements", nested("<div><i>", "(Smith 2010)", "</i></div>", 5_000)),
        text("elements that close only", "</p></div></a>".repeat(5_000)),
        text(
            "an element with many attributes",
            format!("<p {}>x</p>", each(3_000, |at| format!("a{at}=\"{at}\" "))),
        ),
        text("a tag that stays open", format!("<p title=\"{}", "a > ".repeat(10_000))),
        text("entities", "&amp;amp;&#x110000;&#0;&#xD800;&bogus;&notit;".repeat(2_000)),
        text("a header that stays open", format!("---\n{}", "title: x\n".repeat(5_000))),
        text("a fence that stays open", format!("```\n{}", "(Smith 2010)\n".repeat(5_000))),
        text("formulas", "$x$ $$ (Smith 2010) $ ".repeat(3_000)),
        text("headings", each(3_000, |at| format!("{} References\n\n", "#".repeat(1 + at % 6)))),
        text("rules and underlines", "a\n===\n---\n***\n".repeat(3_000)),
    ]
}

fn citations() -> Vec<Named> {
    let works = each(3_000, |at| format!("Smith {at:04}; "));
    let names = each(3_000, |at| format!("Name{at}, "));
    vec![
        text("years in one bracket", format!("({})", "2010, ".repeat(50_000))),
        text("pages in one bracket", format!("(Smith, {})", "p. 3, ".repeat(20_000))),
        text("names before semicolons", format!("({}Lima, 2015)", "Silva; ".repeat(10_000))),
        text("commas between names", format!("({}and Lima, 2015)", "Silva, ".repeat(10_000))),
        text("a bracket of three thousand works", format!("({works} 2010)")),
        text("a citation of three thousand names", format!("({names} and Smith 2010)")),
        text(
            "years beyond all years",
            "(Smith 99999999999999999999) Smith (0) (-5 BC) (2010abcdefgh)".repeat(500),
        ),
        text("ranges of numbers", "[1-4000000000] [4294967295–1] [1,2,3-2] [0] [-]".repeat(500)),
        text("the same place again", "ibid. (ibid., 5) op. cit. Idem, ".repeat(2_000)),
        text("and others", "et al. et al., et al.; ".repeat(3_000)),
        text("keys", "[@a; @b{c}, p. 5] @{x} \\cite{a,b,,c} [-@d] ".repeat(1_500)),
        text("dashes and quotes", "—–-‐“”„«»‘’\"'".repeat(4_000)),
        text("capitals", "Smith Jones Brown Of The And De La ".repeat(3_000) + "(2010)"),
        text(
            "Chinese without spaces",
            "根据张三和李四（2019）的研究以及王五等（2020a）".repeat(600),
        ),
        text("pages", format!("(Smith 2010, pp. {}1)", "1–2, ".repeat(3_000))),
        text("a DOI without end", format!("doi:10.1000/{}", "a/(b)<c>".repeat(5_000))),
        text("an address without end", format!("http://{}/", "a.b-c".repeat(5_000))),
        text("addresses in addresses", "http://a.b/c?d=http://".repeat(3_000)),
        text("colons and slashes", "://:/www.doi.org/10.".repeat(3_000)),
    ]
}

fn lists() -> Vec<Named> {
    let list = |entries: String| format!("As said (Smith 2010).\n\n## References\n\n{entries}");
    let entry = "Smith, J., and A. Doe. 2010. \"On the nature of things.\" *Journal of Things* 5 (2): 1–9.\n\n";
    vec![
        text("equal entries", list(entry.repeat(600))),
        text("entries of one author and year", list(each(600, |at| format!("Smith, J. 2010. On {at} things and others of this kind. Oxford: Press.\n\n")))),
        text("an entry of a thousand authors", list(format!("{} 2010. On it. Press.\n", each(1_000, |at| format!("Name{at}, A. B., "))))),
        text("an entry without end", list(format!("Smith, J. 2010. {}.\n", "on the nature of things ".repeat(4_000)))),
        text("an entry of dashes", list("———. ———. 2010. ———.\n\n".repeat(500))),
        text("numbers that jump", list(each(500, |at| format!("[{}] Smith, J. 2010. On it. Press.\n\n", at * 8_589_934)))),
        text("lists in a row", each(100, |_| list("Smith, J. 2010. On it. Press.\n\n".to_owned()))),
        text("entries in one line", list(entry.replace('\n', " ").repeat(300))),
        text("entries of marks", list("(), [], “”. : ; – / & et al. (n.d.).\n\n".repeat(1_000))),
        text("identifiers", list("Smith, J. 2010. ISBN 978-0-00-000000-0-0-0 ISSN 1234567X arXiv:9999.99999v99 PMID 99999999999.\n\n".repeat(300))),
    ]
}

fn mixtures() -> Vec<Named> {
    const PIECES: [&str; 34] = [
        "Smith",
        ", ",
        "J. ",
        "2010",
        "2010a",
        "(",
        ")",
        "[",
        "]",
        "; ",
        " & ",
        " et al.",
        "*",
        "_",
        "**",
        "\n",
        "\n\n",
        "## References\n\n",
        "- ",
        "1. ",
        "> ",
        "`",
        "<p>",
        "</p>",
        "<!--",
        "-->",
        "&amp;",
        "\\",
        "http://a.b/",
        "doi:10.1/x",
        "ibid.",
        "“",
        "”",
        "张三",
    ];
    let mixed = |seed| shuffled(&PIECES, 8_000, seed).into_bytes();
    vec![
        ("a mixture, the first", mixed(11)),
        ("a mixture, the second", mixed(12)),
        ("a mixture, the third", mixed(13)),
        ("a mixture, the fourth", mixed(14)),
    ]
}
