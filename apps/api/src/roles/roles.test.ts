import { describe, expect, it } from 'vitest'
import { permissionNames } from './permissions.js'
import { mayGrant, roleNames, roles, rolesWith } from './roles.js'

const allowed = (role: (typeof roleNames)[number]) => roles[role].permissions

describe('roles', () => {
  it('let an owner do everything', () => {
    expect([...allowed('owner')].sort()).toEqual([...permissionNames].sort())
  })

  it.each([
    ['owner', 'admin'],
    ['admin', 'operator'],
    ['admin', 'auditor'],
    ['admin', 'approver'],
  ] as const)('let an %s do more than an %s', (more, less) => {
    expect(allowed(more)).toEqual(expect.arrayContaining([...allowed(less)]))
    expect(allowed(more).length).toBeGreaterThan(allowed(less).length)
  })

  it('let an auditor change nothing, and an approver only approve what others ask for', () => {
    const changes = (role: 'approver' | 'auditor') => allowed(role).filter((one) => !one.endsWith(':read'))
    expect(changes('auditor')).toEqual([])
    expect(changes('approver')).toEqual(['compliance:approve'])
    expect(allowed('operator')).not.toContain('compliance:approve')
  })

  it('let an auditor read everything', () => {
    expect(allowed('auditor')).toEqual(permissionNames.filter((permission) => permission.endsWith(':read')))
  })

  it('name whom to ask for a permission', () => {
    expect(rolesWith('organization:write')).toEqual(['owner'])
    expect(rolesWith('audit:read')).toEqual(['owner', 'admin', 'auditor'])
    expect(rolesWith('no:such')).toEqual([])
  })

  it('are given only by those who have all of it themselves', () => {
    expect(mayGrant(allowed('admin'), allowed('operator'))).toBe(true)
    expect(mayGrant(allowed('admin'), allowed('owner'))).toBe(false)
    expect(mayGrant(allowed('operator'), allowed('auditor'))).toBe(false)
  })
})
