"""From a small phone to a large screen: nothing is wider than the window."""

from playwright.sync_api import Page

# The innermost element that ends beyond the window.
CULPRIT = """
    [...document.querySelectorAll("main *, header *")].findLast(
        (each) => each.getBoundingClientRect().right > innerWidth + 1)?.outerHTML.slice(0, 200)
"""
WIDTHS = ((360, 740), (390, 844), (1024, 768), (1600, 1000), (2560, 1440))


def fits_all_widths(page: Page) -> None:
    """Look at the page in every width, and leave it in the last but one."""
    for width, height in (*WIDTHS, WIDTHS[-2]):
        page.set_viewport_size({"width": width, "height": height})
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{page.url} is {over} px too wide at {width}: {page.evaluate(CULPRIT)}"
