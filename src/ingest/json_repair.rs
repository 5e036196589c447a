//! JSON as it is found: cut off, with raw line feeds, comments around it, commas too many.

use serde_json::Value;

use super::json_value;

/// Reads `text`; what can be repaired is.
pub(super) fn read(text: &str) -> Option<Value> {
    let text = text.trim();
    if let Some(value) = first(text) {
        return Some(value);
    }
    let text = text.split_once("CDATA[").map_or(text, |(_, inner)| inner);
    let start = text.find(['{', '['])?;
    first(&repair(&text[start..]))
}

fn first(text: &str) -> Option<Value> {
    json_value::read(text).ok()?.values.into_iter().next()
}

/// As deep as JSON is read at all: what goes deeper is not worth repairing.
const DEEPEST: usize = 128;

/// Escapes control characters in strings, drops commas before closing brackets, and closes what is open.
pub(super) fn repair(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = Vec::new();
    let mut in_string = false;
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        if in_string {
            match c {
                _ if is_escaped => {
                    is_escaped = false;
                    if !matches!(c, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                        out.pop();
                    }
                    out.push(if c.is_control() { ' ' } else { c });
                    continue;
                }
                '\\' => is_escaped = true,
                '"' if ends_string(&text[at + 1..]) => in_string = false,
                '"' => out.push('\\'),
                _ => {}
            }
            out.push(if c.is_control() { ' ' } else { c });
            continue;
        }
        match c {
            '"' => in_string = true,
            '{' => open.push('}'),
            '[' => open.push(']'),
            '}' | ']' => {
                drop_comma(&mut out);
                open.pop();
            }
            _ => {}
        }
        out.push(c);
        if open.is_empty() || open.len() > DEEPEST {
            break;
        }
    }
    if in_string {
        out.push('"');
    }
    drop_comma(&mut out);
    out.extend(open.iter().rev());
    out
}

/// Whether a quotation mark before `rest` ends a string: it may also stand in one, as it should not.
fn ends_string(rest: &str) -> bool {
    let rest = rest.trim_start();
    match rest.strip_prefix(',') {
        Some(next) => {
            next.trim_start().starts_with(['"', '{', '[', '}', ']', '-'])
                || next.trim_start().starts_with(|c: char| c.is_ascii_digit())
                || ["true", "false", "null"].iter().any(|word| next.trim_start().starts_with(word))
        }
        None => rest.is_empty() || rest.starts_with([':', '}', ']']),
    }
}

fn drop_comma(out: &mut String) {
    let kept = out.trim_end();
    if kept.ends_with(',') {
        out.truncate(kept.len() - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, read, repair};

    fn check(text: &str, expect: &str) {
        assert_eq!(read(text).map(|value| value.to_string()).as_deref(), Some(expect), "{text}");
    }

    #[test]
    fn broken_json_is_read_as_far_as_it_goes() {
        check(r#"{"a": 1}"#, r#"{"a":1}"#);
        check("<!-- {\"a\": \"x\ny\"} -->", r#"{"a":"x y"}"#);
        check("//<![CDATA[\n{\"a\": [1, 2,],}\n//]]>", r#"{"a":[1,2]}"#);
        check(r#"{"a": "it\'s"};"#, r#"{"a":"it's"}"#);
        check(r#"{"a": "he said "no", and left", "b": 1}"#, r#"{"a":"he said \"no\", and left","b":1}"#);
        check(r#"{"a": {"b": "cut"#, r#"{"a":{"b":"cut"}}"#);
        assert_eq!(read("nothing"), None);
        assert_eq!(repair(&"[".repeat(9_000)).len(), 2 * (DEEPEST + 1));
    }
}
