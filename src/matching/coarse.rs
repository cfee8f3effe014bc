//! A look at every row through coarse glasses: eight bits a component instead of 32, so a quarter of the memory to
//! read, and for each row a bound on how far off that can be. With it most entries are ruled out; the rest is computed
//! exactly, so the result is that of the exact scan, in a third of the time.

use std::ops::Range;

use ndarray::Array2;

use crate::matching::scan;

/// Largest size of a row's components.
const ROW_STEPS: f32 = 127.0;

/// Largest size of the question's components: products of 2,000 components still fit into 32 bits.
const QUERY_STEPS: i16 = 8_000;

/// More dimensions than any model here has; beyond them sums would overflow.
const MAX_WIDTH: usize = 2_048;

/// What the arithmetic of rounding to f32 may add to a bound: far more than it does.
const ROUNDING: f32 = 1e-5;

/// The rows in eight bits.
pub(super) struct Coarse {
    width: usize,
    cells: Vec<i8>,
    /// What one step of each row is worth.
    scales: Vec<f32>,
    /// Length of what was rounded away of each row.
    lost: Vec<f32>,
}

/// The products of a question with all rows, about.
pub(super) struct Estimates {
    /// The products of the rounded vectors, in row order.
    pub(super) cosines: Vec<f32>,
    /// Length of what was rounded away of the question.
    lost: f32,
}

impl Estimates {
    /// How far off the estimate of a row can be that lost `row` ([`Coarse::lost`]).
    ///
    /// By the inequality of Cauchy and Schwarz: what was lost of the row meets a question of length one, and what was
    /// lost of the question meets a rounded row, which is at most one and what it lost long.
    pub(super) fn bound(&self, row: f32) -> f32 {
        row + self.lost * (1.0 + row) + ROUNDING
    }
}

impl Coarse {
    /// The rows of `matrix`, each of length one or zero; `None` where there are too many dimensions.
    pub(super) fn of(matrix: &Array2<f32>) -> Option<Coarse> {
        let width = matrix.ncols();
        if width == 0 || width > MAX_WIDTH {
            return None;
        }
        let mut cells = Vec::with_capacity(matrix.len());
        scan::ask_for_large_pages(&mut cells);
        cells.resize(matrix.len(), 0);
        let (mut scales, mut lost) = (Vec::with_capacity(matrix.nrows()), Vec::with_capacity(matrix.nrows()));
        for (row, cells) in matrix.rows().into_iter().zip(cells.chunks_exact_mut(width)) {
            let row = row.to_slice().expect("the rows lie one after the other");
            let scale = largest(row) / ROW_STEPS;
            lost.push(if scale > 0.0 { round(row, scale, cells) } else { 0.0 });
            scales.push(scale);
        }
        Some(Coarse { width, cells, scales, lost })
    }

    /// The most that was lost of any of these rows.
    pub(super) fn lost(&self, rows: Range<usize>) -> f32 {
        self.lost[rows].iter().copied().fold(0.0, f32::max)
    }

    /// An estimate for every row of its product with `query`, a vector of length one.
    pub(super) fn estimates(&self, query: &[f32]) -> Estimates {
        let scale = largest(query) / f32::from(QUERY_STEPS);
        let mut lost = 0.0;
        let mut steps = Vec::with_capacity(self.width);
        for &exact in query {
            #[expect(clippy::cast_possible_truncation, reason = "within the steps by the choice of the scale")]
            let rounded = if scale > 0.0 { (exact / scale).round() as i16 } else { 0 };
            lost += (exact - f32::from(rounded) * scale).powi(2);
            steps.push(rounded);
        }
        let mut sums = vec![0; self.scales.len()];
        sums_of(&self.cells, &steps, &mut sums);
        #[expect(clippy::cast_precision_loss, reason = "relative to the sum far below the bound")]
        let cosine = |(row_scale, sum): (&f32, i32)| sum as f32 * row_scale * scale;
        Estimates { cosines: self.scales.iter().zip(sums).map(cosine).collect(), lost: f32::sqrt(lost) }
    }
}

/// Components taken together, so that the compiler can work on several at once, and none waits for the one before.
const TOGETHER: usize = 16;

/// The size of the largest component.
fn largest(components: &[f32]) -> f32 {
    let larger = |a: f32, b: f32| if a > b { a } else { b };
    let (blocks, rest) = components.as_chunks::<TOGETHER>();
    let mut largest = [0.0; TOGETHER];
    for block in blocks {
        for (largest, component) in largest.iter_mut().zip(block) {
            *largest = larger(component.abs(), *largest);
        }
    }
    rest.iter().map(|component| component.abs()).chain(largest).fold(0.0, larger)
}

