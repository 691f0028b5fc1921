import { defineReader } from '@tenantry/core'
import { tenantId } from '@tenantry/m365/resources/tenant-id'
import type { MicrosoftConnection } from '../connection.js'
import { ORGANIZATION } from './access.js'
import type { MicrosoftReader } from './graph.js'

/** A tenant can be named by a domain; the token says its id. */
export const tenantReaders: readonly MicrosoftReader[] = [
  defineReader<MicrosoftConnection>(tenantId, {
    ...ORGANIZATION,
    read: async ({ tokens }) => (await tokens.forGraph()).tenantId,
  }),
]
