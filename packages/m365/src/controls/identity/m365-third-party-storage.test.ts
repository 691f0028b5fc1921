import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { foreignStorageClosed as control } from './m365-third-party-storage.js'

const principal = (accountEnabled?: boolean) => ({
  '/servicePrincipals': [{ id: '1', appId: 'c1f33bc0-bdb4-4248-ba9b-096807ddb43e', accountEnabled }],
})

describe(control.title, () => {
  it('passes when its app is disabled', () => {
    expect(judge(control, principal(false))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when its app is enabled, or was never there', () => {
    expect(judge(control, principal(true))).toMatchObject({ verdict: 'fail' })
    expect(judge(control, { '/servicePrincipals': [] })).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the app says nothing', () => {
    expect(judge(control, principal())).toMatchObject({ verdict: 'notAssessed' })
  })
})
