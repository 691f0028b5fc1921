import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { dkimSigns as control } from './dkim-enabled.js'

const accepted = (...names: string[]) => ({ 'exo:Get-AcceptedDomain': names.map((DomainName) => ({ DomainName })) })
const tenant = (Enabled: boolean, ...rows: object[]) => ({
  ...accepted('a.com'),
  'exo:Get-DkimSigningConfig': [{ Domain: 'a.com', Enabled }],
  'dns:TXT/dkim': rows.map((row) => ({ domain: 'a.com', ...row })),
})

describe(control.title, () => {
  it('passes when signing is on and one of the two keys is found', () => {
    expect(
      judge(
        control,
        tenant(true, { name: 'selector1', records: ['v=DKIM1; k=rsa; p=MIG'] }, { name: 'selector2', records: [] }),
      ),
    ).toMatchObject({ verdict: 'pass' })
  })

  it('leaves out domains of hybrid coexistence', () => {
    expect(
      judge(control, { ...accepted('a.mail.onmicrosoft.com'), 'exo:Get-DkimSigningConfig': [], 'dns:TXT/dkim': [] }),
    ).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, ReturnType<typeof tenant>]>([
    ['signing is off', tenant(false, { records: ['v=DKIM1; p=MIG'] })],
    ['no key is found', tenant(true, { records: [] })],
    ['what is found is no key', tenant(true, { records: ['hello'] })],
    ['there is no configuration', { ...tenant(true), 'exo:Get-DkimSigningConfig': [] }],
  ])('fails when %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail' })
  })

  it.each<[string, ReturnType<typeof tenant>]>([
    ['DNS did not answer', tenant(true, { records: [], problem: 'timeout' })],
    ['nobody looked', tenant(true)],
  ])('is not assessed when signing is on and %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'notAssessed' })
  })
})
