"""The kind of a passage, by text and by heading."""

import json

import pytest

from indexer.identify.identifier import identify
from indexer.identify.rules import standard_rules


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Mission should establish a joint operations centre before troops arrive.", "recommendation"),
        ("I urge all parties to cease hostilities and to allow humanitarian access.", "recommendation"),
        ("Recommendation 4: The Department needs to revise its guidance on handover.", "recommendation"),
        ("It is recommended that future missions plan their transition from the first day.", "recommendation"),
        ("(a) Establish a roster of experienced corrections officers for early deployment;", "recommendation"),
        ("Patrols were hampered by a lack of helicopters and by delays in procurement.", "challenge"),
        (
            "Experience has shown that community liaison assistants depend on early recruitment to be effective.",
            "lesson",
        ),
        (
            "By deploying mobile courts, the Mission enabled judges to reach remote districts; "
            "as a result, the number of detainees awaiting trial was reduced, which proved effective.",
            "good_practice",
        ),
        ("On 14 March, the Special Representative met with the President in the capital.", "narrative"),
        ("The following lessons learned and best practices were identified:", "narrative"),
        ("Requests the Secretary-General to report on the implementation of the present resolution;", "narrative"),
        ("We learned that local staff must be told first.", "lesson"),
        ("The mission lacked helicopters.", "challenge"),
        ("The programme Brazil Without Extreme Poverty, launched in 2011, will reach families.", "narrative"),
        ("The President thanked those who had provided support to the country.", "narrative"),
        ("Other missions were reminded that diplomatic missions are obliged to pay their rents.", "narrative"),
        ("Trusted adviser to the Ministry of Justice, 1998-2003", "narrative"),
        ("The next time the committee met in the capital it agreed on nothing new.", "narrative"),
        ("The seminar discussed lessons learned and best practices of the past ten years.", "narrative"),
        (
            "The programme ended with some 103,000 people disarmed, more than the planners had thought it should.",
            "narrative",
        ),
        ("Roads, fuel and spare parts for the fleet.", "narrative"),
        ("Ratify the Convention without delay (France);", "recommendation"),
        ("In line with its commitments, ensure that all detainees see a judge (Norway);", "recommendation"),
        ("View positively the reconsideration of the denunciation (Iran (Islamic Republic of));", "recommendation"),
        ("Ana Pérez de la Cruz (Spain)", "narrative"),
        ("Trade policy uncertainty index, historical average (left scale)", "narrative"),
        ("Further to my letters, I should like to inform you of the following attacks.", "narrative"),
        ("[Written to show a bad scan; not an official document. Its text shows the damage.]", "narrative"),
        (
            "Agradecemos a la Presidencia su conducción eficaz, que permitió la participación de todos los Estados.",
            "narrative",
        ),
        ("", "narrative"),
        ("Observations", "narrative"),
        ("Il est recommandé que la Mission recrute davantage; elle devrait former ses agents.", "recommendation"),
        ("Se recomienda que la misión forme a su personal; debería hacerlo antes del despliegue.", "recommendation"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert identify(text).kind == kind


def test_a_heading_speaks_for_its_items() -> None:
    text = "Early recruitment of interpreters made contact with the communities easier."
    assert identify(text).kind != "lesson"
    assert identify(text, ("V. Lessons learned",)).kind == "lesson"
    assert identify("Roads, fuel and spare parts for the fleet.", ("Challenges",)).kind == "challenge"
    assert identify("Roads, fuel and spare parts for the fleet.", ("Observations",)).kind == "narrative"


def test_a_long_title_that_mentions_lessons_does_not_speak_for_its_lines() -> None:
    title = "Changes implemented in the budget in response to lessons learned and recommendations of the auditors"
    text = "Early recruitment of interpreters made contact with the communities easier."
    assert identify(text, (title,)).kind == "narrative"


def test_an_entry_without_a_verb_is_no_lesson() -> None:
    assert identify("Head of the office for the north, 1998", ("Lessons learned",)).kind == "narrative"
    assert identify("Early contact matters.", ("Lessons learned",)).kind == "narrative"


def test_an_unsure_lesson_is_a_narrative() -> None:
    judgement = identify("The harvest of 2014 was small, unless one counts that of the south.")
    assert (judgement.kind, judgement.rule) == ("narrative", "unsure")


def test_polarity_follows_the_experience() -> None:
    assert identify("Patrols were hampered by a lack of helicopters.").polarity == "avoid"
    assert identify("The Mission should establish a joint centre.").polarity == "none"
    lesson = identify("Failure to plan the handover can result in lost trust, experience has shown.")
    assert (lesson.kind, lesson.polarity) == ("lesson", "avoid")


def test_tables_footnotes_and_titles_are_narrative() -> None:
    assert identify("The Mission should act.", layout="footnote").kind == "narrative"
    assert identify("The Mission should act at once.", layout="table").rule == "layout.table"


def test_confidence_is_a_share_and_the_rule_has_a_name() -> None:
    judgement = identify("I urge the parties to act and I recommend that they should do so now.")
    assert 0.5 < judgement.confidence <= 1
    assert judgement.rule in {rule.name for rule in standard_rules().all}


def test_rule_names_are_unique_and_patterns_see_folded_text() -> None:
    rules = standard_rules().all
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.pattern.pattern.isascii() for rule in rules)
    assert all(trigger.isalpha() and trigger.islower() for rule in rules for trigger in rule.triggers)


@pytest.mark.parametrize("text", ["should " * 200_000, "1 million " * 100_000, "failed" * 200_000, "a" * 1_000_000])
@pytest.mark.timeout(20)
def test_hostile_texts_do_not_hang(text: str) -> None:
    identify(text)


def test_the_labelled_paragraphs_are_judged_better_than_by_chance(shared) -> None:  # type: ignore[no-untyped-def]
    gold = (shared / "data" / "gold_kinds" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in gold]
    asked = [row for row in rows if row["kind"] == "recommendation"]
    guessed = [row for row in rows if identify(row["text"]).kind == "recommendation"]
    right = sum(row["kind"] == "recommendation" for row in guessed)
    assert 2 * right / (len(asked) + len(guessed)) > 0.7
