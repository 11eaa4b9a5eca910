//! A smaller allocator than the standard library's. What is freed is joined with its free neighbours, and what is
//! added to the memory with its end, so that memory grows no larger than what is held at once asks for.

use talc::base::binning::{Binning, linear_extent_then_linearly_divided_exponential_binning};
use talc::cell::TalcSyncCell;
use talc::wasm::WasmGrowAndExtend;

/// Free lists by size that need no 64-bit integers, which are long in JavaScript.
struct Bins;

impl Binning for Bins {
    type AvailabilityBitField = u32;

    fn size_to_bin(size: usize) -> u32 {
        linear_extent_then_linearly_divided_exponential_binning::<2, 4>(size)
    }
}

#[global_allocator]
static ALLOCATOR: TalcSyncCell<WasmGrowAndExtend, Bins> = TalcSyncCell::new_wasm(WasmGrowAndExtend::new());
