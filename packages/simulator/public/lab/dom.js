export const byId = (id) => document.getElementById(id)

/** An element with properties (or attributes, where it has no such property) and children. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue
    if (key in element && key !== 'list') element[key] = value
    else element.setAttribute(key, value)
  }
  element.append(...children.filter((child) => child !== undefined))
  return element
}

/** Replaces the content, unless it is the same as before: what is being read or typed in stays as it is. */
export function show(element, facts, children) {
  const text = JSON.stringify(facts)
  if (element.dataset.shown === text) return
  element.dataset.shown = text
  element.replaceChildren(...children())
}

/** Calls back once typing has paused. */
export function unhurried(act, milliseconds = 200) {
  let waiting
  return () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => act(), milliseconds)
  }
}
