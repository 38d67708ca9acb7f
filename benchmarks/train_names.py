"""Trains the tagger of persons and organizations and writes the weights that the package ships.

Usage: python benchmarks/train_names.py [--shared DIR] [--out FILE] [--held-out N] [--fold N] [--tweets N] [--turns N]

Learns from the training part of re3d, from tweets (BTC, WNUT17), and from sentences in the manner of United Nations
reports that were written for this project (``names_data``). Of re3d only the sources that may be built upon freely
are used: CENTCOM and the State Department (public domain), the government of the United Kingdom (Open Government
Licence 3.0), the Australian foreign ministry (CC BY 3.0 AU) and the European Union's delegation to Syria (reuse
authorised); the BBC's (no commercial use) and Wikipedia's (share alike) are left out. ``--held-out N`` keeps each
N-th sentence of the training part back, prints the scores on it and writes nothing unless ``--out`` is given.

Features count twice, once for all sets and once for prose alone, so that tweets teach only what holds in both.
Needs python-crfsuite.
"""

import argparse
import csv
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from names import Marked, Sentence, conll, figures, names_alone

from indexer.annotate.annotator import Annotator, known_spans
from indexer.annotate.model.features import sentence_features
from indexer.annotate.model.tagger import NameTagger, token_classes
from indexer.annotate.model.tokens import token_spans
from lessons.vocabulary.registry import vocabulary

LEFT_OUT = ("BBC_Online", "Wikipedia")
OWN = Path(__file__).with_name("names_data")
SHIPPED = Path(__file__).resolve().parents[1] / "indexer" / "annotate" / "model" / "data" / "names.npz"
SLOTS = {"P": "person", "S": "last", "O": "organization", "A": "acronym", "C": "country", "T": "town", "M": "operation"}
MARKS = {"P": "PER", "O": "ORG", "L": "LOC"}
SLOT_MARKS = {"C": "LOC", "T": "LOC"}
PROSE = "prose:"


def re3d(shared: Path) -> list[Sentence]:
    """The sentences of re3d's training part from sources that may be built upon freely."""
    folder = shared / "data" / "ner" / "re3d"
    barred = {
        sentence.text
        for source in LEFT_OUT
        for path in sorted((folder / "by_source" / "conll" / source).glob("*.conll"))
        for sentence in conll(path)
    }
    return [one for one in conll(folder / "train" / "re3d-train.conll") if one.text not in barred]


def tweets(shared: Path) -> list[Sentence]:
    """The tweets of both sets."""
    folder = shared / "data" / "ner"
    paths = [*sorted((folder / "BTC").glob("*.conll")), folder / "WNUT17" / "wnut17train.conll"]
    return [one for path in paths for one in conll(path)]


