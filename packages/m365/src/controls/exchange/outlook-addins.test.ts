import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { addInsByAdministrators as control } from './outlook-addins.js'

const policies = (...AssignedRoles: string[]) => ({
  'exo:Get-RoleAssignmentPolicy': [{ Name: 'Default', AssignedRoles }],
})

describe(control.title, () => {
  it('passes when the policies hold none of the roles', () => {
    expect(judge(control, policies('MyBaseOptions'))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['My Custom Apps', 'My Marketplace Apps', 'My ReadWriteMailbox Apps', 'My Custom Apps_4f1c'])(
    'fails with %s',
    (role) => {
      expect(judge(control, policies('MyBaseOptions', role))).toMatchObject({
        verdict: 'fail',
        evidence: [{ object: 'Default', value: [role] }],
      })
    },
  )
})
