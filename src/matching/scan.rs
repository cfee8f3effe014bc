//! The exact scan: one dot product for every row of the index.
//!
//! A row is read once and used once, so the scan is bound by memory bandwidth as soon as the arithmetic keeps up with
//! it. Sixteen sums in flight per row and four rows at a time are enough for that, if the memory is asked for in time
//! ([`prefetch`]) and lies in large pages ([`ask_for_large_pages`]). The build targets the oldest CPU of its
//! architecture, so the loop is compiled again for AVX2 and AVX-512, and the CPU at hand picks.

use ndarray::ArrayView2;

/// Rows taken together: each component of the question is loaded once for all of them.
const ROWS: usize = 4;

/// Sums kept apart per row, so that additions do not wait for each other: one AVX-512 register, two of AVX2.
const LANES: usize = 16;

/// Asks Linux to back the empty `cells` with pages of 2 MB rather than 4 kB: it does so on request only, and every new
/// page holds up the scan. Worth a fifth of the time of a large index.
#[cfg(target_os = "linux")]
pub(super) fn ask_for_large_pages<T>(cells: &mut Vec<T>) {
    const LARGE_PAGE: usize = 2 << 20;
    let spare = cells.spare_capacity_mut();
    let start = spare.as_mut_ptr().cast::<u8>();
    let skipped = start.align_offset(LARGE_PAGE);
    // Whole pages only, so that nothing but these cells is concerned and none of the memory goes to waste.
    let length = size_of_val(spare).saturating_sub(skipped) / LARGE_PAGE * LARGE_PAGE;
    if length > 0 {
        #[expect(unsafe_code, reason = "a call to the system")]
        // SAFETY: the range lies within the allocation, and the advice changes no contents. If it is refused, for
        // instance by a kernel without large pages, all stays as it was.
        unsafe {
            libc::madvise(start.add(skipped).cast(), length, libc::MADV_HUGEPAGE);
        }
    }
}

/// Other systems have no such request.
#[cfg(not(target_os = "linux"))]
pub(super) fn ask_for_large_pages<T>(_cells: &mut Vec<T>) {}

/// The dot product of `query` with every row of `matrix`, in row order.
///
/// # Panics
/// When the matrix is not in standard (row-major, contiguous) layout, or its width is not the query's length.
#[expect(clippy::needless_pass_by_value, reason = "a view is a pointer and its shape")]
pub(super) fn dot_products(matrix: ArrayView2<'_, f32>, query: &[f32]) -> Vec<f32> {
    assert_eq!(matrix.ncols(), query.len(), "the question's vector comes from another model than the index");
    let rows = matrix.as_slice().expect("the index builds its matrix row by row");
    let mut scores = vec![0.0; matrix.nrows()];
    if !query.is_empty() {
        scan(rows, query, &mut scores);
    }
    scores
}

/// The dot product of two vectors of one model.
///
/// # Panics
/// When they are not of one length.
pub(super) fn dot_product(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len(), "the vectors come from different models");
    let mut product = [0.0];
    if !a.is_empty() {
        scan(a, b, &mut product);
    }
    product[0]
}

