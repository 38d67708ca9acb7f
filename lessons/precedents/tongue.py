"""The language of a situation, by its smallest words, and the words with which one asks in French and Spanish."""

from collections import Counter

from lessons.analysis import tokens
from lessons.stop_words import STOP_WORDS, is_stop_word

ENGLISH = "en"
FEWEST = 3
"""Small words of another language that make a text be of it; a name ("Force de la paix") has two."""
ASKING = frozenset(
    """
    ailleurs ainsi alors apres aussi autre autres avant avoir avons beaucoup bien car cela celle celles celui ceux
    chaque comme comment comprend depuis deux doit doivent donc dont encore entre etaient etait etant etre eu exemple
    exemples fait falloir fallait faire faut font fut hors leçons lecons lors meme memes mieux moins mois ni nouveau
    nouvelle ont parce pendant peu peut peuvent plus plusieurs pourquoi premier premiere premieres premiers prend
    presque quand quel quelle quelles quelque quelques quels quoi reussi sans selon sera seront si sous tous tout toute
    toutes trois trop
    tres vers voici

    acerca ademas ahora algun alguna algunas alguno algunos ambos antes aqui asi aun aunque bajo bastante bien cada casi
    cerca como contra cual cuales cualquier cuando cuanto cuatro cuyo debe deben debera deberia deberian debido dejar
    demas dentro desde despues dio donde dos durante ejemplo ejemplos encuentra entonces era eran estaba estaban estan
    estos fin fue fueron gran ha haber habia hace hacen hacer hacia han hasta hay hicieron hizo hubo lecciones lugar
    luego mas mayor mediante mejor menos mientras mismo mucha muchas mucho muchos muy nada necesita ni ningun nueva
    nuevas nuevo nuevos nunca otra otras otro otros parte poco poder porque primer primera primeras primeros puede
    pueden pues quien quienes segun ser sera seran si sido siempre sino sirvio solo tal tambien tampoco tan tanto
    tener tiene tienen toda todas todavia todo todos tras tres ya falta
    """.split()
)
"""As `ASKING` and `EVERYDAY` of the key terms: folded, for they are compared with folded words."""
EVERYWHERE = frozenset(
    "mision misiones operacion operaciones naciones unidas nations unies onu missions mission operation".split()
)


def language_of(text: str) -> str:
    """English, unless more of the small words are French or Spanish."""
    counted = Counter(token.word for token in tokens(text))
    told = {code: sum(times for word, times in counted.items() if word in words) for code, words in STOP_WORDS.items()}
    best = max(told, key=lambda code: (told[code], code == ENGLISH))
    return best if told[best] >= FEWEST else ENGLISH


def tells(word: str) -> bool:
    """Whether a French or Spanish word says what a situation is about; "d'autres" as "autres"."""
    bare = word.rpartition("'")[2]
    return not (bare in ASKING or bare in EVERYWHERE or is_stop_word(bare))
