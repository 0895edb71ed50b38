//! Hostile library files, in every format that is read.

use crate::Hostile;
use crate::pieces::{each, nested, noise, shuffled};

/// All of them.
pub fn all() -> Vec<Hostile> {
    [bibtex(), ris(), nbib(), endnote(), csl_json(), yaml()].into_iter().flatten().collect()
}

fn bibtex() -> Vec<Hostile> {
    let bib = |name, text: String| Hostile::new(name, "bib", text);
    let book = |inside: &str| format!("@book{{k, title = {{{inside}}}, year = 2010}}\n");
    vec![
        bib("a brace that stays open", "@book{a, title = {".repeat(3_000)),
        bib("braces in braces", book(&nested("{", "x", "}", 20_000))),
        bib("commands in commands", book(&nested("\\emph{", "x", "}", 5_000))),
        bib("accents on accents", book(&"\\\"\\'\\`\\^{\\~".repeat(3_000))),
        bib(
            "abbreviations of abbreviations",
            each(60, |at| format!("@string{{a{} = a{at} # a{at}}}", at + 1))
                + "@book{k, title = a60}",
        ),
        bib(
            "a long abbreviation, often",
            format!(
                "@string{{a = {{{}}}}}\n{}",
                "x".repeat(20_000),
                each(1_000, |at| format!("@book{{k{at}, title = a}}\n"))
            ),
        ),
        bib(
            "parents in a circle",
            "@book{a, crossref = {b}}@book{b, crossref = {a}, xdata = {a, b}}".to_owned(),
        ),
        bib(
            "a row of parents",
            each(3_000, |at| format!("@book{{k{at}, crossref = {{k{}}}}}\n", at + 1)),
        ),
        bib(
            "a parent of thousands",
            format!(
                "@book{{p, title = {{{}}}}}{}",
                "x".repeat(5_000),
                each(2_000, |at| format!("@inbook{{k{at}, crossref = {{p}}}}"))
            ),
        ),
        bib(
            "fields without end",
            format!("@book{{k, {}}}", each(5_000, |at| format!("f{at} = {{x}}, "))),
        ),
        bib(
            "one field, often",
            format!("@book{{k, {}}}", each(2_000, |at| format!("title = {{x{at}}}, "))),
        ),
        bib("one key, often", "@book{k, title = {The same}, year = 2010}\n".repeat(3_000)),
        bib("no keys", "@book{, title = {The same}}\n".repeat(2_000)),
        bib("signs of entries only", "@".repeat(50_000)),
        bib("joints only", format!("@book{{k, title = {}}}", "# ".repeat(20_000))),
        bib(
            "thousands of authors",
            format!("@book{{k, author = {{{}}}}}", "Smith, J. and ".repeat(5_000)),
        ),
        bib(
            "authors of commas",
            format!("@book{{k, author = {{{}}}}}", ",,, and , and ".repeat(3_000)),
        ),
        bib(
            "dates beyond all dates",
            each(500, |at| {
                format!(
                    "@book{{k{at}, date = {{9999999999999-99-99/..}}, year = {{-0}}, month = {{#}}}}"
                )
            }),
        ),
        bib("comments", "@comment{ @book{ @preamble{\" ".repeat(2_000)),
        bib("quotes that stay open", "@book{k, title = \"".repeat(2_000)),
        Hostile::new("noise", "bib", noise(30_000, 2)),
        bib(
            "a mixture",
            shuffled(
                &[
                    "@book{", "k", ",", "=", "{", "}", "\"", "#", "\\", "%", "\n", "title", "and",
                    "2010", "@string{",
                ],
                10_000,
                21,
            ),
        ),
    ]
}

fn ris() -> Vec<Hostile> {
    let ris = |name, text: String| Hostile::new(name, "ris", text);
    let equal = "TY  - JOUR\nAU  - Smith, John\nTI  - A thing of beauty\nPY  - 2010\nER  - \n\n";
    vec![
        ris("records that look alike", equal.repeat(3_000)),
        ris("records that stay open", "TY  - JOUR\nAU  - Smith\n".repeat(3_000)),
        ris("ends only", "ER  - \n".repeat(10_000)),
        ris(
            "thousands of authors",
            format!("TY  - BOOK\n{}ER  - \n", "AU  - Smith, J.\n".repeat(5_000)),
        ),
        ris(
            "thousands of notes",
            format!(
                "TY  - BOOK\n{}ER  - \n",
                each(3_000, |at| format!("N1  - {at}\nX{}  - y\n", at % 10))
            ),
        ),
        ris(
            "a value without end",
            format!("TY  - BOOK\nTI  - {}\nER  - \n", "on the nature of things ".repeat(5_000)),
        ),
        ris(
            "pages that mean nothing",
            "TY  - JOUR\nSP  - –\nEP  - -\nPY  - ////\nDA  - 99999/99/99/x\nER  - \n".repeat(500),
        ),
        Hostile::new("noise after a record", "ris", [equal.as_bytes(), &noise(30_000, 3)].concat()),
        ris(
            "a mixture",
            "TY  - BOOK\n".to_owned()
                + &shuffled(
                    &["TY  - ", "ER  - ", "AU  - ", "PY  - ", "\n", "x", "2010", " ", "-"],
                    10_000,
                    31,
                ),
        ),
    ]
}

