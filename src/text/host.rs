//! Names of hosts, whole or cut.

/// Whether `host` ends in a top-level domain that there is, with a label before it.
pub(crate) fn is_host(host: &str) -> bool {
    let host = host.to_lowercase();
    let Some((names, top)) = host.rsplit_once('.') else {
        return false;
    };
    !names.split('.').any(|label| label.is_empty() || label.starts_with('-')) && is_top(top)
}

/// Whether there is a top-level domain of this name, which may be in another script.
fn is_top(label: &str) -> bool {
    matches!(url::Host::parse(label), Ok(url::Host::Domain(ascii)) if tld::exist(&ascii))
}

/// Whether what was read of a host is all of it: it ends in a public suffix, an address of
/// numbers, a port.
pub(crate) fn is_whole_host(tail: &str) -> bool {
    let host = tail.trim_end_matches('.');
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let numbers = name.split('.').all(|part| part.parse::<u8>().is_ok());
    !tail.ends_with(['.', '-'])
        && (!port.is_empty()
            || name == "localhost"
            || numbers
            || is_host(name) && !is_bare_www(name))
        || tail.ends_with('.') && is_host(name) && !is_bare_www(name)
}

/// `www.example` has no suffix of its own, whatever the list says of `example`.
pub(crate) fn is_bare_www(name: &str) -> bool {
    name.to_ascii_lowercase().starts_with("www.") && name.matches('.').count() == 1
}

/// Whether `rest` begins with the rest of the host that `tail` begins: a sign on either side of
/// the gap says so, and the words put together end in a public suffix.
pub(crate) fn goes_on_as_host(tail: &str, rest: &str) -> bool {
    let mut host = tail.to_owned();
    for (index, word) in rest.split_whitespace().take(4).enumerate() {
        let signs = tail.is_empty() || tail.ends_with(['.', '-']) || word.starts_with('.');
        let end = word.find(['/', '?', '#', ':']).unwrap_or(word.len());
        if index == 0 && !signs || word.len() > 200 {
            return false;
        }
        host.push_str(&word[..end]);
        let name = host.trim_end_matches(['.', ',', ';', ')']);
        if is_host(name) && !is_bare_www(name) {
            return true;
        }
        if end < word.len() {
            return false;
        }
    }
    false
}
