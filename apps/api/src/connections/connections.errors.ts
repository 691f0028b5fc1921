import { defineError } from '@tenantry/core'

/** Another connection of the organization has this name. */
export const nameTaken = defineError({
  code: 'name_taken',
  status: 409,
  title: 'This name is taken',
  why: (p: { name: string }) => `Another connection of this organization is called “${p.name}”.`,
  fix: () => 'Choose another name.',
  example: { name: 'Contoso' },
})

/** A setting that the secret is bound to changed, and no secret came with it. */
export const credentialNeeded = defineError({
  code: 'credential_needed',
  status: 422,
  title: 'The credential is needed again',
  why: (p: { fields: readonly string[] }) =>
    `A stored secret is never sent to another place, and ${p.fields.join(', ')} changed where it would go.`,
  fix: () => 'Enter the secret together with the new settings.',
  example: { fields: ['tenantId'] },
})

/** The connection is switched off. */
export const connectionDisabled = defineError({
  code: 'connection_disabled',
  status: 409,
  title: 'The connection is switched off',
  why: (p: { name: string }) => `“${p.name}” is disabled, so nothing is called through it.`,
  fix: () => 'Enable it first.',
  example: { name: 'Contoso' },
})

/** Settings or credentials changed while a test was running. */
export const changedMeanwhile = defineError({
  code: 'changed_meanwhile',
  status: 409,
  title: 'The connection changed meanwhile',
  why: () => 'Someone changed this connection while the request was running.',
  fix: () => 'Look at it again, then repeat what you wanted to do.',
  retryable: true,
  example: {},
})

/** A step of the rotation that does not come now. */
export const rotationStep = defineError({
  code: 'rotation_step',
  status: 409,
  title: 'This is not the next step of the rotation',
  why: (p: { step: string }) => `The rotation stands at “${p.step}”.`,
  fix: () => 'Look at the rotation again and go on from there.',
  example: { step: 'update' },
})
