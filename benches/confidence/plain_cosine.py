"""Fits the coefficients of `src/evaluation/plain.rs`: a logistic function of the best cosine alone.

    cargo build --release
    python3 benches/confidence/plain_cosine.py --askwell target/release/askwell SET_DIR [SET_DIR ...]

Each SET_DIR holds `knowledge.jsonl` and `queries.jsonl`, as for `fit.py`. Every set is asked whole, with a fifth of its
entries left out at a time, and cut down to 3, 10 and 30 entries. The label is "the closest entry is a right one". As in
`fit.py`, each setting weighs the same, and right and wrong weigh the same within it. Fitted by Newton's method on all sets
together: a program has one confidence for all knowledge, and this one is only there to be compared with.
"""

import argparse
import json
import math
import subprocess
from pathlib import Path

SETTINGS = ([], ["--leave-out"], ["--entries", "3"], ["--entries", "10"], ["--entries", "30"])


def asked(askwell: str, folder: Path, setting: list[str]) -> list[tuple[float, bool]]:
    """Best cosine and whether it is right, for every question that has a vector."""
    command = [askwell, "eval", "-k", folder / "knowledge.jsonl", "--queries", folder / "queries.jsonl", "--json", *setting]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if setting[:1] == ["--entries"] and int(setting[1]) * 2 > report["entries"]:
        return []
    outcomes = [outcome for outcome in report["outcomes"] if outcome["plain_cosine"] is not None]
    return [(outcome["plain_cosine"], outcome["plain_rank"] == 1) for outcome in outcomes]


def fit(parts: list[list[tuple[float, bool]]]) -> tuple[float, float]:
    """Intercept and weight of the cosine."""
    rows = []
    for part in parts:
        right = sum(label for _, label in part)
        weights = {True: 0.5 / max(right, 1), False: 0.5 / max(len(part) - right, 1)}
        rows += [(cosine, label, weights[label]) for cosine, label in part]
    intercept = slope = 0.0
    for _ in range(50):
        g0 = g1 = h00 = h01 = h11 = 1e-9
        for cosine, label, weight in rows:
            p = 1 / (1 + math.exp(-(intercept + slope * cosine)))
            g0, g1 = g0 + weight * (p - label), g1 + weight * (p - label) * cosine
            curve = weight * p * (1 - p)
            h00, h01, h11 = h00 + curve, h01 + curve * cosine, h11 + curve * cosine * cosine
        determinant = h00 * h11 - h01 * h01
        intercept -= (h11 * g0 - h01 * g1) / determinant
        slope -= (h00 * g1 - h01 * g0) / determinant
    return intercept, slope


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--askwell", default="target/release/askwell", help="the program")
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET_DIR")
    arguments = parser.parse_args()
    parts = {folder.name: [asked(arguments.askwell, folder, setting) for setting in SETTINGS] for folder in arguments.sets}
    for name in parts if len(parts) > 1 else ():
        others = fit([part for other, several in parts.items() if other != name for part in several if part])
        print("without {}: intercept {:.2f}, per cosine {:.2f}".format(name, *others))
    print("intercept {:.2f}, per cosine {:.2f}".format(*fit([part for several in parts.values() for part in several if part])))


if __name__ == "__main__":
    main()
