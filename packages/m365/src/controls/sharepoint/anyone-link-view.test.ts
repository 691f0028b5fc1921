import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { anyoneLinksView as control } from './anyone-link-view.js'

const tenant = (settings: object) => ({ 'spo:SPO.Tenant': settings })

describe(control.title, () => {
  it('passes when both kinds view', () => {
    expect(
      judge(control, tenant({ SharingCapability: 2, FileAnonymousLinkType: 1, FolderAnonymousLinkType: 1 })),
    ).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['files', 2, 1],
    ['folders', 1, 3],
    ['files and folders', 2, 2],
  ])('fails when links to %s do more', (what, FileAnonymousLinkType, FolderAnonymousLinkType) => {
    const outcome = judge(control, tenant({ SharingCapability: 2, FileAnonymousLinkType, FolderAnonymousLinkType }))
    expect(outcome).toMatchObject({ verdict: 'fail', reason: expect.stringContaining(what) })
  })

  it('does not apply where there are no such links', () => {
    expect(
      judge(control, tenant({ SharingCapability: 1, FileAnonymousLinkType: 2, FolderAnonymousLinkType: 2 })),
    ).toMatchObject({ verdict: 'notApplicable' })
  })

  it('is not assessed when one of the two is not among what came', () => {
    expect(judge(control, tenant({ SharingCapability: 0, FileAnonymousLinkType: 1 }))).toMatchObject({
      verdict: 'notAssessed',
    })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
