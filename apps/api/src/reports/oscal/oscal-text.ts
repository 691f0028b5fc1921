import { webAddress } from '../address.js'
import type { ReportRequirement } from '../report-model.js'

/** The namespace of names that OSCAL does not define. */
export const OWN_NAMES = 'urn:x-tenantry:oscal'

export interface OscalProperty {
  name: string
  ns: string
  value: string
}

/** A property of ours; none where there is nothing to say, for OSCAL knows no empty value. */
export function property(name: string, value: string | number | null | undefined): OscalProperty[] {
  const text = value === null || value === undefined ? '' : oneLine(String(value))
  return text === '' ? [] : [{ name, ns: OWN_NAMES, value: text }]
}

/** A text on one line and without blanks around it. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** An id as OSCAL writes ids: a letter first, then letters, digits, dots, hyphens and underscores. */
export function token(text: string): string {
  const plain = text.replaceAll(/[^\p{L}\p{N}.\-_]/gu, '_')
  return /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`
}

/** A requirement's number as an id. Those of NIST SP 800-53 read as in its OSCAL catalogue: `AC-2(1)` is `ac-2.1`. */
export function requirementToken({ id }: Pick<ReportRequirement, 'id'>): string {
  const [, control, enhancement] = /^([A-Z]{2}-\d{1,2})(?:\((\d{1,2})\))?$/.exec(id) ?? []
  if (control === undefined) return token(id)
  return enhancement === undefined ? control.toLowerCase() : `${control.toLowerCase()}.${enhancement}`
}

/** A list, where it has anything: OSCAL knows no empty ones. */
export function listed<Name extends string, T>(name: Name, items: readonly T[]): Partial<Record<Name, readonly T[]>> {
  return items.length > 0 ? ({ [name]: items } as Record<Name, readonly T[]>) : {}
}

/** A link, where it is one. */
export function hrefsOf(href: string | null): { href: string }[] {
  const address = webAddress(href)
  return address === undefined ? [] : [{ href: address }]
}
