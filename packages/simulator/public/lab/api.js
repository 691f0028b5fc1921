/** What the control API said no to; it has been shown already. */
export class Refused extends Error {}

/** Asks the control API; says in the corner of the page how it went. */
export async function call(method, path, body) {
  const response = await fetch(`/_control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = response.status === 204 ? {} : await response.json()
  if (!response.ok) {
    say(answer.error, { refused: true })
    throw new Refused(answer.error)
  }
  return answer
}

let fading

/** A secret stays until something else is said; everything else goes after a while. */
export function say(text, { refused = false, stays = false } = {}) {
  const message = document.getElementById('message')
  message.textContent = text
  message.classList.toggle('refused', refused)
  clearTimeout(fading)
  if (!stays) fading = setTimeout(() => message.replaceChildren(), refused ? 15_000 : 5000)
}
