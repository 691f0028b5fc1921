import { fail, notAssessed, type Outcome, pass } from '@tenantry/core'

/** One setting as it was found. */
export interface Setting {
  object?: string
  id?: string
  property: string
  value: unknown
  expected: string
  ok: boolean
}

/** Judges that all settings are as they should be; one that is not among what was read leaves it open. */
export function judgeSettings(
  settings: readonly Setting[],
  good: string,
  bad: string,
  warnings: readonly string[] = [],
): Outcome {
  const unread = settings.find(({ value }) => value === undefined || value === null)
  if (unread) return settingMissing(unread.property)
  const evidence = settings.map((setting) => ({ object: 'Tenant settings', ...setting }))
  return settings.every(({ ok }) => ok) ? pass(good, { evidence, warnings }) : fail(bad, { evidence, warnings })
}

/** The outcome where a setting is not among what was read. */
export function settingMissing(property: string): Outcome {
  return notAssessed('notRead', `The setting ${property} is not among what was read.`)
}

/** A setting that is text where it should be a truth. */
export function isTrue(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value.toLowerCase() === 'true'
}
