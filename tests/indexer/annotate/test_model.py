"""A statistical model, where one is installed, finds persons and organizations beside the rules."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from indexer.annotate.annotator import Annotator
from indexer.recognise import Recogniser
from lessons.records import Metadata, Passage

PACKAGE = """
from pathlib import Path
import spacy

def load(**options):
    return spacy.load(Path(__file__).parent / "data")
"""
METADATA = "Metadata-Version: 2.1\nName: en_core_web_sm\nVersion: 3.8.0\n"


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A tiny model that is installed like the real one and knows one name that no rule does."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "zebedee"}])  # type: ignore[attr-defined]
    package = tmp_path / "en_core_web_sm"
    package.mkdir()
    pipeline.to_disk(package / "data")
    (package / "__init__.py").write_text(PACKAGE)
    (tmp_path / "en_core_web_sm-3.8.0.dist-info").mkdir()
    (tmp_path / "en_core_web_sm-3.8.0.dist-info" / "METADATA").write_text(METADATA)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    sys.modules.pop("en_core_web_sm", None)


def found(recogniser: Recogniser) -> set[tuple[str, str]]:
    recognition = recogniser.recognise(
        Metadata(language="en"), (), (Passage("The visit of zebedee met Mr. Omar Diop."),)
    )
    return {(annotation.text, annotation.rule) for annotation in recognition.passages[0].annotations}


@pytest.mark.usefixtures("model")
def test_an_installed_model_is_used_and_named() -> None:
    assert found(Recogniser()) == {("zebedee", "person.model"), ("Omar Diop", "person.title")}


def test_without_a_model_rules_do() -> None:
    assert found(Recogniser(Annotator())) == {("Omar Diop", "person.title")}
