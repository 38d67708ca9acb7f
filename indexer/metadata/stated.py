"""What a document says of its relation to others on its first page: supersedes, replaces, responds to."""

import re
from collections.abc import Iterator, Sequence

from indexer.metadata.symbols import find_symbols
from lessons.records import Relation, Stated

_TAKES_PLACE = (
    r"supersedes?|supersed(?:ed|ing)|replaces?|replacing|cancels and replaces|annule et remplace|remplace|"
    r"sustituye|reemplaza|anula y sustituye"
)
_SELF = (
    r"(?:this|the present|ce|cette|la présente|le présent|este|esta|el presente|la presente)\s(?:[\w-]+\s){0,4}?"
    r"(?:document|report|policy|directive|guidelines?|guidance|procedures?|sop|note|version|revision|text|circular|"
    r"instruction|bulletin|manual|handbook|politique|rapport|directives?|nota|política|informe)"
)
_TARGET = r"(?:\bRef\.|\.(?=\d)|[^.;\n\t]){3,300}"
_SAYS = re.compile(
    rf"(?:^|[.;\n]\s*)(?:{_SELF}|it|they|il|elle)\s(?:hereby\s|also\s|formally\s)*(?:{_TAKES_PLACE})\s(?:a\s|the\s)?(?P<target>{_TARGET})"
    rf"|(?:^|[\n\t.;]\s*)(?:{_TAKES_PLACE})\s*[:\t]\s*(?P<labelled>[^\n\t]{{3,300}})"
    r"|(?:^|[.;\n]\s*)(?P<passive>[^.;\n]{3,240}?)\s(?:is|are)\shereby\s(?:superseded|replaced|cancelled|rescinded)\b"
    r"|\b(?:previously|formerly) issued (?:under|as)(?: (?:the|document|symbol))*\s(?P<former>[A-Z][^\s;,]{3,40})",
    re.I,
)
_OUTDATED = re.compile(
    rf"(?:^|[.;\n]\s*)(?:{_SELF}|it)\s(?:has been|was|is)\s(?:now\s)?(?:superseded|replaced)\sby\s"
    rf"(?P<target>{_TARGET})",
    re.I,
)
_ANSWERS = re.compile(
    r"\b(?:management )?(?:responses?|réponse|respuesta)(?: of (?:the )?[\w\s-]{3,60}?)? (?:to|à|a(?:l| la)?) (?:the )?"
    r"(?P<target>(?:[\w-]+\s){0,8}?(?:evaluation|review|report|audit|assessment|study|recommendations?|évaluation|rapport|"
    r"evaluación|informe)\b.{0,200})",
    re.I,
)
_ADJUNCT = re.compile(
    r"\W*(?P<sort>corrigend(?:um|a)|rectificatif|corrección|addend(?:um|a)|additif|adición)\s(?:to|à|au|a|al|de|del)\s"
    r"(?:the\s|la\s|le\s|el\s)?(?P<target>.{3,240})",
    re.I,
)
_WORK = re.compile(
    r"\b(?:policy|directive|guidelines?|guidance|procedures?|sop|notes?|report|circular|instruction|bulletin|manual|"
    r"handbook|version|document|edition|study|review|evaluation|audit|assessment|politique|rapport|política|informe|nota|guide)\b",
    re.I,
)
_REFERENCE = re.compile(
    r"\bref(?:erence|\.)?\s*(?:no\.?)?\s*:?\s*((?:[A-Z]{2,8}[/.-])*(?:19|20)\d\d[./-]\d{1,3})\b", re.I
)
_OTHER_SYMBOL = re.compile(r"\b[A-Z]{2,8}(?:/[A-Z0-9][A-Z0-9.()-]{0,14}){2,6}\b(?<=[\d)])")
_NOTHING = re.compile(r"(?:n/?a|none|nil|not applicable|-+)\W*", re.I)
_LONGEST_EVIDENCE = 240


def find_stated(title: str | None, doc_type: str | None, texts: Sequence[str]) -> tuple[Stated, ...]:
    """The relations to other documents that the title and the first page state, each once."""
    found: dict[tuple[str, str], Stated] = {}
    for one in (*_superseding(texts), *_answering(title or "", doc_type), *_adding(title or "")):
        found.setdefault((one.relation, one.target), one)
    return tuple(found.values())


def _superseding(texts: Sequence[str]) -> Iterator[Stated]:
    for text in texts:
        for match in _SAYS.finditer(text):
            target = match["target"] or match["labelled"] or match["passive"] or match["former"]
            yield from _each("supersedes", target, match[0])
        for match in _OUTDATED.finditer(text):
            yield from _each("superseded_by", match["target"], match[0])


def _answering(title: str, doc_type: str | None) -> Iterator[Stated]:
    """What a management response responds to, by its title."""
    match = (
        _ANSWERS.search(title) if doc_type == "management_response" or "management response" in title.lower() else None
    )
    if match:
        yield from _each("responds_to", match["target"], title)


def _adding(title: str) -> Iterator[Stated]:
    """What a corrigendum or addendum without a symbol of its own belongs to, by its title."""
    match = _ADJUNCT.match(title)
    if match:
        corrects = match["sort"][0].casefold() in "rc"
        yield from _each("corrects" if corrects else "adds_to", match["target"], title)


def _each(relation: Relation, target: str, evidence: str) -> Iterator[Stated]:
    """A relation for each symbol or reference that the words name; else for the words, if they speak of a document."""
    names = [*find_symbols(target), *_REFERENCE.findall(target)]
    names = names or [symbol for symbol in _OTHER_SYMBOL.findall(target) if symbol not in names]
    words = " ".join(target.split()).strip(' ,:*“”"')
    if not names and _WORK.search(words) and not _NOTHING.fullmatch(words):
        names = [words]
    said = " ".join(evidence.split()).strip(" .;")[:_LONGEST_EVIDENCE]
    yield from (Stated(relation, name, said) for name in dict.fromkeys(names))
