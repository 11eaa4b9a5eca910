//! The side panel: controls, live steps, export, upload.
