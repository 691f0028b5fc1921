import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const used = z.looseObject({ userCount: z.number().nullish() }).nullish()

/** https://learn.microsoft.com/graph/api/resources/azureadpremiumlicenseinsight */
export const premiumLicenceInsight = defineResource({
  id: 'entra.premiumLicenceInsight',
  name: 'Use of Entra ID P1 and P2',
  service: 'Entra ID',
  source: '/beta/reports/azureADPremiumLicenseInsight',
  schema: z.looseObject({
    entitledP1LicenseCount: z.number().nullish(),
    entitledP2LicenseCount: z.number().nullish(),
    p2FeatureUtilizations: z
      .looseObject({ riskBasedConditionalAccess: used, riskBasedConditionalAccessGuestUsers: used })
      .nullish(),
  }),
  measuredBy: 'Microsoft',
  volatile: ['p1FeatureUtilizations', 'p2FeatureUtilizations'],
})
