"""Files that are no documents: an archive's error page served as one."""

import re
from collections.abc import Sequence

from indexer.formats.source import Block

_ERROR_PAGE = re.compile(
    r"(?:document|page|file|resource|item)s? (?:that )?you (?:are|were) (?:looking for|trying to (?:reach"
    r"|access)|requested)"
    r"|(?:page|document|file) you requested|there is no document matching|no document (?:matches|was found|found)"
    r"|(?:404|410)\b.{0,20}(?:not found|error|gone)|page (?:was |could )?not (?:be )?found|403 forbidden"
    r"|access (?:is |was )?denied"
    r"|does not exist in the official document system|session has (?:expired|timed out)"
    r"|internal server error|service unavailable"
    r"|(?:la )?page (?:demandée|que vous (?:recherchez|demandez))|page introuvable|document (?:demandé )?introuvable"
    r"|página no (?:encontrada|existe)|no se (?:ha )?(?:encontr\w+|pudo encontrar) (?:la página"
    r"|el documento)|verify you are (?:a )?human",
    re.I,
)
_LONGEST = 1_500
_PAGES = 2


def is_error_page(blocks: Sequence[Block], pages: int | None) -> bool:
    """Whether a short text is what a web server says instead of the document."""
    if (pages or 1) > _PAGES or sum(len(block.text) for block in blocks[:200]) > _LONGEST:
        return False
    return bool(_ERROR_PAGE.search(" ".join(block.text for block in blocks[:200])))
