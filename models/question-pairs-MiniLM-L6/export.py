#!/usr/bin/env python3
"""Write the trained cross-encoder as an int8 ONNX model folder.

    python3 -m pip install -r requirements.txt
    python3 train.py --data data --output weights.safetensors
    python3 export.py --weights weights.safetensors --output .

The encoder is written and quantized by the script of the default model, which lies in the
folder beside this one and says how. This script adds what makes one number of a question and a
phrasing, in f32, and reads nothing but the weights and the default model's tokenizer files. The
same weights give the same bytes.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

HERE = Path(__file__).resolve().parent
DEFAULT_MODEL = HERE.parent / "all-MiniLM-L6-v2"
COPIED = ("config.json", "special_tokens_map.json", "tokenizer.json")
MAX_PIECES = 96
"""What is longer together is cut: reading takes as long as the text is."""


def encoder_module():
    """The default model's export script: its name is that of this one."""
    spec = importlib.util.spec_from_file_location("encoder_export", DEFAULT_MODEL / "export.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_weights(path: Path) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """The encoder's tensors, dense weights turned to (inputs, outputs), and the head's."""
    raw = {name: value.astype(np.float32) for name, value in load_file(path).items()}
    encoder = {
        name.removeprefix("bert."): value for name, value in raw.items() if name.startswith("bert.")
    }
    for name in encoder:
        if name.startswith("encoder.") and encoder[name].ndim == 2:
            encoder[name] = np.ascontiguousarray(encoder[name].T)
    head = {name: value for name, value in raw.items() if not name.startswith("bert.")}
    return encoder, head


def add_head(model: onnx.ModelProto, head: dict[str, np.ndarray], size: int) -> None:
    """Replaces the output `last_hidden_state` by `logits`, of shape (batch, 1).

    Each side is the mean of its pieces' vectors, of length one. The number is a line through
    their cosine, plus a small network on both sides, their product and their difference.
    """
    graph = model.graph
    nodes: list[onnx.NodeProto] = []

    def const(name: str, value: np.ndarray | float | list[int], kind=np.float32) -> str:
        graph.initializer.append(numpy_helper.from_array(np.array(value, kind), f"head.{name}"))
        return f"head.{name}"

    def op(kind: str, inputs: list[str], name: str, **attributes: object) -> str:
        output = name if name == "logits" else f"head.{name}"
        nodes.append(helper.make_node(kind, inputs, [output], name=f"head/{name}", **attributes))
        return output

    op("Cast", ["attention_mask"], "present", to=TensorProto.FLOAT)
    op("Cast", ["token_type_ids"], "second", to=TensorProto.FLOAT)
    op("Mul", ["head.present", "head.second"], "phrasing.mask")
    op("Sub", ["head.present", "head.phrasing.mask"], "question.mask")
    axis, last = const("axis", [1], np.int64), const("last", [-1], np.int64)
    root = const("root", np.sqrt(size).astype(np.float32))
    for side in ("question", "phrasing"):
        # The mean's length does not matter, so it is enough to add up.
        row = op("Unsqueeze", [f"head.{side}.mask", axis], f"{side}.row")
        total = op("MatMul", [row, "last_hidden_state"], f"{side}.total")
        total = op("Squeeze", [total, axis], f"{side}.sum")
        length = op("ReduceL2", [total, last], f"{side}.length", keepdims=1)
        safe = op("Max", [length, const(f"{side}.least", 1e-6)], f"{side}.safe")
        op("Div", [total, safe], f"{side}.unit")
    product = op("Mul", ["head.question.unit", "head.phrasing.unit"], "product")
    cosine = op("ReduceSum", [product, last], "cosine", keepdims=1)
    apart = op("Sub", ["head.question.unit", "head.phrasing.unit"], "apart")
    distance = op("Abs", [apart], "distance")
    both = op(
        "Concat",
        [product, distance, "head.question.unit", "head.phrasing.unit"],
        "both",
        axis=-1,
    )
    scaled = op("Mul", [both, root], "scaled")
    hidden = op("MatMul", [scaled, const("hidden.weight", head["hidden.weight"].T)], "hidden.product")
    hidden = op("Add", [hidden, const("hidden.bias", head["hidden.bias"])], "hidden")
    active = op("Gelu", [hidden], "active")
    extra = op("MatMul", [active, const("out.weight", head["out.weight"].T)], "out.product")
    extra = op("Add", [extra, const("out.bias", head["out.bias"])], "out")
    line = op("Mul", [cosine, const("scale", head["scale"])], "line")
    line = op("Add", [line, const("bias", head["bias"])], "shifted")
    op("Add", [line, extra], "logits")

    graph.node.extend(nodes)
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 1]))
    graph.name = HERE.name
    onnx.checker.check_model(model)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", type=Path, required=True, help="what train.py wrote")
    parser.add_argument("--output", type=Path, required=True, help="folder to write")
    parser.add_argument("--precision", choices=("int8", "f32"), default="int8")
    arguments = parser.parse_args()

    encoder = encoder_module()
    output: Path = arguments.output
    output.mkdir(parents=True, exist_ok=True)
    config = json.loads((DEFAULT_MODEL / "config.json").read_text(encoding="utf-8"))
    weights, head = read_weights(arguments.weights)
    if arguments.precision == "f32":
        model = encoder.build_graph(weights, config, fused_attention=True)
    else:
        factors = encoder.balance_factors(weights, config)
        model = encoder.build_graph(weights, config, factors, int8=True, fused_attention=True)
    add_head(model, head, config["hidden_size"])
    onnx.save(model, output / "model.onnx")
    for name in COPIED:
        if (DEFAULT_MODEL / name) != (output / name):
            shutil.copyfile(DEFAULT_MODEL / name, output / name)
    settings = json.loads((DEFAULT_MODEL / "tokenizer_config.json").read_text(encoding="utf-8"))
    settings["model_max_length"] = MAX_PIECES
    (output / "tokenizer_config.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")
    encoder.write_checksums(output, ["model.onnx", "tokenizer_config.json", *COPIED])


if __name__ == "__main__":
    main()
