from pathlib import Path

import pytest

from lessons.errors import IndexMismatch
from lessons.expansion.acronyms import Acronyms, explained
from lessons.expansion.definitions import abbreviates
from lessons.expansion.expander import Expander
from lessons.expansion.known import known_acronyms


def to(text: str, acronyms: Acronyms | None = None) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.asked, one.to) for one in Expander(acronyms or Acronyms()).find(text)]


def test_the_vocabularies_acronyms_both_ways() -> None:
    assert to("DDR in camps") == [("DDR", ("disarmament demobilization and reintegration",))]
    assert to("sexual exploitation and abuse") == [("sexual exploitation and abuse", ("SEA",))]
    assert ("QIPs", ("quick impact project",)) in to("QIPs")


def test_short_acronyms_stand_in_capitals() -> None:
    assert to("the sea and the sofa") == []
    assert [asked for asked, _ in to("minusca fuel")] == ["minusca"]
    assert to("PoC sites")[0][1] == to("POC sites")[0][1] == ("protection of civilians",)
    assert to("Poc sites") == to("poc sites") == []


def test_the_texts_own_explanations_come_first() -> None:
    own = Acronyms(dict.fromkeys(explained("the District Development Response (DDR)"), 2))
    assert to("DDR", own)[0][1][0] == "district development response"
    assert to("district development response", own)[0][1] == ("DDR",)


def test_rare_explanations_are_left_out() -> None:
    own = Acronyms({("IOM", "international organization for migration"): 20, ("IOM", "inspector of mines"): 1})
    assert own.long_forms("IOM") == ["international organization for migration"]


def test_acronyms_of_several_indexes(tmp_path: Path) -> None:
    one, two = Acronyms({("AB", "a b"): 1}), Acronyms({("AB", "a b"): 2, ("CD", "c d"): 1})
    merged = Acronyms.merged([one, two])
    assert merged.counts == {("AB", "a b"): 3, ("CD", "c d"): 1}
    merged.write(tmp_path)
    assert Acronyms.read(tmp_path).counts == merged.counts
    (tmp_path / "acronyms.tsv").write_text("AB\ta b\tmany\n", "utf-8")
    with pytest.raises(IndexMismatch, match="lessons reindex"):
        Acronyms.read(tmp_path)


def test_initials() -> None:
    assert abbreviates("DDR", "disarmament, demobilization and reintegration")
    assert abbreviates("PoC", "protection of civilians")
    assert not abbreviates("SSR", "protection of civilians")
    assert len(known_acronyms()) > 400
