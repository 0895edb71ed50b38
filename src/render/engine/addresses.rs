//! Addresses in a text lead where they say.

use super::cell::Cell;

/// Makes each address a link to itself, its first characters included, which the style may have
/// written ("https://doi.org/").
pub fn link(cells: &mut [Cell], links: &mut Vec<String>) {
    let mut from = 0;
    while let Some(start) = (from..cells.len()).find(|at| begins(&cells[*at..])) {
        let rest = &cells[start..];
        let end = rest.iter().position(|cell| ends(cell.ch)).unwrap_or(rest.len());
        let stops = rest[..end].iter().rev().take_while(|cell| is_stop(cell.ch)).count();
        let end = start + end - stops;
        links.push(cells[start..end].iter().map(|cell| cell.ch).collect());
        cells[start..end].iter_mut().for_each(|cell| cell.link = links.len() as u16);
        from = end.max(start + 1);
    }
}

fn begins(cells: &[Cell]) -> bool {
    let is = |address: &str| {
        let mut letters = cells.iter().map(|cell| cell.ch);
        address.chars().all(|ch| letters.next() == Some(ch)) && letters.next().is_some()
    };
    is("https://") || is("http://")
}

fn ends(ch: char) -> bool {
    ch.is_whitespace() || matches!(ch, '<' | '>' | '"' | '”' | '»' | '“')
}

fn is_stop(ch: char) -> bool {
    matches!(ch, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::engine::cell::Row;
    use crate::render::engine::flatten;

    #[test]
    fn addresses_lead_where_they_say() {
        let mut row = Row::default();
        flatten::add_text(
            "at https://doi.org/10.1/x. And (http://a.b).",
            Default::default(),
            &mut row,
        );
        link(&mut row.cells, &mut row.links);
        assert_eq!(row.links, ["https://doi.org/10.1/x", "http://a.b"]);
        let linked = |number| row.cells.iter().filter(|cell| cell.link == number).count();
        assert_eq!((linked(1), linked(2)), (22, 10));
    }
}
