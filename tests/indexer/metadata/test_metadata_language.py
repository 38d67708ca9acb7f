"""Languages of documents and of passages that differ from theirs."""

from indexer.metadata.language import clean, identify, plainly_other

ENGLISH = "The mission learned that patrols which listen to the women of a village are warned earlier of an attack."
FRENCH = (
    "La mission a appris que les patrouilles qui écoutent les femmes du village sont averties plus tôt d'une attaque."
)
SPANISH = "La misión aprendió que las patrullas que escuchan a las mujeres reciben antes el aviso de un ataque."


def test_identifies_the_language_of_the_prose() -> None:
    assert [identify([text]) for text in (ENGLISH, FRENCH, SPANISH)] == ["en", "fr", "es"]


def test_a_hint_decides_only_for_short_texts() -> None:
    assert identify(["Oui"], "fr-FR") == "fr"
    assert identify([ENGLISH], "fr") == "en"
    assert identify(["12 34"], None) is None


def test_declared_names_and_tags() -> None:
    assert [clean(name) for name in ("English", "pt-BR", "zz top")] == ["en", "pt", None]


def test_a_passage_in_another_language_is_told() -> None:
    assert plainly_other(FRENCH, "en") == "fr"
    assert plainly_other(ENGLISH, "en") is None
    assert plainly_other("MINUSCA FARDC UNPOL", "en") is None
