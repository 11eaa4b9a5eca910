//! Fields: one step for each editing of a field, whatever typed into it.

use cairn_messages::{Layout, Observed};
use cairn_workflow::Control;

use super::{Document, Kind, Node, Output, Page};

/// A field's value is sent when it has not changed for this long,
const PAUSE: i32 = 300;
/// and at the latest this long after it did: what is typed on should not be sent letter by letter.
const AT_LATEST: i64 = 2_000;
/// An `input` event is the person's when a key, paste, drop or composition on the field came this shortly before.
const TOUCHED_WITHIN: i64 = 1_500;
/// How many fields are remembered.
const MOST_FIELDS: usize = 64;

/// The fields that are being edited, and what they held before.
#[derive(Default)]
pub(super) struct Fields<T> {
    list: Vec<Field<T>>,
    touched: Option<(Node, i64)>,
    waking: bool,
    /// The first and the last change that was not sent.
    changed: (i64, i64),
    /// The field whose editing was over last, and what it held before, as a hash.
    over: Option<(Node, u64)>,
}

struct Field<T> {
    node: Node,
    /// Hash of the value before the editing.
    before: u64,
    /// How things stood when the editing began.
    layout: Option<Layout>,
    /// Described once: a field does not change its name while it is typed in, and asking is dear.
    target: Option<T>,
    press: Option<u32>,
    /// Changed since it was last sent.
    dirty: bool,
    /// Sent at least once in this editing.
    sent: bool,
}

impl<T> Field<T> {
    fn is_open(&self) -> bool {
        self.dirty || self.sent
    }
}

impl<T: Clone + Default> Fields<T> {
    /// A key, paste, drop or composition on a field.
    pub fn touch(
        &mut self,
        document: &mut impl Document<Target = T>,
        node: Node,
        press: Option<u32>,
        layout: Option<Layout>,
        at: i64,
    ) {
        self.touched = Some((node, at));
        self.field(document, node, press, layout);
    }

    /// Whether an editing of this field has begun.
    pub fn editing(&self, node: Node) -> bool {
        self.list.iter().any(|field| field.node == node && field.is_open())
    }

    /// Whether an editing has begun that is not over.
    pub fn is_open(&self) -> bool {
        self.list.iter().any(Field::is_open)
    }

    /// The field's entry; what it holds now is what it held before the editing. `layout` is how things stood at the
    /// press that led to it; without one it is asked.
    fn field(
        &mut self,
        document: &mut impl Document<Target = T>,
        node: Node,
        press: Option<u32>,
        layout: Option<Layout>,
    ) -> &mut Field<T> {
        let index = match self.list.iter().position(|field| field.node == node) {
            Some(index) => index,
            None => {
                if self.list.len() == MOST_FIELDS {
                    self.list.remove(0);
                }
                let before = document.fingerprint(node);
                self.list.push(Field {
                    node,
                    before,
                    layout: None,
                    target: None,
                    press,
                    dirty: false,
                    sent: false,
                });
                self.list.len() - 1
            }
        };
        let field = &mut self.list[index];
        let fresh = !field.is_open();
        if field.layout.is_none() || (fresh && press.is_some()) {
            field.layout = Some(layout.unwrap_or_else(|| document.layout()));
            field.press = press.or(field.press);
        }
        field
    }
}

impl<T: Clone + Default> Page<T> {
    /// A field got the focus, or is about to change: what it holds is remembered, as a hash.
    pub fn focus(&mut self, document: &mut impl Document<Target = T>, node: Node) {
        if matches!(document.kind(node), Kind::Field(_)) {
            let press = self.press_on(node);
            let layout = press.and_then(|_| self.layout_before(node));
            self.fields.field(document, node, press, layout);
        }
    }

    /// The field in which the person types, if typing in it was the last thing that they did.
    pub fn types_in(&self) -> Option<Node> {
        let (node, _) = self.fields.touched?;
        self.key.as_ref().filter(|key| key.typing && key.node == node).map(|key| key.node)
    }

    /// The page has drawn a field anew while it was typed in, and put the cursor into it: its editing goes on. The
    /// number is the same.
    pub fn focus_again(&mut self, document: &mut impl Document<Target = T>, node: Node) {
        let over = self.fields.over.filter(|(over, _)| *over == node);
        let field = self.fields.field(document, node, None, None);
        if let Some((_, before)) = over.filter(|_| !field.dirty && !field.sent) {
            field.before = before;
        }
    }

    /// Something was pasted or dropped into a field, or a composition goes on in it.
    pub fn touch(&mut self, document: &mut impl Document<Target = T>, node: Node, at: i64) {
        self.fields.touch(document, node, None, None, at);
    }