#[cfg(target_arch = "x86_64")]
fn scan(rows: &[f32], query: &[f32], scores: &mut [f32]) {
    #[expect(unsafe_code, reason = "each function is called only after the CPU was asked for its instructions")]
    if is_x86_feature_detected!("avx512f") {
        // SAFETY: the CPU has AVX-512F, and CPUs with it have AVX2 and FMA.
        unsafe { scan_avx512(rows, query, scores) }
    } else if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        // SAFETY: the CPU has AVX2 and FMA.
        unsafe { scan_avx2(rows, query, scores) }
    } else {
        scan_plain::<false>(rows, query, scores);
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn scan(rows: &[f32], query: &[f32], scores: &mut [f32]) {
    scan_plain::<true>(rows, query, scores);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx2,fma")]
fn scan_avx512(rows: &[f32], query: &[f32], scores: &mut [f32]) {
    scan_plain::<true>(rows, query, scores);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn scan_avx2(rows: &[f32], query: &[f32], scores: &mut [f32]) {
    scan_plain::<true>(rows, query, scores);
}

/// `FUSED` where the CPU multiplies and adds in one instruction; without one, `mul_add` is a slow library call.
#[inline(always)]
fn scan_plain<const FUSED: bool>(rows: &[f32], query: &[f32], scores: &mut [f32]) {
    let width = query.len();
    let (query_blocks, query_rest) = query.as_chunks::<LANES>();
    let mut blocks = rows.chunks_exact(width * ROWS);
    let mut out = scores.chunks_exact_mut(ROWS);
    for (block, scores) in (&mut blocks).zip(&mut out) {
        let (a, rest) = block.split_at(width);
        let (b, rest) = rest.split_at(width);
        let (c, d) = rest.split_at(width);
        let mut sums = [[0.0_f32; LANES]; ROWS];
        let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
        let ((c, c_rest), (d, d_rest)) = (c.as_chunks::<LANES>(), d.as_chunks::<LANES>());
        for ((((q, a), b), c), d) in query_blocks.iter().zip(a).zip(b).zip(c).zip(d) {
            for row in [a, b, c, d] {
                prefetch(row.as_ptr().wrapping_add(width * ROWS));
            }
            for lane in 0..LANES {
                sums[0][lane] = multiply_add::<FUSED>(a[lane], q[lane], sums[0][lane]);
                sums[1][lane] = multiply_add::<FUSED>(b[lane], q[lane], sums[1][lane]);
                sums[2][lane] = multiply_add::<FUSED>(c[lane], q[lane], sums[2][lane]);
                sums[3][lane] = multiply_add::<FUSED>(d[lane], q[lane], sums[3][lane]);
            }
        }
        for ((score, sums), rest) in scores.iter_mut().zip(&sums).zip([a_rest, b_rest, c_rest, d_rest]) {
            *score = total(sums) + tail(rest, query_rest);
        }
    }
    for (row, score) in blocks.remainder().chunks_exact(width).zip(out.into_remainder()) {
        let (blocks, rest) = row.as_chunks::<LANES>();
        let mut sums = [0.0_f32; LANES];
        for (q, a) in query_blocks.iter().zip(blocks) {
            for lane in 0..LANES {
                sums[lane] = multiply_add::<FUSED>(a[lane], q[lane], sums[lane]);
            }
        }
        *score = total(&sums) + tail(rest, query_rest);
    }
}

#[inline(always)]
fn multiply_add<const FUSED: bool>(a: f32, b: f32, sum: f32) -> f32 {
    if FUSED { a.mul_add(b, sum) } else { a * b + sum }
}

/// Asks the CPU for the memory at `place`, which need not exist. CPUs fetch ahead by themselves, but not across pages,
/// and four rows of 384 components are longer than a page: asking for the next four is worth a tenth of the time.
#[inline(always)]
pub(super) fn prefetch<T>(place: *const T) {
    #[cfg(target_arch = "x86_64")]
    #[expect(unsafe_code, reason = "an instruction of its own")]
    // SAFETY: every x86-64 CPU has SSE, and prefetching reads nothing and faults nowhere.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(place.cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = place;
}

/// Adds in a fixed tree, the same for every row: equal rows get equal scores to the last bit wherever they stand.
#[inline(always)]
fn total(sums: &[f32; LANES]) -> f32 {
    let mut sums = *sums;
    let mut half = LANES / 2;
    while half > 0 {
        for lane in 0..half {
            sums[lane] += sums[lane + half];
        }
        half /= 2;
    }
    sums[0]
}

#[inline(always)]
fn tail(row: &[f32], query: &[f32]) -> f32 {
    row.iter().zip(query).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;
    use proptest::prelude::*;

    fn in_f64(matrix: &Array2<f32>, query: &[f32]) -> Vec<f64> {
        let dot = |row: ndarray::ArrayView1<'_, f32>| {
            row.iter().zip(query).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>()
        };
        matrix.rows().into_iter().map(dot).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_double_precision_for_any_shape(
            (width, cells, query) in (1_usize..70, 0_usize..11).prop_flat_map(|(width, rows)| (
                Just(width),
                prop::collection::vec(-1.0_f32..1.0, width * rows),
                prop::collection::vec(-1.0_f32..1.0, width),
            ))
        ) {
            let matrix = Array2::from_shape_vec((cells.len() / width, width), cells).unwrap();
            let expected = in_f64(&matrix, &query);
            let mut plain = vec![0.0; matrix.nrows()];
            scan_plain::<false>(matrix.as_slice().unwrap(), &query, &mut plain);
            for (found, expected) in dot_products(matrix.view(), &query).iter().chain(&plain).zip(expected.iter().cycle()) {
                prop_assert!((f64::from(*found) - expected).abs() < 1e-4, "{found} {expected}");
            }
        }
    }

    #[test]
    fn equal_rows_score_the_same_to_the_last_bit() {
        // Seven rows: four go through the block, three through the remainder.
        let row: Vec<f32> = (0..384_u16).map(|n| (f32::from(n) * 0.7).sin() / 14.0).collect();
        let matrix = Array2::from_shape_vec((7, 384), row.repeat(7)).unwrap();
        let scores = dot_products(matrix.view(), &row);
        assert!(scores.iter().all(|score| score.to_bits() == scores[0].to_bits()), "{scores:?}");
    }
}
