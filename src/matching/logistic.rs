//! Logistic regression with a normal prior on its coefficients: the maximum a posteriori estimate (Bishop 2006, "Pattern
//! Recognition and Machine Learning", 4.5), by Newton's method.

/// Something that was observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point<const N: usize> {
    /// What it depends on; a one in the place of a constant.
    pub inputs: [f64; N],
    /// What came of it.
    pub right: bool,
    /// How much it counts, 0 or more.
    pub weight: f64,
}

/// A normal prior on each coefficient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normal<const N: usize> {
    /// What the coefficients are without any observation.
    pub means: [f64; N],
    /// How much each resists: one over the square of its deviation, in the units of the observations' weights; 0 for
    /// not at all.
    pub precisions: [f64; N],
}

/// The probability with these log-odds, 0 to 1.
#[must_use]
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The coefficients at which prior and observations together are most probable. The function is convex, and Newton's
/// method starts at the prior's means.
#[must_use]
pub fn fitted<const N: usize>(points: &[Point<N>], prior: &Normal<N>) -> [f64; N] {
    /// Far more than it takes.
    const MOST_ROUNDS: usize = 50;
    let mut beta = prior.means;
    for _ in 0..MOST_ROUNDS {
        let mut gradient: [f64; N] = std::array::from_fn(|at| prior.precisions[at] * (beta[at] - prior.means[at]));
        let mut hessian = [[0.0; N]; N];
        for (at, row) in hessian.iter_mut().enumerate() {
            row[at] = prior.precisions[at];
        }
        for Point { inputs, right, weight } in points {
            let log_odds: f64 = inputs.iter().zip(beta).map(|(x, beta)| x * beta).sum();
            let p = probability(log_odds);
            let off = weight * (p - f64::from(u8::from(*right)));
            let curved = weight * p * (1.0 - p);
            for a in 0..N {
                gradient[a] += off * inputs[a];
                for b in 0..N {
                    hessian[a][b] += curved * inputs[a] * inputs[b];
                }
            }
        }
        let change = solved(hessian, gradient);
        for (beta, change) in beta.iter_mut().zip(change) {
            *beta -= change;
        }
        if change.iter().all(|change| change.abs() < 1e-9) {
            break;
        }
    }
    beta
}

/// The solution of a system of linear equations with a positive definite matrix, by elimination; such a matrix needs no
/// pivoting (Golub and Van Loan 2013, "Matrix Computations", 4.2).
fn solved<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for at in 0..N {
        let (above, below) = matrix.split_at_mut(at + 1);
        let pivot = &above[at];
        for (row, below) in (at + 1..).zip(below) {
            let factor = below[at] / pivot[at];
            for (cell, above) in below.iter_mut().zip(pivot).skip(at) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[at];
        }
    }
    for at in (0..N).rev() {
        for column in at + 1..N {
            right[at] -= matrix[at][column] * right[column];
        }
        right[at] /= matrix[at][at];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linear_system_is_solved() {
        let x = solved([[4.0, 1.0], [1.0, 3.0]], [1.0, 2.0]);
        assert!((4.0 * x[0] + x[1] - 1.0).abs() < 1e-12 && (x[0] + 3.0 * x[1] - 2.0).abs() < 1e-12);
    }

    /// On a grid of inputs, each right and wrong exactly as often as these coefficients have it.
    fn as_often_as(truth: [f64; 3]) -> Vec<Point<3>> {
        let grid = (-4..=4).flat_map(|a| (-4..=4).map(move |b| [1.0, f64::from(a) / 2.0, f64::from(b) / 3.0]));
        grid.flat_map(|inputs| {
            let p = probability(inputs.iter().zip(truth).map(|(x, beta)| x * beta).sum());
            [Point { inputs, right: true, weight: p }, Point { inputs, right: false, weight: 1.0 - p }]
        })
        .collect()
    }

    #[test]
    fn known_coefficients_are_found_again() {
        let truth = [-0.7, 1.9, -0.4];
        let found = fitted(&as_often_as(truth), &Normal { means: [0.0; 3], precisions: [1e-9; 3] });
        assert!(found.iter().zip(truth).all(|(found, truth)| (found - truth).abs() < 1e-6), "{found:?}");
    }

    #[test]
    fn a_sure_prior_stays_and_a_vague_one_gives_way() {
        let points = as_often_as([0.0, 2.0, 0.0]);
        let slope = |precision| fitted(&points, &Normal { means: [0.0, 1.0, 0.0], precisions: [precision; 3] })[1];
        assert!(slope(1e6) < 1.001 && slope(10.0) > 1.2 && slope(0.1) > slope(10.0), "{} {}", slope(10.0), slope(0.1));
    }
}
