import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { foreignStorageOff as control } from './owa-storage-providers.js'

const policies = (...list: object[]) => ({ 'exo:Get-OwaMailboxPolicy': list })

describe(control.title, () => {
  it('passes when every policy forbids it', () => {
    expect(judge(control, policies({ Name: 'Default', AdditionalStorageProvidersAvailable: false }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it('fails by one policy, and names it', () => {
    expect(
      judge(
        control,
        policies(
          { Name: 'Default', AdditionalStorageProvidersAvailable: false },
          { Name: 'Sales', AdditionalStorageProvidersAvailable: true },
        ),
      ),
    ).toMatchObject({ verdict: 'fail', evidence: [{ object: 'Sales' }] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Name: 'Default' }))).toMatchObject({ verdict: 'notAssessed' })
  })
})
