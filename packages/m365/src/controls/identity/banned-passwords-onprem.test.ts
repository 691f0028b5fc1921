import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { passwordsCheckedOnPremises as control } from './banned-passwords-onprem.js'

const settings = (displayName: string, values: Record<string, string>) => [
  { displayName, values: Object.entries(values).map(([name, value]) => ({ name, value })) },
]
const tenant = (values: Record<string, string>, onPremisesSyncEnabled: boolean | null = true) => ({
  '/groupSettings': settings('Password Rule Settings', values),
  '/organization': [{ id: '1', displayName: 'Contoso', onPremisesSyncEnabled }],
})
const good = { EnableBannedPasswordCheckOnPremises: 'true', BannedPasswordCheckOnPremisesMode: 'Enforce' }

describe(control.title, () => {
  it.each(['Enforce', 'Enforced'])('passes in mode %s', (mode) => {
    expect(judge(control, tenant({ ...good, BannedPasswordCheckOnPremisesMode: mode }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each([
    ['it only audits', { ...good, BannedPasswordCheckOnPremisesMode: 'Audit' }],
    ['it is off', { ...good, EnableBannedPasswordCheckOnPremises: 'false' }],
    ['nothing was ever set', {}],
  ])('fails when %s', (_, values) => {
    expect(judge(control, tenant(values))).toMatchObject({ verdict: 'fail' })
  })

  it('does not apply to a tenant that lives in the cloud alone', () => {
    expect(judge(control, tenant({}, null))).toMatchObject({ verdict: 'notApplicable' })
  })
})
