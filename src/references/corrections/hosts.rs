//! What holds a work: the volume behind its editors, the conference, the word before it.

use crate::lexicon::inside::is_inside;
use crate::lexicon::inside::opens_host;
use crate::lexicon::lists::list;
use crate::model::reference::{Field, Label};
use crate::references::fields::bodies::is_body;
use crate::references::fields::name::{is_initials, surname_and_initials};
use crate::references::fields::particles::is_particle;
use crate::references::fields::roles::is_and;
use crate::references::frames::Frame;
use crate::text::span::Span;

use super::insert::insert;

/// The title behind the editors of a volume, or behind its authors, is that of the volume: "Rios secos.
/// In: MOE, B. (org.). Águas do sul".
pub(super) fn name_hosts(text: &str, fields: &mut [Field]) {
    if fields.iter().any(|field| field.label == Label::Container) {
        return;
    }
    let Some(host) = fields.iter().position(|field| {
        matches!(field.label, Label::Editor | Label::Author)
            && opens_host(&text[..field.span.start])
    }) else {
        return;
    };
    let titled = fields[..host].iter().any(|field| field.label == Label::Title);
    if let Some(title) = fields.get_mut(host + 1)
        && titled
        && title.label == Label::Title
    {
        title.label = Label::Container;
        fields[host].label = Label::Editor;
    }
}

/// What publishes a work and is called a conference is what holds it.
pub(super) fn name_conferences(text: &str, fields: &mut [Field]) {
    if fields.iter().any(|field| field.label == Label::Container) {
        return;
    }
    let conference = |field: &&mut Field| {
        let words = field.span.of(text);
        let lower = words.to_lowercase();
        let named = list("conference-name").iter().any(|name| lower.contains(name));
        field.label == Label::Publisher && named && !is_body(words)
    };
    if let Some(field) = fields.iter_mut().find(conference) {
        field.label = Label::Container;
    }
}

/// The host that a title took in: behind the sign of GOST, "Dry rivers // Handbook of rivers", behind a
/// comma and "in", where its editors are named next, "Dry Rivers, in Handbook of Rivers, ed. by", or behind a full
/// stop and "In:", "Dry rivers. In: Handbook of rivers", or behind "in" where it is in a type of its own.
pub(super) fn part_title_from_host(text: &str, fields: &mut Vec<Field>, frames: &[Frame]) {
    if fields.iter().any(|field| field.label == Label::Container) {
        return;
    }
    let Some(at) = fields.iter().position(|field| field.label == Label::Title) else {
        return;
    };
    let Field { span, confidence, .. } = fields[at];
    let words = span.of(text);
    let host = |sign: &str| {
        let found = words.match_indices(sign).map(|(end, _)| (end, end + sign.len()));
        found.into_iter().find(|(_, start)| words[*start..].starts_with(char::is_uppercase))
    };
    let gost = host(" // ");
    let named = gost.or_else(|| {
        // Only what editors follow is surely a volume.
        let (end, start) = host(", in ")?;
        before_editors(&text[span.start + start..]).map(|_| (end, start))
    });
    let begins_frame = |start: usize| frames.iter().any(|frame| frame.span.start == start);
    let named = named.or_else(|| {
        words.match_indices([',', '.']).find_map(|(end, sign)| {
            let (word, host) = words[end + 1..].strip_prefix(' ')?.split_once([' ', '\n'])?;
            let start = words.len() - host.trim_start().len();
            let introduced =
                sign == "." && word.ends_with(':') && host.starts_with(char::is_uppercase);
            let is_host = introduced || begins_frame(span.start + start);
            (is_host && is_inside(word.trim_end_matches(':'))).then_some((end, start))
        })
    });
    let Some((end, start)) = named else {
        return;
    };
    let inside = &words[start..];
    let stop = before_editors(inside).unwrap_or(inside.len());
    let container = Span::new(span.start + start, span.start + start + stop);
    let editors = inside.get(stop + 2..).filter(|names| names.contains(' '));
    let editors = editors.map(|names| Span::new(span.end - names.len(), span.end));
    fields[at].span.end = span.start + end;
    let field = |label| move |span| Field { label, span, confidence };
    insert(fields, [field(Label::Container)(container)]);
    insert(fields, editors.map(field(Label::Editor)));
}

