//! The toolbar's popup.
