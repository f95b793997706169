"""What every screen is held to: WCAG 2.2 AA by axe-core, no sideways scroll, room for a thumb."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Page

AXE: Final = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"

_ALL: Final = (
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22a",
    "wcag22aa",
    "best-practice",
)

_COLOURS: Final = ("color-contrast", "link-in-text-block")

# What says something of a part among the others, and so is asked of the whole page each time.
_OF_THE_WHOLE: Final = (
    "duplicate-id-aria",
    "heading-order",
    "landmark-banner-is-top-level",
    "landmark-complementary-is-top-level",
    "landmark-contentinfo-is-top-level",
    "landmark-main-is-top-level",
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-no-duplicate-main",
    "landmark-one-main",
    "landmark-unique",
    "page-has-heading-one",
)

# What lies half under the bar at the foot of a phone comes out when the page is scrolled, so that
# axe's "partially obscured" says only where the page stood; real sizes are held by `_SMALL`.
_RUN: Final = """async ([type, values, exclude = []]) => {
  const context = exclude.length ? { include: [document], exclude } : document
  const { violations } = await axe.run(context, { runOnly: { type, values },
    resultTypes: ['violations'] })
  return violations.flatMap((each) => each.nodes.map((node) =>
    `${each.id}: ${node.target.join(' ')}: ${node.any.concat(node.all, node.none)
      .map((check) => check.message).join('; ')}`))
    .filter((each) => !each.includes('partially obscured'))
}"""

# Screens of a gallery share most of their parts: a bar, a card or a row that reads the same to the
# last letter, in the same place, at the same width and in the same light, was looked at when it was
# first seen. What is found wrong is found again, since only what passed is left out.
_CHANGED: Final = r"""async ([type, values, whole]) => {
  const run = RUN
  const passed = (window.passed ??= new Set())
  const light = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const looks = `${type} ${light} ${innerWidth} ${document.styleSheets.length}`
  const named = (each) => `${each.tagName}.${each.getAttribute('class') ?? ''}`
  const place = (each) => each === document.body ? looks : place(each.parentElement) + named(each)
  const keyOf = (each) => place(each) + each.outerHTML.replace(/\bc\d+\b/g, 'c') +
    [...each.querySelectorAll('input')].map((input) => Number(input.checked)).join('')
  const known = [], fresh = new Set()
  const parts = 'header, nav, section, article, aside, footer, form, details, li, tr'
  for (const each of document.body.querySelectorAll(parts)) {
    if (known.some((part) => part.contains(each))) continue
    const key = keyOf(each)
    if (passed.has(key) || fresh.has(key)) known.push(each)
    else fresh.add(key)
  }
  const found = await run([type, values, known])
  if (found.length === 0) fresh.forEach((key) => passed.add(key))
  return whole.length ? found.concat(await run(['rule', whole])) : found
}""".replace("RUN", _RUN)

# An element that can be pressed is as large as a thumb needs, or its label is; a link inside a
# sentence may be as high as its line (WCAG 2.5.8, inline).
_SMALL: Final = """(least) => {
  const seen = (element) => {
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' &&
      style.opacity !== '0' && !element.closest('[inert]')
  }
  const inSentence = (element) => element.matches('a, .text-button') &&
    getComputedStyle(element).display === 'inline'
  const area = (element) => {
    const label = element.matches('input') ? (element.closest('label') ??
      (element.id && document.querySelector(`label[for="${CSS.escape(element.id)}"]`))) : null
    const boxes = [element, label].filter(Boolean).map((each) => each.getBoundingClientRect())
    const top = Math.min(...boxes.map((each) => each.top))
    const bottom = Math.max(...boxes.map((each) => each.bottom))
    const left = Math.min(...boxes.map((each) => each.left))
    const right = Math.max(...boxes.map((each) => each.right))
    return [right - left, bottom - top]
  }
  const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
  return [...document.querySelectorAll(all)]
    .filter((element) => seen(element) && !inSentence(element))
    .map((element) => [element, ...area(element)])
    .filter(([, width, height]) => width < least - 0.5 || height < least - 0.5)
    .map(([element, width, height]) => `${Math.round(width)}x${Math.round(height)}: ` +
      element.outerHTML.slice(0, 120))
}"""

_WIDE: Final = """() => {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .slice(0, 5).map((element) => element.outerHTML.slice(0, 120))
    .concat([`${document.documentElement.scrollWidth} wide of ${width}`])
}"""


# Where the centre of what has the focus is under something else, it cannot be seen.
_HIDDEN: Final = """() => {
  const element = document.activeElement
  if (element === document.body) return ''
  const box = element.getBoundingClientRect()
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
  const above = document.elementFromPoint(x, y)
  const seen = above && (above === element || element.contains(above) || above.contains(element) ||
    above.closest('label')?.control === element)
  return seen ? '' : `${element.outerHTML.slice(0, 90)} under ${above?.className ?? 'the edge'}`
}"""

MOST_STOPS: Final = 60


def violations(page: Page, *, colours_only: bool = False, changed_only: bool = False) -> list[str]:
    """Each breach of WCAG 2.2 AA that axe-core finds on the page, and of its good practice.

    Args:
        page: what is shown.
        colours_only: only what differs between light and dark.
        changed_only: leave out parts of the page that passed already as they are now.
    """
    # Not as an element: the page's policy takes no script that is not its own.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text() + "; undefined")
    asked: list[object] = ["rule", list(_COLOURS)] if colours_only else ["tag", list(_ALL)]
    if changed_only:
        asked.append([] if colours_only else list(_OF_THE_WHOLE))
    found: list[str] = page.evaluate(_CHANGED if changed_only else _RUN, asked)
    return found


def in_light_and_dark(page: Page, *, changed_only: bool = False) -> list[str]:
    """Each breach on the page in light, and those of its colours in the dark."""
    page.emulate_media(color_scheme="light")
    found = violations(page, changed_only=changed_only)
    page.emulate_media(color_scheme="dark")
    dark = violations(page, colours_only=True, changed_only=changed_only)
    return found + [f"in the dark: {each}" for each in dark]


def too_small(page: Page, least: int = 44) -> list[str]:
    """What can be pressed and is smaller than `least` CSS pixels either way."""
    found: list[str] = page.evaluate(_SMALL, least)
    return found


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    found: list[str] = page.evaluate(_WIDE)
    return found


def hidden_focus(page: Page) -> list[str]:
    """Go through a page by the Tab key; tell what has the focus and cannot be seen."""
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        hidden: str = page.evaluate(_HIDDEN)
        found += [hidden] if hidden else []
    return found
