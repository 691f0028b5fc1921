import { defineControl, type Outcome } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

/** The present name of the setting, and the one that older tenants still have. */
const SETTINGS = ['AllowExternalDataSharingSwitch', 'EnableDatasetInPlaceSharing']

export const externalDataSharingLimited = defineControl({
  id: 'fabric-external-data-sharing',
  title: 'Data is shared with other organizations only by chosen people',
  area: 'Fabric',
  severity: 'medium',
  rationale: 'External data sharing gives another organization live access to data, not a copy that ages.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: [
      'Open Export and sharing settings of the Fabric admin portal.',
      'Turn off external data sharing and in-place sharing of datasets, or limit both to security groups.',
    ],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'Sharing that exists goes on until it is revoked; new sharing needs somebody of the groups.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate(facts) {
    const judged = SETTINGS.map((name) => judgeTenantSetting(facts, name, 'offOrLimited'))
    const known = judged.filter(({ verdict }) => verdict !== 'notAssessed')
    return known.find(({ verdict }) => verdict === 'fail') ?? known[0] ?? (judged[0] as Outcome)
  },
})
