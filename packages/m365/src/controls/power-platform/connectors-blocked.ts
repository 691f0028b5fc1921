import { defineControl, fail, pass } from '@tenantry/core'
import { dataPolicies } from '../../resources/power-platform.js'
import { tenantId } from '../../resources/tenant-id.js'
import { defaultEnvironmentOf, reaches, titleOf } from './reasoning.js'

/** Connectors that can send data anywhere, whatever service they are pointed at. */
const OPEN_ENDED = ['HttpWebhook']

export const openConnectorsBlocked = defineControl({
  id: 'pp-connectors-blocked',
  title: 'The default environment blocks connectors that reach any address',
  area: 'Power Platform',
  severity: 'medium',
  rationale: 'A connector without a fixed destination carries data out past every other rule.',
  licence: 'Power Platform',
  remediation: {
    steps: [
      'Open the data policy of the default environment in the Power Platform admin center.',
      'Move the connectors named here to the group Blocked.',
    ],
    link: 'https://learn.microsoft.com/power-platform/admin/dlp-connector-classification',
    impact: 'Flows of the default environment that use them stop.',
  },
  needs: { policies: dataPolicies, tenant: tenantId },
  evaluate({ policies, tenant }) {
    const environment = defaultEnvironmentOf(tenant)
    const guards = policies.filter((policy) => reaches(policy, environment))
    if (guards.length === 0) return fail(`No data policy reaches the default environment, ${environment}.`)
    const open = guards.flatMap((policy) =>
      policy.connectorGroups
        .filter(({ classification }) => classification !== 'Blocked')
        .flatMap(({ connectors }) => connectors.map(({ id }) => id))
        .filter((id) => OPEN_ENDED.includes(id.split('/').at(-1) ?? id))
        .map((id) => ({ policy, id })),
    )
    if (open.length === 0) return pass('No connector that reaches any address is allowed in the default environment.')
    return fail(`${[...new Set(open.map(({ id }) => id))].join(', ')} may be used in the default environment.`, {
      evidence: open.map(({ policy, id }) => ({
        object: titleOf(policy),
        id: policy.name,
        property: 'connectorGroups',
        value: id,
        expected: 'Blocked',
        ok: false,
      })),
    })
  },
})
