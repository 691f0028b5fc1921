import { describe, expect, it } from 'vitest'
import type { Tenant } from '../model.js'
import { loadScenario } from '../scenario.js'
import { World } from '../world.js'
import { drift, driftKinds } from './drift.js'

const begun = new Date('2026-03-02T08:00:00Z')
const later = new Date('2026-03-02T09:00:00Z')

/** A tenant in which every edit makes a difference. */
function firstTenant(): Tenant {
  const [tenant] = new World(loadScenario('one-healthy-tenant'), begun).tenants
  if (!tenant) throw new Error('The scenario has no tenant.')
  const put = (set: string, changes: Record<string, unknown>) => {
    const [only] = tenant.set(set).view()
    tenant.set(set).update(only?.id ?? '', changes, begun.getTime())
  }
  put('authorizationPolicy', { allowInvitesFrom: 'none', defaultUserRolePermissions: { allowedToCreateApps: false } })
  put('securityDefaults', { isEnabled: true })
  put('adminConsentRequestPolicy', { isEnabled: true })
  put('sharePointSettings', { sharingCapability: 'disabled' })
  put('defaultAppManagementPolicy', { isEnabled: true })
  return tenant
}

describe('Drift', () => {
  it.each(driftKinds.map(({ kind }) => [kind]))('%s changes a policy, and the audit log names a person', (kind) => {
    const tenant = firstTenant()
    const edit = drift(tenant, kind, later)
    expect(edit?.after).not.toEqual(edit?.before)
    expect(
      tenant
        .set(edit?.set ?? '')
        .view()
        .get(edit?.before.id ?? ''),
    ).toEqual(edit?.after)
    expect([...tenant.set('directoryAudits').view()]).toContainEqual(edit?.audit)
    expect(edit?.audit).toMatchObject({
      activityDateTime: later.toISOString(),
      initiatedBy: { app: null, user: { userPrincipalName: expect.stringContaining('@') } },
      targetResources: [{ id: edit?.before.id, modifiedProperties: expect.any(Array) }],
    })
  })

  it('takes people out of a rule one after the other', () => {
    const tenant = firstTenant()
    const excluded = [1, 2, 3].map(() => {
      const after = drift(tenant, 'excludedUser', later)?.after
      const conditions = after?.['conditions'] as { users: { excludeUsers: string[] } } | undefined
      return conditions?.users.excludeUsers.length ?? 0
    })
    expect(excluded).toEqual([excluded[0], excluded[0]! + 1, excluded[0]! + 2])
  })

  it('leaves no entry where nothing would change', () => {
    const tenant = firstTenant()
    drift(tenant, 'openSharing', later)
    expect(drift(tenant, 'openSharing', later)).toBeUndefined()
  })

  it('finds nothing to edit in a tenant without Conditional Access', () => {
    const tenant = firstTenant()
    tenant.purchases = []
    expect(drift(tenant, 'reportOnly', later)).toBeUndefined()
  })
})
