import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Resource } from '@tenantry/core'

/** An object of a resource as it is stored. */
export interface Content {
  key: string
  /** SHA-256 of the text. */
  hash: Buffer
  /** JSON in one form only, without what changes by itself. */
  text: string
  /** What changes by itself, as JSON. */
  volatile: string | null
}

/** The key of a fact that is one object. */
export const ONE = ''

/** What an object reader read: one object, or the objects of a list. */
export function contentsOf(resource: Resource, value: unknown): Content[] {
  return resource.key !== undefined && Array.isArray(value)
    ? contentsOfItems(resource, value, 0)
    : [contentOf(resource, ONE, value)]
}

/**
 * Objects of a list, of which `before` came on earlier pages. One that is named twice is one object; those that cannot be
 * told apart keep their place.
 */
export function contentsOfItems(resource: Resource, items: readonly unknown[], before: number): Content[] {
  const contents = new Map<string, Content>()
  for (const [index, item] of items.entries()) {
    const key = keyOf(resource, item) ?? `#${String(before + index).padStart(8, '0')}`
    contents.set(key, contentOf(resource, key, item))
  }
  return [...contents.values()]
}

/** What was read, from its stored objects in the order of their keys. */
export function valueOf(objects: readonly { key: string; value: unknown }[]): unknown {
  const [first] = objects
  return first?.key === ONE ? first.value : objects.map(({ value }) => value)
}

export function packed(text: string): Buffer {
  return deflateRawSync(text)
}

/** An object as it was read last: its stored body, with what changes by itself put back. */
export function unpacked(body: Buffer, volatile: string | null): unknown {
  const value: unknown = JSON.parse(inflateRawSync(body).toString('utf8'))
  if (volatile === null) return value
  return { ...(value as object), ...(JSON.parse(volatile) as object) }
}

function keyOf({ key }: Resource, item: unknown): string | undefined {
  if (key === undefined || !isObject(item)) return undefined
  const value = item[key]
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined
}

function contentOf({ volatile = [] }: Resource, key: string, value: unknown): Content {
  const [steady, moving] = isObject(value) && volatile.length > 0 ? parted(value, volatile) : [value, undefined]
  const text = canonical(steady) ?? 'null'
  return { key, text, hash: createHash('sha256').update(text).digest(), volatile: canonical(moving) ?? null }
}

function parted(value: Record<string, unknown>, volatile: readonly string[]) {
  const members = Object.entries(value)
  const moving = members.filter(([name]) => volatile.includes(name))
  if (moving.length === 0) return [value, undefined]
  return [Object.fromEntries(members.filter(([name]) => !volatile.includes(name))), Object.fromEntries(moving)]
}

/** Members sorted by name; undefined ones left out, as JSON does. */
function canonical(value: unknown): string | undefined {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item) ?? 'null').join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members: string[] = []
  for (const name of Object.keys(value).toSorted()) {
    const text = canonical(value[name])
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`)
  }
  return `{${members.join(',')}}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
