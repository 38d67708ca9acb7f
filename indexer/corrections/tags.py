"""The corrections of tags, one function for each: what it does to a passage."""

from collections.abc import Callable, Mapping
from typing import cast

from indexer.corrections.surface import occurrences, same
from indexer.corrections.tagged import ABOUT, NAMED, Tagged
from lessons.provenance import by_person
from lessons.records import Annotation, Judgement, Kind, Polarity
from lessons.storage.decisions import Correction
from lessons.vocabulary.names import label_of

Change = Callable[[Tagged, Correction], None]
_IMPLIED: Mapping[str, Polarity] = {"good_practice": "repeat", "challenge": "avoid", "lesson": "repeat"}


def reject(passage: Tagged, correction: Correction) -> None:
    """The passage is not about this; a rejected theme takes those below it along."""
    if correction.field == "kind":
        if passage.judgement.kind == correction.value:
            passage.judge(_judgement(passage, "narrative", "none", by_person("reject", correction.id)), correction.id)
        return
    passage.drop(lambda one: one.vocabulary == correction.field and _means(one, correction.value), correction.id)
    if correction.field in ABOUT:
        codes = [code for code in passage.codes[correction.field] if is_or_below(code, correction.value)]
        if codes:
            passage.forget((correction.field, code) for code in codes)
            passage.changed(correction.id)


def _means(annotation: Annotation, value: str) -> bool:
    if annotation.code:
        return is_or_below(annotation.code, value)
    return same(annotation.label, value) or same(annotation.text, value)


def is_or_below(code: str, wanted: str) -> bool:
    """Tell whether a code is another one or lies below it."""
    return code == wanted or code.startswith(f"{wanted}.")


def add(passage: Tagged, correction: Correction) -> None:
    """The passage is about this, before all else; a name's own words are its span where they stand in the text."""
    label = label_of(correction.field, correction.value)
    rule = by_person("add", correction.id)
    start, end = next(occurrences(passage.text, label), (0, 0)) if correction.field in NAMED else (0, 0)
    code = _code(correction.field, correction.value)
    tag = Annotation(start, end, passage.text[start:end], correction.field, code, label, rule)
    passage.put(tag, correction.id, first=True)


def lend(passage: Tagged, correction: Correction) -> None:
    """The document is about this: so is a passage that names nothing else of its vocabulary."""
    field = correction.field
    lent = passage.lent(field)
    own = [one for one in passage.annotations if one.vocabulary == field and one not in lent]
    own_codes = {one.code for one in own}
    if own or any(code not in {one.code for one in lent} | own_codes for code in passage.codes[field]):
        return
    passage.take_out(lent, correction.id)
    add(passage, correction)


def always(passage: Tagged, correction: Correction) -> None:
    """Wherever these words stand they mean this code, unless they are part of a longer known name."""
    field, number = correction.field, correction.id
    label = label_of(field, correction.value)
    for start, end in occurrences(passage.text, correction.surface or ""):
        touching = [one for one in passage.annotations if _overlaps(one, start, end) and _rivals(one, field)]
        if any(_holds(one, start, end, field) for one in touching):
            continue
        passage.take_out(touching, number)
        only_lent = not any(passage.anchors(field, code) for code in passage.codes.get(field, ()))
        if field == "mission":
            passage.take_out(passage.lent(field), number)
        code = _code(field, correction.value)
        tag = Annotation(start, end, passage.text[start:end], field, code, label, by_person("always", number))
        passage.put(tag, number, first=only_lent)


def _overlaps(annotation: Annotation, start: int, end: int) -> bool:
    return annotation.start < end and start < annotation.end


def _rivals(annotation: Annotation, field: str) -> bool:
    """A span means one country, mission, person or organization; themes and dates lie beside them."""
    if field == "theme" or annotation.vocabulary in {"theme", "date"}:
        return annotation.vocabulary == field
    return True


def _holds(annotation: Annotation, start: int, end: int, field: str) -> bool:
    """Tell whether a longer name holds the words; a guessed name of the same vocabulary gives way."""
    longer = annotation.end - annotation.start > end - start
    return longer and not (annotation.code is None and annotation.vocabulary == field)


def never(passage: Tagged, correction: Correction) -> None:
    """These words do not mean this code (no value: nothing of this vocabulary), in the text and in the headings."""
    surface, field, value = correction.surface or "", correction.field, correction.value
    headed = any(next(occurrences(heading, surface), None) for heading in passage.stored.passage.heading)

    def wrong(one: Annotation) -> bool:
        if one.vocabulary != field or (value and not _means(one, value)):
            return False
        return same(one.text, surface) or (headed and one.start == one.end and one.rule == "heading")

    passage.drop(wrong, correction.id)


def merge(passage: Tagged, correction: Correction) -> None:
    """A name or code is another one: its tags say so from now on."""
    field, number = correction.field, correction.id
    alias, value = correction.surface or "", correction.value
    code, label = _code(field, value), label_of(field, value)
    found = [
        one
        for one in passage.annotations
        if one.vocabulary == field and (one.code == alias or same(one.label, alias) or same(one.text, alias))
    ]
    if not found and alias not in passage.codes.get(field, ()):
        return
    rule = by_person("merge", number)
    changed = {one: Annotation(one.start, one.end, one.text, field, code, label, rule) for one in found}
    passage.annotations = list(dict.fromkeys(changed.get(one, one) for one in passage.annotations))
    if field in ABOUT and code:
        left = {one.code for one in passage.annotations if one.vocabulary == field}
        old = {one.code for one in found if one.code} | {alias}
        codes = [code if other in old and other not in left else other for other in passage.codes[field]]
        passage.codes[field] = list(dict.fromkeys(codes))
    passage.changed(number)


def kind(passage: Tagged, correction: Correction) -> None:
    """The passage is a statement of this kind; its polarity is what was said, or what the kind implies."""
    value = cast(Kind, correction.value)
    said = correction.surface
    was = passage.judgement.polarity
    implied = was if value == "lesson" and was != "none" else _IMPLIED.get(value, "none")
    polarity = cast(Polarity, said) if said else implied
    passage.judge(_judgement(passage, value, polarity, by_person("kind", correction.id)), correction.id)


def _judgement(passage: Tagged, value: Kind, polarity: Polarity, rule: str) -> Judgement:
    return Judgement(value, polarity, 1.0, rule, passage.judgement.statement)


def _code(field: str, value: str) -> str | None:
    """A person, and an organization that no table lists, has a name and no code."""
    if field in ABOUT:
        return value
    return value if field == "organization" and label_of(field, value) != value else None


CHANGES: Mapping[str, Change] = {
    "reject": reject, "add": add, "always": always, "never": never, "merge": merge, "kind": kind,
}  # fmt: skip
