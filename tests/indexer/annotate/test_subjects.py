"""What documents and passages are about."""

from indexer.recognise import Recogniser
from lessons.records import Metadata, Passage, Recognition


def recognise(recogniser: Recogniser, title: str | None, *texts: str, heading: tuple[str, ...] = ()) -> Recognition:
    return recogniser.recognise(Metadata(title=title), (), [Passage(text, heading=heading) for text in texts])


def test_a_mission_report_is_about_its_mission_and_host_states(recogniser: Recogniser) -> None:
    found = recognise(
        recogniser,
        "United Nations Disengagement Observer Force: report of the Secretary-General",
        "UNDOF patrolled the area of separation between Israel and the Syrian Arab Republic.",
        "UNDOF observed the Syrian armed forces. Israel objected.",
        "Personnel came from Argentina, Fiji, India, Ireland, Nepal and Uruguay.",
        "The Force continued its patrols.",
    )
    assert found.about.mission == ("UNDOF",)
    assert set(found.about.country) == {"SYR", "ISR"}
    assert "in the title" in found.evidence["UNDOF"]


def test_a_letter_is_not_about_its_sender(recogniser: Recogniser) -> None:
    found = recognise(
        recogniser,
        "Letter dated 3 May 1995 from the Permanent Representative of Slovenia to the United Nations",
        "I have the honour to transmit a statement by the Government of Slovenia.",
        "The conflict in Bosnia and Herzegovina threatens the region.",
        "The siege of Sarajevo must end.",
        "Bosnia and Herzegovina needs help.",
        "The population of Bosnia and Herzegovina suffers.",
    )
    assert found.about.country == ("BIH",)


def test_a_seminar_is_not_about_its_venue(recogniser: Recogniser) -> None:
    found = recognise(
        recogniser,
        "Seminar on the rule of law, Frigate Bay, Saint Kitts and Nevis, 12 to 14 May 2009",
        "Participants discussed courts and prosecution in Geneva and New York.",
    )
    assert found.about.country == ()
    assert found.about.theme[0] == "justice.rule-of-law"


def test_a_thematic_report_is_about_no_country(recogniser: Recogniser) -> None:
    countries = ("Haiti", "Liberia", "Mali", "Somalia", "Cyprus", "Nepal", "Timor-Leste", "Angola")
    found = recognise(recogniser, "Mine action", *(f"In {country}, mines were cleared." for country in countries))
    assert found.about.country == ()
    assert found.about.theme[0] == "security.mines"


def test_the_mission_means_the_one_the_document_is_about(recogniser: Recogniser) -> None:
    found = recognise(
        recogniser,
        "United Nations Mission in Liberia",
        "UNMIL deployed.",
        "The Mission trained the police. The Mission of Serbia wrote.",
    )
    rules = [(one.text, one.code) for one in found.passages[1].annotations if one.rule == "mission.reference"]
    assert rules == [("Mission", "UNMIL")]


def test_a_passage_inherits_the_only_mission_and_country_of_its_document(recogniser: Recogniser) -> None:
    found = recognise(
        recogniser,
        "United Nations Mission in Liberia",
        "UNMIL deployed in Liberia.",
        "Roads were bad in the rainy season.",
        "Troops came from Ghana through Abidjan.",
    )
    assert found.passages[1].about.country == ("LBR",)
    assert found.passages[1].about.mission == ("UNMIL",)
    lent = {(one.code, one.rule) for one in found.passages[1].annotations if one.end == 0}
    assert lent == {("UNMIL", "document"), ("LBR", "document")}
    assert found.passages[2].about.country == ("GHA", "LBR")


def test_a_country_in_passing_comes_after_the_country_of_the_document(recogniser: Recogniser) -> None:
    found = recognise(
        recogniser,
        "Report of the Working Group: Kenya",
        "Kenya has adopted a new constitution. The courts of Kenya were reformed.",
        "Accelerate the judicial and police reform processes (France)",
        "Ratify the convention without delay (Brazil, Chile);",
        "The representative of Norway thanked the delegation.",
        "Refugees fled to Uganda.",
        "Kenya will abolish the law (Spain).",
    )
    countries = [passage.about.country for passage in found.passages]
    assert countries == [("KEN",), ("KEN",), ("KEN",), ("KEN", "NOR"), ("UGA", "KEN"), ("KEN",)]
    assert "FRA" in {one.code for one in found.passages[1].annotations}


def test_a_document_about_two_countries_lends_both(recogniser: Recogniser) -> None:
    found = recognise(
        recogniser,
        "The border between Eritrea and Ethiopia",
        "Eritrea and Ethiopia signed.",
        "Mines were cleared.",
        "Ethiopia withdrew its troops.",
    )
    assert set(found.passages[1].about.country) == {"ERI", "ETH"}
    assert found.passages[2].about.country == ("ETH",)


def test_a_heading_speaks_for_its_passages(recogniser: Recogniser) -> None:
    found = recognise(recogniser, None, "Fighting went on.", heading=("III. Country situations", "Somalia"))
    assert found.passages[0].about.country == ("SOM",)
    assert [one.rule for one in found.passages[0].annotations if one.code == "SOM"] == ["heading"]


def test_an_empty_document(recogniser: Recogniser) -> None:
    assert recogniser.recognise(Metadata(), (), ()).passages == ()
