import { describe, expect, it } from 'vitest'
import { parsedPolicy } from '../../../test/conditional-access-sample.js'
import { gapsToUnmanagedDevices } from './devices.js'

const gaps = (devices: object | null) => gapsToUnmanagedDevices(parsedPolicy({ conditions: { devices } }))

const filter = (mode: string, rule: string | null) => ({ deviceFilter: { mode, rule } })

describe('a policy reaches devices that nobody manages', () => {
  it.each<[string, object | null]>([
    ['it has no filter', null],
    [
      'it leaves out managed ones',
      filter('exclude', 'device.isCompliant -eq True -or device.trustType -eq "ServerAD"'),
    ],
    [
      'it leaves out named models',
      filter('exclude', 'device.model -startsWith "Surface" -or device.model -in ["Hub"]'),
    ],
    ['it includes what is not compliant', filter('include', 'device.isCompliant -ne True')],
    ['it includes what is in no list', filter('include', 'device.trustType -notIn ["ServerAD", "AzureAD"]')],
  ])('when %s', (_, devices) => {
    expect(gaps(devices)).toEqual([])
  })

  it.each<[string, object]>([
    [
      'includes what is said not to be compliant, as devices that are not registered say nothing',
      filter('include', 'device.isCompliant -eq False'),
    ],
    ['leaves out what is not compliant', filter('exclude', 'device.isCompliant -ne True')],
    ['mixes both kinds of operators', filter('include', 'device.isCompliant -ne True -and device.model -eq "Hub"')],
    ['has a rule that is not understood', filter('include', 'device.isCompliant')],
    ['has no rule', filter('exclude', null)],
  ])('but not surely when it %s', (_, devices) => {
    expect(gaps(devices)).toMatchObject([{ property: 'conditions.devices.deviceFilter' }])
  })
})
