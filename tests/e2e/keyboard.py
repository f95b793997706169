"""Somebody who has a keyboard and nothing else, and who must always see where they are."""

from typing import Final

from playwright.sync_api import Page

# Who cannot reach a thing in so many steps has given up.
MOST_STOPS: Final = 150
# At the end of a page the browser's own buttons have the focus.
NOWHERE: Final = "nowhere"

_NAME: Final = """element =>
  (element.getAttribute('aria-label') || element.labels?.[0]?.innerText || element.innerText ||
    element.getAttribute('placeholder') || '').trim()"""

# Whether anything on the page is called so: what others do arrives in its own time.
_IS_THERE: Final = f"""begins => [
  ...document.querySelectorAll('a[href], button, input, select, summary, textarea, [tabindex]'),
].some(element => element.checkVisibility() && ({_NAME})(element).startsWith(begins))"""

# What has the focus: what it is called, and whether it can be seen. A box drawn by its label is
# seen by that; a heading one was taken to does nothing, and may stand in the bar instead.
_FOCUSED: Final = f"""() => {{
  const element = document.activeElement
  if (element === null || element === document.body) return ['nowhere', '']
  const label = element.labels?.[0]
  const name = ({_NAME})(element)
  const box = (label && element.matches('[type=radio], [type=checkbox]') ? label : element)
    .getBoundingClientRect()
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)]
  const above = document.elementFromPoint(x, y)
  const seen = element.matches('h1, h2') || above !== null && (element.contains(above) ||
    above.contains(element) || label?.contains(above) ||
    above.closest('label')?.control === element)
  const under = above?.outerHTML.slice(0, 80)
  return [name, seen ? '' : `${{name}} is out of sight under ${{under}}`]
}}"""


class Keyboard:
    """Goes through a page by keys alone; fails where the place is lost or hidden."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until what is called so has the focus, or begins so; once round at the most.

        What is not there yet is waited for, as a person would look for it before pressing a key.
        """
        self.page.wait_for_function(_IS_THERE, arg=name)
        passed: list[str] = []
        while passed.count(NOWHERE) < 2 and len(passed) < MOST_STOPS:
            called = self.place
            if called != NOWHERE and called.startswith(name):
                return
            passed.append(called)
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        message = f"{name} cannot be reached by keyboard, only {passed}"
        raise AssertionError(message)

    def press(self, *keys: str) -> None:
        """Press these, one after the other; the place must still be there afterwards."""
        for key in keys:
            self.page.keyboard.press(key)
        # A change may take a pressed button away, and the place comes back a turn later.
        for _ in range(20):
            self.page.wait_for_function("() => document.activeElement !== document.body")
            if self.place != NOWHERE:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(NOWHERE)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.type(text)

    def do(self, name: str, *, back: bool = False) -> None:
        """Go to a button and press it."""
        self.to(name, back=back)
        self.press("Enter")

    def follow(self, name: str) -> None:
        """Go to what leads to another page and press it; there, one begins at its top."""
        self.to(name)
        before = self.page.url
        self.page.keyboard.press("Enter")
        self.page.wait_for_function("before => location.href !== before", arg=before)
        self.page.wait_for_load_state()

    @property
    def place(self) -> str:
        """What the thing is called that has the focus and can be seen; `NOWHERE` between pages."""
        called, hidden = self.page.evaluate(_FOCUSED)
        # What scrolls gently is there in a moment.
        for _ in range(20):
            if not hidden:
                break
            self.page.wait_for_timeout(100)
            called, hidden = self.page.evaluate(_FOCUSED)
        assert not hidden, hidden
        return str(called)
