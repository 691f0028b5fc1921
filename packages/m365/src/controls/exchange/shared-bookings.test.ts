import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { sharedBookingsOff as control } from './shared-bookings.js'

const tenant = (BookingsEnabled?: boolean, BookingsMailboxCreationEnabled?: boolean) => ({
  'exo:Get-OrganizationConfig': [{ BookingsEnabled }],
  'exo:Get-OwaMailboxPolicy': [{ Name: 'Default', IsDefault: true, BookingsMailboxCreationEnabled }],
})

describe(control.title, () => {
  it.each([
    ['for everyone', tenant(false, true)],
    ['in the default policy', tenant(true, false)],
  ])('passes when it is off %s', (_, snapshot) => {
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass' })
  })

  it('fails when both are on', () => {
    expect(judge(control, tenant(true, true))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when neither is among what came', () => {
    expect(judge(control, tenant())).toMatchObject({ verdict: 'notAssessed' })
  })
})
