"""The type of a document, from its symbol and from the words of its title, in English, French and Spanish."""

import re
from collections.abc import Sequence

from indexer.metadata.front import LETTER

# The first rule that finds its words decides. Who signs a report ("report of the Secretary-General") says more than its
# subject ("evaluation"), so these rules come before those of the subject.
_RULES: tuple[tuple[str, str], ...] = (
    ("draft_resolution", r"draft (?:resolution|decision)|projet de résolution|proyecto de resolución|проект резолюции"),
    ("resolution", r"^resolution \d|^résolution \d|^resolución \d|^резолюция \d"),
    ("presidential_statement", r"statement by the president of the security council"
     r"|déclaration d[ue] (?:la )?président\w* du conseil de sécurité|declaración d\w+ president\w del consejo de seguridad"),
    ("management_response", r"management response|réponse de la direction|respuesta de la (?:administración|dirección)"),
    ("agenda", r"(?:provisional|draft|annotated|revised|proposed) agenda\b|^agenda\b(?! item)|\bagenda(?: of the .{0,80}session)?$|ordre du jour|programa provisional|orden del día|programme of work|повестка дня"),
    ("budget_report", r"^(?:proposed )?budget (?:for|performance)|performance report on the budget|^financing of|budget outline"
     r"|^proposed programme budget|revised estimates|programme budget implications|^projet de budget|^proyecto de presupuesto"),
    ("committee_report", r"report of the advisory committee on administrative|concluding observations|observations finales"
     r"|observaciones finales|заключительные замечания|prepared by the rapporteur|(?:^|: )(?:draft )?report$"),
    ("secretary_general_report", r"report (?:of|by) t\w{2} se\w{5,8}[- ]general|rapport du secrétaire général"
     r"|informe del secretario general|secretary-general.s (?:\w+ )?report|доклад генерального секретаря"),
    ("after_action_review", r"after[- ]action (?:review|report)|\bAAR\b|(?:revue|examen|analyse|bilan) après[- ]action"
     r"|retour d.expérience|(?:revisión|análisis|examen|informe) posterior(?:es)? a la acción|revisión después de la acción"),
    ("end_of_assignment_report", r"end[- ]of[- ](?:assignment|mission|tour)\b|fin d[e'’]\s?(?:mission|mandat|affectation|assignation)"
     r"|fin(?:al)? de (?:la )?(?:misión|asignación|mandato)"),
    ("exit_interview", r"exit interview|entretien de (?:départ|fin)|entrevista de salida"),
    ("handover_note", r"hand[- ]?over (?:note|report|brief)|note de (?:passation|transmission)|nota de (?:traspaso|entrega)"),
    ("survey_of_practice", r"survey of practices?|(?:étude|enquête|examen) (?:des|sur les) pratiques"
     r"|(?:encuesta|estudio|examen) (?:de|sobre) (?:las )?prácticas"),
    ("query_response", r"(?:consolidated|query) (?:response|reply)|response to (?:a |the )?query|réponse à une question"),
    ("practice_note", r"practice note|good practices? (?:note|paper)|note (?:de|sur (?:la|les)) (?:bonnes )?pratiques?"
     r"|nota (?:de|sobre) (?:buenas )?prácticas?"),
    ("sop", r"standard operating procedures?|\bSOPs?\b|procédures? opérationnelles? (?:permanentes?|normalisées?|standard)"
     r"|procedimientos? operativos? (?:estándar|normalizados?)"),
    ("lessons_learned_study", r"lessons[- ](?:learned|learnt|identified)|learning (?:study|review)|enseignements (?:tirés|à tirer)"
     r"|leçons (?:apprises|tirées)|(?:lecciones|enseñanzas) (?:aprendidas|extraídas)"),
    ("transition_plan", r"(?:transition|drawdown|exit) (?:plan|strategy|road ?map)|plan de transition|plan de transición"),
    ("strategic_review", r"strategic (?:review|assessment)|examen stratégique|(?:examen|revisión) estratégic[oa]"),
    ("expert_panel_report", r"report.{0,40} (?:panel|group) of experts|monitoring (?:team|group)|groupe d.experts|grupo de expertos"),
    ("evaluation", r"\bevaluations?\b|évaluation|evaluación|оценк"),
    ("audit", r"\baudits?\b|internal oversight|board of auditors|vérification (?:interne|des comptes)|auditoría"
     r"|audit(?:ed)? financial statements|financial report and audited"),
    ("other", r"rules of procedure|country programme document|règlement intérieur|reglamento"),
    ("seminar_note", r"(?:seminar|workshop|retreat|round ?table|séminaire|atelier|seminario|taller)s?\b"),
    ("committee_report", r"report of the (?:[\w-]+ ){0,8}(?:committee|sub-?committee|commission|council|working group|conference|bureau)\b"
     r"|report (?:of|on) the .{0,80}session|report of the executive board|rapport d\w+ (?:comité|commission|conseil|groupe de travail)|rapport de la commission"
     r"|informe d\w+ (?:la )?(?:comité|comisión|consejo|grupo de trabajo)|доклад (?:комитета|комиссии|рабочей группы)"),
    ("meeting_record", r"(?:plenary )?meeting\b.{0,80}official records|(?:verbatim|summary|provisional) record|procès-verbal"
     r"|compte rendu analytique|acta (?:resumida|literal)"),
    ("note", r"\bnote (?:by|from|of|on|verbale|du|de la|des)\b|\bnota (?:de|del|verbal)\b|^note\b|(?:concept|background) (?:note|paper)|secretary-general.s note"
     r"|information circular|note d.information|документ секретариата|записка"),
    ("statement", r"^(?:joint )?statement|statement (?:by|submitted)|communiqué|press release|^déclaration|^declaración|exposé présenté"),
    ("policy", r"\bpolicy\b(?! (?:brief|maker|dialogue|forum))|^politique|^política|^directive"),
    ("guidelines", r"guidelines?\b|\bguidance\b|handbook|\bmanual\b|lignes directrices|guide (?:pratique|d)|directrices|manuel"),
    ("letter", r"^letter\b|^lettre\b|^carta\b"),
    ("report", r"reports?\b|\brapport|\binforme\b|\breview\b|\bstudy\b|étude|estudio|доклад|\bfindings\b|\bassessment\b"),
)  # fmt: skip
_PATTERNS = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _RULES)
_FIELD_TYPES = frozenset({
    "after_action_review", "end_of_assignment_report", "handover_note", "survey_of_practice", "practice_note", "sop",
    "lessons_learned_study", "exit_interview", "query_response",
})  # fmt: skip
_SYMBOLS = (
    ("resolution", re.compile(r"/RES/")),
    ("presidential_statement", re.compile(r"/PRST/")),
    ("meeting_record", re.compile(r"/(?:PV|SR)\.\d")),
    ("statement", re.compile(r"/NGO/\d")),
)
_OVERSIGHT = re.compile(r"JIU/")
_BOARD = re.compile(r"(?:DP|E/ICEF|UNW|WFP/EB)[./]")
_BOARD_REPORT = re.compile(r"report|rapport|informe|update|review|financial|oversight|investigation", re.I)
_SPEECH = re.compile(r"^the (?:general assembly|security council|economic and social council),$", re.I)