fn nbib() -> Vec<Hostile> {
    let nbib = |name, text: String| Hostile::new(name, "nbib", text);
    vec![
        nbib(
            "records that look alike",
            "PMID- 1\nFAU - Smith, John\nTI  - Beauty\nDP  - 2010\n\n".repeat(2_000),
        ),
        nbib("one record without end", format!("PMID- 1\n{}", "MH  - x\n      y\n".repeat(5_000))),
        nbib("values that go on", format!("PMID- 1\nTI  - a\n{}", "      b\n".repeat(10_000))),
        nbib(
            "a mixture",
            "PMID- 1\n".to_owned()
                + &shuffled(
                    &["PMID- ", "AU  - ", "TI  - ", "      ", "\n", "\n\n", "x", "2010"],
                    8_000,
                    41,
                ),
        ),
    ]
}

fn endnote() -> Vec<Hostile> {
    let xml = |name, inside: String| {
        Hostile::new(name, "xml", format!("<xml><records>{inside}</records></xml>"))
    };
    let laughs = each(20, |at| format!("<!ENTITY l{} \"&l{at};&l{at};&l{at};\">", at + 1));
    let laughing = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE xml [<!ENTITY l0 \"ha\">{laughs}]><xml><records><record><titles><title>&l20;</title></titles></record></records></xml>"
    );
    let record =
        |inside: &str| format!("<record><ref-type name=\"Book\">6</ref-type>{inside}</record>");
    vec![
        Hostile::new("entities of entities", "xml", laughing),
        Hostile::new("a file from elsewhere", "xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><records><record><notes>&e;</notes></record></records></xml>"),
        xml("elements in elements", record(&nested("<a>", "x", "</a>", 20_000))),
        xml("styles in styles", record(&format!("<titles><title>{}</title></titles>", nested("<style face=\"bold\">", "x", "</style>", 5_000)))),
        xml("records in records", nested("<record>", "x", "</record>", 3_000)),
        xml("records that stay open", "<record><titles><title>x".repeat(3_000)),
        xml("records that look alike", record("<contributors><authors><author>Smith, J.</author></authors></contributors><titles><title>Beauty</title></titles>").repeat(2_000)),
        xml("records on one line", each(10_000, |at| record(&format!("<titles><title>On {at}</title></titles>")))),
        xml("an element that closes another", record("</titles></a></b>").repeat(1_000)),
        xml("a section that stays open", record("<notes><![CDATA[".repeat(2_000).as_str())),
        xml("many attributes", record(&format!("<notes {}>x</notes>", each(3_000, |at| format!("a{at}='x' "))))),
        xml("broken entities", record("<notes>&#x110000;&#xD800;&;&</notes>").repeat(500)),
        xml("a mixture", shuffled(&["<record>", "</record>", "<titles>", "</titles>", "<title>", "</title>", "x", "&amp;", "<", ">", "<style>", "</style>"], 8_000, 51)),
    ]
}

