//! Rules without a page: they are tested where they stand.

pub(crate) mod decide;
pub(crate) mod machine;
pub(crate) mod quote;
pub(crate) mod role;
pub(crate) mod score;
pub(crate) mod text;
