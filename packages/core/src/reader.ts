import type { Facts } from './reading.js'
import type { Resource } from './resource.js'
import type { TenantRef } from './tenants.js'

/** What a reader knows besides its client, which is one made with `inTenant`. */
export interface ReadContext {
  tenant: TenantRef
  /** What was read before, as the reader declared in `after`. */
  facts: Facts
}

/** A part of a list. */
export interface ListPage {
  items: readonly unknown[]
  /** Where to go on after this page, in a later process if need be; absent on the last one. Plain text, no secret. */
  next?: string
}

interface AboutReader {
  resource: Resource
  /** The permission set whose feature it belongs to. */
  set: string
  /** Permissions any one of which allows it; where none is granted, nothing is sent. */
  permissions: readonly string[]
  /** The licence without which the provider refuses, in words. */
  licence?: string
  /** The name of a published limit: readers that share it wait for each other. */
  limit?: string
  /** Resources that must have been read first. */
  after?: readonly Resource[]
}

/**
 * Reads one resource of a tenant, as its source writes it: nothing is dropped and nothing is made up. Throws
 * `permissionMissing`, `roleMissing`, `licenceMissing` or `serviceAbsent` where that is the matter, so that it is told
 * apart from a failure.
 */
export type Reader<Client> =
  | (AboutReader & {
      form: 'object'
      read: (client: Client, context: ReadContext) => Promise<unknown>
    })
  | (AboutReader & {
      form: 'list'
      /** Page by page, so that a long list never stands in memory; `from` is the `next` of a page read before. */
      pages: (client: Client, context: ReadContext, from?: string) => AsyncIterable<ListPage>
    })

/** Declares a reader of one object. */
export function defineReader<Client>(
  resource: Resource,
  reader: Omit<Extract<Reader<Client>, { form: 'object' }>, 'form' | 'resource'>,
): Reader<Client> {
  return { ...reader, resource, form: 'object' }
}

/** Declares a reader of a list. */
export function defineListReader<Client>(
  resource: Resource,
  reader: Omit<Extract<Reader<Client>, { form: 'list' }>, 'form' | 'resource'>,
): Reader<Client> {
  return { ...reader, resource, form: 'list' }
}
