"""The room of spaCy: known phrases by its matcher, persons and organizations by a model where one is installed.

spaCy sees only words that occur in some known phrase, every other word is a blank to it: so its string store does not
grow with the text, and it is never handed more than a slice of one passage (304 MB against 3.1 GB on a long text).
"""

import importlib.util
from collections.abc import Iterable, Iterator, Sequence

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

_BLANK = "_"
_SLICE = 4_000
_MODELS = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg")


class PhraseFinder:
    """Finds every occurrence of every known phrase in a sequence of folded words."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        known = [found for found in phrases if found]
        self._lexicon = {word for found in known for word in found}
        self._reach = max((len(found) for found in known), default=1)
        self._matcher.add("phrase", [Doc(self._vocab, words=list(found)) for found in known])

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield the first and past-last positions of each occurrence, overlapping ones included."""
        lexicon = self._lexicon
        known = [word if word in lexicon else _BLANK for word in words]
        for start in range(0, len(known), _SLICE):
            part = known[start : start + _SLICE + self._reach - 1]
            for _, first, last in self._matcher(Doc(self._vocab, words=part)):
                if first < _SLICE:
                    yield start + first, start + last


class EntityModel:
    """Persons and organizations by a statistical model."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._pipeline = spacy.load(name, exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"])

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and vocabulary of each person and organization in one passage."""
        kinds = {"PERSON": "person", "ORG": "organization"}
        for entity in self._pipeline(text[:100_000]).ents:
            if entity.label_ in kinds:
                yield entity.start_char, entity.end_char, kinds[entity.label_]


def installed_model() -> EntityModel | None:
    """The first English model that is installed, None where rules must do."""
    name = next((name for name in _MODELS if importlib.util.find_spec(name)), None)
    return EntityModel(name) if name else None
