"""What guidance says of its own validity."""

import pytest

from indexer.metadata.validity import find_validity
from lessons.records import Guidance


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["Ref. 2010.2", "Approved by: A. Name, USG Effective date: 1 May 2010", "Review date: 1 May 2012"],
            Guidance("2010.2", "2010-05-01", "2012-05-01", "A. Name, USG"),
        ),
        (
            [
                "Department of Peace Operations Ref. DPO 2019.12",
                "DATE OF EFFECTIVENESS: 01 December 2019",
                "This policy shall be reviewed no later than two years after its effective date.",
            ],
            Guidance("DPO 2019.12", "2019-12-01", "2021-12-01"),
        ),
        (["It shall be reviewed, as needed and no later than 3 March 2018."], Guidance(review="2018-03-03")),
        (
            ["Date d’effet : 1er mars 2012", "Elle sera révisée au plus tard le 1 mars 2014."],
            Guidance(None, "2012-03-01", "2014-03-01"),
        ),
        (["Effective date\t1 February 2016\nReview date\t1 February 2018"], Guidance(None, "2016-02-01", "2018-02-01")),
        (["The conflict began on 1 May 2010."], Guidance()),
    ],
)
def test_guidance(texts: list[str], expected: Guidance) -> None:
    assert find_validity(texts, "policy") == expected


def test_other_documents_guide_only_where_both_dates_are_labelled() -> None:
    prose = "The agreement entered into force on 3 March 2015. It was to be reviewed by 2017."
    assert find_validity([prose], "report") == Guidance()
    labelled = ["Effective date: 3 March 2015", "Review date: March 2017"]
    assert find_validity(labelled, "report") == Guidance(None, "2015-03-03", "2017-03")