/// What was taken for the host of a work without a title is its title, where a publisher is named and nothing says
/// that the work is a part: no "In", no volume and no pages.
pub(super) fn name_lone_hosts(text: &str, fields: &mut [Field]) {
    let parted = [Label::Title, Label::Volume, Label::Issue, Label::Pages];
    let published = fields.iter().any(|field| field.label == Label::Publisher);
    if !published || fields.iter().any(|field| parted.contains(&field.label)) {
        return;
    }
    let mut hosts = fields.iter_mut().filter(|field| field.label == Label::Container);
    if let (Some(host), None) = (hosts.next(), hosts.next())
        && !opens_host(&text[..host.span.start])
    {
        host.label = Label::Title;
    }
}

/// The numbers between the date and the host of a work without a title are its title:
/// "1957. 1293–1296. Nr. 1658–2559. In Charters of the rivers".
pub(super) fn name_numbers_before_host(text: &str, fields: &mut Vec<Field>) {
    let label_at = |label| fields.iter().position(|field| field.label == label);
    if label_at(Label::Title).is_some() {
        return;
    }
    let (Some(date), Some(host)) = (label_at(Label::Date), label_at(Label::Container)) else {
        return;
    };
    let between = fields.get(date + 1..host).unwrap_or_default();
    let numbers = [Label::Pages, Label::Volume, Label::Issue];
    let (Some(first), Some(last)) = (between.first(), between.last()) else { return };
    let is_host = || opens_host(&text[last.span.end..fields[host].span.start]);
    if between.iter().all(|field| numbers.contains(&field.label)) && is_host() {
        let span = first.span.join(last.span);
        let title = Field { label: Label::Title, span, confidence: first.confidence };
        fields.splice(date + 1..host, [title]);
    }
}

/// The host of a work without a title, as chemists write: "C. M. Moe in Essays on Rivers (Ed.: N. Lind)". The
/// surname of the last author begins what was taken for the title.
pub(super) fn part_names_from_host(text: &str, fields: &mut [Field]) {
    if fields.iter().any(|field| field.label == Label::Container) {
        return;
    }
    let labels = [Label::Author, Label::Title, Label::Editor];
    let Some(at) = fields.windows(3).position(|row| row.iter().map(|it| it.label).eq(labels))
    else {
        return;
    };
    let (author, title) = (fields[at].span, fields[at + 1].span);
    let words = title.of(text);
    let initials = author.of(text).rsplit([' ', ',']).next().is_some_and(is_initials);
    let joined = text.get(author.end..title.start).is_some_and(|gap| matches!(gap, " " | ". "));
    let parted = words.split_once(' ').and_then(|(first, _)| {
        let particles = words.split(' ').take_while(|word| is_particle(word));
        let len = particles.map(|word| word.len() + 1).sum::<usize>();
        let name = if len == 0 { first.len() } else { len + words.get(len..)?.find(' ')? };
        let (inside, host) = words.get(name + 1..)?.split_once(' ')?;
        let begins = host.starts_with(char::is_uppercase) && is_inside(inside);
        begins.then_some((name, host.len()))
    });
    let Some((name, host)) = parted.filter(|_| initials && joined) else {
        return;
    };
    fields[at].span.end = title.start + name;
    fields[at + 1].label = Label::Container;
    fields[at + 1].span.start = title.end - host;
}

/// The comma behind which a phrase of several words names editors: "Handbook of Rivers, ed. by B. Moe".
fn before_editors(text: &str) -> Option<usize> {
    let phrases = || list("leading-role").iter().filter(|phrase| phrase.contains(' '));
    let named = |comma: &usize| {
        let lower = text[comma + 2..].to_lowercase();
        phrases().any(|phrase| lower.starts_with(phrase))
    };
    text.match_indices(", ").map(|(comma, _)| comma).find(named)
}

