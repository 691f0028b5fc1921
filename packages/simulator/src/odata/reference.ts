/** The id at the end of a reference: `https://graph.microsoft.com/v1.0/directoryObjects/{id}`, `users('{id}')`. */
export function idOfReference(reference: string): string {
  const last = /([^/]+?)\/?$/.exec(reference)?.[1] ?? ''
  return /^\w+\('?([^')]*)'?\)$/.exec(last)?.[1] ?? last
}
