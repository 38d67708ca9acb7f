from corrected import TITLE, after, codes, content, correction, of_document, of_passage, tags

from indexer.corrections.apply import NO_PASSAGE, apply
from indexer.corrections.tagged import ABOUT


def test_the_machine_finds_what_the_corrections_below_correct() -> None:
    found = content()
    assert [("GEO" in found_codes) for found_codes in codes(found, "country")] == [True, False, True, False, False]
    assert found.document.about.country[0] == "LBR"
    assert [one.text for one in tags(found.passages[3], "country")] == ["Monrovia", "Liberia"]


def test_without_corrections_nothing_changes() -> None:
    found = content()
    applied = apply(found, [])
    assert applied.corrected.content == found
    assert applied.corrected.originals == ()


def test_a_rejected_tag_of_a_passage_goes_from_that_passage_only() -> None:
    found = content()
    now = after(found, of_passage(1, "reject", "country=GEO", found, 0))
    assert ["GEO" in one for one in codes(now, "country")] == [False, False, True, False, False]
    assert not [one for one in tags(now.passages[0], "country") if one.code == "GEO"]


def test_a_rejected_tag_of_a_document_goes_from_all_its_passages_and_its_subjects() -> None:
    found = content()
    now = after(found, of_document(1, "reject", "country=LBR"))
    assert "LBR" not in now.document.about.country
    assert "LBR" not in now.document.evidence
    assert not any("LBR" in one for one in codes(now, "country"))


def test_a_subject_goes_when_no_passage_carries_it_any_more() -> None:
    found = content()
    each = [of_passage(number, "reject", "mission=UNMIL", found, number) for number in range(5)]
    assert "UNMIL" in found.document.about.mission
    assert "UNMIL" not in after(found, *each).document.about.mission


def test_a_rejected_theme_takes_those_below_it_along() -> None:
    found = content()
    assert any("security.ddr" in one for one in codes(found, "theme"))
    now = after(found, of_document(1, "reject", "theme=security"))
    assert not any(code.startswith("security") for one in codes(now, "theme") for code in one)


def test_an_added_tag_comes_first_and_says_who_gave_it() -> None:
    found = content()
    now = after(found, of_passage(7, "add", "theme=protection.children", found, 1))
    assert codes(now, "theme")[1][0] == "protection.children"
    assert [
        (one.rule, one.start, one.end) for one in tags(now.passages[1], "theme") if one.code == "protection.children"
    ] == [("person.add#7", 0, 0)]
    assert now.document.about.theme == found.document.about.theme


def test_a_tag_added_to_a_document_comes_first_and_reaches_passages_without_one() -> None:
    found = content("Roads were bad in the rainy season.", "Kenya sent lorries for the roads.", title="Roads")
    now = after(found, of_document(1, "add", "country=TCD"))
    assert now.document.about.country[0] == "TCD"
    assert "officer" in now.document.evidence["TCD"]
    assert codes(now, "country") == [("TCD",), ("KEN",)]


def test_a_name_added_to_a_passage_marks_its_words() -> None:
    found = content()
    now = after(found, of_passage(1, "add", "person=Jordan Smith", found, 3))
    marked = [one for one in tags(now.passages[3], "person") if one.label == "Jordan Smith"]
    assert now.passages[3].passage.text[marked[-1].start : marked[-1].end] == "Jordan Smith"
    assert any(one.rule == "person.add#1" for one in marked)


def test_words_that_never_mean_a_code_lose_it_everywhere_and_other_names_keep_it() -> None:
    now = after(content(), correction(1, "never", "country=GEO", "georgia"))
    assert not any("GEO" in one for one in codes(now, "country"))
    capital = after(content(), correction(1, "never", "country=LBR", "Monrovia"))
    assert [one.text for one in tags(capital.passages[3], "country")] == ["Liberia"]
    assert codes(capital, "country")[3] == ("LBR",)


def test_never_without_a_code_means_nothing_of_that_vocabulary() -> None:
    found = content()
    named = {one.text for passage in found.passages for one in tags(passage, "organization")}
    assert named
    name = sorted(named)[0]
    now = after(found, correction(1, "never", "organization=", name))
    assert name not in {one.text for passage in now.passages for one in tags(passage, "organization")}


def test_words_that_always_mean_a_code_get_it_wherever_they_stand() -> None:
    found = content("The Mission bought lorries.", "The mission of the school is to teach.", "Roads.", title="Camps")
    now = after(found, of_document(1, "always", "mission=MINURCAT", "the Mission"))
    assert codes(now, "mission") == [("MINURCAT",), (), ()]
    assert codes(now, "country") == [("TCD", "CAF"), (), ()]
    marked = tags(now.passages[0], "mission")[0]
    assert (marked.text, marked.rule) == ("The Mission", "person.always#1")
    assert now.document.about.mission == ("MINURCAT",)


def test_what_words_always_mean_takes_the_place_of_what_the_machine_took_them_for() -> None:
    found = content()
    assert "UNMIL" in codes(found, "mission")[1]
    now = after(found, of_document(1, "always", "mission=UNAMSIL", "the Mission"))
    assert codes(now, "mission")[1] == ("UNAMSIL",)
    assert [one.code for one in tags(now.passages[1], "mission")] == ["UNAMSIL"]
    assert [one.code for one in tags(now.passages[0], "mission")] == ["UNMIL"]