/// The title of a volume that was taken for its editors, who stand behind it: "In Water, Land and Power,
/// ed. B. Moe".
pub(super) fn part_host_title(text: &str, fields: &mut Vec<Field>) {
    let Some(at) = fields
        .iter()
        .position(|field| field.label == Label::Editor && opens_host(&text[..field.span.start]))
    else {
        return;
    };
    let Field { span, confidence, .. } = fields[at];
    let words = span.of(text);
    let role = words.match_indices(", ").find_map(|(comma, sign)| {
        let start = comma + sign.len();
        let lower = words[start..].to_lowercase();
        let role = list("leading-role").iter().find(|role| {
            !is_inside(role.trim_end_matches(':')) && lower.starts_with(&format!("{role} "))
        })?;
        let name = words.get(start + role.len() + 1..)?;
        name.starts_with(char::is_uppercase).then_some((comma, start))
    });
    if fields.iter().any(|field| field.label == Label::Container) {
        return;
    }
    if role.is_none()
        && let Some(stop) = title_before_names(words)
    {
        let title = Span::new(span.start, span.start + stop);
        fields[at].span = Span::new(span.start + stop + 2, span.end);
        fields.insert(at, Field { label: Label::Container, span: title, confidence });
        return;
    }
    if let Some((comma, start)) = role.filter(|(comma, _)| *comma > 0) {
        let title = Span::new(span.start, span.start + comma);
        fields[at].span = Span::new(span.start + start, span.end);
        fields.insert(at, Field { label: Label::Container, span: title, confidence });
    }
}

/// Where a title ends that stands before the names of its editors, with a full stop or a semicolon
/// or a bracket between them: "Water, Land and Power. Bo Moe and Ida Lind, eds", "Water, Land and Power;
/// Moe, B., Ed", "Water, Land and Power (Moe, B., ed".
fn title_before_names(words: &str) -> Option<usize> {
    let plain = |(title, _): &(&str, &str)| !title.split([' ', ',']).any(is_initials);
    let parted = ["; ", " ("].into_iter().find_map(|sign| words.split_once(sign).filter(plain));
    let (title, names) = parted.or_else(|| words.split_once(". "))?;
    let last = title.rsplit([' ', ',']).next()?;
    let ends = last.chars().count() > 2 && title.contains([' ']);
    let (head, role) = names.rsplit_once(", ")?;
    let role = role.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let edits = list("editor-role").contains(&&*role);
    let initials = head.split([' ', ',']).any(is_initials);
    let first = head.split([',', '&']).next()?.split_whitespace().take(2);
    let named = first.clone().count() == 2
        && first.into_iter().all(|word| word.starts_with(char::is_uppercase));
    (ends && edits && (named || initials && parted.is_some())).then_some(title.len())
}

/// Of the title behind the editors of a volume, what its first comma parts from the rest was taken for
/// a name: "//MOE H, LIND I. Water, Land and Power".
pub(super) fn end_host_editors(text: &str, fields: &mut [Field]) {
    let Some(at) = fields.windows(2).position(|pair| {
        matches!(pair[0].label, Label::Author | Label::Editor)
            && pair[1].label == Label::Container
            && opens_host(&text[..pair[0].span.start])
            && text.get(pair[0].span.end..pair[1].span.start).is_some_and(|gap| gap.trim() == ",")
    }) else {
        return;
    };
    let span = fields[at].span;
    let words = span.of(text);
    let Some((names, title)) = words.split_once(". ") else {
        return;
    };
    let marked = names.split(", ").all(|name| surname_and_initials(name).is_some());
    if marked && title.starts_with(char::is_uppercase) && title.contains(char::is_lowercase) {
        fields[at].span = Span::new(span.start, span.start + names.len() + 1);
        fields[at + 1].span.start = span.start + names.len() + 2;
    }
}

