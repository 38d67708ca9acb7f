"""What a document says of its relation to others."""

import time

import pytest

from indexer.metadata.stated import find_stated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "This policy supersedes the Policy on Knowledge Sharing, Ref. 2009.4, of 1 May 2009.",
            [("supersedes", "2009.4")],
        ),
        (
            "SUPERSEDES: Policy Directive on Best Practices, 2006",
            [("supersedes", "Policy Directive on Best Practices, 2006")],
        ),
        ("Supersedes\tn/a", []),
        ("Supersedes: none", []),
        (
            "Circular ST/IC/2031/7 of 4 May 2031 is hereby superseded.",
            [("supersedes", "ST/IC/2031/7")],
        ),
        (
            "* Previously issued under the document symbol A/HRC/WG.6/2/L.7; minor revisions",
            [("supersedes", "A/HRC/WG.6/2/L.7")],
        ),
        ("The present report replaces document S/2004/17.", [("supersedes", "S/2004/17")]),
        ("This SOP has been superseded by the Guidelines on evacuation (Ref. 2020.07)", [("superseded_by", "2020.07")]),
        ("It replaces the guidance of 2010.", [("supersedes", "guidance of 2010")]),
        ("UNMISS replaced UNMIS. It replaces paper by computers.", []),
    ],
)
def test_first_pages(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.relation, one.target) for one in find_stated("A title", "policy", [text])] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Management response to the independent review of the policy",
            ("responds_to", "independent review of the policy"),
        ),
        ("Management response to the evaluation of the courts (ILL/EV/2019/3)", ("responds_to", "ILL/EV/2019/3")),
        ("Corrigendum to the study “Leaving in good order”", ("corrects", "study “Leaving in good order")),
        ("Addendum to document S/2004/17", ("adds_to", "S/2004/17")),
    ],
)
def test_titles(title: str, expected: tuple[str, str]) -> None:
    assert [(one.relation, one.target) for one in find_stated(title, None, [])] == [expected]


def test_a_hostile_page_costs_little() -> None:
    started = time.process_time()
    for words in ("This policy " + "a b c " * 330, "It is " * 330, "is hereby " * 200):
        find_stated("x", "policy", [words] * 40)
    assert time.process_time() - started < 5
