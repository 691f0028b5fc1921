import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { auditLogOn as control } from './audit-on.js'

const config = (...list: object[]) => ({ 'exo:Get-AdminAuditLogConfig': list })

describe(control.title, () => {
  it('passes when it is on', () => {
    expect(judge(control, config({ UnifiedAuditLogIngestionEnabled: true }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when it is off', () => {
    expect(judge(control, config({ UnifiedAuditLogIngestionEnabled: false }))).toMatchObject({ verdict: 'fail' })
  })

  it.each([[[]], [[{}]]])('is not assessed when %j came', (list) => {
    expect(judge(control, config(...list))).toMatchObject({ verdict: 'notAssessed' })
  })
})
