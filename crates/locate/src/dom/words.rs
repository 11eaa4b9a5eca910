use js_sys::JsString;
use wasm_bindgen::prelude::*;

macro_rules! words {
    ($($variant:ident $constant:ident $text:tt,)*) => {
        #[wasm_bindgen]
        extern "C" {
            $(
                #[wasm_bindgen(thread_local_v2, static_string)]
                static $constant: JsString = $text;
            )*
        }

        /// Names of attributes and tags, and the selector of all containers, kept as strings of JavaScript.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Word { $(#[doc = $text] $variant,)* }

        impl Word {
            /// Gives the string of JavaScript's side to `ask`.
            pub(crate) fn with<T>(self, ask: impl FnOnce(&JsString) -> T) -> T {
                match self { $(Self::$variant => $constant.with(ask),)* }
            }

            /// The name as Rust has it.
            pub(crate) fn text(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

words! {
    Alt ALT "alt",
    AriaHidden ARIA_HIDDEN "aria-hidden",
    AriaLabel ARIA_LABEL "aria-label",
    AriaLabelledBy ARIA_LABELLEDBY "aria-labelledby",
    AriaPlaceholder ARIA_PLACEHOLDER "aria-placeholder",
    Class CLASS "class",
    ContentEditable CONTENTEDITABLE "contenteditable",
    DataCy DATA_CY "data-cy",
    DataQa DATA_QA "data-qa",
    DataTest DATA_TEST "data-test",
    DataTestHyphenId DATA_TEST_HYPHEN_ID "data-test-id",
    DataTestId DATA_TESTID "data-testid",
    Href HREF "href",
    Id ID "id",
    Label LABEL "label",
    List LIST "list",
    Multiple MULTIPLE "multiple",
    Name NAME "name",
    Placeholder PLACEHOLDER "placeholder",
    Role ROLE "role",
    Scope SCOPE "scope",
    Size SIZE "size",
    TabIndex TABINDEX "tabindex",
    Title TITLE "title",
    Type TYPE "type",
    Value VALUE "value",
    H1 H1_TAG "h1",
    H2 H2_TAG "h2",
    H3 H3_TAG "h3",
    H4 H4_TAG "h4",
    H5 H5_TAG "h5",
    Containers CONTAINERS "tr,li,fieldset,details,dialog,nav,form,section,article,aside,[role=row],[role=listitem],[role=group],[role=radiogroup],[role=dialog],[role=alertdialog],[role=menu],[role=region],[role=navigation],[role=form],[role=search],[role=article],[role=tabpanel],[role=option],[role=treeitem],[role=toolbar],[popover]",
}