/// The words behind the role of editors are no name: the volume where none was read, "Moe, B. (Ed.):
/// ‘Water and Land’", else the publisher, "B. Moe, Eds, Steppe Press".
pub(super) fn end_editors_at_role(text: &str, fields: &mut Vec<Field>) {
    let Some(at) = fields.iter().position(|field| field.label == Label::Editor) else {
        return;
    };
    let Field { span, confidence, .. } = fields[at];
    let words = span.of(text);
    let roles = list("editor-role");
    let is_role = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        roles.contains(&word.as_str())
    };
    let mut end = 0;
    let mut role = None;
    for word in words.split_inclusive(' ') {
        let set_off = word.starts_with(['(', '[']) || words[..end].trim_end().ends_with(',');
        end += word.len();
        let ended = word.trim_end().ends_with([',', ':', ')', ']']);
        if set_off && ended && is_role(word) {
            role = Some(end);
            break;
        }
    }
    let Some(stop) = role.filter(|stop| *stop < words.len()) else {
        return;
    };
    let rest = &words[stop..];
    let mut names = rest.split(' ').map(|word| word.trim_end_matches([',', ';']));
    let first = rest.split(' ').next().unwrap_or_default();
    if is_and(first) || names.any(|word| is_initials(word) || is_role(word)) {
        return;
    }
    let has = |label| fields.iter().any(|field: &Field| field.label == label);
    let label = match (has(Label::Container), has(Label::Publisher)) {
        (false, _) => Label::Container,
        (true, false) => Label::Publisher,
        (true, true) => return,
    };
    let quotes = |c: char| !c.is_alphanumeric();
    let start = span.start + stop + (rest.len() - rest.trim_start_matches(quotes).len());
    let end = span.start + stop + rest.trim_end_matches(quotes).len();
    if start < end && text[start..].starts_with(char::is_uppercase) {
        fields[at].span.end = span.start + words[..stop].trim_end_matches([' ', ':', ',']).len();
        insert(fields, [Field { label, span: Span::new(start, end), confidence }]);
    }
}

/// What names the volume that editors stand before, where nothing was read: "In: MOE, B. (org.). Águas
/// do sul. São Paulo".
pub(super) fn container_after_editors(text: &str, fields: &[Field]) -> Option<Field> {
    let editors = fields.iter().position(|field| field.label == Label::Editor)?;
    let has_container = fields.iter().any(|field| field.label == Label::Container);
    if has_container || !opens_host(&text[..fields[editors].span.start]) {
        return None;
    }
    let end = fields[editors].span.end;
    let next = fields.get(editors + 1).map_or(text.len(), |next| next.span.start);
    // Behind the bracket that says who they are.
    let close = text.get(end..next)?.find(')').map_or(end, |close| end + close + 1);
    let start = text[close..next].find(char::is_alphanumeric).map(|at| close + at)?;
    let stop = text[start..next].find(". ").map_or(next, |stop| start + stop);
    let span = Span::new(start, stop).trim(text);
    let words = span.of(text).trim_end_matches(|c: char| !c.is_alphanumeric());
    let span = Span::new(span.start, span.start + words.len());
    (words.starts_with(char::is_uppercase) && words.contains(' ')).then_some(Field {
        label: Label::Container,
        span,
        confidence: 0.5,
    })
}

/// A title does not end with the word that its container follows: "Dry rivers in: Water".
pub(super) fn end_titles(text: &str, fields: &mut [Field]) {
    for at in 1..fields.len() {
        let [title, container] = &mut fields[at - 1..=at] else { continue };
        let between = text.get(title.span.end..container.span.start).unwrap_or_default();
        let follows = between.trim_start().starts_with(':');
        let words = title.span.of(text);
        if title.label == Label::Title
            && container.label == Label::Container
            && follows
            && let Some((rest, last)) = words.rsplit_once(' ')
            && is_inside(last)
        {
            title.span.end = title.span.start + rest.trim_end_matches([' ', ',', '.']).len();
        }
    }
}

