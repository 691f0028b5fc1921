/** Objects of an answer that is a list, one object, or nothing, as PowerShell writes lists of any length. */
export function rowsOf(answer: unknown): Record<string, unknown>[] {
  return [answer ?? []]
    .flat()
    .flatMap((row) => (typeof row === 'object' && row !== null ? [row as Record<string, unknown>] : []))
}

/** What CIPP says it did: it says so in one text, in several, or inside of objects, and with status 200 whatever it was. */
export function textsOf(answer: unknown): string[] {
  if (typeof answer === 'string') return answer === '' ? [] : [answer]
  if (Array.isArray(answer)) return answer.flatMap(textsOf)
  if (typeof answer !== 'object' || answer === null) return []
  const { Results, resultText } = answer as { Results?: unknown; resultText?: unknown }
  return textsOf(Results ?? resultText)
}
