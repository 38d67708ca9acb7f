"""Tells a statement from an entry without a verb, such as a post in a curriculum vitae."""

import re

_FEWEST_WORDS = 5
_LONG = 25
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = re.compile(r"\b(?:the|of|and|for|in|to|at|with)\b")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would|"
    r"cannot|made|led|took|gave|brought|kept|came|went|found|built|cut|fell|rose|won|lost|knew|told|held|left|met|ran|"
    r"saw|sent|set|showed|spoke|began|became|paid|put|read|got|grew|bought|thought|taught|learnt|understood|stood|"
    r"needs?|matters?|makes?|takes?|depends?|requires?|helps?|works?|trusts?|costs?|saves?|wins?|loses?|gives?|keeps?|"
    r"comes?|goes|means?|knows?|remains?|leads?|brings?|builds?|becomes?|survives?|protects?|creates?|allows?|"
    r"enables?|ensures?|reduces?|improves?|shows?|[a-z]{2,}(?:[^e\W\d_]|re|le|ne|se|ve|ke)ed|"
    r"[a-z]{3,}(?<![sui])s (?:the|an?|its?|their|that|more|less|better|no|not|if|when|only))\b",
    re.IGNORECASE,
)


def is_statement(text: str) -> bool:
    """Tell whether a text has words and a verb enough to say something; only short English texts are doubted."""
    words = len(_WORD.findall(text, 0, 400))
    if words < _FEWEST_WORDS:
        return False
    return words > _LONG or not _ENGLISH.search(text) or _VERB.search(text) is not None
