import { defineControl } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

export const scriptVisualsOff = defineControl({
  id: 'fabric-r-python',
  title: 'Reports run no R or Python scripts',
  area: 'Fabric',
  severity: 'low',
  rationale: 'A script in a report runs code that whoever opens the report did not choose.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: [
      'Open R and Python visuals settings of the Fabric admin portal.',
      'Turn off “Interact with and share R and Python visuals”.',
    ],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'Script visuals in existing reports no longer appear.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate: (facts) => judgeTenantSetting(facts, 'RScriptVisual', 'off'),
})
