//! What dangerous text becomes in each output language: a table of languages and texts. Each
//! language is read by a reader of its own, which must find nothing but what the writers write.

#![cfg(feature = "render")]

use cite::internals::escape::escaped::Escaped;
use cite::internals::escape::terminal::{Terminal, is_control};
use cite::internals::escape::workflow::Workflow;
use cite::internals::escape::xml::Xml;
use cite::internals::render::formatted::{FontStyle, Formatted, Piece};
use cite::internals::render::write::formats;
use pulldown_cmark::{Event, Options, Parser, Tag};
use typst_syntax::{SyntaxKind, SyntaxNode};

/// Texts that mean something in one of the languages.
const TEXTS: [&str; 46] = [
    "\\input{/etc/passwd}",
    "\\write18{id}",
    "}\\input{x}{",
    "^^5cinput x",
    "%\n\\input x",
    "$\\input x$",
    "a\n\n\\par b",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "&lt;script&gt;",
    "&#60;b&#62;",
    "<!-- x -->",
    "]]>",
    "[x](javascript:alert(1))",
    "![x](http://a.b/x.png)",
    "[x]: http://a.b",
    "^[a note]",
    "[^1]: a note",
    "`r system('id') #`",
    "`{=latex}",
    "{{< include /etc/passwd >}}",
    "{{ site.github }}",
    "{% include /etc/passwd %}",
    "a\u{2028}= A heading\u{2029}- an item",
    "(a) an item",
    "iv) an item",
    "(2010) an item",
    "# A heading",
    "- an item\n- another",
    "1. one",
    "> a quotation",
    "---\ntitle: x\n---",
    "~~~\ncode\n~~~",
    "#panic()",
    "#include \"/etc/passwd\"",
    "= A heading",
    "/ term: x",
    "// a comment",
    "/* a comment",
    "<label> @label",
    "{\\field{\\*\\fldinst INCLUDETEXT x}}",
    "\\u0?\\bin5 ",
    "\x1b]0;title\x07\x1b[2J",
    "\u{9b}31m\u{202e}gpj.exe",
    "::error::x\n::set-output name=a::b",
];

/// Addresses, and whether each may be a link.
const ADDRESSES: [(&str, bool); 12] = [
    ("http://a.b/c_d?e=%20&f=1#g~$h", true),
    ("https://a.b/(c)_[d]", true),
    ("ftp://a.b/c", true),
    ("mailto:a@b.c", true),
    ("doi:10.1000/x<y>z", true),
    ("http://a.b/}\\input{/etc/passwd}\\url{", true),
    ("http://a.b/\" onclick=\"alert(1)", true),
    ("http://a.b/>)\n\n<script>", true),
    ("javascript:alert(1)//http://", false),
    ("JAVASCRIPT:alert(1)", false),
    ("data:text/html;base64,PHNjcmlwdD4=", false),
    ("vbscript:msgbox(1)", false),
];

fn piece(text: &str, italic: bool, link: Option<&str>) -> Piece {
    let mut piece = Piece { text: text.to_owned(), ..Piece::default() };
    piece.link = link.map(str::to_owned);
    if italic {
        piece.face.font_style = FontStyle::Italic;
    }
    piece
}

/// Each dangerous text plain, in italics, after italics and as a key; each address under a text and
/// under itself.
fn cases() -> Vec<(String, Formatted)> {
    let plain = TEXTS.iter().map(|text| {
        let pieces = vec![
            piece(&format!("{text} "), false, None),
            piece(text, true, None),
            piece(&format!("({text})"), false, None),
            piece(text, true, None),
            piece(&format!(".{text}; x"), false, None),
        ];
        ((*text).to_owned(), Formatted { pieces })
    });
    let linked = ADDRESSES.iter().map(|(address, _)| {
        let pieces = vec![
            piece("here", false, Some(address)),
            piece(" ", false, None),
            piece(address, true, Some(address)),
            piece("(x)", false, None),
        ];
        ((*address).to_owned(), Formatted { pieces })
    });
    plain.chain(linked).collect()
}

/// All cases as a list in a language.
fn list(format: &str) -> Vec<(String, String)> {
    let format = formats::by_name(format).expect("a format");
    let written = |(text, formatted): (String, Formatted)| {
        let list = (format.list)(&[(text.as_str(), &formatted)]);
        (text, list)
    };
    cases().into_iter().map(written).collect()
}

