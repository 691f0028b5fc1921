import { provenanceBy } from '@tenantry/core'

/** Response headers with the id of an exchange: of App Service in front of CIPP, and of Microsoft Entra. */
export const requestIdHeaders = ['x-ms-middleware-request-id', 'x-ms-request-id', 'x-azure-ref'] as const

/** Says which exchange an answer came from. */
export const provenanceOf = provenanceBy(requestIdHeaders)