/// A title ends before the number of the pages of the work: "Dry rivers. 202p".
pub(super) fn end_titles_at_extent(text: &str, fields: &mut [Field]) {
    let is_extent = |last: &str| {
        let unit = last.trim_start_matches(|c: char| c.is_ascii_digit());
        let unit = unit.trim().trim_end_matches('.').to_lowercase();
        unit.len() < last.len() && list("pages-label").contains(&unit.as_str())
    };
    for title in fields.iter_mut().filter(|field| field.label == Label::Title) {
        let words = title.span.of(text);
        if let Some((rest, last)) = words.rsplit_once(". ")
            && is_extent(last)
        {
            title.span.end = title.span.start + rest.len();
        }
    }
}

/// A title ends before the words that announce the address behind it: "Dry rivers Available online: https://…".
pub(super) fn end_titles_at_address(text: &str, fields: &mut [Field]) {
    for at in 1..fields.len() {
        let [title, address] = &mut fields[at - 1..=at] else { continue };
        if (title.label, address.label) != (Label::Title, Label::Url) {
            continue;
        }
        let words = title.span.of(text);
        let announced = list("available-at").iter().filter(|phrase| phrase.contains(' '));
        let rest = announced.filter_map(|phrase| {
            let start = words.len().checked_sub(phrase.len())?;
            let ending = words.get(start..)?;
            let capital = ending.starts_with(char::is_uppercase);
            (capital && ending.to_lowercase() == **phrase).then(|| words[..start].trim_end())
        });
        if let Some(rest) = rest.min_by_key(|rest| rest.len()).filter(|rest| !rest.is_empty()) {
            title.span.end = title.span.start + rest.trim_end_matches(['.', ',', ';']).len();
        }
    }
}

/// A container without the medium on which it was read: "Science. Online", "Science & Children
/// [Internet]".
pub(super) fn without_medium(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let shorter = words.trim_end_matches([']', ')', '.']);
    let found = shorter.rsplit_once(['.', ',', '[', '(']).filter(|(name, medium)| {
        let medium = medium.trim_start().to_lowercase();
        !name.is_empty() && list("medium-word").contains(&medium.as_str())
    });
    match found {
        Some((name, _)) => {
            let name = name.trim_end_matches([' ', '.', ',']);
            Span::new(span.start, span.start + name.len())
        }
        None => span,
    }
}

/// The name of a conference alone: "Paper presented at the 10th Conference …".
pub(super) fn without_announcement(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let after = |announcement: &&str| {
        let at = words.find(&format!("{announcement} "))?;
        Some(at + announcement.len() + 1)
    };
    let found = list("presented-at").iter().find_map(after);
    let Some(name) = found.filter(|name| *name < 40) else {
        return span;
    };
    let article = if words[name..].starts_with("the ") { 4 } else { 0 };
    Span::new(span.start + name + article, span.end)
}

/// A container without words of the style that its own name repeats: "Proceedings of the Proceedings of the
/// 4th Conference on Wells".
pub(super) fn without_repetition(text: &str, span: Span) -> Span {
    const LONGEST: usize = 30;
    let words = span.of(text);
    let repeated = words.split_once(' ').and_then(|(first, rest)| {
        let at = first.len() + 1 + rest.find(&format!("{first} "))?;
        let second = rest.split(' ').next()?;
        let again = words[at + first.len() + 1..].starts_with(&format!("{second} "));
        (at < LONGEST && first.len() > 4 && again).then_some(at)
    });
    Span::new(span.start + repeated.unwrap_or(0), span.end)
}

#[cfg(test)]
mod tests {
    use crate::references::parse_one;

    fn read(text: &str, variable: &str) -> Option<String> {
        parse_one(text).entry.text(variable).map(str::to_owned)
    }

    #[test]
    fn words_of_a_style_are_no_part_of_names() {
        let text = "Moe, C.; Lind, K. Wells and Reform. In Proceedings of the Proceedings of the 4th Conference on Wells; 2000; pp. 884–910.";
        let name = Some("Proceedings of the 4th Conference on Wells");
        assert_eq!(read(text, "container-title").as_deref(), name);
        let text = "Wells Watch. Trust in Rivers: Two Centuries Available online: https://example.org/1 (accessed on 5 July 2025).";
        assert!(read(text, "title").is_some_and(|title| title.ends_with("Two Centuries")));
    }