fn is_safe(address: &str) -> bool {
    ["http://", "https://", "ftp://", "mailto:", "doi:"].iter().any(|s| address.starts_with(s))
}

/// How many links a case has: two where its address may be one.
fn links_of(text: &str) -> usize {
    match ADDRESSES.iter().find(|(address, _)| *address == text) {
        Some((_, true)) => 2,
        _ => 0,
    }
}

#[test]
fn html_has_no_elements_but_ours() {
    for (text, list) in list("html") {
        let mut links = 0;
        for token in html5gum::Tokenizer::new(&list).map(|token| token.expect("reads")) {
            match token {
                html5gum::Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    assert!(["div", "i", "a", "sup"].contains(&name.as_str()), "{text}: {list}");
                    for (attribute, value) in tag.attributes {
                        let attribute = String::from_utf8_lossy(&attribute).into_owned();
                        let value = String::from_utf8_lossy(&value).into_owned();
                        match attribute.as_str() {
                            "href" => assert!(is_safe(&value), "{text}: {value}"),
                            "class" | "id" => {}
                            other => panic!("{text}: {other}"),
                        }
                        links += usize::from(attribute == "href");
                    }
                }
                html5gum::Token::EndTag(_) | html5gum::Token::String(_) => {}
                other => panic!("{text}: {other:?}"),
            }
        }
        assert_eq!(links, links_of(&text), "{text}: {list}");
    }
}

#[test]
fn latex_has_no_commands_but_ours() {
    const OURS: [&str; 9] = [
        "begin",
        "end",
        "bibitem",
        "emph",
        "href",
        "url",
        "textbackslash",
        "textasciitilde",
        "textasciicircum",
    ];
    for (text, list) in list("latex") {
        let mut depth = 0i32;
        let mut rest = list.as_str();
        while let Some(ch) = rest.chars().next() {
            rest = &rest[ch.len_utf8()..];
            match ch {
                '\\' => {
                    let word: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
                    let sign = rest.chars().next().unwrap_or(' ');
                    let escaped = word.is_empty() && "&%$#_{}".contains(sign);
                    assert!(escaped || OURS.contains(&word.as_str()), "{text}: \\{word}: {list}");
                    rest = &rest[if word.is_empty() { 1 } else { word.len() }..];
                    // The argument of \url is taken as it is, up to its brace.
                    if word == "url" {
                        let end = rest.find('}').expect("ends");
                        let address = &rest[1..end];
                        assert!(is_safe(address) && !address.contains(['{', '\\', '^']), "{list}");
                        rest = &rest[end + 1..];
                    }
                }
                '{' => depth += 1,
                '}' => depth -= 1,
                '%' | '#' | '$' | '^' | '&' => panic!("{text}: {ch} in {list}"),
                ch => assert!(ch == '\n' || !ch.is_control(), "{text}: {list:?}"),
            }
            assert!(depth >= 0, "{text}: {list}");
        }
        assert_eq!(depth, 0, "{text}: {list}");
        assert_eq!(
            list.matches("\\href{").count() + list.matches("\\url{").count(),
            links_of(&text),
            "{list}"
        );
    }
}

#[test]
fn markdown_says_what_the_text_says() {
    for (text, list) in list("markdown") {
        assert!(!list.contains('`'), "{text}: {list}");
        assert!(!list.contains("{{") && !list.contains("{%"), "{text}: {list}");
        let mut links = 0;
        let mut said = String::new();
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        for event in Parser::new_ext(&list, options) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    assert!(is_safe(&dest_url), "{text}: {dest_url}");
                    links += 1;
                }
                Event::Start(Tag::Paragraph | Tag::Emphasis) | Event::End(_) => {}
                Event::Text(part) => said.push_str(&part),
                other => panic!("{text}: {other:?} in {list}"),
            }
        }
        assert_eq!(links, links_of(&text), "{text}: {list}");
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        if links == 0 {
            let (_, formatted) =
                cases().into_iter().find(|(case, _)| *case == text).expect("a case");
            assert_eq!(letters(&said), letters(&formatted.plain()), "{list}");
        }
    }
}