fn csl_json() -> Vec<Hostile> {
    let json = |name, text: String| Hostile::new(name, "json", text);
    let with = |member: &str| format!("[{{\"id\":\"a\",\"type\":\"book\",{member}}}]");
    vec![
        json("lists in lists", "[".repeat(50_000)),
        json("lists in a value", with(&format!("\"custom\":{}", nested("[", "", "]", 20_000)))),
        json(
            "objects in objects",
            with(&format!("\"custom\":{}", nested("{\"a\":", "1", "}", 20_000))),
        ),
        json(
            "numbers beyond all numbers",
            with(
                "\"volume\":1e999,\"page\":-0,\"issued\":{\"date-parts\":[[99999999999999999999,1e9]]}",
            ),
        ),
        json(
            "dates of another shape",
            with(
                "\"issued\":{\"date-parts\":[[[2010]]],\"season\":{},\"circa\":[]},\"accessed\":\"x\",\"submitted\":{\"date-parts\":[[],[null],[\"x\"]]}",
            ),
        ),
        json(
            "dates without end",
            with(&format!("\"issued\":{{\"date-parts\":[[{}]]}}", "1,".repeat(5_000) + "1")),
        ),
        json(
            "names of another shape",
            with(
                "\"author\":[{},{\"family\":null},{\"literal\":\"\"},[],\"x\",{\"given\":7}],\"editor\":{}",
            ),
        ),
        json(
            "thousands of names",
            with(&format!(
                "\"author\":[{}{{}}]",
                "{\"family\":\"Smith\",\"given\":\"J.\"},".repeat(3_000)
            )),
        ),
        json("one member, often", with(&("\"title\":\"x\",".repeat(3_000) + "\"title\":\"y\""))),
        json(
            "thousands of members",
            with(each(5_000, |at| format!("\"f{at}\":{at},")).trim_end_matches(',')),
        ),
        json(
            "entries under one key, on one line",
            format!("[{}{{}}]", "{\"id\":\"a\",\"type\":\"book\",\"title\":\"x\"},".repeat(20_000)),
        ),
        json("entries without a key", format!("[{}{{}}]", "{},".repeat(5_000))),
        json("entries that are none", "[1,\"x\",null,[],{\"type\":7,\"id\":{}}]".to_owned()),
        json("signs that are none", with("\"title\":\"\\u0000\\ud800\\u001b[2J\"")),
        json(
            "markup in markup",
            with(&format!("\"title\":\"{}\"", nested("<i><b>", "x", "</b></i>", 3_000))),
        ),
        json("a text that stays open", "[{\"id\":\"".to_owned() + &"a".repeat(50_000)),
        json(
            "a mixture",
            "[{\"id\":\"a\",".to_owned()
                + &shuffled(
                    &["{", "}", "[", "]", ",", ":", "\"", "\"title\"", "1", "null", "\\u00"],
                    8_000,
                    61,
                ),
        ),
    ]
}

fn yaml() -> Vec<Hostile> {
    let yaml = |name, text: String| Hostile::new(name, "yaml", text);
    let laughs = each(30, |at| format!("    l{}: &l{} [*l{at}, *l{at}, *l{at}]\n", at + 1, at + 1));
    let wide = each(3_000, |_| "*l, ".to_owned());
    vec![
        yaml("aliases of aliases", format!("a:\n  type: book\n  title: x\n  x:\n    l0: &l0 [ha, ha, ha]\n{laughs}")),
        yaml("an alias, often", format!("a:\n  type: book\n  title: &l {}\n  x: [{wide}]\n", "x".repeat(5_000))),
        yaml("an alias of itself", "a: &a\n  type: book\n  title: x\n  parent: *a\n".to_owned()),
        yaml("an alias of nothing", "a:\n  type: book\n  title: *nobody\n".repeat(50)),
        yaml("lists in lists", format!("a:\n  type: book\n  title: {}\n", nested("[", "x", "]", 20_000))),
        yaml("mappings in mappings", each(2_000, |depth| format!("{}a:\n", " ".repeat(depth)))),
        yaml("parents of parents", format!("a:\n  type: article\n  title: x\n  parent: {}\n", nested("{type: book, title: x, parent: ", "x", "}", 500))),
        yaml("entries that look alike", each(1_500, |at| format!("k{at}:\n  type: book\n  title: The same\n  author: Smith, J.\n  date: 2010\n"))),
        yaml("one key, often", "a:\n  type: book\n  title: x\n".repeat(1_500)),
        yaml("keys that are none", "? [a, b]\n: {c: d}\n? {e: f}\n: x\n1: 2\n~: ~\n".repeat(100)),
        yaml("tabs and marks", "a:\n\ttype: book\n%YAML 9.9\n--- !!x &y *z\n".repeat(200)),
        yaml("a text that stays open", "a:\n  title: \"".to_owned() + &"x\n".repeat(10_000)),
        yaml("dates beyond all dates", "a:\n  type: book\n  title: x\n  date: 99999999999-99-99\n  page-range: 9-\n  volume: 1e999\n".repeat(100)),
        yaml("a mixture", "a:\n  type: book\n".to_owned() + &shuffled(&["a:", " ", "  ", "\n", "- ", "[", "]", "{", "}", "&a ", "*a", "\"", "'", "|", ">", "#", "x"], 6_000, 71)),
    ]
}
