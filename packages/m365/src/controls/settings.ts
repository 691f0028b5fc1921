import { type Evidence, fail, notAssessed, type Outcome, pass } from '@tenantry/core'

/** One setting as it was found; of the tenant as a whole where no object is named. */
export interface Setting extends Omit<Evidence, 'object' | 'property' | 'value' | 'expected'> {
  object?: string
  property: string
  value: unknown
  expected: string
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

/** Judges one switch that must be on, or off. */
export function judgeSwitch(setting: Omit<Setting, 'ok'>, wanted: boolean, good: string, bad: string): Outcome {
  return judgeSettings([{ ...setting, ok: setting.value === wanted }], good, bad)
}

/** The outcome where a setting is not among what was read. */
export function settingMissing(property: string): Outcome {
  return notAssessed('notRead', `The setting ${property} is not among what was read.`)
}

/** A setting that is text where it should be a truth. */
export function isTrue(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value.toLowerCase() === 'true'
}
