import { defineError } from '@tenantry/core'

/** The assessment has ended and cannot be cancelled. */
export const assessmentEnded = defineError({
  code: 'assessment_ended',
  status: 409,
  title: 'The assessment has ended',
  why: () => 'It ended before, so there is nothing to cancel.',
  fix: () => 'Start another one if it is needed.',
  example: {},
})

/** An assessment can be tried again only once it has ended. */
export const assessmentUnderWay = defineError({
  code: 'assessment_under_way',
  status: 409,
  title: 'The assessment is under way',
  why: () => 'It has not ended yet.',
  fix: () => 'Wait for its end, or cancel it first.',
  example: {},
})

/** Another schedule has this name. */
export const scheduleNameTaken = defineError({
  code: 'schedule_name_taken',
  status: 409,
  title: 'This name is taken',
  why: (p: { name: string }) => `Another schedule of this organization is called “${p.name}”.`,
  fix: () => 'Choose another name.',
  example: { name: 'Every Monday' },
})

/** No control is there to judge by. */
export const nothingToJudge = defineError({
  code: 'nothing_to_judge',
  status: 422,
  title: 'No control is chosen',
  why: () => 'No control belongs to what was chosen, or no provider that is switched on brings any.',
  fix: () => 'Choose other frameworks or another scope, or switch on a provider with controls.',
  example: {},
})

/** A tenant could not be assessed, since nothing could be read of it. */
export const nothingRead = defineError({
  code: 'nothing_read',
  status: 502,
  title: 'Nothing could be read',
  why: (p: { tenant: string; reason?: string }) =>
    `Nothing of ${p.tenant} could be read, so that its verdicts stand as they were.${p.reason === undefined ? '' : ` ${p.reason}`}`,
  fix: () => 'Open the snapshot: it says for each part why it was not read. Then assess the tenant again.',
  retryable: true,
  example: { tenant: 'Contoso', reason: 'The connection is disabled.' },
})
