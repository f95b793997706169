// Puts a "Copy" button beside each thing to keep or to send: a link, longer words in a field, or words
// with links in them. Without this they can still be selected.

for (const place of document.querySelectorAll('[data-copy]')) {
  const words = place.firstElementChild
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = place.dataset.label ?? 'Copy'
  button.setAttribute('aria-label', `Copy ${place.dataset.copy}`)
  const said = document.createElement('span')
  said.className = 'govuk-visually-hidden'
  said.setAttribute('role', 'status')
  button.addEventListener('click', async () => {
    const done = await copied(words)
    button.textContent = said.textContent = done ? 'Copied' : 'Selected: copy it now'
  })
  place.append(button, said)
}

async function copied(words) {
  if (words.matches('textarea')) words.select()
  else getSelection().selectAllChildren(words)
  // What is selected is copied with its links, and also where the page came over plain HTTP, as in a
  // hall with its own server: there is no clipboard to write to.
  if (document.execCommand('copy')) return true
  try {
    await navigator.clipboard.writeText(words.value ?? words.textContent)
    return true
  } catch {
    return false
  }
}