    #[test]
    fn the_title_behind_editors_is_that_of_the_volume() {
        for text in [
            "PRADO, A. X. Rios secos. In: PRADO, A. Y. (org.). Águas do sul. São Paulo: Editora Sul, 2010. p. 11-29.",
            "PRADO, A. X. Rios secos. In: PRADO, A. Y. Águas do sul. Tradução de Paulo Moe. São Paulo: Editora Sul, 2010. p. 11-29.",
        ] {
            assert_eq!(read(text, "container-title").as_deref(), Some("Águas do sul"), "{text}");
            assert_eq!(read(text, "title").as_deref(), Some("Rios secos"), "{text}");
            assert_eq!(parse_one(text).entry.names("editor").len(), 1, "{text}");
        }
    }

    #[test]
    fn a_title_with_commas_is_no_list_of_editors() {
        let text = "Gall, F. 1995. “Trust in Wells.” In Water, Land and Power, ed. David Moe. Berlin: De Gruyter, 119–46.";
        assert_eq!(read(text, "container-title").as_deref(), Some("Water, Land and Power"));
        let editors = parse_one(text).entry;
        assert_eq!(editors.names("editor").len(), 1);
        assert_eq!(editors.names("editor")[0].family.as_deref(), Some("Moe"));
    }

    #[test]
    fn titles_with_commas_beside_their_editors() {
        for text in [
            "Gall, Peter J. 1995 Trust in Wells. In Water, Land and Power. Peter J. Moe and Grace Lind, eds. Pp. 74–81. Berlin: De Gruyter.",
            "Gall, F.; Kvarn, R. Trust in Wells: Two Years of Change. In Water, Land and Power; Moe, K., Lind, I., Eds.; Steppe Press: London, 1983; pp. 354–391.",
            "Gall, F.J. (1995) Trust in wells: what archives tell. In Water, Land and Power (Castell, Y. and Moe, B., eds), pp. 391–402, Harbour Books",
            "Gall, F.: ‘Trust in wells’, in Moe, K., Lind, I. (Eds): ‘Water, Land and Power’ (Elm House, 2002), pp. 296–304",
            "GALL F, KVARN R. Trust in wells[M]//MOE H, LIND I. Water, Land and Power. Berlin: De Gruyter, 1995: 74-81.",
        ] {
            assert_eq!(
                read(text, "container-title").as_deref(),
                Some("Water, Land and Power"),
                "{text}"
            );
            assert_eq!(parse_one(text).entry.names("editor").len(), 2, "{text}");
        }
    }

    #[test]
    fn a_title_ends_before_its_host() {
        for text in [
            "Lind P. Dry rivers of the north: an overview // Handbook of rivers: their biology / ed. Moe G., Rakow R. Dordrecht: Springer, 2012.",
            "Lind, G. E., Mechanism, Order, and Rivers, in Handbook of Rivers, ed. by S. Moe and P. Rakow (London: Routledge, 2017), pp. 59–73",
        ] {
            let container = read(text, "container-title").unwrap_or_default();
            assert!(container.starts_with("Handbook of"), "{text}: {container}");
            assert!(!read(text, "title").unwrap_or_default().contains("Handbook"), "{text}");
        }
        let text = "Lind, G. E. Wells, in Oslo and elsewhere. London: Routledge, 2017.";
        assert_eq!(read(text, "title").as_deref(), Some("Wells, in Oslo and elsewhere"));
    }

