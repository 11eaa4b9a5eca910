use js_sys::{Array, JsString, Object};
use wasm_bindgen::prelude::*;
use web_sys::{DomRect, Element, Node};

// The types of web-sys cannot get methods here; these stand for the same objects.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Node)]
    pub(super) type AnyNode;
    #[wasm_bindgen(js_name = Element)]
    pub(super) type AnyElement;
    #[wasm_bindgen(js_name = Document)]
    pub(super) type AnyDocument;
    #[wasm_bindgen(js_name = Window)]
    pub(super) type AnyWindow;

    /// A static or live list of nodes.
    #[wasm_bindgen(js_name = NodeList)]
    pub(super) type Nodes;
    #[wasm_bindgen(method, final, getter, js_class = "NodeList")]
    pub(super) fn length(this: &Nodes) -> u32;
    #[wasm_bindgen(method, final, js_class = "NodeList")]
    pub(super) fn item(this: &Nodes, index: u32) -> Option<Element>;
    // An indexed property of a live collection as well.
    #[wasm_bindgen(method, structural, indexing_getter)]
    pub(super) fn get(this: &Nodes, index: u32) -> Option<Element>;

    /// A shadow root, or a fragment in general.
    #[wasm_bindgen(js_name = DocumentFragment)]
    pub(super) type Fragment;
    #[wasm_bindgen(method, final, catch, js_class = "DocumentFragment", js_name = querySelectorAll)]
    pub(super) fn fragment_all(this: &Fragment, css: &str) -> Result<Nodes, JsValue>;
    #[wasm_bindgen(method, final, catch, js_class = "Document", js_name = querySelectorAll)]
    pub(super) fn document_all(this: &AnyDocument, css: &str) -> Result<Nodes, JsValue>;
    #[wasm_bindgen(method, final, catch, js_class = "DocumentFragment", js_name = querySelector)]
    pub(super) fn fragment_first(this: &Fragment, css: &JsString) -> Result<Option<Element>, JsValue>;
    #[wasm_bindgen(method, final, catch, js_class = "Document", js_name = querySelector)]
    pub(super) fn document_first(this: &AnyDocument, css: &JsString) -> Result<Option<Element>, JsValue>;
    #[wasm_bindgen(method, final, catch, js_class = "Document", js_name = evaluate)]
    pub(super) fn evaluate(
        this: &AnyDocument,
        xpath: &str,
        context: &Node,
        resolver: &JsValue,
        kind: u16,
        result: &JsValue,
    ) -> Result<Snapshot, JsValue>;
    #[wasm_bindgen(method, final, js_class = "Document", js_name = getElementById)]
    pub(super) fn document_by_id(this: &AnyDocument, id: &str) -> Option<Element>;
    #[wasm_bindgen(method, final, js_class = "DocumentFragment", js_name = getElementById)]
    pub(super) fn fragment_by_id(this: &Fragment, id: &str) -> Option<Element>;

    #[wasm_bindgen(method, final, js_class = "Document", js_name = getElementsByTagName)]
    pub(super) fn by_tag(this: &AnyDocument, tag: &str) -> JsValue;
    #[wasm_bindgen(method, final, js_class = "Element", js_name = getElementsByTagName)]
    pub(super) fn by_tag(this: &AnyElement, tag: &JsString) -> JsValue;
    #[wasm_bindgen(method, final, catch, js_class = "Element", js_name = closest)]
    pub(super) fn closest_held(this: &AnyElement, css: &JsString) -> Result<Option<Element>, JsValue>;

    /// An ordered snapshot, or the number, of an XPath result.
    #[wasm_bindgen(js_name = XPathResult)]
    pub(super) type Snapshot;
    #[wasm_bindgen(method, final, getter, js_class = "XPathResult", js_name = snapshotLength)]
    pub(super) fn snapshot_length(this: &Snapshot) -> u32;
    #[wasm_bindgen(method, final, getter, js_class = "XPathResult", js_name = numberValue)]
    pub(super) fn number(this: &Snapshot) -> f64;
    #[wasm_bindgen(method, final, js_class = "XPathResult", js_name = snapshotItem)]
    pub(super) fn snapshot_item(this: &Snapshot, index: u32) -> Option<Node>;

    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = nodeType)]
    pub(super) fn node_type(this: &AnyNode) -> u16;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = nodeValue)]
    pub(super) fn node_value(this: &AnyNode) -> Option<JsString>;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = textContent)]
    pub(super) fn text_content(this: &AnyNode) -> Option<JsString>;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = firstChild)]
    pub(super) fn first_child(this: &AnyNode) -> Option<Node>;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = nextSibling)]
    pub(super) fn next_sibling(this: &AnyNode) -> Option<Node>;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = previousSibling)]
    pub(super) fn previous_sibling(this: &AnyNode) -> Option<Node>;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = parentNode)]
    pub(super) fn parent_node(this: &AnyNode) -> Option<Node>;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = parentElement)]
    pub(super) fn parent_element(this: &AnyNode) -> Option<Element>;
    #[wasm_bindgen(method, final, getter, js_class = "Node", js_name = ownerDocument)]
    pub(super) fn owner_document(this: &AnyNode) -> Option<web_sys::Document>;
    #[wasm_bindgen(method, final, js_class = "Node", js_name = getRootNode)]
    pub(super) fn root_node(this: &AnyNode) -> Node;
    #[wasm_bindgen(method, final, js_class = "Node")]
    pub(super) fn contains(this: &AnyNode, other: &Node) -> bool;

    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = localName)]
    pub(super) fn local_name(this: &AnyElement) -> String;
    #[wasm_bindgen(method, final, js_class = "Element", js_name = getAttribute)]
    pub(super) fn get_attribute(this: &AnyElement, name: &JsString) -> Option<JsString>;
    #[wasm_bindgen(method, final, js_class = "Element", js_name = hasAttribute)]
    pub(super) fn has_attribute(this: &AnyElement, name: &JsString) -> bool;
    #[wasm_bindgen(method, final, js_class = "Element", js_name = hasAttributes)]
    pub(super) fn has_attributes(this: &AnyElement) -> bool;
    #[wasm_bindgen(method, final, catch, js_class = "Element")]
    pub(super) fn closest(this: &AnyElement, css: &str) -> Result<Option<Element>, JsValue>;
    #[wasm_bindgen(method, final, catch, js_class = "Element")]
    pub(super) fn matches(this: &AnyElement, css: &str) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, final, catch, js_class = "Element", js_name = querySelectorAll)]
    pub(super) fn element_all(this: &AnyElement, css: &str) -> Result<Nodes, JsValue>;
    #[wasm_bindgen(method, final, catch, js_class = "Element", js_name = querySelector)]
    pub(super) fn element_first(this: &AnyElement, css: &str) -> Result<Option<Element>, JsValue>;
    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = firstElementChild)]
    pub(super) fn first_element(this: &AnyElement) -> Option<Element>;
    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = previousElementSibling)]
    pub(super) fn previous_element(this: &AnyElement) -> Option<Element>;
    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = nextElementSibling)]
    pub(super) fn next_element(this: &AnyElement) -> Option<Element>;
    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = shadowRoot)]
    pub(super) fn shadow_root(this: &AnyElement) -> Option<Fragment>;
    #[wasm_bindgen(method, final, js_class = "Element", js_name = checkVisibility)]
    pub(super) fn check_visibility(this: &AnyElement, options: &Object) -> bool;
    #[wasm_bindgen(method, final, js_class = "Element", js_name = getBoundingClientRect)]
    pub(super) fn bounding_rect(this: &AnyElement) -> DomRect;
    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = outerHTML)]
    pub(super) fn outer_html(this: &AnyElement) -> JsString;
    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = clientLeft)]
    pub(super) fn client_left(this: &AnyElement) -> i32;
    #[wasm_bindgen(method, final, getter, js_class = "Element", js_name = clientTop)]
    pub(super) fn client_top(this: &AnyElement) -> i32;

    // Not on every element: the prototype cannot be named, and no form can be in the way.
    #[wasm_bindgen(method, structural, getter)]
    pub(super) fn labels(this: &AnyElement) -> Option<Nodes>;
    #[wasm_bindgen(method, structural, getter, js_name = control)]
    pub(super) fn labelled_control(this: &AnyElement) -> Option<Element>;
    #[wasm_bindgen(method, structural, getter, js_name = host)]
    pub(super) fn shadow_host(this: &AnyNode) -> Option<Element>;
    #[wasm_bindgen(method, structural, getter, js_name = isContentEditable)]
    pub(super) fn is_content_editable(this: &AnyElement) -> Option<bool>;
    #[wasm_bindgen(method, structural, catch, js_name = assignedNodes)]
    pub(super) fn assigned_nodes(this: &AnyElement, options: &Object) -> Result<Array, JsValue>;
    #[wasm_bindgen(method, structural, getter, js_name = offsetWidth)]
    pub(super) fn offset_width(this: &AnyElement) -> Option<f64>;
    #[wasm_bindgen(method, structural, getter, js_name = offsetHeight)]
    pub(super) fn offset_height(this: &AnyElement) -> Option<f64>;
    #[wasm_bindgen(method, structural, getter, js_name = selectedIndex)]
    pub(super) fn selected_index(this: &AnyElement) -> Option<i32>;

    /// Anything that an event's path holds; the window among it is no node.
    pub(super) type Anything;
    #[wasm_bindgen(method, structural, getter, js_name = nodeType)]
    pub(super) fn maybe_node_type(this: &Anything) -> Option<u16>;

    #[wasm_bindgen(method, structural, catch, getter, js_name = frameElement)]
    pub(super) fn frame_element(this: &AnyWindow) -> Result<Option<Element>, JsValue>;
    #[wasm_bindgen(method, structural, catch, getter, js_name = parent)]
    pub(super) fn window_parent(this: &AnyWindow) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, structural, catch, js_name = getComputedStyle)]
    pub(super) fn computed_style(this: &AnyWindow, element: &Element) -> Result<Style, JsValue>;

    /// A computed style.
    #[wasm_bindgen(js_name = CSSStyleDeclaration)]
    pub(super) type Style;
    #[wasm_bindgen(method, structural, getter, js_name = paddingLeft)]
    pub(super) fn padding_left(this: &Style) -> Option<String>;
    #[wasm_bindgen(method, structural, getter, js_name = paddingTop)]
    pub(super) fn padding_top(this: &Style) -> Option<String>;
    #[wasm_bindgen(method, structural, getter)]
    pub(super) fn display(this: &Style) -> Option<String>;

    /// A string that stays on JavaScript's side.
    #[wasm_bindgen(js_name = String)]
    pub(super) type Held;
    #[wasm_bindgen(method, final, js_class = "String", js_name = includes)]
    pub(super) fn includes(this: &Held, other: &JsString) -> bool;

    #[wasm_bindgen(method, structural, catch, getter, js_name = contentDocument)]
    pub(super) fn content_document(this: &AnyElement) -> Result<Option<web_sys::Document>, JsValue>;
}
