"""The phase of a mission that a situation in prose tells, in English, French or Spanish.

A passage must name its phase outright (`lessons.vocabulary.phases`); a planner who writes of his own mission may only
say what is done in it: bases close, tasks are handed over.
"""

import re
from collections import Counter

from lessons.vocabulary.phases import UNKNOWN

_HANDED = (
    r"task|function|responsib|mandate|securit|site|base|camp|district|facilit|premises|country team|government"
    r"|authorit|agenc|successor|national"
)
"""What a mission hands over, or to whom: a protocol that hands children over to care is no transition."""
_PHASES = (
    ("liquidation", r"liquidat\w+", r"liquidation", r"liquidación"),
    (
        "drawdown",
        r"draw(?:ing|n)?[- ]?down|downsiz\w+|withdraw(?:al|s|ing|n)?|clos(?:ing|ure|e its)|exit strategy|disengag\w+"
        r"|phas\w+ out",
        r"désengagement|retrait (?:progressif|échelonné|de la mission|de la force|des troupes|des contingents)"
        r"|(?:phase de )?fermeture (?:de la mission|d[eu]s? (?:bases|camps|sites|bureaux?))"
        r"|réduction (?:progressive|des effectifs)|se retire\w*|fermera\w*",
        r"retirada|repliegue|fase de cierre|cierre (?:de la misión|de (?:las|los) (?:bases|campamentos|oficinas))"
        r"|reducción (?:gradual|progresiva|de efectivos)|se retira\w*|cerrará\w*",
    ),
    (
        "transition",
        r"(?<!political )transition(?:s|ing)?(?! to democracy| government| period of government)(?! politique)"
        rf"|(?:hand(?:s|ed|ing)?[- ]?over|handover)(?= [^.;]{{0,60}}\b(?:{_HANDED}))",
        r"(?<!la )transition (?:de la mission|vers|avec l)|passation(?! de service)"
        r"|transfert (?:progressif )?(?:d[eu]s?|aux?|de la) (?:tâches|responsabilités|fonctions|sites?|autorités"
        r"|sécurité|l'équipe)"
        r"|remet(?:tra)? (?:ses|les) (?:tâches|sites|bases)",
        r"transición (?:de la misión|hacia|al equipo)|traspaso|transferencia (?:gradual )?de"
        r" (?:las )?(?:tareas|funciones|responsabilidades)|entregar[á]? (?:sus|las) (?:tareas|funciones|bases)",
    ),
    (
        "start_up",
        r"start(?:ing)?[- ]?up|new mission|newly (?:established|deployed)|first (?:deployment|months)",
        r"démarrage|déploiement initial|nouvelle mission|mise en place de la mission|premiers mois|vient d'être créée",
        r"puesta en marcha|despliegue inicial|nueva misión|inicio de la misión|primeros meses|recién (?:creada"
        r"|establecida)",
    ),
    (
        "planning",
        r"technical assessment|mandate is being|being planned|future mission|is (?:being )?planned",
        r"mission d'évaluation technique|future mission|planification de la mission|est envisagée",
        r"misión de evaluación técnica|futura misión|planificación de la misión|está prevista|se planifica",
    ),
)
_PHASE = [(code, re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)) for code, *words in _PHASES]


def phase_told(text: str) -> str:
    """The code of the phase that the words of a situation tell most often, else ``unknown``."""
    even = text.replace("’", "'")
    counted = Counter({code: len(pattern.findall(even)) for code, pattern in _PHASE})
    code, times = max(counted.items(), key=lambda entry: entry[1])
    return code if times else UNKNOWN
