// Takes what stands after the # of a facilitator link or a personal link out of the address and its
// history, and sends it as a form does. Where this device is somebody in the workshop already, they
// are asked first.

const form = document.querySelector('[data-link]')
const token = location.hash.slice(1)
if (token) {
  history.replaceState(null, '', location.pathname)
  form.elements.token.value = token
  if ('atOnce' in form.dataset) form.submit()
}
