import { defineManualControl } from '@tenantry/core'

export const ownersDecideNothing = defineManualControl({
  id: 'entra-group-owner-requests',
  title: 'Owners do not decide on requests for groups',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'An owner who lets somebody in gives away whatever the group opens.',
  licence: 'Entra ID P1',
  remediation: {
    steps: ['Set the choice to No.'],
    link: 'https://learn.microsoft.com/entra/identity/users/groups-self-service-management',
    impact: 'Administrators decide on requests.',
  },
  instructions: [
    'Open Groups › General of the Microsoft Entra admin center.',
    'Owners can manage group membership requests in My Groups is set to No.',
  ],
  because: 'The setting is not among what Graph tells.',
})
