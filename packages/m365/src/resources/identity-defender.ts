import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/security-healthissue */
export const identityHealthIssues = defineResource({
  id: 'defender.identityHealthIssues',
  name: 'Health issues of Defender for Identity',
  service: 'Defender for Identity',
  source: '/security/identities/healthIssues',
  schema: z.array(
    z.looseObject({
      id: z.string().nullish(),
      displayName: z.string().nullish(),
      /** Open: `low`, `medium`, `high`. */
      severity: z.string().nullish(),
      /** Open: `open`, `closed`, `suppressed`. */
      status: z.string().nullish(),
      sensorDNSNames: z.array(z.string()).nullish(),
    }),
  ),
  key: 'id',
  label: 'displayName',
})

/** https://learn.microsoft.com/graph/api/resources/security-sensor */
export const identitySensors = defineResource({
  id: 'defender.identitySensors',
  name: 'Sensors of Defender for Identity',
  service: 'Defender for Identity',
  source: '/security/identities/sensors',
  schema: z.array(z.looseObject({ id: z.string().nullish(), displayName: z.string().nullish() })),
  key: 'id',
  label: 'displayName',
})
