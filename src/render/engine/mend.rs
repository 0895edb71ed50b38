//! Where the engine misreads a style: the style is rewritten into what the engine reads right.

use serde_json::{Map, Value, json};

/// A variable that no record has (it is taken from the engine's records).
pub const NEVER: &str = "references";

/// Mends a style's tree.
pub fn mend(node: &mut Value) {
    walk(node, false);
}

/// `substitute` says whether the node's elements stand directly in a `cs:substitute`, where names
/// without children take those of the names they stand for.
fn walk(node: &mut Value, substitute: bool) {
    match node {
        Value::Array(list) => list.iter_mut().for_each(|child| walk(child, substitute)),
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                walk(value, key == "substitute" || (key == "$value" && substitute));
            }
            if let Some(Value::Object(names)) = object.get_mut("names") {
                name_affixes(names);
                if !substitute {
                    names_count(names);
                }
            }
            label_number(object);
            affixes_outside(object, substitute);
        }
        _ => {}
    }
}

/// Names that are empty count as a variable that is empty, so that a term beside them is not
/// written alone; the engine counts them only if they have a substitute.
fn names_count(names: &mut Map<String, Value>) {
    let children = names.entry("$value").or_insert_with(|| json!([]));
    let Some(children) = children.as_array_mut() else { return };
    if !children.iter().any(|child| child.get("name").is_some()) {
        children.push(json!({"name": {"name-part": []}}));
    }
    if !children.iter().any(|child| child.get("substitute").is_some()) {
        let never = json!({"text": {"@variable": NEVER}});
        children.push(json!({"substitute": {"$value": [never]}}));
    }
}

/// What stands after each name, which the engine leaves out, stands after the name's last part.
fn name_affixes(names: &mut Map<String, Value>) {
    let Some(children) = names.get_mut("$value").and_then(Value::as_array_mut) else { return };
    for name in children.iter_mut().filter_map(|child| child.get_mut("name")) {
        let Some(name) = name.as_object_mut() else { continue };
        let Some(Value::String(suffix)) = name.remove("@suffix") else { continue };
        let turned = name.get("@name-as-sort-order").and_then(Value::as_str) == Some("all");
        let last = if turned { "given" } else { "family" };
        let parts = name.entry("name-part").or_insert_with(|| json!([]));
        let Some(parts) = parts.as_array_mut() else { continue };
        match parts.iter_mut().find(|part| part["@name"] == last) {
            Some(part) => {
                let own = part.get("@suffix").and_then(Value::as_str).unwrap_or_default();
                part["@suffix"] = json!(format!("{own}{suffix}"));
            }
            None => parts.push(json!({"@name": last, "@suffix": suffix})),
        }
    }
}

/// A label of pages that is always or never plural is written as the term; the engine always goes
/// by the pages.
fn label_number(object: &mut Map<String, Value>) {
    let Some(Value::Object(label)) = object.get("label") else { return };
    let plural = match label.get("@plural").and_then(Value::as_str) {
        Some("always") => true,
        Some("never") => false,
        _ => return,
    };
    if label.get("@variable").and_then(Value::as_str) != Some("page") {
        return;
    }
    let mut text = label.clone();
    text.remove("@variable");
    text.insert("@term".to_owned(), json!("page"));
    text.insert("@plural".to_owned(), json!(plural));
    let branch = json!({"@variable": ["page"], "@match": "all", "$value": [{"text": text}]});
    object.remove("label");
    object.insert("choose".to_owned(), json!({"if": branch}));
}

/// Prefix and suffix are not set as the element is: they go around it; the engine sets them too.
fn affixes_outside(object: &mut Map<String, Value>, substitute: bool) {
    const FACES: &[&str] = &["@font-", "@text-decoration", "@vertical-align"];
    for kind in ["text", "number", "date", "names", "group"] {
        if substitute && kind == "names" {
            continue;
        }
        let Some(Value::Object(element)) = object.get_mut(kind) else { continue };
        let is_set = element.keys().any(|key| FACES.iter().any(|face| key.starts_with(face)));
        let affixed = element.contains_key("@prefix") || element.contains_key("@suffix");
        if !is_set || !affixed || element.contains_key("@display") {
            continue;
        }
        let mut around = Map::new();
        for affix in ["@prefix", "@suffix"] {
            around.extend(element.remove(affix).map(|text| (affix.to_owned(), text)));
        }
        let element = object.remove(kind);
        around.insert("$value".to_owned(), json!([{ kind: element }]));
        object.insert("group".to_owned(), Value::Object(around));
        return;
    }
}
