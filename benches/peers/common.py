"""What the comparisons share: Askwell's side, one core for both sides, and the figures."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

Job = Callable[[], object]
Side = Callable[[], Sequence[float]]


def arguments(description: str | None, rounds: int) -> argparse.ArgumentParser:
    """A parser with the options of every comparison with `benches/peer.rs`."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", type=Path, help="built bench `peer`; default: build it with cargo")
    add_rounds(parser, rounds)
    return parser


def add_rounds(parser: argparse.ArgumentParser, rounds: int) -> None:
    parser.add_argument("--rounds", type=positive, default=rounds, help="default: %(default)s")
    parser.add_argument("--core", type=int, help="core for both sides; default: the last one")


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


class Peer:
    """Askwell's side: the bench `peer`."""

    def __init__(self, built: Path | None) -> None:
        self.path = built.resolve() if built else build()

    def seconds(self, *words: str | int | Path) -> list[float]:
        command = [str(self.path), *map(str, words)]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        return [float(line) for line in done.stdout.split()]


def build() -> Path:
    """Builds what `cargo bench --bench peer` runs, so that no round waits for cargo."""
    command = ["cargo", "bench", "--no-run", "--bench", "peer", "--message-format=json-render-diagnostics"]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    for line in done.stdout.splitlines():
        message = json.loads(line)
        if message.get("executable") and message["target"]["name"] == "peer":
            return Path(message["executable"])
    raise SystemExit("cargo built the bench `peer` but did not say where it is")


def pin(core: int | None) -> None:
    """Keeps this process, and those it starts, on one core, where the system can do that (Linux)."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0)) if core is None else core})
    elif core is not None:
        raise SystemExit("--core: this system does not keep a process on one core")


def timed(runs: int, job: Job) -> list[float]:
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        job()
        seconds.append(time.perf_counter() - begun)
    return seconds


def interleaved(rounds: int, sides: dict[str, Side]) -> dict[str, list[float]]:
    """The median of each side in each round. Every round begins with another side, so that none is always first."""
    names = list(sides)
    medians: dict[str, list[float]] = {name: [] for name in names}
    for at in range(rounds):
        first = at % len(names)
        for name in names[first:] + names[:first]:
            medians[name].append(statistics.median(sides[name]()))
    return medians


def ratio(slower: Sequence[float], faster: Sequence[float]) -> str:
    """How many times as long `slower` takes: the median of the rounds' ratios, and the range."""
    ratios = [a / b for a, b in zip(slower, faster, strict=True)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