    /// An `input` event that the browser vouches for.
    pub fn input(&mut self, document: &mut impl Document<Target = T>, node: Node, at: i64) {
        let Kind::Field(control) = document.kind(node) else { return };
        self.out.push(Output::Changed);
        match control {
            // `change` tells these, in the same turn.
            Control::Select | Control::MultiSelect | Control::Check | Control::Radio | Control::Switch => {
                return;
            }
            Control::Text | Control::RichText | Control::Date | Control::Time => {
                let touched = self
                    .fields
                    .touched
                    .is_some_and(|(field, when)| field == node && at - when <= TOUCHED_WITHIN);
                // Page scripts can make trusted input events: those are not the person's.
                let by_picker =
                    matches!(control, Control::Date | Control::Time) && self.worked(node, control);
                if !touched && !by_picker && !document.autofilled(node) {
                    return;
                }
            }
            Control::Range | Control::Color => {
                if !self.worked(node, control) {
                    return;
                }
            }
        }
        if self.fields.touched.is_some_and(|(field, _)| field == node) {
            self.fields.touched = Some((node, at));
        }
        let press = self.press_on(node);
        let layout = press.and_then(|_| self.layout_before(node));
        self.fields.field(document, node, press, layout).dirty = true;
        self.fields.changed.1 = at;
        if !self.fields.waking {
            self.fields.waking = true;
            self.fields.changed.0 = at;
            self.out.push(Output::Wake { after: PAUSE });
        }
    }

    /// A `change` event that the browser vouches for.
    pub fn change(&mut self, document: &mut impl Document<Target = T>, node: Node, at: i64) {
        let Kind::Field(control) = document.kind(node) else { return };
        match control {
            // What was typed has been seen at its `input`; the frame taken since then is still true.
            Control::Text | Control::RichText | Control::Date | Control::Time | Control::Color => {
                // Dates go on being edited part by part; the rest is over.
                if !matches!(control, Control::Date | Control::Time) {
                    self.finish_field(document, node, at);
                }
            }
            Control::Range => {
                self.out.push(Output::Changed);
                self.finish_field(document, node, at);
            }
            Control::Select | Control::MultiSelect | Control::Check | Control::Radio | Control::Switch => {
                self.out.push(Output::Changed);
                if !self.worked(node, control) {
                    return;
                }
                let press = self.press_on(node);
                let target = self.described(document, node);
                let value = document.value(node);
                let layout = self.layout_before(node).unwrap_or_else(|| document.layout());
                let node = if control == Control::Radio { self.choice(node) } else { node };
                let what = Observed::Change {
                    node,
                    press,
                    target,
                    control,
                    value,
                    done: true,
                    unchanged: false,
                    layout,
                };
                self.out.push(Output::Observe { at, what });
            }
        }
    }

    /// A field lost the focus.
    pub fn blur(&mut self, document: &mut impl Document<Target = T>, node: Node, at: i64) {
        self.finish_field(document, node, at);
        let Some(index) = self.fields.list.iter().position(|field| field.node == node) else { return };
        let left = self.fields.list.remove(index);
        // The page wrote something else into it, which no mutation tells.
        if document.fingerprint(node) != left.before {
            self.out.push(Output::Changed);
        }
    }

    fn finish_field(&mut self, document: &mut impl Document<Target = T>, node: Node, at: i64) {
        if let Some(index) = self.fields.list.iter().position(|field| field.node == node) {
            self.tell(document, index, true, at);
        }
    }

    /// Ends every editing but that of one field.
    pub(super) fn finish_fields(
        &mut self,
        document: &mut impl Document<Target = T>,
        but: Option<Node>,
        at: i64,
    ) {
        for index in 0..self.fields.list.len() {
            if Some(self.fields.list[index].node) != but {
                self.tell(document, index, true, at);
            }
        }
    }

    /// Sends what changed and is not over.
    pub(super) fn flush_fields(&mut self, document: &mut impl Document<Target = T>, at: i64) {
        let (first, last) = self.fields.changed;
        if self.fields.waking && at - last < i64::from(PAUSE) && at - first < AT_LATEST {
            let left = i64::from(PAUSE) - (at - last).max(0);
            return self.out.push(Output::Wake { after: i32::try_from(left).unwrap_or(PAUSE) });
        }
        self.fields.waking = false;
        for index in 0..self.fields.list.len() {
            if self.fields.list[index].dirty {
                self.tell(document, index, false, at);
            }
        }
    }

    fn tell(&mut self, document: &mut impl Document<Target = T>, index: usize, done: bool, at: i64) {
        let Some(field) = self.fields.list.get(index) else { return };
        let news = field.dirty || (done && field.sent);
        if !news {
            return;
        }
        let node = field.node;
        let described = field.target.is_none().then(|| self.described(document, node));
        let Some(field) = self.fields.list.get_mut(index) else { return };
        let Kind::Field(control) = document.kind(node) else { return };
        let now = document.fingerprint(node);
        let layout = field.layout.clone().unwrap_or_default();
        let what = Observed::Change {
            node,
            press: field.press,
            target: field.target.get_or_insert_with(|| described.unwrap_or_default()).clone(),
            control,
            value: document.value(node),
            done,
            unchanged: now == field.before,
            layout,
        };
        field.dirty = false;
        field.sent = !done;
        if done {
            self.fields.over = Some((node, field.before));
            field.before = now;
            field.layout = None;
            field.target = None;
            field.press = None;
        }
        self.out.push(Output::Observe { at, what });
    }
}
