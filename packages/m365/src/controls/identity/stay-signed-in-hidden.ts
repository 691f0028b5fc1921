import { defineManualControl } from '@tenantry/core'

export const stayingSignedInNotOffered = defineManualControl({
  id: 'entra-stay-signed-in-hidden',
  title: 'Nobody is asked to stay signed in',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'Whoever says yes on a shared computer leaves the door open.',
  licence: 'Entra ID P1',
  remediation: {
    steps: ['Set Show keep user signed in to No.'],
    link: 'https://learn.microsoft.com/entra/fundamentals/how-to-manage-stay-signed-in-prompt',
    impact: 'People sign in more often.',
  },
  instructions: ['Open User settings of the Microsoft Entra admin center.', 'Show keep user signed in is set to No.'],
  because: 'The setting is not among what Graph tells.',
})
