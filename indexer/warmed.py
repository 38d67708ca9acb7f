"""The recogniser, loaded and used once: a fork server imports this, so that every worker starts warm.

Loading spaCy, the vocabularies and the matchers takes 4 core-seconds; forked from here, a worker takes 20 ms.
"""

from indexer.recognise import Recogniser
from lessons.records import Metadata, Passage

RECOGNISER = Recogniser()
RECOGNISER.recognise(
    Metadata(title="Liberia", language="en"), (), (Passage("UNMIL should plan its drawdown with Liberia."),)
)
