// Puts a "Copy" button beside each link to keep. Without this the link can still be selected.

for (const line of document.querySelectorAll('[data-copy]')) {
  const text = line.querySelector('output')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = 'Copy'
  button.setAttribute('aria-label', `Copy ${line.dataset.copy}`)
  button.addEventListener('click', async () => {
    const done = await copied(text)
    button.textContent = done ? 'Copied' : 'Selected: copy it now'
  })
  line.append(button)
}

async function copied(element) {
  getSelection().selectAllChildren(element)
  try {
    // Missing where the page came over plain HTTP, as in a hall with its own server.
    await navigator.clipboard.writeText(element.textContent)
    return true
  } catch {
    return document.execCommand('copy')
  }
}
