"""What is exported as SKOS can be parsed back and says what the tables say."""

from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal
from running import complaint, lessons

from lessons.vocabulary.countries import countries
from lessons.vocabulary.missions import missions
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.skos import SCHEMA, UNBIS, turtle, uri
from lessons.vocabulary.themes import concepts


@pytest.fixture(scope="module")
def exported() -> Graph:
    return Graph().parse(data=turtle(), format="turtle")


@pytest.mark.parametrize("name", ["country", "region", "mission", "theme"])
def test_every_code_is_a_concept_of_its_scheme(exported: Graph, name: str):
    codes = {
        str(code)
        for one in exported.subjects(SKOS.inScheme, uri(name))
        for code in exported.objects(one, SKOS.notation)
    }
    assert set(vocabulary(name).codes()) <= codes
    assert (uri(name), RDF.type, SKOS.ConceptScheme) in exported


def test_no_concept_has_two_preferred_labels_in_a_language(exported: Graph):
    for one in exported.subjects(RDF.type, SKOS.Concept):
        languages = [label.language for label in exported.objects(one, SKOS.prefLabel)]
        assert len(languages) == len(set(languages)), one


def test_no_label_is_both_preferred_and_alternative(exported: Graph):
    for one, label in exported.subject_objects(SKOS.prefLabel):
        assert (one, SKOS.altLabel, label) not in exported


def test_hierarchies_go_both_ways(exported: Graph):
    assert set(exported.subject_objects(SKOS.broader)) == {(b, a) for a, b in exported.subject_objects(SKOS.narrower)}
    assert (uri("theme", "security.ddr"), SKOS.broader, uri("theme", "security")) in exported
    assert (uri("region", "central-sahel"), SKOS.broader, uri("region", "sahel")) in exported
    assert (uri("country", "MLI"), SKOS.broadMatch, uri("region", "sahel")) in exported


def test_no_concept_is_broader_than_itself_through_others(exported: Graph):
    for one in exported.subjects(SKOS.broader):
        assert one not in set(exported.transitive_objects(one, SKOS.broader)) - {one}
        above = [
            higher
            for parent in exported.objects(one, SKOS.broader)
            for higher in exported.transitive_objects(parent, SKOS.broader)
        ]
        assert one not in above


def test_labels_are_in_three_languages(exported: Graph):
    one = uri("theme", "security.mines")
    assert {label.language for label in exported.objects(one, SKOS.prefLabel)} == {"en", "fr", "es"}
    assert Literal("Burma", lang="en") in set(exported.objects(uri("country", "MMR"), SKOS.altLabel))


def test_operations_replace_each_other_and_have_dates(exported: Graph):
    for code, mission in missions().items():
        replaced = set(exported.objects(uri("mission", code), DCTERMS.replaces))
        assert replaced == {uri("mission", earlier) for earlier in mission.predecessors}
        for later in exported.objects(uri("mission", code), DCTERMS.isReplacedBy):
            assert (later, DCTERMS.replaces, uri("mission", code)) in exported
    start = next(exported.objects(uri("mission", "UNMIL"), SCHEMA.startDate))
    assert str(start) == "2003-09-19"
    assert (uri("mission", "UNMIL"), DCTERMS.spatial, uri("country", "LBR")) in exported


def test_every_theme_has_its_unbis_concept(exported: Graph):
    for code in vocabulary("theme").codes():
        one = uri("theme", code)
        matches = [*exported.objects(one, SKOS.exactMatch), *exported.objects(one, SKOS.closeMatch)]
        assert matches, code
        assert all((other, SKOS.inScheme, uri(UNBIS)) in exported for other in matches)


def test_unbis_terms_stand_in_the_thesaurus(shared: Path):
    path = shared / "data" / "unbis" / "unbis_terms_6lang_2016.tsv"
    known = {
        line.split("\t")[2].strip() for line in path.read_text(encoding="utf-8").splitlines() if line.count("\t") >= 5
    }
    assert {concept.label for found in concepts().values() for concept in found} <= known


def test_the_command_writes_one_vocabulary_or_all():
    one = Graph().parse(data=lessons("vocab", "theme", "--skos").out, format="turtle")
    assert (uri("theme"), RDF.type, SKOS.ConceptScheme) in one
    assert (uri("country"), RDF.type, SKOS.ConceptScheme) not in one
    assert len(countries()) > 200
    assert "leave out" in complaint(lessons("vocab", "theme", "police", "--skos"), 2)
    assert "name a vocabulary" in complaint(lessons("vocab"), 2)
