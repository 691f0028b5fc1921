import { createApiClient } from '@tenantry/api-client'

/** The API of the server this page came from, signed in by the session cookie. */
export const api = createApiClient()
