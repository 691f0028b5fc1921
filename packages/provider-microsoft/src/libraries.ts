import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

// Microsoft's libraries come when a connection first needs them: every start would wait for them otherwise.

export const msal = () => require('@azure/msal-node') as typeof import('@azure/msal-node')

/** The SDK's ES module build has no file extensions in its imports, which Node refuses; its CommonJS build works. */
export const graphSdk = () =>
  require('@microsoft/microsoft-graph-client') as typeof import('@microsoft/microsoft-graph-client')
