import { defineManualControl } from '@tenantry/core'

export const everyoneResetsAlone = defineManualControl({
  id: 'entra-sspr-all',
  title: 'Everyone can reset a forgotten password alone',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'Every call to support about a password is a chance for somebody who only pretends to have forgotten it.',
  licence: 'Entra ID P1',
  remediation: {
    steps: ['Enable self-service password reset for all, with two methods.'],
    link: 'https://learn.microsoft.com/entra/identity/authentication/tutorial-enable-sspr',
    impact: 'People register their methods at the next sign-in.',
  },
  instructions: [
    'Open Protection › Password reset of the Microsoft Entra admin center.',
    'It is enabled for All, asks for two methods, asks people to register, and tells them and administrators of resets.',
  ],
  because: 'Graph does not tell for whom it is enabled.',
})