def test_always_leaves_a_longer_name_alone() -> None:
    found = content(
        "The Democratic Republic of the Congo has many rivers.", "The Congo has many rivers.", title="Rivers"
    )
    now = after(found, correction(1, "always", "country=COG", "Congo"))
    assert codes(now, "country")[0] == ("COD",)
    assert "COG" in codes(now, "country")[1]


def test_merged_names_are_one() -> None:
    found = content()
    before = {one.label for one in tags(found.passages[3], "person")}
    assert before
    name = sorted(before)[0]
    now = after(found, correction(1, "merge", "person=Secretary-General Ban", name))
    labels = {one.label for one in tags(now.passages[3], "person")}
    assert "Secretary-General Ban" in labels and name not in labels


def test_merged_codes_are_one_for_passages_and_document() -> None:
    found = content()
    now = after(found, correction(1, "merge", "mission=UNOMIL", "UNMIL"))
    assert all("UNMIL" not in one for one in codes(now, "mission"))
    assert now.document.about.mission[0] == "UNOMIL"
    assert "UNMIL" not in now.document.evidence


def test_merges_follow_each_other_and_come_last() -> None:
    found = content()
    first = correction(1, "merge", "mission=UNOMIL", "UNMIL")
    second = correction(2, "merge", "mission=UNAMSIL", "UNOMIL")
    added = of_passage(3, "add", "mission=UNMIL", found, 4)
    now = after(found, first, second, added)
    assert {code for one in codes(now, "mission") for code in one} == {"UNAMSIL"}


def test_a_kind_is_what_a_person_says_with_the_polarity_it_implies() -> None:
    found = content()
    now = after(found, of_passage(1, "kind", "kind=good_practice", found, 4))
    assert (now.passages[4].judgement.kind, now.passages[4].judgement.polarity) == ("good_practice", "repeat")
    assert (now.passages[4].judgement.rule, now.passages[4].judgement.confidence) == ("person.kind#1", 1.0)
    said = after(found, of_passage(1, "kind", "kind=good_practice", found, 4, "avoid"))
    assert said.passages[4].judgement.polarity == "avoid"


def test_a_rejected_kind_leaves_a_narrative() -> None:
    found = content()
    kind = found.passages[1].judgement.kind
    assert kind == "recommendation"
    now = after(found, of_passage(1, "reject", f"kind={kind}", found, 1))
    assert now.passages[1].judgement.kind == "narrative"


def test_the_narrower_scope_has_the_last_word_and_the_later_one_of_the_same() -> None:
    found = content()
    passage = of_passage(1, "add", "country=GEO", found, 0)
    everywhere = correction(2, "never", "country=GEO", "Georgia")
    assert codes(after(found, passage, everywhere), "country")[0][0] == "GEO"
    never, always = everywhere, correction(3, "always", "country=GEO", "Georgia")
    assert "GEO" in codes(after(found, never, always), "country")[2]
    later = correction(4, "never", "country=GEO", "Georgia")
    assert "GEO" not in codes(after(found, always, later), "country")[2]


def test_a_subject_of_the_title_goes_with_the_words_that_gave_it() -> None:
    found = content("Peaches were picked late.", "The trees stood well.", title="Peaches of Yemen")
    assert (found.document.about.country, codes(found, "country")) == (("YEM",), [("YEM",), ("YEM",)])
    never = after(found, of_document(1, "never", "country=YEM", "Yemen"))
    assert (never.document.about.country, codes(never, "country")) == ((), [(), ()])
    always = after(found, of_document(2, "always", "country=JOR", "Peaches"))
    assert always.document.about.country == ("JOR", "YEM")


def test_a_person_overrides_the_sheets_mission_and_its_passages_take_it() -> None:
    found = content("Roads were bad.", "UNMIL bought lorries.", title="Roads")
    given = of_document(1, "set", "mission=UNOCI")
    now = after(found, given)
    assert now.document.about.mission[0] == "UNOCI"
    assert codes(now, "mission") == [("UNOCI",), ("UNMIL",)]


def test_a_correction_whose_passage_is_gone_waits_and_changes_nothing() -> None:
    found, other = content(), content("Another text about other things in Chad.", title=TITLE)
    applied = apply(other, [of_passage(1, "reject", "country=TCD", found, 0)])
    assert applied.waiting == {1: NO_PASSAGE}
    assert applied.corrected.content == other


def test_originals_are_kept_of_what_changed_with_the_numbers_that_changed_it() -> None:
    found = content()
    applied = apply(found, [of_passage(4, "add", "country=TCD", found, 1)])
    assert [(one.id, one.numbers) for one in applied.corrected.originals] == [(found.passages[1].id, (4,))]
    document = apply(found, [of_document(5, "add", "theme=politics.elections")]).corrected.originals
    assert found.document.id in {one.id for one in document}
    assert all(one.numbers == (5,) for one in document)


def test_every_vocabulary_of_subjects_is_known() -> None:
    assert set(ABOUT) == set(content().document.about.as_dict())
