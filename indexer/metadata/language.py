"""The language of a text as ISO 639-1, by py3langid among the languages such documents are written in."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "it", "nl", "pl", "pt", "ps", "ru", "sw", "tr", "uk", "zh")
_NAMES = {
    "english": "en", "french": "fr", "spanish": "es", "russian": "ru", "arabic": "ar", "chinese": "zh",
    "portuguese": "pt", "german": "de", "français": "fr", "español": "es", "anglais": "en", "inglés": "en",
}  # fmt: skip
_OWN_SCRIPT = frozenset({"ar", "fa", "ps", "ru", "uk", "zh"})
_SAMPLE = 6_000
_SURE_LENGTH = 60
_WORD = re.compile(r"[^\W\d_]+")
# One everyday word in six is the rule in running prose; names and tables have fewer.
_FEW_STOP_WORDS = 0.12
_PASSAGE_WORDS = 12
_SURE = 0.99


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    text = files("indexer.metadata").joinpath("data", "stop_words.csv").read_text(encoding="utf-8")
    return {line["language"]: frozenset(line["words"].split()) for line in csv.DictReader(text.splitlines())}


def _sample(texts: Iterable[str]) -> str:
    """Prose from the whole document, a little from each text, as the front is often in another language."""
    long = [text for text in texts if len(text) > _SURE_LENGTH] or list(texts)
    step = max(1, len(long) // 24)
    return " ".join(text[:400] for text in long[::step])[:_SAMPLE]


def clean(name: str) -> str | None:
    """The code of a declared language (``en-GB``, ``English``), None if unknown."""
    name = name.strip().lower()
    return _NAMES.get(name) or (name[:2] if re.fullmatch(r"[a-z]{2}(?:[-_][a-z0-9]{2,8})*", name) else None)


def identify(texts: Iterable[str], hint: str | None = None) -> str | None:
    """The language of a document, from a sample of its texts; where that is too short or only names, the hint's."""
    sample = _sample(list(texts))
    declared = clean(hint) if hint else None
    letters = sum(c.isalpha() for c in sample)
    if letters < _SURE_LENGTH and declared:
        return declared
    if not letters:
        return None
    found = str(_identifier().classify(sample)[0])
    return declared if declared and declared != found and not _spoken(sample, found) else found


def _spoken(sample: str, language: str) -> bool:
    """Whether a text has the everyday words of a language; lists of names have none and are taken for anything."""
    stop_words = _stop_words().get(language)
    words = [word.lower() for word in _WORD.findall(sample)]
    if stop_words is None:
        return language in _OWN_SCRIPT
    return sum(word in stop_words for word in words) >= _FEW_STOP_WORDS * len(words)


def plainly_other(text: str, language: str | None) -> str | None:
    """The language of a passage where it plainly is not the document's, else None."""
    words = [word.lower() for word in _WORD.findall(text[:1_500])]
    if language is None or len(words) < _PASSAGE_WORDS:
        return None
    stop_words = _stop_words().get(language)
    if stop_words and sum(word in stop_words for word in words) / len(words) > _FEW_STOP_WORDS:
        return None
    other, probability = _identifier().classify(text[:1_500])
    return str(other) if other != language and probability > _SURE else None
