import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { priorityAccountsProtected as control } from './priority-accounts.js'

const settings = (...list: object[]) => ({ 'exo:Get-EmailTenantSettings': list })

describe(control.title, () => {
  it('passes when it is on, and says what cannot be seen', () => {
    expect(judge(control, settings({ EnablePriorityAccountProtection: true }))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('tag')],
    })
  })

  it.each([
    ['it is off', [{ EnablePriorityAccountProtection: false }]],
    ['there are no settings', []],
  ])('fails when %s', (_, list) => {
    expect(judge(control, settings(...list))).toMatchObject({ verdict: 'fail' })
  })
})
