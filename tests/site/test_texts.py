"""Texts of exercises as HTML."""

from tutor.catalog.texts import after_imports, markdown, wall_code


def test_a_block_of_code_is_reached_by_the_keyboard() -> None:
    assert markdown("```output run\nA: 1\n```").startswith('<pre tabindex="0"><code')


def test_html_in_a_text_stays_text() -> None:
    assert "<b>" not in markdown("a <b>bold</b> claim")


def test_a_program_begins_after_its_imports() -> None:
    program = "import a\nfrom b import (\n    c,\n)\n\nengine = a.make(c)\nimport d\n"
    assert after_imports(program) == ("import a\nfrom b import (\n    c,\n)\n", "engine = a.make(c)\nimport d\n")
    assert after_imports("print(1)\n") == ("", "print(1)\n")
    assert after_imports("import a\nprint(\n") == ("", "import a\nprint(\n"), "what is no Python stays whole"


def test_on_the_wall_a_line_stands_beside_its_indentation() -> None:
    found = wall_code("if a < b:\n    c\n\n")
    assert found.count('class="code-line"') == 3
    assert '<span class="code-line"><span>    </span><span><span class="n">c</span></span></span>' in found
    assert "&lt;" in found
