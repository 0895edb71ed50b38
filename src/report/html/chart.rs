//! Pictures of a paper: how its list is used along the text, years, links.

use std::collections::BTreeMap;

use crate::model::evidence::Evidence;
use crate::model::ids::ReferenceId;
use crate::report::html::page::Page;
use crate::report::html::paper::Paper;
use crate::rules::words::{count, name_of};

/// Writes the pictures that there is something to see in.
pub(super) fn write(page: &mut Page, paper: &Paper) {
    let mut pictures = Page::default();
    uses(&mut pictures, paper);
    years(&mut pictures, paper);
    links(&mut pictures, paper.checked.evidence);
    let pictures = pictures.into_escaped();
    if !pictures.is_empty() {
        page.markup("<details class=\"charts\">\n<summary>Pictures</summary>\n");
        page.push(&pictures).markup("</details>\n");
    }
}

/// The width of all pictures.
const WIDTH: usize = 640;

/// The room for names beside a picture.
const NAMES: usize = 150;

/// How many rows have names beside them at most.
const MOST_NAMED: usize = 80;

/// How the list is used: a row for each entry, a dot for each place that cites it.
fn uses(page: &mut Page, paper: &Paper) {
    let references = paper.analysis().references();
    if references.is_empty() || paper.items.is_empty() {
        return;
    }
    let named = references.len() <= MOST_NAMED;
    let row = if named { 12 } else { (720 / references.len()).clamp(2, 8) };
    let height = references.len() * row + 16;
    let cited = references.len()
        - ReferenceId::all(references.len()).filter(|id| !paper.citing.contains_key(id)).count();
    let said = format!(
        "{} of {} cited; from left to right where in the text, from top to bottom the list",
        cited,
        count(references.len(), "entry").replace("entrys", "entries"),
    );
    figure(page, "How the list is used", &said, height, |page| {
        let length = paper.items.iter().map(|item| item.span.end).max().unwrap_or(1).max(1);
        let place = |at: usize| NAMES + 6 + (WIDTH - NAMES - 12) * at / length;
        let mut dots = String::new();
        for (id, reference) in ReferenceId::each(references) {
            let index = id.index();
            let y = index * row + row / 2 + 4;
            for item in paper.citing.get(&id).into_iter().flatten() {
                dots.push_str(&format!("M{} {y}h0", place(paper.items[*item].span.start)));
            }
            let used = paper.citing.contains_key(&id);
            if named {
                page.markup("<a").attribute(" href", &paper.link("r", index + 1));
                page.markup("><text x=\"0\"").attribute(" y", &(y + 3).to_string());
                page.markup(if used { ">" } else { " class=\"none\">" });
                page.text(&short(&name_of(reference), 26)).markup("</text></a>");
            }
            if !used {
                page.markup("<text class=\"none\"").attribute(" x", &(NAMES + 6).to_string());
                page.attribute(" y", &(y + 3).to_string()).markup(">○</text>");
            }
        }
        page.markup("<path class=\"dots\"").attribute(" d", &dots).markup("/>");
    });
}

/// The first characters of a name.
fn short(name: &str, longest: usize) -> String {
    crate::report::excerpt::excerpt(name, longest)
}

/// The most bars that are drawn.
const MOST_BARS: i32 = 60;

/// From when the works are.
fn years(page: &mut Page, paper: &Paper) {
    let entries = paper.analysis().references().iter();
    let mut years: Vec<i32> = entries.filter_map(|one| one.entry.year()).collect();
    years.sort_unstable();
    let (Some(&first), Some(&last)) = (years.first(), years.last()) else { return };
    let middle = years[years.len() / 2];
    let step = [1, 2, 5, 10, 20, 50, 100, 500, 1000];
    let step = step.into_iter().find(|step| (last - first) / step < MOST_BARS).unwrap_or(5000);
    let from = first.div_euclid(step) * step;
    let mut bars: BTreeMap<i32, usize> = BTreeMap::new();
    for year in &years {
        *bars.entry((year - from) / step).or_default() += 1;
    }
    let most = bars.values().max().copied().unwrap_or(1);
    let number = (last - from) / step + 1;
    let said = match first == last {
        true => format!("all of {first}"),
        false => format!("from {first} to {last}, half of them of {middle} or later"),
    };
    figure(page, "Years of the entries", &said, 120, |page| {
        let wide = (WIDTH as i32 / number).clamp(4, 40);
        let mut shapes = String::new();
        for (at, works) in &bars {
            let height = (works * 90).div_ceil(most);
            let (x, w) = (at * wide, wide - 1);
            shapes.push_str(&format!("M{x} 100v-{height}h{w}v{height}z"));
        }
        page.markup("<path class=\"bars\"").attribute(" d", &shapes).markup("/>");
        let label = |page: &mut Page, year: i32| {
            let x = (year - from) / step * wide;
            page.markup("<text y=\"114\"").attribute(" x", &x.to_string()).markup(">");
            page.text(&year.to_string()).markup("</text>");
        };
        label(page, first);
        if (last - first) / step * wide > 40 {
            label(page, last);
        }
    });
}

/// What became of the links, where they were verified.
fn links(page: &mut Page, evidence: &Evidence) {
    let mut verdicts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &evidence.links {
        *verdicts.entry(one.evidence.verdict.name()).or_default() += 1;
    }
    let Some(most) = verdicts.values().max().copied() else { return };
    let counts: Vec<String> =
        verdicts.iter().map(|(verdict, number)| format!("{number} {verdict}")).collect();
    figure(page, "Links by verdict", &counts.join(", "), verdicts.len() * 16 + 4, |page| {
        for (row, (verdict, number)) in verdicts.iter().enumerate() {
            let y = row * 16;
            page.markup("<text x=\"0\"").attribute(" y", &(y + 12).to_string()).markup(">");
            page.text(&format!("{verdict} {number}")).markup("</text>");
            let width = ((WIDTH - NAMES) * number).div_ceil(most);
            let shape = format!("M{NAMES} {}h{width}v12h-{width}z", y + 2);
            page.markup("<path class=\"bars\"").attribute(" d", &shape).markup("/>");
        }
    });
}

/// A picture with its title and what it shows in words.
fn figure(
    page: &mut Page,
    title: &'static str,
    said: &str,
    height: usize,
    draw: impl FnOnce(&mut Page),
) {
    page.markup("<figure>\n<figcaption><strong>").markup(title).markup("</strong>: ");
    page.text(said).markup("</figcaption>\n<svg");
    page.attribute(" viewBox", &format!("0 0 {WIDTH} {height}")).markup(" aria-hidden=\"true\">");
    draw(page);
    page.markup("</svg>\n</figure>\n");
}
