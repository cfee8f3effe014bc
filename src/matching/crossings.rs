//! Phrasings that come closer to another entry than to the rest of their own.
//!
//! Each phrasing is asked with itself removed, as a person would ask who found other words. What comes of that shows
//! which entries lose their own questions and which attract those of others, without anybody labelling anything.

use ndarray::Array2;
use ndarray::s;

use crate::entry::EntryId;

/// A phrasing that, asked with itself removed, comes closest to another entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing {
    /// The entry that it belongs to; has other phrasings.
    pub from: EntryId,
    /// The phrasing that was asked, as stored.
    pub phrasing: String,
    /// The entry that it comes closest to.
    pub to: EntryId,
    /// The closest phrasing of that.
    pub phrasing_of_other: String,
    /// Cosine of the two phrasings, above 0, up to 1.
    pub cosine: f32,
    /// Cosine of the asked phrasing and the closest of the others of its own entry; less than `cosine`.
    pub own: f32,
}

/// The same in rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CrossedRow {
    pub(super) row: usize,
    pub(super) other: usize,
    pub(super) cosine: f32,
    pub(super) own: f32,
}

/// What is closest to a row, as far as was looked.
#[derive(Clone, Copy)]
struct Closest {
    /// Best cosine with another row of the same entry.
    own: f32,
    /// Best cosine with a row of another entry, and that row.
    other: (f32, usize),
}

impl Closest {
    fn see(&mut self, row: usize, cosine: f32, same_entry: bool) {
        if same_entry {
            self.own = self.own.max(cosine);
        } else if cosine > self.other.0 {
            self.other = (cosine, row);
        }
    }
}

/// Rows of `matrix`, in their order, that are closer to a row of another entry than to any other of their own.
/// `entry_of` has the number of each row's entry. Rows that are alone in their entry are left out: with them removed
/// the entry could not be found at all.
///
/// Compares every row with every other once: a second or two for 10,000 of them.
pub(super) fn crossed_rows(matrix: &Array2<f32>, entry_of: &[usize]) -> Vec<CrossedRow> {
    /// Rows compared with all others in one matrix product: 256 × 10,000 scores are 10 MB.
    const BLOCK: usize = 256;
    // A row that the model could not read is all zeros, and must not be what others come closest to.
    let mut closest = vec![Closest { own: f32::NEG_INFINITY, other: (0.0, usize::MAX) }; matrix.nrows()];
    for start in (0..matrix.nrows()).step_by(BLOCK) {
        let end = (start + BLOCK).min(matrix.nrows());
        // Rows before the block were compared with it when their own turn came.
        let scores = matrix.slice(s![start..end, ..]).dot(&matrix.slice(s![start.., ..]).t());
        for (row, scores) in (start..end).zip(scores.rows()) {
            let mut here = closest[row];
            for (other, &cosine) in (start..matrix.nrows()).zip(scores).skip(row + 1 - start) {
                let same_entry = entry_of[row] == entry_of[other];
                here.see(other, cosine, same_entry);
                closest[other].see(row, cosine, same_entry);
            }
            closest[row] = here;
        }
    }
    let crossed = |(row, closest): (usize, &Closest)| {
        let Closest { own, other: (cosine, other) } = *closest;
        let crosses = own.is_finite() && other != usize::MAX && cosine > own;
        crosses.then_some(CrossedRow { row, other, cosine, own })
    };
    closest.iter().enumerate().filter_map(crossed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows given as angles, with the numbers of their entries.
    #[track_caller]
    fn check(degrees: &[f32], entry_of: &[usize], expected: &[(usize, usize)]) {
        let cells = degrees.iter().flat_map(|angle| [angle.to_radians().cos(), angle.to_radians().sin()]).collect();
        let matrix = Array2::from_shape_vec((degrees.len(), 2), cells).unwrap();
        let found: Vec<_> =
            crossed_rows(&matrix, entry_of).iter().map(|crossed| (crossed.row, crossed.other)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_row_crosses_where_another_entry_is_closer_than_its_own() {
        check(&[0.0, 40.0, 50.0, 60.0], &[0, 0, 1, 1], &[(1, 2)]);
        check(&[0.0, 10.0, 50.0, 60.0], &[0, 0, 1, 1], &[]);
    }

    #[test]
    fn a_row_that_is_alone_in_its_entry_attracts_and_never_crosses() {
        check(&[0.0, 40.0, 45.0], &[0, 0, 1], &[(1, 2)]);
    }

    #[test]
    fn an_even_match_is_no_crossing() {
        check(&[0.0, 10.0, 20.0], &[0, 0, 1], &[]);
        check(&[10.0, 10.0, 10.0], &[0, 0, 1], &[]);
    }

    #[test]
    fn rows_beyond_one_block_are_compared_with_those_before() {
        // Pairs of an entry lie together, but for the last row, which belongs to the first entry and lies by another.
        let mut degrees: Vec<f32> = (0_u16..600).map(|row| f32::from(row / 2) * 0.5).collect();
        let mut entry_of: Vec<usize> = (0..600).map(|row| row / 2).collect();
        degrees.push(149.6);
        entry_of.push(0);
        check(&degrees, &entry_of, &[(600, 598)]);
    }

    #[test]
    fn what_the_model_could_not_read_attracts_nothing() {
        let matrix = Array2::from_shape_vec((3, 2), vec![1.0, 0.0, -1.0, 0.0, 0.0, 0.0]).unwrap();
        assert_eq!(crossed_rows(&matrix, &[0, 0, 1]), []);
    }
}
