//! Ties the module of wasm2js and wasm-bindgen's glue together as two JavaScript modules that import each
//! other's functions by name. As they come they hand objects over: each of some three hundred functions then
//! stands in the script with its full name, twice, and none of them can be left out.

use super::glue::with_moving_memory;
use anyhow::{Context, Result, bail};
use std::collections::HashMap;

/// How the glue gets at the module.
const HANDED_OVER: &str = "let wasm;\nexport function __wbg_set_wasm(val) {\n    wasm = val;\n}\n";

/// The two modules, ready for the bundler.
pub struct Linked {
    /// `module.js`.
    pub module: String,
    /// `{name}_bg.js`.
    pub glue: String,
}

/// Links the two texts; an error when one of the tools no longer writes them as known here.
pub fn link(name: &str, module: &str, glue: &str) -> Result<Linked> {
    let Some((before, after)) = glue.split_once(HANDED_OVER) else {
        bail!("wasm-bindgen's glue is not handed its module as before: adapt xtask/src/ext/link.rs");
    };
    let glue = format!("import * as wasm from './module.js';\n{before}{after}");
    Ok(Linked {
        module: with_direct_calls(name, module, &same_functions(&glue))?,
        glue: with_moving_memory(&glue)?,
    })
}

/// Functions of the glue that do what an earlier one does, with the earlier one's name: two crates that bind
/// the same method get one each.
fn same_functions(glue: &str) -> HashMap<&str, &str> {
    let mut first: HashMap<String, &str> = HashMap::new();
    let mut same = HashMap::new();
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        let Some((name, rest)) = line.strip_prefix("export function ").and_then(|line| line.split_once('('))
        else {
            continue;
        };
        let mut body = rest.to_owned();
        for line in lines.by_ref() {
            body.push_str(line);
            if line.starts_with('}') {
                break;
            }
        }
        let known = first.entry(body).or_insert(name);
        if *known != name {
            same.insert(name, *known);
        }
    }
    same
}

/// The module with each alias of an imported function replaced by the import itself.
fn with_direct_calls(name: &str, module: &str, same: &HashMap<&str, &str>) -> Result<String> {
    let namespace = format!("$_{name}_bg_js");
    let alias = format!(" = {namespace}.");
    let received = format!("var {namespace} = imports[");
    let mut imported = HashMap::new();
    let mut kept = Vec::new();
    let mut receives = false;
    for line in module.lines() {
        let text = line.trim_start();
        if text.starts_with(&received) {
            receives = true;
        } else if let Some((alias, function)) =
            text.strip_prefix("var fimport$").and_then(|text| text.strip_suffix(';')?.split_once(&alias))
        {
            imported.insert(alias, same.get(function).copied().unwrap_or(function));
        } else {
            kept.push(line);
        }
    }
    if !receives || imported.is_empty() {
        bail!("wasm2js no longer names the imported functions as before: adapt xtask/src/ext/link.rs");
    }
    let module = kept.join("\n") + "\n";
    let Some((before, (_, after))) = module
        .split_once("= asmFunc({")
        .and_then(|(before, handed)| Some((before, handed.split_once("});")?)))
    else {
        bail!("wasm2js no longer hands the imported functions over as before: adapt xtask/src/ext/link.rs");
    };
    let module = format!("{before}= asmFunc();{after}");
    let mut out = String::with_capacity(module.len());
    let mut parts = module.split("fimport$");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (number, rest) = part.split_at(end);
        let function =
            imported.get(number).with_context(|| format!("fimport${number} was never imported"))?;
        out.push_str(&format!("{namespace}.{function}{rest}"));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "export function __wbg_key_1(arg0) {
    return getObject(arg0).key;
}
export function __wbg_key_2(arg0) {
    return getObject(arg0).key;
}
export function __wbg_id_3(arg0) {
    return getObject(arg0).id;
}
";
    const MODULE: &str = " var $_content_bg_js = imports[\"./content_bg.js\"];
 var fimport$0 = $_content_bg_js.__wbg_key_1;
 var fimport$1 = $_content_bg_js.__wbg_key_2;
 var fimport$10 = $_content_bg_js.__wbg_id_3;
 $1 = fimport$1($0) + fimport$10($0) | 0;
var retasmFunc = asmFunc({
  \"./content_bg.js\": $_content_bg_js,
});
";

    #[test]
    fn calls_are_direct_and_the_same_function_is_one() {
        let module = with_direct_calls("content", MODULE, &same_functions(GLUE)).unwrap();
        assert_eq!(
            module,
            " $1 = $_content_bg_js.__wbg_key_1($0) + $_content_bg_js.__wbg_id_3($0) | 0;\nvar retasmFunc = asmFunc();\n"
        );
    }

    #[test]
    fn a_changed_form_is_an_error_and_no_silent_pass() {
        assert!(link("content", MODULE, GLUE).is_err());
        assert!(
            with_direct_calls("content", &MODULE.replace("imports[", "inputs["), &HashMap::new()).is_err()
        );
        assert!(
            with_direct_calls("content", &MODULE.replace("asmFunc({", "asm({"), &HashMap::new()).is_err()
        );
    }
}
