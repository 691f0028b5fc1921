import type { FormValues } from '@tenantry/ui'
import type { ConnectionKind } from '../../api/shapes.js'

/**
 * What `{names}` in a guide's texts and links stand for, as far as it is known: what was entered, what choices fill in, and
 * where this server lets a consent come back to.
 */
export function knownNames(kind: ConnectionKind, values: FormValues): Record<string, string> {
  const known: Record<string, string> = { returnTo: `${location.origin}/api/v1/consent-returns` }
  for (const { name, choices } of kind.fields) {
    const value = values[name]
    if (typeof value !== 'string' || value.trim() === '') continue
    known[name] = value.trim()
    Object.assign(known, choices?.find((choice) => choice.value === value)?.fills)
  }
  return known
}

/** Fills a text; null when a name in it is not known yet. */
export function fill(text: string, known: Readonly<Record<string, string>>): string | null {
  let complete = true
  const filled = text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = known[name]
    if (value === undefined) complete = false
    return value ?? placeholder
  })
  return complete ? filled : null
}

/** The labels of the fields that a text still waits for. */
export function waitsFor(text: string, known: Readonly<Record<string, string>>, kind: ConnectionKind): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => known[name] === undefined)
    .map((name) => kind.fields.find((field) => field.name === name)?.label ?? name)
}
