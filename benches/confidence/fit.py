"""Fits the coefficients of `src/matching/confidence.rs`.

    cargo build --release
    python3 benches/confidence/fit.py --askwell target/release/askwell SET_DIR [SET_DIR ...]

Needs NumPy. Each SET_DIR holds `knowledge.jsonl` ({"id", "questions", "answer"} a line) and `queries.jsonl` ({"text",
"id"} a line; id null where no entry is right, a list where several are).

Every set is asked whole, with a fifth of its entries left out at a time, so that their questions become unanswerable,
and cut down to 3, 10 and 30 entries, since most communities start small. The questions go through `askwell eval`, so
the scores are those that people's questions get. The label is "the best entry is a right one". How often that is so
depends on the set and on the cut (with 3 of 64 entries nearly every question is unanswerable), not on what a community
will ask, so each setting weighs the same in the fit, and right and wrong weigh the same within it. A logistic
regression on the best score and its softmax share is fitted by Newton's method, and checked by fitting on all sets but
one and measuring on that one.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np

# As in `src/matching/confidence.rs`.
FLOOR, TEMPERATURE = 0.4, 0.05

Part = tuple[np.ndarray, np.ndarray]


def read_jsonl(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def settings(ids: list[str], rng: np.random.Generator):
    """Names of settings, each with the subsets of entries that are kept."""
    yield "whole", [set(ids)]
    order = list(rng.permutation(ids))
    yield "left out", [set(ids) - set(order[fold::5]) for fold in range(5)]
    for size in (3, 10, 30):
        if size * 2 <= len(ids):
            yield f"{size} entries", [set(rng.permutation(ids)[:size]) for _ in range(max(3, 60 // size))]


def asked(askwell: str, knowledge: list[dict], keep: set[str], queries: Path, folder: Path) -> Part:
    """Features (best score, its share) and labels of every query against the entries in `keep`."""
    subset = folder / "knowledge.jsonl"
    subset.write_text("".join(json.dumps(e) + "\n" for e in knowledge if e["id"] in keep), encoding="utf-8")
    command = [askwell, "eval", "-k", str(subset), "--queries", str(queries), "--json"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    features, labels = [], []
    for outcome in report["outcomes"]:
        scores = np.array(outcome["scores"])
        # Without scores, or with an exact phrasing first, no confidence is computed.
        if not scores.size or outcome["confidence"] == 1.0:
            continue
        weights = np.exp((scores - scores.max()) / TEMPERATURE)
        share = weights[0] / (weights.sum() + np.exp((FLOOR - scores.max()) / TEMPERATURE))
        features.append((scores[0], share))
        labels.append(outcome["rank"] == 1)
    return np.array(features), np.array(labels)


def balance(label: np.ndarray) -> np.ndarray:
    """A weight for each row, one half for all right ones together and one half for all wrong ones."""
    return np.where(label, 0.5 / max(label.sum(), 1), 0.5 / max((~label).sum(), 1))


def with_constant(features: np.ndarray) -> np.ndarray:
    return np.c_[np.ones(len(features)), features]


def fit(parts: list[Part]) -> np.ndarray:
    """Intercept and weights."""
    x = np.concatenate([with_constant(features) for features, _ in parts])
    y = np.concatenate([label for _, label in parts]).astype(float)
    weight = np.concatenate([balance(label) for _, label in parts])
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (weight * (p - y)) + 1e-4 * beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + 1e-4 * np.eye(len(beta))
        beta -= np.linalg.solve(hessian, gradient)
    return beta


def ece(p: np.ndarray, label: np.ndarray, weight: np.ndarray, bins: int = 15) -> float:
    which = np.minimum((p * bins).astype(int), bins - 1)
    return sum(abs((weight * (p - label))[which == b].sum()) for b in set(which)) / weight.sum()


def shown(p: np.ndarray, label: np.ndarray, bar: float) -> str:
    return f"p>={bar}: shown {np.mean(p >= bar):.2f} right {label[p >= bar].mean():.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--askwell", default="target/release/askwell", help="the program")
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET_DIR")
    arguments = parser.parse_args()

    parts: dict[tuple[str, str], Part] = {}
    with tempfile.TemporaryDirectory() as folder:
        for path in arguments.sets:
            rng = np.random.default_rng(1)
            knowledge = read_jsonl(path / "knowledge.jsonl")
            for name, keeps in settings([entry["id"] for entry in knowledge], rng):
                runs = [asked(arguments.askwell, knowledge, keep, path / "queries.jsonl", Path(folder)) for keep in keeps]
                features, label = (np.concatenate(both) for both in zip(*runs))
                parts[path.name, name] = (features, label)
    for (name, setting), (features, label) in parts.items():
        others = [part for (other, _), part in parts.items() if other != name]
        p = 1 / (1 + np.exp(-with_constant(features) @ fit(others)))
        bars = "  ".join(shown(p, label, bar) for bar in (0.5, 0.6, 0.7, 0.8))
        print(f"{name:20} {setting:12} n {len(label):6} right {label.mean():.3f}  "
              f"ECE {ece(p, label, np.ones(len(p))):.3f} balanced {ece(p, label, balance(label)):.3f}  {bars}")
    print("intercept, per score, per share:", fit(list(parts.values())).round(2))


if __name__ == "__main__":
    main()
