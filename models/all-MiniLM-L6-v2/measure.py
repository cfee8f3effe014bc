#!/usr/bin/env python3
"""Measure folders with a model.onnx: size, load time, speed, fidelity and accuracy@1.

    python3 measure.py --reference F32_FOLDER --bench BENCH_FOLDER... -- MODEL_FOLDER...

A bench folder holds ``knowledge.jsonl`` ({"id", "questions": [...], "answer"}) and
``queries.jsonl`` ({"text", "id"}; "id" is one id, a list of right ids, or null for a text that
has no answer, which is skipped; an optional list "also" names further right ids). The reference
is a folder with the f32 weights that sentence-transformers can load. All models are measured in
turn in every round, on one intra-op thread, one text per run; the figures are medians over the
rounds.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import os
import re
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

QUESTION = "how do i change the password for my account please now"
LIBRARY = (
    "argparse calendar datetime decimal email.message ftplib http.client imaplib logging os "
    "pathlib shutil socket sqlite3 statistics subprocess tarfile textwrap threading unittest "
    "zipfile"
).split()
Feed = dict[str, np.ndarray]
Embed = Callable[[list[str]], np.ndarray]


class Model:
    """A folder with model.onnx and tokenizer.json."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        settings = json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(settings["max_seq_length"])
        self.session = self.load()

    def load(self) -> ort.InferenceSession:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return ort.InferenceSession(
            self.folder / "model.onnx", options, providers=["CPUExecutionProvider"]
        )

    def feed(self, text: str) -> Feed:
        ids = np.array([self.tokenizer.encode(text).ids], np.int64)
        return {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }

    def embed(self, texts: list[str]) -> np.ndarray:
        means = [self.session.run(None, self.feed(text))[0][0].mean(axis=0) for text in texts]
        vectors = np.stack(means)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class Bench:
    """Stored phrasings and in-scope queries of one data set."""

    def __init__(self, folder: Path) -> None:
        def read(name: str) -> list[dict]:
            lines = (folder / name).read_text(encoding="utf-8").splitlines()
            return [json.loads(line) for line in lines if line.strip()]

        self.name = folder.name
        pairs = [(text, e["id"]) for e in read("knowledge.jsonl") for text in e["questions"]]
        self.phrasings = [text for text, _ in pairs]
        self.owners = [owner for _, owner in pairs]
        queries = [q for q in read("queries.jsonl") if q["id"] is not None]
        self.queries = [q["text"] for q in queries]
        self.right = [
            [*(q["id"] if isinstance(q["id"], list) else [q["id"]]), *q.get("also", [])]
            for q in queries
        ]

    def accuracy(self, phrasings: np.ndarray, queries: np.ndarray) -> float:
        """Share of queries, in percent, whose nearest phrasing belongs to a right entry."""
        nearest = (queries @ phrasings.T).argmax(axis=1)
        hits = [self.owners[i] in right for i, right in zip(nearest, self.right, strict=True)]
        return 100 * statistics.mean(hits)


def general_texts(count: int) -> list[str]:
    """Sentences from the documentation of Python's own library, for fidelity."""
    found: set[str] = set()
    for name in LIBRARY:
        module = importlib.import_module(name)
        owners = [v for v in vars(module).values() if not inspect.ismodule(v)]
        owners += [m for c in owners if inspect.isclass(c) for m in vars(c).values()]
        for owner in owners:
            text = getattr(owner, "__doc__", None)
            if isinstance(text, str):
                sentences = re.split(r"(?<=[.?!])\s+", " ".join(text.split()))
                found.update(x for x in sentences if 20 <= len(x) <= 200)
    chosen = np.random.default_rng(0).permutation(sorted(found))
    return [str(text) for text in chosen[:count]]


def run_all(session: ort.InferenceSession, feeds: list[Feed]) -> None:
    for feed in feeds:
        session.run(None, feed)


