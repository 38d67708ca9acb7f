"""The phase that a planner's words tell, in three languages, and words that tell none."""

import pytest

from lessons.precedents.phase import phase_told
from lessons.precedents.tongue import language_of, tells


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("The bases close within a year, in the drawdown of the force.", "drawdown"),
        ("A district is handed over only when the national police have passed a check.", "transition"),
        ("Tasks in human rights and their handover to the country team.", "transition"),
        ("Start-up of a new mission within thirty days.", "start_up"),
        ("La mission se retire et la fermeture des bases commence.", "drawdown"),
        ("Le transfert des tâches à l’équipe de pays commence.", "transition"),
        ("Une nouvelle mission est en cours de démarrage.", "start_up"),
        ("La liquidation de la mission prendra un an.", "liquidation"),
        ("Une mission d’évaluation technique prépare la future mission.", "planning"),
        ("La misión está en la fase de cierre.", "drawdown"),
        ("El traspaso y la transferencia de tareas al equipo del país.", "transition"),
        ("La puesta en marcha de una nueva misión.", "start_up"),
        ("La liquidación durará un año.", "liquidation"),
        ("Una misión de evaluación técnica estudia la futura misión.", "planning"),
        ("A handover protocol brings children who leave gangs to civilian care.", "unknown"),
        ("La transition politique au Mali a duré.", "unknown"),
        ("Water is short in the camps.", "unknown"),
    ],
)
def test_the_words_of_a_situation_tell_its_phase(text: str, phase: str) -> None:
    assert phase_told(text) == phase


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Les combattants attendent dans les camps sans être payés.", "fr"),
        ("Los combatientes esperan en los campamentos sin que se les pague.", "es"),
        ("The fighters wait in the camps and are not paid.", "en"),
        ("Force de la paix", "en"),
        ("", "en"),
    ],
)
def test_small_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_words_of_asking_tell_nothing_in_french_and_spanish() -> None:
    assert not any(map(tells, ("d'autres", "comment", "otras", "hicieron", "mision")))
    assert all(map(tells, ("gardiens", "d'armes", "campamentos")))
