//! The second look at all labels of a reference.

use crate::model::reference::{Field, Label};
use crate::references::fields::bodies::is_body;
use crate::references::frames::Frame;
use crate::references::kind::is_repository;
use crate::text::span::Span;

use super::creators::{
    end_names_with_initials, end_shouted_names, name_body_before_date, name_creators,
    part_introduced_body, part_roles, title_of_editors, widen_to_et_al, widen_to_particles,
};
use super::dates::{begin_title_with_year, part_no_date, part_status, prefer_own_year};
use super::genres;
use super::hosts::{
    container_after_editors, end_editors_at_role, end_host_editors, end_titles,
    end_titles_at_address, end_titles_at_extent, name_conferences, name_hosts, name_lone_hosts,
    name_numbers_before_host, part_host_title, part_names_from_host, part_title_from_host,
    without_announcement, without_medium, without_repetition,
};
use super::insert::insert;
use super::press::part_press;
use super::publishers::{
    behind_book, body_at_end, is_publisher, is_publishing_body, join_places, name_periodicals,
    part_places,
};
use super::responsibility::{part_editors, part_responsible};
use super::serials::{
    after_volume, announced_issue, issue_in_bracket, issue_without_volume, numbered_edition,
    page_behind_journal, part_joined_issue, part_serial_number, widen_issue,
};
use super::title_first::part_title_before_names;

/// The fields of a reference after a second look at those whose place in it decides what they are.
pub(crate) fn correct(text: &str, mut fields: Vec<Field>, frames: &[Frame]) -> Vec<Field> {
    part_title_before_names(text, &mut fields, frames);
    part_responsible(text, &mut fields);
    end_names_with_initials(text, &mut fields);
    widen_to_particles(text, &mut fields);
    end_editors_at_role(text, &mut fields);
    part_introduced_body(text, &mut fields);
    name_creators(text, &mut fields);
    title_of_editors(text, &mut fields);
    end_shouted_names(text, &mut fields);
    widen_to_et_al(text, &mut fields);
    name_body_before_date(text, &mut fields);
    part_host_title(text, &mut fields);
    part_title_from_host(text, &mut fields, frames);
    name_numbers_before_host(text, &mut fields);
    part_names_from_host(text, &mut fields);
    name_hosts(text, &mut fields);
    name_conferences(text, &mut fields);
    end_host_editors(text, &mut fields);
    part_places(text, &mut fields);
    part_serial_number(text, &mut fields);
    part_press(text, &mut fields);
    page_behind_journal(text, &mut fields);
    numbered_edition(text, &mut fields);
    part_status(text, &mut fields);
    part_no_date(text, &mut fields);
    prefer_own_year(text, &mut fields);
    begin_title_with_year(text, &mut fields);
    part_roles(text, &mut fields);
    part_editors(text, &mut fields);
    genres::part(text, &mut fields);
    join_places(text, &mut fields);
    issue_without_volume(text, &mut fields);
    name_periodicals(text, &mut fields);
    let container = container_after_editors(text, &fields);
    insert(&mut fields, container);
    let has = |fields: &[Field], label| fields.iter().any(|field| field.label == label);
    let serial = [Label::Volume, Label::Issue, Label::Pages, Label::Doi];
    let serial = serial.into_iter().any(|label| has(&fields, label));
    let author = fields.iter().find(|field| field.label == Label::Author).map(|field| field.span);
    let author = author.map_or("", |span| span.of(text)).to_owned();
    if !serial && has(&fields, Label::Url) && !has(&fields, Label::Publisher) {
        name_publishers(&mut fields, |span| is_publishing_body(span.of(text), &author));
    }
    let numbered = [Label::Volume, Label::Issue, Label::Pages];
    if !has(&fields, Label::Publisher) && !numbered.into_iter().any(|label| has(&fields, label)) {
        name_publishers(&mut fields, |span| is_repository(span.of(text)));
    }
    if !serial && !has(&fields, Label::Publisher) && !has(&fields, Label::Editor) {
        let behind = behind_book(text, &fields, frames);
        name_publishers(&mut fields, |span| is_publisher(text, span) || behind == Some(span));
    }
    for field in fields.iter_mut().filter(|field| field.label == Label::Container) {
        let name = without_repetition(text, without_announcement(text, field.span));
        field.span = without_medium(text, name);
    }
    // Of several titles, or names of what holds the work, the last may be that of a body.
    let several = |label| fields.iter().filter(|field| field.label == label).count() > 1;
    let several = [Label::Title, Label::Container].map(|label| (label, several(label)));
    if !serial && !has(&fields, Label::Publisher) {
        match fields.last_mut() {
            Some(last) if several.contains(&(last.label, true)) && is_body(last.span.of(text)) => {
                last.label = Label::Publisher;
            }
            _ => {
                let body = body_at_end(text, &fields);
                insert(&mut fields, body);
            }
        }
    }
    let parts = after_volume(text, &fields);
    insert(&mut fields, parts);
    part_joined_issue(text, &mut fields);
    issue_in_bracket(text, &mut fields);
    announced_issue(text, &mut fields);
    widen_issue(text, &mut fields);
    name_lone_hosts(text, &mut fields);
    end_titles(text, &mut fields);
    end_titles_at_address(text, &mut fields);
    end_titles_at_extent(text, &mut fields);
    fields
}

/// What was taken for a container is the publisher, where `publishes` says so of its words.
fn name_publishers(fields: &mut [Field], publishes: impl Fn(Span) -> bool) {
    let named = |field: &&mut Field| field.label == Label::Container && publishes(field.span);
    fields.iter_mut().filter(named).for_each(|field| field.label = Label::Publisher);
}
