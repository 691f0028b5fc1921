import { defineManualControl } from '@tenantry/core'

export const groupPagesClosed = defineManualControl({
  id: 'entra-mygroups-restricted',
  title: 'People do not manage groups in My Groups',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'There, anyone can look through all groups for one worth joining.',
  licence: 'Entra ID P1',
  remediation: {
    steps: ['Set the restriction to Yes.'],
    link: 'https://learn.microsoft.com/entra/identity/users/groups-self-service-management',
    impact: 'People ask owners to add them.',
  },
  instructions: [
    'Open Groups › General of the Microsoft Entra admin center.',
    'Restrict user ability to access groups features in My Groups is set to Yes.',
  ],
  because: 'The setting is not among what Graph tells.',
})
