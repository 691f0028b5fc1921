import { defineControl, fail, notApplicable, notAssessed, pass } from '@tenantry/core'
import { premiumLicenceInsight } from '../../resources/premium-licence-insight.js'

export const p2Covered = defineControl({
  id: 'lic-p2-coverage',
  title: 'Everyone who uses Entra ID P2 has a licence for it',
  area: 'Licences',
  severity: 'low',
  rationale: 'Features that are used without a licence may be cut off, and cost more at the next audit.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Compare who is covered by risk policies with the licences bought.',
      'Buy the missing licences, or limit the policies to the people who have one.',
    ],
    link: 'https://learn.microsoft.com/entra/fundamentals/licensing',
    impact: 'None.',
  },
  needs: { insight: premiumLicenceInsight },
  evaluate({ insight }) {
    const entitled = insight.entitledP2LicenseCount
    const used = insight.p2FeatureUtilizations?.riskBasedConditionalAccess?.userCount
    if (entitled === null || entitled === undefined || used === null || used === undefined) {
      return notAssessed('notRead', 'The number of licences or of people who use them is not among what was read.')
    }
    if (used === 0) return notApplicable('Nobody uses what needs Entra ID P2.')
    const ok = used <= entitled
    const evidence = [
      {
        object: 'Entra ID P2',
        property: 'riskBasedConditionalAccess.userCount',
        value: used,
        expected: `${entitled} or less`,
        ok,
      },
    ]
    return ok
      ? pass(`${used} people use Entra ID P2, and ${entitled} licences are there.`, { evidence })
      : fail(`${used} people use Entra ID P2, but only ${entitled} licences are there.`, { evidence })
  },
})
