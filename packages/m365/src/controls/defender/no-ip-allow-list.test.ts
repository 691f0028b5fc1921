import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { noAllowedAddresses as control } from './no-ip-allow-list.js'

const filter = (IPAllowList: unknown) => ({
  'exo:Get-HostedConnectionFilterPolicy': [{ Name: 'Default', IPAllowList }],
})

describe(control.title, () => {
  it.each([[[]], [null]])('passes when the list is %j', (list) => {
    expect(judge(control, filter(list))).toMatchObject({ verdict: 'pass' })
  })

  it('cannot be assessed when there is no list in what was read', () => {
    expect(judge(control, filter(undefined))).toMatchObject({ verdict: 'notAssessed' })
  })

  it('fails and names what is on it', () => {
    expect(judge(control, filter(['203.0.113.25', '198.51.100.0/24']))).toMatchObject({
      verdict: 'fail',
      reason: '2 entries let servers past the filters: 203.0.113.25, 198.51.100.0/24.',
    })
  })
})
