import { defineError } from '@tenantry/core'

/** An organization without an owner could never be given one again. */
export const lastOwner = defineError({
  code: 'last_owner',
  status: 409,
  title: 'This is the last owner',
  why: (p: { name: string }) => `${p.name} is the only owner, and an organization needs one.`,
  fix: () => 'Make someone else an owner first.',
  example: { name: 'Ada' },
})

/** Nobody hands out, or takes away, what they do not have. */
export const roleTooHigh = defineError({
  code: 'role_too_high',
  status: 403,
  title: 'This is above your own role',
  why: (p: { what: string }) => `${p.what} includes permissions that you do not have yourself.`,
  fix: () => 'Choose less, or ask an owner of the organization.',
  example: { what: 'The role owner' },
})

/** The person is in already. */
export const alreadyMember = defineError({
  code: 'already_member',
  status: 409,
  title: 'Already a member',
  why: (p: { email: string }) => `${p.email} already belongs to this organization.`,
  fix: () => 'Change their role on the members page instead.',
  example: { email: 'bo@example.com' },
})