    #[test]
    fn hosts_are_parted_from_titles_behind_in() {
        for text in [
            "Lind JR. 1957. Dry rivers of the north. Dans: Papers on rivers, 1934-1951. Oslo: Harbour Books, 7–33.",
            "PUYOL, S. Dry rivers of the north. In: Papers on rivers, 1934-1951. Oslo: Harbour Books, 2003.",
        ] {
            assert_eq!(read(text, "title").as_deref(), Some("Dry rivers of the north"), "{text}");
            let container = read(text, "container-title");
            assert_eq!(container.as_deref(), Some("Papers on rivers, 1934-1951"), "{text}");
        }
        let text = "Lind, G. 2017. Wells of the coast, in Oslo and elsewhere. London: Routledge.";
        assert_eq!(read(text, "container-title"), None);
    }

    #[test]
    fn numbers_between_the_date_and_the_host_are_the_title() {
        let text = "Bakke, Helmut & Diether Haavik (eds.). 1957. 1293–1296. Nr. 1658–2559. In Charters of the rivers up to the year 1300. Oslo: Harbour Books.";
        assert_eq!(read(text, "title").as_deref(), Some("1293–1296. Nr. 1658–2559"));
    }

    #[test]
    fn the_number_of_pages_is_no_part_of_a_title() {
        let text = "HUFFE, L. A. Between the river and its name: a study in dialogue. 202p. Tese (Doutorado em Linguística). Universidade Federal de Santa Catarina, Florianópolis, 2021.";
        let title = "Between the river and its name: a study in dialogue";
        assert_eq!(read(text, "title").as_deref(), Some(title));
    }

    #[test]
    fn editors_behind_a_host_are_no_host() {
        let text = "Lind E., Gall G. Memory of borders: what wells tell // Crafts of Wells / под ред. Moe Y. Oslo: Harbour Books, 1965. С. 503–535.";
        assert_eq!(read(text, "container-title").as_deref(), Some("Crafts of Wells"));
        assert_eq!(read(text, "title").as_deref(), Some("Memory of borders: what wells tell"));
    }

    #[test]
    fn a_part_without_a_title_has_a_host() {
        for (text, authors) in [
            (
                "C. M. Brekke in Essays on Reading (Ed.: N. Sørensen), Springer, Berlin, 1987, pp. 178–216.",
                &["Brekke"][..],
            ),
            (
                "Y. Moe, J.-P. Quint in Cities and Their Sounds (Ed.: A. Moe), De Gruyter, Berlin, 2013, pp. 791–806.",
                &["Moe", "Quint"],
            ),
        ] {
            let entry = parse_one(text).entry;
            let names: Vec<String> =
                entry.names("author").iter().map(|name| name.cited()).collect();
            assert_eq!(names, authors, "{text}");
            assert_eq!((entry.kind.as_str(), entry.text("title")), ("chapter", None), "{text}");
            assert!(entry.text("container-title").is_some(), "{text}");
        }
    }

    #[test]
    fn the_publisher_behind_editors_is_none_of_them() {
        let text = "Gall, G., 2002: Wages in wells: a survey of households. Essays on Reading, C.M. Moe and B. Lind, Eds, Lakeside Press, 331–353.";
        assert_eq!(read(text, "publisher").as_deref(), Some("Lakeside Press"));
        assert_eq!(parse_one(text).entry.names("editor").len(), 2);
    }

    #[test]
    fn the_medium_is_no_part_of_a_journal() {
        for text in [
            "LIND, J. and G. MOE, 2014. Dry rivers of the north. J. Steppe Rivers. Online. 41, 21–33. Available at: doi:10.1126/wells.1132939",
            "Lind H, Moe R. 2008. Dry rivers. J Steppe Rivers [Internet]. 46(2). https://example.org/43174976.",
        ] {
            let container = read(text, "container-title").unwrap_or_default();
            assert_eq!(container.replace('.', ""), "J Steppe Rivers", "{text}");
        }
    }

    #[test]
    fn a_conference_is_named_without_its_announcement() {
        let text = "Lind, A. 2012. \"Dry Years.\" Paper presented at the 4th Conference on Steppe Rivers, Oslo, May 3–5, 2012.";
        assert_eq!(
            read(text, "container-title").as_deref(),
            Some("4th Conference on Steppe Rivers")
        );
    }
}
