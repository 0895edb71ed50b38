//! How the files of `src/` import each other: no file in a circle, and no two rooms (folders or
//! files of `src/`) that lead to each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item, UseTree};

/// What the task does, in a line.
pub const ABOUT: &str = "fails where the files of src/ import each other in circles";

/// The path of a module below the crate: `["references", "cut"]`.
type Module = Vec<String>;
type Graph = BTreeMap<Module, BTreeSet<Module>>;

/// Checks the files below `source`; prints each circle, and fails where there is one or where a file
/// cannot be read.
pub fn check(source: &Path) -> ExitCode {
    let graph = match read(source) {
        Ok(graph) => graph,
        Err(error) => {
            eprintln!("xtask: {error}");
            return ExitCode::from(2);
        }
    };
    let rooms = rooms(&graph);
    let circles: Vec<_> = circles(&graph).into_iter().chain(self::circles(&rooms)).collect();
    for (from, to) in &circles {
        println!("{} imports {}, which leads back to it", from.join("::"), to.join("::"));
    }
    if circles.is_empty() {
        println!("{} files in {} rooms, no circle", graph.len(), rooms.len());
        return ExitCode::SUCCESS;
    }
    println!("imports run in circles: put what both need into a file below both");
    ExitCode::FAILURE
}

/// What each file imports. The tests of a file do not count, nor that the page of a room names
/// what is in it.
fn read(source: &Path) -> io::Result<Graph> {
    let mut paths = Vec::new();
    collect(source, &mut paths)?;
    let modules: BTreeMap<Module, PathBuf> =
        paths.into_iter().map(|path| (module(source, &path), path)).collect();
    let mut graph = Graph::new();
    for (own, path) in &modules {
        let text = fs::read_to_string(path)?;
        let file = syn::parse_file(&text)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        let mut named = Vec::new();
        for item in file.items.iter().filter(|item| !is_test(item)) {
            match item {
                Item::Use(item) => expand(&item.tree, &mut Vec::new(), &mut named),
                item => scan(item.to_token_stream(), &mut named),
            }
        }
        let page = path.ends_with("mod.rs") || path.ends_with("lib.rs");
        let imported = named.iter().filter_map(|path| target(&modules, own, path));
        let counts = |to: &Module| !to.is_empty() && to != own && !(page && to.starts_with(own));
        graph.insert(own.clone(), imported.filter(counts).collect());
    }
    Ok(graph)
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
    Ok(())
}

/// The module that a file holds.
fn module(source: &Path, path: &Path) -> Module {
    let relative = path.strip_prefix(source).unwrap_or(path).with_extension("");
    let mut steps: Module =
        relative.iter().map(|step| step.to_string_lossy().into_owned()).collect();
    steps.pop_if(|last| *last == "mod" || *last == "lib");
    steps
}

/// Whether an item is compiled for tests alone.
fn is_test(item: &Item) -> bool {
    let attributes: &[Attribute] = match item {
        Item::Fn(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    };
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|what| what == "test")
    })
}

/// Adds the paths of a tree of imports.
fn expand(tree: &UseTree, before: &mut Module, into: &mut Vec<Module>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            expand(&path.tree, before, into);
            before.pop();
        }
        UseTree::Group(group) => {
            group.items.iter().for_each(|item| expand(item, before, into));
        }
        UseTree::Name(name) => into.push([&before[..], &[name.ident.to_string()]].concat()),
        UseTree::Rename(name) => into.push([&before[..], &[name.ident.to_string()]].concat()),
        _ => into.push(before.clone()),
    }
}

/// Adds the paths of code that begin with `crate` or `super`.
fn scan(code: TokenStream, into: &mut Vec<Module>) {
    let mut path = Module::new();
    let mut separated = false;
    for token in code {
        match token {
            TokenTree::Ident(word) if separated && !path.is_empty() => path.push(word.to_string()),
            TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => {
                separated = true;
                continue;
            }
            token => {
                into.push(std::mem::take(&mut path));
                match token {
                    TokenTree::Ident(word) if word == "crate" || word == "super" => {
                        path.push(word.to_string());
                    }
                    TokenTree::Group(group) => scan(group.stream(), into),
                    _ => {}
                }
            }
        }
        separated = false;
    }
    into.push(path);
}

/// The module that a path leads to from another; none where it leads to another crate.
fn target(modules: &BTreeMap<Module, PathBuf>, own: &Module, path: &Module) -> Option<Module> {
    let mut base = own.clone();
    let mut steps = &path[..];
    match steps.first()?.as_str() {
        "crate" => {
            base.clear();
            steps = &steps[1..];
        }
        "self" | "super" => {
            while let Some(step @ ("self" | "super")) = steps.first().map(String::as_str) {
                if step == "super" {
                    base.pop();
                }
                steps = &steps[1..];
            }
        }
        first => {
            base.push(first.to_owned());
            if !modules.contains_key(&base) {
                return None;
            }
            steps = &steps[1..];
        }
    }
    base.extend_from_slice(steps);
    while !modules.contains_key(&base) {
        base.pop()?;
    }
    Some(base)
}

/// What the rooms import of each other.
fn rooms(files: &Graph) -> Graph {
    let mut rooms = Graph::new();
    for (own, targets) in files {
        let Some(room) = own.first() else { continue };
        let others = targets.iter().map(|to| vec![to[0].clone()]).filter(|to| to[0] != *room);
        rooms.entry(vec![room.clone()]).or_default().extend(others);
    }
    rooms
}

/// The imports from which a way leads back.
fn circles(graph: &Graph) -> Vec<(Module, Module)> {
    let edges = graph.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to)));
    let back = edges.filter(|(from, to)| reach(graph, to).contains(*from));
    back.map(|(from, to)| (from.clone(), to.clone())).collect()
}

/// All that a node leads to, itself among it.
fn reach<'a>(graph: &'a Graph, from: &'a Module) -> BTreeSet<&'a Module> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if reached.insert(node) {
            open.extend(graph.get(node).into_iter().flatten());
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(folder: &Path, files: &[(&str, &str)]) -> Vec<(String, String)> {
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
        let graph = read(folder).expect("read");
        let all = circles(&graph).into_iter().chain(circles(&rooms(&graph)));
        all.map(|(from, to)| (from.join("::"), to.join("::"))).collect()
    }

    #[test]
    fn circles_of_files_and_of_rooms_are_found() {
        let folder = std::env::temp_dir().join(format!("xtask-imports-{}", std::process::id()));
        let straight = [
            ("lib.rs", "mod a; mod b;"),
            ("a/mod.rs", "mod one; mod two;"),
            ("a/one.rs", "use crate::b::Thing; #[cfg(test)] mod tests { use crate::a::two; }"),
            ("a/two.rs", "fn f() { super::one::g(matches!(x, crate::b::Thing)) }"),
            ("b.rs", "use std::fmt; pub struct Thing;"),
        ];
        let none = written(&folder, &straight);
        let files = written(&folder, &[("a/one.rs", "use super::{two::f, other};")]);
        let rooms = written(
            &folder,
            &[
                ("a/one.rs", ""),
                ("b.rs", "fn f() { g(|| crate::a::one::h()) }"),
                ("a/two.rs", "use crate::b;"),
            ],
        );
        fs::remove_dir_all(&folder).expect("removed");
        assert_eq!(none, []);
        let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(files, [pair("a::one", "a::two"), pair("a::two", "a::one")]);
        assert_eq!(rooms, [pair("a", "b"), pair("b", "a")]);
    }
}
