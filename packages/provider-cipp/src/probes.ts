import type { Probe } from '@tenantry/core'
import type { CippConnection } from './connection.js'
import { CORE_READ } from './permissions.js'

export const probes: readonly Probe<CippConnection>[] = [
  {
    id: 'tenants',
    name: 'List the tenants that CIPP manages',
    set: 'core',
    permissions: [CORE_READ],
    async run({ tenants }) {
      const { size } = await tenants.all({ fresh: true })
      return size === 1 ? '1 tenant' : `${size} tenants`
    },
  },
]
