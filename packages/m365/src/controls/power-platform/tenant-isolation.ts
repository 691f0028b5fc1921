import { defineControl, fail, pass } from '@tenantry/core'
import { tenantIsolation } from '../../resources/power-platform.js'

export const tenantIsolationOn = defineControl({
  id: 'pp-tenant-isolation',
  title: 'Connections between Power Platform and other tenants are blocked',
  area: 'Power Platform',
  severity: 'high',
  rationale: 'Without isolation, a flow can carry data to an account that the same person has in another tenant.',
  licence: 'Power Platform',
  remediation: {
    steps: [
      'Open Security › Identity and access › Tenant isolation of the Power Platform admin center.',
      'Turn on restricting cross-tenant connections, and list the tenants that you work with.',
    ],
    link: 'https://learn.microsoft.com/power-platform/admin/cross-tenant-restrictions',
    impact: 'Flows that sign in to another tenant stop, unless that tenant is on the list.',
  },
  needs: { isolation: tenantIsolation },
  evaluate({ isolation: [policy] }) {
    const off = policy?.properties?.isDisabled
    if (off === undefined || off === null) return fail('Tenant isolation was never set up.')
    const evidence = [
      { object: 'Tenant isolation', property: 'properties.isDisabled', value: off, expected: 'false', ok: !off },
    ]
    return off ? fail('Tenant isolation is off.', { evidence }) : pass('Tenant isolation is on.', { evidence })
  },
})
