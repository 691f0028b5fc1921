import { provenanceBy } from '@tenantry/core'

/** Response headers that carry Microsoft's id of an exchange, in order of preference. */
export const requestIdHeaders = ['request-id', 'x-ms-request-id', 'client-request-id'] as const

/** Says which exchange an answer came from. */
export const provenanceOf = provenanceBy(requestIdHeaders, decodeURIComponent)