/// Writes the components in steps of `scale`, which makes them -127 to 127, into `cells`; the length of what was rounded
/// away.
fn round(row: &[f32], scale: f32, cells: &mut [i8]) -> f32 {
    let (blocks, rest) = row.as_chunks::<TOGETHER>();
    let (cell_blocks, rest_cells) = cells.as_chunks_mut::<TOGETHER>();
    let mut lost = [0.0; TOGETHER];
    for (block, cells) in blocks.iter().zip(cell_blocks) {
        for ((exact, cell), lost) in block.iter().zip(cells).zip(&mut lost) {
            let (steps, rounded) = nearest(exact / scale);
            *cell = steps;
            *lost += (exact - rounded * scale).powi(2);
        }
    }
    let mut sum: f32 = lost.iter().sum();
    for (exact, cell) in rest.iter().zip(rest_cells) {
        let (steps, rounded) = nearest(exact / scale);
        *cell = steps;
        sum += (exact - rounded * scale).powi(2);
    }
    sum.sqrt()
}

/// The nearest whole number to one of at most 127, in either form.
///
/// Added to so large a number it loses all digits behind the point, and what it is stands in the last byte. The oldest
/// CPUs that the build is for have no instruction that rounds.
fn nearest(number: f32) -> (i8, f32) {
    const LARGE: f32 = 12_582_912.0;
    let shifted = number + LARGE;
    #[expect(clippy::cast_possible_truncation, reason = "only the last byte is meant")]
    let last = shifted.to_bits() as u8;
    (last.cast_signed(), shifted - LARGE)
}

