/** Asks the control API; says in the corner of the page how it went. */
export async function call(method, path, body) {
  const response = await fetch(`/_control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = response.status === 204 ? {} : await response.json()
  if (!response.ok) {
    say(answer.error, true)
    throw new Error(answer.error)
  }
  return answer
}

let fading

export function say(text, refused = false) {
  const message = document.getElementById('message')
  message.textContent = text
  message.classList.toggle('refused', refused)
  clearTimeout(fading)
  fading = setTimeout(() => message.replaceChildren(), text.length > 60 ? 20_000 : 5000)
}
