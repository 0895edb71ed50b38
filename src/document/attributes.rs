//! Tags with more attributes than a page has.
//!
//! The tokenizer goes one call deeper with each attribute of a tag: thousands of them overflow the
//! stack.

/// The most attributes of a tag that is read as one.
const MOST: usize = 256;

/// The text of a page in which what opens a tag with too many attributes is a space, so that the tag
/// is text. All stands where it stood.
pub(crate) fn bounded(html: String) -> String {
    let opening = openings(html.as_bytes());
    if opening.is_empty() {
        return html;
    }
    let mut bytes = html.into_bytes();
    opening.into_iter().for_each(|at| bytes[at] = b' ');
    // A space for `<`: what was UTF-8 stays so.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Where tags with too many attributes begin.
fn openings(html: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &html[at..]).map(|length| at + length) {
        let rest = &html[open + 1..];
        at = open + 1;
        if rest.starts_with(b"!--") {
            let end = memchr::memmem::find(&rest[3..], b"-->");
            at = end.map_or(html.len(), |length| open + 4 + length);
        } else if rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
            let (length, attributes) = tag(rest);
            at += length;
            if attributes > MOST {
                found.push(open);
            }
        }
    }
    found
}

/// The length of a tag up to its `>`, and how many attributes it has (HTML, 13.2.5.32–39).
fn tag(html: &[u8]) -> (usize, usize) {
    let ends_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let until = |from: usize, ends: &dyn Fn(&u8) -> bool| {
        html[from..].iter().position(ends).map_or(html.len(), |length| from + length)
    };
    let past_space = |from: usize| until(from, &|byte| !byte.is_ascii_whitespace());
    let mut at = until(1.min(html.len()), &ends_name);
    let mut attributes = 0;
    loop {
        at = until(at, &|byte| !(byte.is_ascii_whitespace() || *byte == b'/'));
        match html.get(at) {
            None | Some(b'>') => return (at, attributes),
            Some(_) => attributes += 1,
        }
        at = until(at + 1, &|byte| ends_name(byte) || *byte == b'=');
        let sign = past_space(at);
        if html.get(sign) == Some(&b'=') {
            let value = past_space(sign + 1);
            at = match html.get(value) {
                Some(quote @ (b'"' | b'\'')) => {
                    let end = memchr::memchr(*quote, &html[value + 1..]);
                    end.map_or(html.len(), |length| value + length + 2)
                }
                _ => until(value, &|byte| byte.is_ascii_whitespace() || *byte == b'>'),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_as_html_does() {
        let count = |html: &str| tag(&html.as_bytes()[1..]).1;
        for (html, wanted) in [
            ("<p>", 0),
            ("<p a b=c d = \"e f > g\" h='i'>", 4),
            ("<br/>", 0),
            ("<p a\"b=\">\" c>", 2),
            ("<p a=b/c>", 1),
            ("<p a", 1),
            ("<p a=\"b", 1),
        ] {
            assert_eq!(count(html), wanted, "{html}");
        }
    }

    #[test]
    fn only_a_tag_with_too_many_becomes_text() {
        let few = "<p a=1>x</p> < y <!-- <b a -->".to_owned();
        assert_eq!(bounded(few.clone()), few);
        let many = format!("é<p {}>x</p>", "a ".repeat(MOST + 1));
        assert_eq!(bounded(many.clone()), many.replacen('<', " ", 1));
    }
}
