import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { safeDocumentsOn as control } from './safe-docs.js'

const settings = (...list: object[]) => ({ 'exo:Get-AtpPolicyForO365': list })

describe(control.title, () => {
  it('passes when files are checked and nobody gets around it', () => {
    expect(judge(control, settings({ EnableSafeDocs: true, AllowSafeDocsOpen: false }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each([
    ['it is off', [{ EnableSafeDocs: false, AllowSafeDocsOpen: false }]],
    ['people may click through', [{ EnableSafeDocs: true, AllowSafeDocsOpen: true }]],
    ['nothing is set up', []],
  ])('fails when %s', (_, list) => {
    expect(judge(control, settings(...list))).toMatchObject({ verdict: 'fail' })
  })
})
