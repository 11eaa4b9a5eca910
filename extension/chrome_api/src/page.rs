//! What a page of the extension asks of Chrome: tabs, the side panel.