def measure_speed(models: list[Model], texts: list[str], rounds: int) -> None:
    print(f"onnxruntime {ort.__version__}, {rounds} rounds, {len(texts)} texts")
    tokens = models[0].feed(QUESTION)["input_ids"].shape[1]
    taken: list[dict[str, list[float]]] = [
        {"load": [], "question": [], "one": [], "two": []} for _ in models
    ]
    for _ in range(rounds):
        for model, times in zip(models, taken, strict=True):
            start = time.perf_counter()
            session = model.load()
            times["load"].append(time.perf_counter() - start)

            question = model.feed(QUESTION)
            run_all(session, [question] * 5)
            single = []
            for _ in range(50):
                start = time.perf_counter()
                session.run(None, question)
                single.append(time.perf_counter() - start)
            times["question"].append(statistics.median(single))

            feeds = [model.feed(text) for text in texts]
            start = time.perf_counter()
            run_all(session, feeds)
            times["one"].append(time.perf_counter() - start)

            sessions = [session, model.load()]
            threads = [
                threading.Thread(target=run_all, args=(sessions[k], feeds[k::2])) for k in (0, 1)
            ]
            start = time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            times["two"].append(time.perf_counter() - start)
    for model, times in zip(models, taken, strict=True):
        middle = {name: statistics.median(values) for name, values in times.items()}
        size = (model.folder / "model.onnx").stat().st_size
        print(
            f"{model.folder}: {size / 1e6:.1f} MB, load {middle['load'] * 1e3:.0f} ms, "
            f"question of {tokens} tokens {middle['question'] * 1e3:.2f} ms, bulk "
            f"{len(texts) / middle['one']:.0f}/s on one thread, "
            f"{len(texts) / middle['two']:.0f}/s on two"
        )


def check_repeats(models: list[Model], texts: list[str]) -> None:
    """The same text alone must give the same bytes, in another order and session too."""
    for model in models:
        first = model.embed(texts)
        model.session = model.load()
        again = model.embed(texts[::-1])[::-1]
        same = int((first == again).all(axis=1).sum())
        print(f"{model.folder}: {same} of {len(texts)} vectors repeat exactly")


def measure_quality(
    embedders: dict[str, Embed], reference: Embed, benches: list[Bench], texts: list[str]
) -> None:
    general = reference(texts)
    vectors = {b.name: (reference(b.phrasings), reference(b.queries)) for b in benches}
    scores = ", ".join(f"{b.name} {b.accuracy(*vectors[b.name]):.1f}" for b in benches)
    print(f"reference: accuracy@1 {scores}")
    upper = np.triu_indices(len(texts), 1)
    for name, embed in embedders.items():
        own = embed(texts)
        cosines = (own * general).sum(axis=1)
        drift = (own @ own.T - general @ general.T)[upper]
        print(
            f"{name}: cosine to the reference mean {cosines.mean():.4f}, smallest "
            f"{cosines.min():.4f}; similarity of two texts off by {np.sqrt((drift**2).mean()):.4f}"
        )
        for bench in benches:
            phrasings, queries = embed(bench.phrasings), embed(bench.queries)
            cosine = (queries * vectors[bench.name][1]).sum(axis=1).mean()
            score = bench.accuracy(phrasings, queries)
            print(
                f"  {bench.name}: accuracy@1 {score:.1f}, mean cosine of the queries {cosine:.4f}"
            )


def load_reference(folder: Path) -> Embed:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    model = SentenceTransformer(str(folder), device="cpu")
    return lambda texts: model.encode(texts, normalize_embeddings=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure folders with a model.onnx.")
    parser.add_argument("models", type=Path, nargs="+", help="folders with model.onnx")
    parser.add_argument("--bench", type=Path, nargs="*", default=[], help="bench folders")
    parser.add_argument("--reference", type=Path, help="f32 folder for sentence-transformers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", type=int, default=800, help="general texts for the fidelity")
    parser.add_argument("--no-speed", action="store_true")
    arguments = parser.parse_args()

    models = [Model(folder) for folder in arguments.models]
    benches = [Bench(folder) for folder in arguments.bench]
    texts = general_texts(arguments.texts)
    bulk = [text for bench in benches for text in bench.queries[:200]] or texts
    check_repeats(models, bulk)
    if not arguments.no_speed:
        measure_speed(models, bulk, arguments.rounds)
    if arguments.reference is not None:
        embedders = {str(model.folder): model.embed for model in models}
        measure_quality(embedders, load_reference(arguments.reference), benches, texts)


if __name__ == "__main__":
    main()
