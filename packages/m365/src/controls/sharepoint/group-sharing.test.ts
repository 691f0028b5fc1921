import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { sharingByGroup as control } from './group-sharing.js'

const tenant = (settings: object) => ({ 'spo:SPO.Tenant': settings })

describe(control.title, () => {
  it.each([
    ['as text', 'c5a1…'],
    ['as a list', ['c5a1…']],
  ])('passes when a group is named, %s', (_, WhoCanShareAllowListInTenant) => {
    expect(judge(control, tenant({ SharingCapability: 1, WhoCanShareAllowListInTenant }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each<[string, unknown]>([
    ['is empty', ''],
    ['is an empty list', []],
    ['is null', null],
  ])('fails when the list %s', (_, WhoCanShareAllowListInTenant) => {
    expect(judge(control, tenant({ SharingCapability: 1, WhoCanShareAllowListInTenant }))).toMatchObject({
      verdict: 'fail',
    })
  })

  it('does not apply where nothing is shared', () => {
    expect(judge(control, tenant({ SharingCapability: 0 }))).toMatchObject({ verdict: 'notApplicable' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
