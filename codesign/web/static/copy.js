// Puts a "Copy" button beside each thing to keep or to send: a link, longer words in a field, or words
// with links in them. Without this they can still be selected.

// Where the page is in another language it says so itself.
const [COPY, COPIED, SELECTED] = ['Copy', 'Copied', 'Selected: copy it now']

for (const place of document.querySelectorAll('[data-copy]')) {
  const words = place.firstElementChild
  const { copy: what, label = COPY, copied: done = COPIED, selected = SELECTED } = place.dataset
  const said = document.createElement('span')
  said.setAttribute('aria-live', 'polite')
  said.textContent = label
  const rest = document.createElement('span')
  rest.className = 'govuk-visually-hidden'
  rest.textContent = ` ${what}`
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.append(said, rest)
  button.addEventListener('click', async () => {
    said.textContent = (await copied(words)) ? done : selected
  })
  place.append(button)
}

async function copied(words) {
  if (words.matches('textarea')) words.select()
  else getSelection().selectAllChildren(words)
  // The old way works also where the page came over plain HTTP, as in a hall with its own server.
  addEventListener('copy', give, { once: true })
  const done = document.execCommand('copy')
  removeEventListener('copy', give)
  if (done) return true
  try {
    await navigator.clipboard.writeText(words.value ?? words.innerText)
    return true
  } catch {
    return false
  }

  // Bare, so that an e-mail does not take over the colours of this page.
  function give(event) {
    if (!words.matches('.letter')) return
    event.clipboardData.setData('text/html', words.innerHTML)
    event.clipboardData.setData('text/plain', words.innerText)
    event.preventDefault()
  }
}