def of_title(title: str) -> str | None:
    """The type a title speaks of, None where it says nothing of it."""
    if LETTER.match(title):
        return "letter"
    return next((code for code, pattern in _PATTERNS if pattern.search(title[:600])), None)


def _of_opening(opening: Sequence[str]) -> str | None:
    """The type the first lines name, only those of the field: any report mentions evaluations and policies."""
    for text in opening:
        code = next((code for code, pattern in _PATTERNS if code in _FIELD_TYPES and pattern.search(text[:300])), None)
        if code:
            return code
    return None


def find_doc_type(title: str | None, symbols: Sequence[str], opening: Sequence[str]) -> str:
    """The type code of a document; ``other`` where nothing tells."""
    symbol = symbols[0] if symbols else ""
    by_symbol = next((code for code, pattern in _SYMBOLS if pattern.search(symbol)), None)
    if by_symbol:
        return by_symbol
    by_title = of_title(title or "")
    if by_title in (None, "report", "note", "other") and _OVERSIGHT.match(symbol):
        return "evaluation"
    if by_title in (None, "report") and _BOARD.match(symbol):
        return "audit" if _BOARD_REPORT.search(title or "") else "other"
    if by_title is None and "/L." in symbol and any(_SPEECH.match(text) for text in opening[:3]):
        return "draft_resolution"
    if by_title in (None, "report"):
        return _of_opening(opening[:6]) or by_title or "other"
    return by_title