#[test]
fn typst_calls_nothing_but_ours() {
    for (text, list) in list("typst") {
        let root = typst_syntax::parse(&list);
        let (errors, _) = root.errors_and_warnings();
        assert!(errors.is_empty(), "{text}: {errors:?}: {list}");
        let mut links = 0;
        each(&root, &mut |node| match node.kind() {
            SyntaxKind::Ident => {
                let name = node.leaf_text();
                let ours = ["set", "par", "emph", "link", "hanging-indent"];
                assert!(ours.contains(&name.as_str()), "{text}: {name}: {list}");
                links += usize::from(name == "link");
            }
            SyntaxKind::Str => {
                assert!(is_safe(node.leaf_text().trim_matches('"')), "{text}: {list}")
            }
            SyntaxKind::Heading
            | SyntaxKind::ListItem
            | SyntaxKind::EnumItem
            | SyntaxKind::TermItem
            | SyntaxKind::Raw
            | SyntaxKind::Equation
            | SyntaxKind::Label
            | SyntaxKind::Ref
            | SyntaxKind::LineComment
            | SyntaxKind::BlockComment
            | SyntaxKind::ModuleInclude
            | SyntaxKind::ModuleImport
            | SyntaxKind::FieldAccess
            | SyntaxKind::Strong
            | SyntaxKind::Emph
            | SyntaxKind::Semicolon => {
                panic!("{text}: {:?} in {list}", node.kind())
            }
            _ => {}
        });
        assert_eq!(links, links_of(&text), "{text}: {list}");
    }
}

fn each(node: &SyntaxNode, found: &mut impl FnMut(&SyntaxNode)) {
    found(node);
    node.children().for_each(|child| each(child, found));
}

#[test]
fn rtf_has_no_control_words_but_ours() {
    const OURS: [&str; 15] = [
        "rtf", "ansi", "deff", "fonttbl", "f", "pard", "li", "fi", "par", "i", "u", "field",
        "fldinst", "fldrslt", "",
    ];
    for (text, list) in list("rtf") {
        let mut depth = 0i32;
        let mut rest = list.as_str();
        while let Some(ch) = rest.chars().next() {
            rest = &rest[1..];
            match ch {
                '\\' => {
                    let word: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
                    let sign = rest.chars().next().unwrap_or(' ');
                    assert!(!word.is_empty() || "\\{}*".contains(sign), "{text}: {list}");
                    assert!(OURS.contains(&word.as_str()), "{text}: \\{word}: {list}");
                    rest = &rest[if word.is_empty() { 1 } else { word.len() }..];
                }
                '{' => depth += 1,
                '}' => depth -= 1,
                ch => assert!(ch == '\n' || (' '..='~').contains(&ch), "{text}: {list:?}"),
            }
            assert!(depth >= 0, "{text}: {list}");
        }
        assert_eq!(depth, 0, "{text}: {list}");
        let fields: Vec<&str> = list.split("{\\field{\\*\\fldinst ").skip(1).collect();
        assert_eq!(fields.len(), links_of(&text), "{text}: {list}");
        for field in fields {
            let address = field.strip_prefix("HYPERLINK \"").expect("a link");
            assert!(is_safe(address), "{text}: {list}");
        }
    }
}

#[test]
fn terminals_and_logs_show_what_would_control_them() {
    for text in TEXTS {
        let shown = Escaped::<Terminal>::text(text);
        assert!(!shown.as_str().contains(|ch| is_control(ch) && ch != '\n'), "{text:?}");
        assert!(!Escaped::<Terminal>::line(text).as_str().contains(is_control), "{text:?}");
        let message = Escaped::<Workflow>::text(text);
        assert!(!message.as_str().contains(is_control), "{text:?}");
        let property = Escaped::<Workflow>::property(text);
        assert!(!property.as_str().contains([':', ',']), "{text:?}");
    }
}

#[test]
fn xml_holds_what_the_text_says() {
    for text in TEXTS {
        let attribute = Escaped::<Xml>::attribute(text);
        let xml = format!("<a b=\"{attribute}\">{}</a>", Escaped::<Xml>::text(text));
        let mut reader = quick_xml::Reader::from_str(&xml);
        let mut depth = 0;
        loop {
            match reader.read_event().expect("XML") {
                quick_xml::events::Event::Start(tag) => {
                    depth += 1;
                    assert_eq!(tag.attributes().count(), 1, "{text}");
                }
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Comment(_) | quick_xml::events::Event::CData(_) => {
                    panic!("{text}: {xml}")
                }
                _ => {}
            }
        }
        assert_eq!(depth, 1, "{text}");
    }
}
