"""Exact search: Askwell against FAISS (IndexFlatIP) and NumPy, for the best 10 of 100,000 x 384 float32.

    python3 benches/peers/search.py

One thread each, on one core, in turn in every round, and beside them what the memory gives: NumPy reading as many bytes
once. Askwell's time includes naming the entries that were found; NumPy's includes finding the best 10 of its scores.
"""

from __future__ import annotations

import os
import statistics

for name in ("OPENBLAS", "OMP", "MKL", "BLIS", "VECLIB_MAXIMUM"):
    os.environ[f"{name}_NUM_THREADS"] = "1"

import faiss
import numpy as np

import common

DIMENSIONS = 384
BEST = 10


def main() -> None:
    parser = common.arguments(__doc__, rounds=9)
    parser.add_argument("--rows", type=common.positive, default=100_000, help="default: %(default)s")
    parser.add_argument("--runs", type=common.positive, default=30, help="searches a round; default: %(default)s")
    args = parser.parse_args()
    if args.rows <= BEST:
        parser.error(f"--rows: more than {BEST} are needed")

    peer = common.Peer(args.peer)
    common.pin(args.core)
    faiss.omp_set_num_threads(1)
    rng = np.random.default_rng(1)
    rows = unit(rng.standard_normal((args.rows, DIMENSIONS), dtype=np.float32))
    question = unit(rng.standard_normal((1, DIMENSIONS), dtype=np.float32))
    index = faiss.IndexFlatIP(DIMENSIONS)
    index.add(rows)
    flat = rows.ravel()

    def numpy_best() -> np.ndarray:
        scores = rows @ question[0]
        best = np.argpartition(scores, -BEST)[-BEST:]
        return best[np.argsort(-scores[best])]

    if list(index.search(question, BEST)[1][0]) != list(numpy_best()):
        raise SystemExit("FAISS and NumPy found different rows")

    medians = common.interleaved(
        args.rounds,
        {
            "askwell": lambda: peer.seconds("search", args.rows, args.runs),
            "faiss": lambda: common.timed(args.runs, lambda: index.search(question, BEST)),
            "numpy": lambda: common.timed(args.runs, numpy_best),
            # Each byte once: both operands are the same ones.
            "memory read": lambda: common.timed(args.runs, lambda: np.dot(flat, flat)),
        },
    )
    print(f"best {BEST} of {args.rows} x {DIMENSIONS}, {args.rounds} rounds of {args.runs}")
    for name, seconds in medians.items():
        median = statistics.median(seconds)
        print(f"  {name:12} {median * 1000:7.2f} ms  {rows.nbytes / median / 1e9:6.1f} GB/s")
    for name in ("faiss", "numpy", "memory read"):
        print(f"  {name} takes {common.ratio(medians[name], medians['askwell'])} times as long as askwell")


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


if __name__ == "__main__":
    main()
