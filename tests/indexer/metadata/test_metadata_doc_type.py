"""Types from titles in three languages, from symbols and from first lines."""

import pytest

from indexer.metadata.doc_type import find_doc_type


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("After-action review of the camp closure", "after_action_review"),
        ("Revue après action sur les élections", "after_action_review"),
        ("Revisión posterior a la acción", "after_action_review"),
        ("End of Assignment Report: Chief of Staff", "end_of_assignment_report"),
        ("Rapport de fin de mission", "end_of_assignment_report"),
        ("Survey of practice: community liaison", "survey_of_practice"),
        ("Practice note on night patrols", "practice_note"),
        ("Hand-over note of the sector commander", "handover_note"),
        ("Lessons learned study on transition", "lessons_learned_study"),
        ("Standard operating procedure: convoys", "sop"),
        ("Guidelines on camp closure", "guidelines"),
        ("Policy on weapons storage", "policy"),
        ("Evaluation of the police component", "evaluation"),
        ("Audit of fuel management", "audit"),
        ("Seminar on integrated missions", "seminar_note"),
        ("Letter dated 2 May 2011 from the Secretary-General", "letter"),
        ("Carta de fecha 2 de mayo de 2011 dirigida a mí", "letter"),
        ("Strengthening evaluation: report of the Secretary-General", "secretary_general_report"),
        ("Informe del Secretario General sobre Arcadia", "secretary_general_report"),
        ("Report of the Special Committee on Camps", "committee_report"),
        ("Resolution 9999 (2031)", "resolution"),
        ("Camps: draft resolution", "draft_resolution"),
        ("Provisional agenda", "agenda"),
        ("Management response to the evaluation", "management_response"),
        ("Independent strategic review of a mission", "strategic_review"),
        ("Transition plan for Arcadia", "transition_plan"),
        ("Final report of the Panel of Experts on Arcadia", "expert_panel_report"),
        ("Budget for the Mission in Arcadia: report of the Secretary-General", "budget_report"),
        ("Camps: note by the Secretariat", "note"),
        ("Joint statement on camps", "statement"),
        ("What we saw", "other"),
    ],
)
def test_type_of_title(title: str, code: str) -> None:
    assert find_doc_type(title, (), ()) == code


@pytest.mark.parametrize(
    ("symbol", "code"),
    [("S/RES/9999", "resolution"), ("S/PRST/2031/1", "presidential_statement"), ("S/PV.9999", "meeting_record")],
)
def test_type_of_symbol(symbol: str, code: str) -> None:
    assert find_doc_type("Anything", (symbol,), ()) == code


def test_first_lines_name_the_types_of_the_field() -> None:
    assert find_doc_type("Closing the Gao camp", (), ["This after-action review covers six weeks."]) == (
        "after_action_review"
    )
    assert find_doc_type("Closing the Gao camp", (), ["An evaluation was made."]) == "other"


@pytest.mark.parametrize(
    ("title", "symbol", "code"),
    [
        ("Annual report on internal audit and investigation", "DP/2031/1", "audit"),
        ("Report on the recommendations of the Joint Inspection Unit", "E/ICEF/2031/2", "audit"),
        ("Annual report of the Executive Director", "E/ICEF/2031/3", "other"),
        ("Evaluation Office: report of the Executive Director", "E/2031/3", "report"),
        ("Report of the Committee on Camps: note by the Secretariat", "A/80/1", "note"),
    ],
)
def test_only_oversight_is_audit_and_a_transmitting_note_is_a_note(title: str, symbol: str, code: str) -> None:
    assert find_doc_type(title, (symbol,), ()) == code


def test_a_council_that_speaks_makes_a_draft() -> None:
    opening = ("Item", "Camps", "The Economic and Social Council,")
    assert find_doc_type("Camps", ("E/2031/L.1",), opening) == "draft_resolution"
