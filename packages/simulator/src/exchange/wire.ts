/** An object as a cmdlet returns it: properties by their Exchange names, and the key of its set, which is not sent. */
export type ExchangeObject = Record<string, unknown>

const GUID_PROPERTY = /(^|[a-z])Guid$|^ExchangeObjectId$/
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}(Z|[+-]\d{2}:\d{2})$/

/** Local time as Exchange writes it, with seven digits after the second. */
export function exchangeTime(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}.0000000+00:00`
}

export function exchangeTimeUtc(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}.0000000Z`
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** A size as Exchange writes it: `1.5 GB (1,610,612,736 bytes)`. */
export function exchangeSize(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(4, Math.floor(Math.log2(bytes) / 10))
  const scaled = bytes / 1024 ** power
  const digits = scaled >= 100 || Number.isInteger(scaled) ? 0 : scaled >= 10 ? 1 : 2
  return `${Number(scaled.toFixed(digits))} ${UNITS[power]} (${bytes.toLocaleString('en-US')} bytes)`
}

/**
 * The properties of all parts, the later ones first in right. Objects of hundreds of properties are made without a
 * prototype, as they grow many times faster so.
 */
export function merged(...parts: readonly ExchangeObject[]): ExchangeObject {
  const object = Object.create(null) as ExchangeObject
  for (const part of parts) for (const name in part) object[name] = part[name]
  return object
}

/** The object as JSON, each value that is not plain text or a Boolean with a word on its type. */
export function toWire(object: ExchangeObject, selected: readonly string[] | undefined): ExchangeObject {
  const shown = Object.create(null) as ExchangeObject
  const wanted = selected && new Set(selected.map((name) => name.toLowerCase()))
  for (const [name, value] of Object.entries(object)) {
    if (name === 'id' || value === undefined || (wanted && !wanted.has(name.toLowerCase()))) continue
    annotate(shown, name, value)
    shown[name] = value
  }
  return shown
}

function annotate(shown: ExchangeObject, name: string, value: unknown): void {
  if (Array.isArray(value)) {
    const items = value.some((item) => typeof item === 'object') ? 'Exchange.GenericHashTable' : 'String'
    shown[`${name}@odata.type`] = `#Collection(${items})`
  } else if (typeof value === 'number') {
    shown[`${name}@data.type`] = Number.isInteger(value) ? 'System.Int32' : 'System.Double'
  } else if (typeof value === 'string' && value !== '') {
    if (isDate(value)) {
      shown[`${name}@data.type`] = 'System.DateTime'
    } else if (GUID_PROPERTY.test(name)) {
      shown[`${name}@data.type`] = 'System.Guid'
      shown[`${name}@odata.type`] = '#Guid'
    }
  }
}

function isDate(text: string): boolean {
  return text.charCodeAt(4) === HYPHEN && DATE.test(text)
}

const HYPHEN = 45
