"""`askwell ask` as a whole process: wall time and peak memory, with 1,000 entries whose vectors are cached.

    cargo build --release
    python3 benches/peers/process.py target/release/askwell

Writes the entries to a temporary folder, and keeps Askwell's cache there too. ONNX Runtime is the one that
`askwell doctor` names; if there is none, the first run fetches it. Linux and macOS.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import common

QUESTION = "how do i put a blue lamp in the kitchen?"

COLOURS = "red orange yellow green blue violet black white grey brown".split()
THINGS = "lamp chair table carpet mirror shelf clock plant cushion curtain".split()
ROOMS = ["kitchen", "bathroom", "garden", "office", "attic", "cellar", "hall", "garage", "bedroom", "library"]


class Run(NamedTuple):
    seconds: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("askwell", type=Path, help="the program, built with --release")
    common.add_rounds(parser, rounds=20)
    args = parser.parse_args()
    common.pin(args.core)

    with tempfile.TemporaryDirectory() as folder:
        knowledge = Path(folder, "knowledge.md")
        knowledge.write_text(entries(), encoding="utf-8")
        cache = Path(folder, "cache")
        program = str(args.askwell.resolve())
        environment = {**os.environ, "ASKWELL_HISTORY": str(Path(folder, "history")), "ASKWELL_THREADS": "1"}
        environment.setdefault("ORT_DYLIB_PATH", onnx_runtime(program))
        environment["ASKWELL_CACHE_DIR"] = str(cache)
        environment["ASKWELL_MODEL"] = ""  # the model that comes with Askwell
        ask = [program, "-k", str(knowledge), "ask", QUESTION]
        repl = [program, "-k", str(knowledge), "repl"]

        first = run(ask, environment)
        pairs = [(run(ask, environment), run(repl, environment, "/quit\n")) for _ in range(args.rounds)]

    print("1,000 entries")
    print(f"first run, which embeds them with one thread: {first.seconds:.2f} s, {first.megabytes:.0f} MB")
    print(f"then the median (and the worst) of {args.rounds}:")
    for name, runs in zip(("ask", "repl, until it has read /quit"), zip(*pairs, strict=True), strict=True):
        seconds = [run.seconds for run in runs]
        megabytes = [run.megabytes for run in runs]
        print(
            f"  {name:30} {statistics.median(seconds):.3f} s ({max(seconds):.3f})"
            f"  {statistics.median(megabytes):.0f} MB ({max(megabytes):.0f})"
        )


def entries() -> str:
    """1,000 entries in Markdown, a question and an answer each."""
    pieces = ["# Furnishing\n"]
    for colour in COLOURS:
        for thing in THINGS:
            for room in ROOMS:
                pieces.append(f"## How do I put a {colour} {thing} in the {room}?\n")
                pieces.append(f"Carry the {colour} {thing} to the {room} and put it down there.\n")
    return "\n".join(pieces)


def onnx_runtime(program: str) -> str:
    """The library that Askwell uses now; empty, which is as good as unset, if there is none."""
    done = subprocess.run([program, "doctor"], cwd=common.ROOT, stdout=subprocess.PIPE, text=True, check=False)
    found = re.search(r"^ok\s+ONNX Runtime\s+\S+ at (.+?)(?: \([^()]*\))?$", done.stdout, re.MULTILINE)
    return found[1] if found else ""


def run(command: list[str], environment: dict[str, str], said: str = "") -> Run:
    with tempfile.TemporaryFile("w+") as stdin, tempfile.TemporaryFile("w+") as stderr:
        stdin.write(said)
        stdin.seek(0)
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=common.ROOT, env=environment, stdin=stdin, stdout=subprocess.DEVNULL, stderr=stderr
        )
        # Not `Popen.wait`: only this gives the resources of one child.
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        # 1: not answered, 3: a choice was offered.
        if process.returncode not in (0, 1, 3):
            stderr.seek(0)
            raise SystemExit(f"{command} ended with {process.returncode}: {stderr.read()}")
    # Kilobytes on Linux, bytes on macOS.
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Run(seconds, peak / 1e6)


if __name__ == "__main__":
    main()
