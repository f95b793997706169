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

# What depends on how wide a thing is: asked where something is small, and where something scrolls.
_OF_SIZE: Final = "target-size"
_OF_SCROLLING: Final = "scrollable-region-focusable"
# Of that size or more no target fails (WCAG 2.5.8).
_LEAST_TARGET: Final = 24

# What says something of a part among the others, and so is asked of the whole page too.
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
_RUN: Final = """async (context, runOnly, rules = {}) => {
  const { violations } = await axe.run(context, { runOnly, rules, resultTypes: ['violations'] })
  return violations.flatMap((each) => each.nodes.map((node) =>
    `${each.id}: ${node.target.join(' ')}: ${node.any.concat(node.all, node.none)
      .map((check) => check.message).join('; ')}`))
    .filter((each) => !each.includes('partially obscured'))
}"""

# Screens of a gallery share most of their parts. What passed is left out where it is met again, and
# what is found wrong is found again:
# - a part that reads and is seen the same to the last letter, whatever its width or light;
# - a text of the same colour on the same ground, as large or not;
# - the page as a whole, as long as its headings, regions and doubled names are the same.
_KEPT: Final = r"""
  const passed = (window.passed ??= new Set())
  /** Look at what has not passed, and keep it if nothing is wrong there. */
  const unlessPassed = async (keys, look) => {
    if (keys.length === 0) return []
    const wrong = await look()
    if (wrong.length === 0) keys.forEach((key) => passed.add(key))
    return wrong
  }
  const short = (text) => {
    let [one, other] = [0xdeadbeef, 0x41c6ce57]
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one ^ text.charCodeAt(at), 2654435761)
      other = Math.imul(other ^ text.charCodeAt(at), 1597334677)
    }
    return `${(one ^ (other >>> 15)) >>> 0}.${(other ^ (one >>> 13)) >>> 0}`
  }
  const seen = (each) => each.checkVisibility({ visibilityProperty: true })
  // Of what is numbered as it is drawn, the number says nothing.
  const tag = (each) => (`${each.tagName} ${seen(each)} ${each.checked ?? ''} ` +
    [...each.attributes].map(({ name, value }) => `${name}=${value}`)).replace(/\bc\d+\b/g, 'c')
"""

_PARTS_CHANGED: Final = r"""async ([tags, apart, whole, more]) => {
  const run = RUN
  KEPT
  const digests = new Map()
  const digest = (each) => {
    const inside = [...each.childNodes].map((child) =>
      child.nodeType === Node.ELEMENT_NODE ? digest(child)
        : child.nodeType === Node.TEXT_NODE ? child.data : '')
    digests.set(each, short(`${tag(each)} ${inside}`))
    return digests.get(each)
  }
  digest(document.body)
  const hidden = (each) => each.closest('[inert], [aria-hidden=true]') !== null
  const keyOf = (each) =>
    `part ${each.parentElement.tagName} ${hidden(each)} ${digests.get(each)}`
  const PARTS = 'header, nav, section, article, aside, footer, form, fieldset, details, div, ' +
    'ul, ol, dl, li, tr, p, label'
  const known = [], fresh = new Set()
  const look = (each) => {
    if (each.matches(PARTS)) {
      const key = keyOf(each)
      if (passed.has(key) || fresh.has(key)) return known.push(each)
      fresh.add(key)
    }
    for (const child of each.children) look(child)
  }
  look(document.body)
  const off = Object.fromEntries(apart.map((rule) => [rule, { enabled: false }]))
  const parts = await unlessPassed([...fresh], () =>
    run({ include: [document], exclude: known }, { type: 'tag', values: tags }, off))

  const REGIONS = 'h1, h2, h3, h4, h5, h6, main, header, footer, nav, aside, section, article, ' +
    'form, [role]'
  const ids = [...document.querySelectorAll('[id]')].map((each) => each.id)
  const named = (each) => document.getElementById(each.getAttribute('aria-labelledby'))?.textContent
    ?? each.getAttribute('aria-label')
  const outline = 'whole ' + short(ids.filter((id, at) => ids.indexOf(id) !== at) + ':' +
    [...document.querySelectorAll(REGIONS)].map((each) =>
      `${each.tagName} ${seen(each)} ${each.getAttribute('role')} ` +
      `${each.getAttribute('aria-level')} ${named(each)} ` +
      each.parentElement.closest(REGIONS)?.tagName))
  const altogether = await unlessPassed(passed.has(outline) ? [] : [outline], () =>
    run(document, { type: 'rule', values: whole }))
  const scrolls = [...document.querySelectorAll('body *')].some((each) =>
    (each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight) &&
    /auto|scroll/.test(getComputedStyle(each).overflow))
  const values = [...(more.small ? [more.size] : []), ...(scrolls ? [more.scrolling] : [])]
  const shapes = values.length === 0 ? [] : await run(document, { type: 'rule', values })
  return parts.concat(altogether, shapes)
}""".replace("RUN", _RUN).replace("KEPT", _KEPT)

