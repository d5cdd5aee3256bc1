"""Texts of exercises as HTML."""

from tutor.catalog.texts import markdown


def test_a_block_of_code_is_reached_by_the_keyboard() -> None:
    assert markdown("```output run\nA: 1\n```").startswith('<pre tabindex="0"><code')


def test_html_in_a_text_stays_text() -> None:
    assert "<b>" not in markdown("a <b>bold</b> claim")
