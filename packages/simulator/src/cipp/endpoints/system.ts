import { type Endpoint, ok, plain } from '../call.js'
import { isBaseRole } from '../roles.js'

const VERSION = '10.8.2'

export const systemEndpoints: Record<string, Endpoint> = {
  PublicPing: {
    answer: ({ now, instance }) =>
      ok({ Results: { Message: 'Pong', ColdStart: false, Timestamp: now.toISOString(), RequestId: instance.appId } }),
  },

  GetVersion: {
    permission: 'CIPP.Core.Read',
    anyTenant: true,
    answer: () =>
      ok({
        LocalCIPPVersion: VERSION,
        RemoteCIPPVersion: VERSION,
        LocalCIPPAPIVersion: VERSION,
        RemoteCIPPAPIVersion: VERSION,
        OutOfDateCIPP: false,
        OutOfDateCIPPAPI: false,
      }),
  },

  /** Of a client with one of CIPP's own roles it makes an empty list, which it then does not take. */
  me: {
    anyTenant: true,
    answer({ caller, instance }) {
      const { role = '' } = caller.apiClient
      const custom = instance.customRoles.get(role)
      if (isBaseRole(role) || !custom) {
        return plain(403, "Cannot bind argument to parameter 'UserRoles' because it is null.")
      }
      return ok({ clientPrincipal: { appId: caller.appId, appRole: role }, permissions: custom.permissions })
    },
  },
}
