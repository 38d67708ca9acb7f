"""One recogniser for all tests of annotation: loading takes a second."""

import pytest

from indexer.annotate.annotator import Annotator
from indexer.recognise import Recogniser


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator()


@pytest.fixture(scope="session")
def recogniser(annotator: Annotator) -> Recogniser:
    return Recogniser(annotator)
