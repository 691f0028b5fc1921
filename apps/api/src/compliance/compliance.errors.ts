import { defineError } from '@tenantry/core'

/** Nobody approves what they asked for themselves, while somebody else may. */
export const ownException = defineError({
  code: 'own_exception',
  status: 403,
  title: 'Somebody else decides',
  why: () => 'You asked for this exception, and somebody else here may decide about it.',
  fix: () => 'Ask an owner, an admin or an approver of the organization.',
  example: {},
})

/** A program decides only where no person may. */
export const personDecides = defineError({
  code: 'person_decides',
  status: 403,
  title: 'A person decides',
  why: () => 'Exceptions are decided by people, and this request came with an API key.',
  fix: () => 'Ask an owner, an admin or an approver of the organization to sign in and decide.',
  example: {},
})

/** Someone was faster, or time was. */
export const exceptionDecided = defineError({
  code: 'exception_decided',
  status: 409,
  title: 'The exception is no longer waiting',
  why: (p: { status: string }) => `Its status is “${p.status}”, so there is nothing to decide.`,
  fix: () => 'Look at the exception again.',
  example: { status: 'denied' },
})

/** Only what is in force can be ended or renewed. */
export const exceptionNotActive = defineError({
  code: 'exception_not_active',
  status: 409,
  title: 'The exception is not in force',
  why: (p: { status: string }) => `Its status is “${p.status}”.`,
  fix: () => 'Ask for a new exception if one is needed.',
  example: { status: 'expired' },
})

/** One request to renew is enough. */
export const renewalWaiting = defineError({
  code: 'renewal_waiting',
  status: 409,
  title: 'Its renewal is waiting already',
  why: () => 'Somebody has asked for this exception to go on, and it is not decided yet.',
  fix: () => 'Decide about that request, or withdraw it first.',
  example: {},
})

/** A program judges the control, so nobody's word is asked for. */
export const notManual = defineError({
  code: 'not_manual',
  status: 409,
  title: 'This control is judged by what was read',
  why: (p: { control: string }) => `“${p.control}” asks for no attestation in at least one of these tenants.`,
  fix: () => 'Attest manual controls; ask for an exception where a failure is accepted.',
  example: { control: 'Legacy authentication is blocked' },
})

/** The attestation was taken back. */
export const attestationWithdrawn = defineError({
  code: 'attestation_withdrawn',
  status: 409,
  title: 'The attestation was withdrawn',
  why: () => 'It was taken back and can no longer be changed.',
  fix: () => 'Attest anew.',
  example: {},
})

/** An attachment stays as it is: it is evidence. */
export const attachmentKept = defineError({
  code: 'attachment_kept',
  status: 409,
  title: 'The attestation has an attachment',
  why: () => 'An attachment is evidence and is not replaced.',
  fix: () => 'Attest anew with the other file.',
  example: {},
})

/** Another question has this name. */
export const questionNameTaken = defineError({
  code: 'question_name_taken',
  status: 409,
  title: 'This name is taken',
  why: (p: { name: string }) => `Another question of this organization is called “${p.name}”.`,
  fix: () => 'Choose another name.',
  example: { name: 'Who lacks P1?' },
})