#[cfg(target_arch = "x86_64")]
fn sums_of(cells: &[i8], query: &[i16], sums: &mut [i32]) {
    #[expect(unsafe_code, reason = "each function is called only after the CPU was asked for its instructions")]
    if is_x86_feature_detected!("avx512bw") {
        // SAFETY: the CPU has AVX-512BW.
        unsafe { scan_avx512(cells, query, sums) }
    } else if is_x86_feature_detected!("avx2") {
        // SAFETY: the CPU has AVX2.
        unsafe { scan_avx2(cells, query, sums) }
    } else {
        scan_plain(cells, query, sums);
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn sums_of(cells: &[i8], query: &[i16], sums: &mut [i32]) {
    scan_plain(cells, query, sums);
}

/// Four rows at a time and 32 components at once, twice what the compiler makes of [`scan_plain`].
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx2")]
fn scan_avx512(cells: &[i8], query: &[i16], sums: &mut [i32]) {
    use std::arch::x86_64::_mm256_loadu_si256;
    use std::arch::x86_64::_mm512_add_epi32;
    use std::arch::x86_64::_mm512_cvtepi8_epi16;
    use std::arch::x86_64::_mm512_loadu_si512;
    use std::arch::x86_64::_mm512_madd_epi16;
    use std::arch::x86_64::_mm512_reduce_add_epi32;
    use std::arch::x86_64::_mm512_setzero_si512;

    /// Rows taken together: each part of the question is loaded once for all of them.
    const ROWS: usize = 4;
    const LANES: usize = 32;
    /// Rows between those at hand and those that are asked for.
    const AHEAD: usize = 2 * ROWS;

    let width = query.len();
    let (query_blocks, query_rest) = query.as_chunks::<LANES>();
    let mut rows = cells.chunks_exact(width * ROWS);
    let mut out = sums.chunks_exact_mut(ROWS);
    for (block, sums) in (&mut rows).zip(&mut out) {
        let mut totals = [_mm512_setzero_si512(); ROWS];
        for (part, query) in query_blocks.iter().enumerate() {
            #[expect(unsafe_code, reason = "there is no safe load")]
            // SAFETY: `query` is 32 numbers of 16 bits, which are the 64 bytes that are read.
            let query = unsafe { _mm512_loadu_si512(query.as_ptr().cast()) };
            for (row, total) in totals.iter_mut().enumerate() {
                if part % 2 == 0 {
                    // A line of memory holds two parts.
                    scan::prefetch(block.as_ptr().wrapping_add((AHEAD + row) * width + part * LANES));
                }
                let cells: &[i8; LANES] =
                    block[row * width + part * LANES..].first_chunk().expect("a row has as many parts as the question");
                #[expect(unsafe_code, reason = "there is no safe load")]
                // SAFETY: `cells` is the 32 bytes that are read.
                let cells = unsafe { _mm256_loadu_si256(cells.as_ptr().cast()) };
                *total = _mm512_add_epi32(*total, _mm512_madd_epi16(_mm512_cvtepi8_epi16(cells), query));
            }
        }
        for (row, (sum, total)) in sums.iter_mut().zip(totals).enumerate() {
            let rest = &block[(row + 1) * width - query_rest.len()..(row + 1) * width];
            *sum = _mm512_reduce_add_epi32(total) + product(rest, query_rest);
        }
    }
    scan_plain(rows.remainder(), query, out.into_remainder());
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn scan_avx2(cells: &[i8], query: &[i16], sums: &mut [i32]) {
    scan_plain(cells, query, sums);
}

#[inline(always)]
fn scan_plain(cells: &[i8], query: &[i16], sums: &mut [i32]) {
    for (row, sum) in cells.chunks_exact(query.len()).zip(sums) {
        *sum = product(row, query);
    }
}

/// Products of 16 bits added up in 32: the compiler has one instruction for a pair of them.
#[inline(always)]
fn product(row: &[i8], query: &[i16]) -> i32 {
    row.iter().zip(query).map(|(&a, &b)| i32::from(i16::from(a)) * i32::from(b)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedding::UnitVector;
    use proptest::prelude::*;

    fn unit(components: Vec<f32>) -> Option<Vec<f32>> {
        UnitVector::normalized(components).map(|vector| vector.as_slice().to_vec())
    }

    proptest! {
        #[test]
        fn the_exact_product_lies_within_the_bound(
            rows in prop::collection::vec(prop::collection::vec(-1.0_f32..1.0, 48), 1..9),
            query in prop::collection::vec(-1.0_f32..1.0, 48),
        ) {
            let rows: Vec<Vec<f32>> = rows.into_iter().filter_map(unit).collect();
            let Some(query) = unit(query) else { return Ok(()) };
            let matrix = Array2::from_shape_vec((rows.len(), 48), rows.concat()).unwrap();
            let coarse = Coarse::of(&matrix).unwrap();
            let estimates = coarse.estimates(&query);
            for (at, row) in rows.iter().enumerate() {
                let exact: f64 = row.iter().zip(&query).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
                let off = (exact - f64::from(estimates.cosines[at])).abs();
                let bound = estimates.bound(coarse.lost(at..at + 1));
                prop_assert!(off <= f64::from(bound), "{off} {bound}");
                prop_assert!(bound < 0.05, "a bound that says little: {bound}");
            }
        }
    }

    #[test]
    fn numbers_are_rounded_to_the_nearest() {
        for (number, steps) in [(0.0, 0_i8), (0.4, 0), (-0.4, 0), (0.6, 1), (-0.6, -1), (126.7, 127), (-127.0, -127)] {
            assert_eq!(nearest(number), (steps, f32::from(steps)), "{number}");
        }
        assert_eq!([largest(&[0.1; 40]), largest(&[0.1, -0.7, 0.2]), largest(&[])], [0.1, 0.7, 0.0]);
    }

    #[test]
    fn every_way_of_scanning_gives_the_same_sums() {
        for (width, rows) in [(1, 3), (31, 4), (32, 5), (33, 6), (100, 11), (384, 9)] {
            let cell = |n: usize| i8::try_from(n * 31 % 255).unwrap_or(-7).wrapping_sub(50);
            let cells: Vec<i8> = (0..width * rows).map(cell).collect();
            let query: Vec<i16> = (0..width).map(|n| i16::try_from(n * 977 % 16_000).unwrap() - 8_000).collect();
            let (mut plain, mut fast) = (vec![0; rows], vec![0; rows]);
            scan_plain(&cells, &query, &mut plain);
            sums_of(&cells, &query, &mut fast);
            assert_eq!(plain, fast, "{width} x {rows}");
        }
    }

    #[test]
    fn the_longest_vectors_do_not_overflow() {
        // Every component as large as it gets, and of the same sign.
        let row = unit(vec![1.0; MAX_WIDTH]).unwrap();
        let matrix = Array2::from_shape_vec((1, MAX_WIDTH), row.clone()).unwrap();
        let coarse = Coarse::of(&matrix).unwrap();
        let estimates = coarse.estimates(&row);
        assert!((estimates.cosines[0] - 1.0).abs() <= estimates.bound(coarse.lost(0..1)), "{}", estimates.cosines[0]);
        assert!(Coarse::of(&Array2::zeros((1, MAX_WIDTH + 1))).is_none());
    }

    #[test]
    fn a_row_without_a_vector_is_close_to_nothing() {
        let coarse = Coarse::of(&Array2::zeros((1, 3))).unwrap();
        let estimates = coarse.estimates(&[0.6, 0.8, 0.0]);
        assert!(estimates.cosines == [0.0] && estimates.bound(coarse.lost(0..1)) < 1e-3);
    }
}
