import { fail, notAssessed, type Outcome, pass } from '@tenantry/core'

export interface Setting {
  object: string
  id?: string
  property: string
  value: unknown
  expected: string
}

/** Judges one switch that must be on, or off. */
export function judgeSwitch(setting: Setting, wanted: boolean, good: string, bad: string): Outcome {
  if (setting.value === null || setting.value === undefined) return settingMissing(setting.property)
  const ok = setting.value === wanted
  const evidence = [{ ...setting, ok }]
  return ok ? pass(good, { evidence }) : fail(bad, { evidence })
}

/** The outcome where a setting is not among what was read. */
export function settingMissing(property: string): Outcome {
  return notAssessed('notRead', `The setting ${property} is not among what was read.`)
}

/** Domains that only carry mail between halves of a hybrid organization: nobody publishes records for them. */
export function isCoexistenceDomain(domain: string): boolean {
  return domain.toLowerCase().endsWith('.mail.onmicrosoft.com')
}