def own(turns: int, chance: random.Random) -> Iterator[Sentence]:
    """The project's sentences, each filled anew with names from the lists a few times."""
    with (OWN / "lists.csv").open(encoding="utf-8") as file:
        lists = {row["list"]: row["words"].split("|") for row in csv.DictReader(file)}
    lines = (OWN / "sentences.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            for _ in range(turns if "$" in line else max(1, turns // 2)):
                yield filled(line, lists, chance)


def filled(line: str, lists: dict[str, list[str]], chance: random.Random) -> Sentence:
    """One sentence with its slots filled; what stands in <> is marked, and so are places."""
    text, marked, opened = "", list[Marked](), (0, "")
    for piece in re.findall(r"<[POL] |>|\$[POSACTM]|[^<>$]+|\$", line):
        if piece[0] == "<":
            opened = len(text), MARKS[piece[1]]
        elif piece == ">":
            marked.append((opened[0], len(text), opened[1]))
            opened = 0, ""
        elif piece[0] == "$" and len(piece) > 1:
            word = drawn(SLOTS[piece[1]], lists, chance)
            if piece[1] in SLOT_MARKS and not opened[1]:
                marked.append((len(text), len(text) + len(word), SLOT_MARKS[piece[1]]))
            text += word
        else:
            text += piece
    return Sentence(text, tuple(marked))


def drawn(name: str, lists: dict[str, list[str]], chance: random.Random) -> str:
    """A name from a list; a person's is put together, now and then with an initial or in capitals."""
    if name != "person":
        return chance.choice(lists[name])
    first, last = chance.choice(lists["first"]), chance.choice(lists["last"])
    way = chance.random()
    if way < 0.1:
        first = f"{first} {chance.choice('ABDEFGHJKLMNRST')}."
    elif way < 0.2:
        last = f"{last} {chance.choice(lists['last'])}"
    return f"{first} {last.upper() if 0.2 < way < 0.25 else last}"


def labelled(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The label of each token."""
    labels = ["O"] * len(spans)
    for start, end, kind in sentence.marked:
        inside = [place for place, (first, _) in enumerate(spans) if start <= first < end]
        for place in inside:
            labels[place] = f"{'B' if place == inside[0] else 'I'}-{kind}"
    return labels


def common_words(prose: Sequence[Sentence]) -> frozenset[str]:
    """The words that are written in lower case in prose or in the terms of the themes; tweets write names so too."""
    themes = vocabulary("theme")
    terms = [name.text for code in themes.codes() for name in themes.names(code) if name.language == "en"]
    texts = [*(one.text for one in prose), *(term for term in terms if term.islower())]
    return frozenset(word for text in texts for word in re.findall(r"[a-z]{3,}", text) if len(word) < 20)


def add(
    trainer: pycrfsuite.Trainer,
    annotator: Annotator,
    sentences: Sequence[Sentence],
    common: frozenset[str],
    *,
    prose: bool,
) -> None:
    """Hand sentences to the trainer."""
    for sentence in sentences:
        spans = token_spans(sentence.text)
        if spans:
            words = [sentence.text[start:end] for start, end in spans]
            classes = token_classes(spans, known_spans(annotator, sentence.text))
            rows = sentence_features(words, classes, common)
            doubled = [row + [PROSE + feature for feature in row] for row in rows] if prose else rows
            trainer.append(doubled, labelled(sentence, spans))


def train(
    annotator: Annotator, prose: Sequence[Sentence], other: Sequence[Sentence], common: frozenset[str], out: Path
) -> None:
    """Train a conditional random field and write its weights."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.15, "c2": 0.05, "max_iterations": 120, "feature.possible_transitions": True})
    add(trainer, annotator, prose, common, prose=True)
    add(trainer, annotator, other, common, prose=False)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/model")
        write(tagger.info(), tagger.labels(), common, out)


def write(info: Any, labels: Sequence[str], common: frozenset[str], out: Path) -> None:
    """Write features, weights and transitions as plain arrays; a feature's two weights are added."""
    column = {label: place for place, label in enumerate(labels)}
    weights: dict[str, np.ndarray] = {}
    for (feature, label), weight in info.state_features.items():
        row = weights.setdefault(feature.removeprefix(PROSE), np.zeros(len(labels)))
        row[column[label]] += weight
    kept = sorted(feature for feature, row in weights.items() if np.abs(row).max() > 0.01)
    transitions = np.zeros((len(labels), len(labels)))
    for (before, after), weight in info.transitions.items():
        transitions[column[before], column[after]] = weight
    np.savez_compressed(
        out,
        features=np.frombuffer("\n".join(kept).encode(), dtype=np.uint8),
        common=np.frombuffer("\n".join(sorted(common)).encode(), dtype=np.uint8),
        labels=np.frombuffer("\n".join(labels).encode(), dtype=np.uint8),
        weights=np.array([weights[feature] for feature in kept], dtype=np.float16),
        transitions=transitions.astype(np.float16),
    )
    print(f"{len(kept)} features, {out.stat().st_size / 1e6:.2f} MB")


def judge(annotator: Annotator, sentences: Sequence[Sentence], path: Path) -> None:
    """Print the tagger's scores on names."""
    tagger = NameTagger(path)
    wanted = [names_alone(one.text, one.marked) for one in sentences]
    given = [names_alone(one.text, tagger.find(one.text, known_spans(annotator, one.text))) for one in sentences]
    for kinds, (precision, recall, f1) in figures(wanted, given).items():
        print(f"{kinds:<8} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def main() -> None:
    """Train, and judge on what was held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--held-out", type=int, default=0)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--tweets", type=int, default=3000)
    parser.add_argument("--turns", type=int, default=4)
    options = parser.parse_args()
    chance = random.Random(7)
    sentences = re3d(options.shared)
    chance.shuffle(sentences)
    held = sentences[options.fold :: options.held_out] if options.held_out else []
    prose = [one for one in sentences if one not in held] + list(own(options.turns, chance))
    annotator = Annotator()
    with tempfile.TemporaryDirectory() as folder:
        out = options.out or (Path(folder) / "names.npz" if held else SHIPPED)
        other = chance.sample(tweets(options.shared), options.tweets)
        train(annotator, prose, other, common_words(prose), out)
        if held:
            judge(annotator, held, out)


if __name__ == "__main__":
    main()
