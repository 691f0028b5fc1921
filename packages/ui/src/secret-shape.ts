const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What is worth saying about a secret as it was typed or pasted, without repeating it. */
export function secretRemarks(typed: string): { value: string; trimmed: boolean; looksLikeId: boolean } {
  const value = typed.trim()
  return { value, trimmed: value !== typed, looksLikeId: GUID.test(value) }
}