_COLOURS_CHANGED: Final = r"""async ([colours]) => {
  const run = RUN
  KEPT
  const ground = (each) => {
    if (each === null) return ''
    const { backgroundColor, opacity } = getComputedStyle(each)
    const layer = backgroundColor === 'rgba(0, 0, 0, 0)' ? '' : backgroundColor
    const below = /^rgb\(/.test(layer) && opacity === '1' ? '' : ground(each.parentElement)
    return `${layer}${opacity === '1' ? '' : ` at ${opacity}`} ${below}`.trim()
  }
  // What does not lie where it stands in the page may lie on anything.
  const lies = (each) => /static|relative/.test(getComputedStyle(each).position)
  const over = (each) => each === null ? ''
    : lies(each) ? over(each.parentElement) : each.getAttribute('class')
  // How much contrast it takes depends on no more than this of its letters (WCAG 1.4.3).
  const large = ({ fontSize, fontWeight }) =>
    parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700)
  const keyOf = (each) => {
    const style = getComputedStyle(each)
    const beside = each.tagName === 'A'
      ? `${style.textDecorationLine} ${getComputedStyle(each.parentElement).color}` : ''
    return `colours ${style.color} ${large(style)} ${beside} ${each.matches(':disabled')} ` +
      `${over(each)} ${ground(each)}`
  }
  const written = (each) => seen(each) && (each.matches('input, select, textarea') ||
    [...each.childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim()))
  const fresh = new Map()
  for (const each of document.querySelectorAll('body *')) {
    if (!written(each)) continue
    const key = keyOf(each)
    if (!passed.has(key) && !fresh.has(key)) fresh.set(key, each)
  }
  return unlessPassed([...fresh.keys()], () =>
    run({ include: [...fresh.values()] }, { type: 'rule', values: colours }))
}""".replace("RUN", _RUN).replace("KEPT", _KEPT)

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


def violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """Each breach of WCAG 2.2 AA that axe-core finds on the page, and of its good practice.

    Args:
        page: what is shown.
        colours_only: only what differs between light and dark.
    """
    _bring_axe(page)
    asked = ("rule", _COLOURS) if colours_only else ("tag", _ALL)
    run = f"async ([type, values]) => ({_RUN})(document, {{ type, values }})"
    found: list[str] = page.evaluate(run, [asked[0], list(asked[1])])
    return found


def changed_violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """The same, but for what passed as it is now, on this page or one that stood in its place."""
    _bring_axe(page)
    found: list[str] = page.evaluate(_COLOURS_CHANGED, [list(_COLOURS)])
    if not colours_only:
        apart = [*_COLOURS, _OF_SIZE, _OF_SCROLLING, *_OF_THE_WHOLE]
        small = bool(too_small(page, _LEAST_TARGET))
        more = {"small": small, "size": _OF_SIZE, "scrolling": _OF_SCROLLING}
        asked = [list(_ALL), apart, list(_OF_THE_WHOLE), more]
        found += page.evaluate(_PARTS_CHANGED, asked)
    return found


def _bring_axe(page: Page) -> None:
    # Not as an element: the page's policy takes no script that is not its own.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text() + "; undefined")


def in_light_and_dark(page: Page, *, changed_only: bool = False) -> list[str]:
    """Each breach on the page in light, and those of its colours in the dark."""
    look = changed_violations if changed_only else violations
    page.emulate_media(color_scheme="light")
    found = look(page)
    page.emulate_media(color_scheme="dark")
    return found + [f"in the dark: {each}" for each in look(page, colours_only=True)]


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
