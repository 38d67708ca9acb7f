"""Stop words: without content in a query, yet indexed, so that a query made only of them is answered."""

STOP_WORDS = {
    "en": frozenset(
        """
    a an and are as at be been being but by can could did do does for from had has have he her hers him his how
    i if in into is it its may me might my of on or our ours shall she should so such than that the their theirs
    them then there these they this those to us was we were what when where which while who whom whose why will
    with would you your
""".split()
    ),
    "fr": frozenset(
        """
    a au aux avec ce ces cet cette dans de des du elle elles en est et il ils la le les leur leurs lui mais me
    ne nos notre nous on ou par pas pour qu que qui sa se ses son sont sur ta te tes ton tu un une vos votre
    vous y
""".split()
    ),
    "es": frozenset(
        """
    a al con de del el ella ellas ellos en entre es esa ese eso esta este esto la las le les lo los mas me mi no
    nos o para pero por que se si sin sobre son su sus te tu un una unas uno unos y
""".split()
    ),
}

TELLING = frozenset("au aux avec con dans de del des du el en et la las le les los para pour por una une y".split())
"""Words that no English query means anything by: one alone shows that it is not English ("protección de civiles")."""


def is_stop_word(word: str, languages: tuple[str, ...] = ("en", "fr", "es")) -> bool:
    """Tell whether a folded word carries no content in any of the languages."""
    return any(word in STOP_WORDS.get(language, ()) for language in languages)
