"""Questions: what only frames them, and what they hint at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.query.question import read_question


@pytest.mark.parametrize(
    ("asked", "content", "kinds"),
    [
        ("What lessons were learned about cantonment in Liberia?", "What about cantonment in Liberia?", ("lesson",)),
        ("lessons learned on DDR", "on DDR", ("lesson",)),
        ("best practices in community engagement", "in community engagement", ("good_practice",)),
        ("How did missions deal with drawdown?", "How did drawdown?", ()),
        ("Quels enseignements tirés de la démobilisation ?", "Quels de la démobilisation ?", ("lesson",)),
        ("What worked well in disarming ex-combatants?", "in disarming ex-combatants?", ("good_practice",)),
        ("What challenges did the police face in Haiti?", "What the police face in Haiti?", ("challenge",)),
    ],
)
def test_frames_are_taken_off(asked: str, content: str, kinds: tuple[str, ...]) -> None:
    question = read_question(asked)
    assert question.content(asked) == content
    assert question.kinds == kinds


@pytest.mark.parametrize(
    "text", ["cantonment sites", "lessons learned", "the challenge of disarmament", '"lessons learned" police', ""]
)
def test_content_is_left_whole(text: str) -> None:
    assert read_question(text).content(text) == text


@given(st.text(max_size=450))
def test_any_text_can_be_read(text: str) -> None:
    question = read_question(text)
    assert all(0 <= start < end <= len(text) for start, end in question.frame)
    assert len(question.content(text)) <= len(text)
