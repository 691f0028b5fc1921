import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { permissionsInUse as control } from './app-unused-privileges.js'

const unused = { PermissionValue: 'Mail.ReadWrite', PrivilegeLevel: 'High', UsageStatus: 'NotInUse' }
const tenant = (Permissions: unknown, AppStatus = 'Enabled') => ({
  'hunting:OAuthAppInfo': [{ OAuthAppId: 'a', AppName: 'Robot', AppStatus, Permissions }],
})

describe(control.title, () => {
  it.each<[string, object]>([
    ['is in use', { ...unused, UsageStatus: 'InUse' }],
    ['is one of which use is not known', { ...unused, UsageStatus: 'NotSupported' }],
    ['is a small one', { ...unused, PrivilegeLevel: 'Low' }],
  ])('passes when the permission %s', (_, permission) => {
    expect(judge(control, tenant([permission]))).toMatchObject({ verdict: 'pass' })
  })

  it('passes when the application is disabled', () => {
    expect(judge(control, tenant([unused], 'DisabledByUser'))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, unknown]>([
    ['as a list', [unused]],
    ['as text, as hunting gives it', JSON.stringify([unused])],
    ['by the name of Microsoft’s page', [{ ...unused, PermissionValue: undefined, PermissionName: 'Mail.ReadWrite' }]],
  ])('fails with a privileged permission unused, given %s', (_, permissions) => {
    expect(judge(control, tenant(permissions))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Robot', value: ['Mail.ReadWrite'] }],
    })
  })

  it('reads applications without permissions', () => {
    expect(judge(control, tenant(null))).toMatchObject({ verdict: 'pass' })
  })
})
