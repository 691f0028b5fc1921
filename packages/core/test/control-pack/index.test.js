import * as core from '@tenantry/core'
import { judge, openControlPack } from '@tenantry/core/testing'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import acme from './index.js'

const authorization = core.defineResource({
  id: 'entra.authorizationPolicy',
  name: 'Authorization policy',
  service: 'Entra ID',
  source: '/policies/authorizationPolicy',
  schema: z.looseObject({}),
})

const pack = openControlPack(acme, {
  core,
  z,
  resources: [authorization],
  controls: [{ id: 'entra-legacy-auth-blocked' }],
})
const [invites] = pack.controls

const invitedBy = (allowInvitesFrom, parameters) =>
  judge(invites, { facts: { [authorization.source]: { allowInvitesFrom } }, parameters })

describe('guests are invited by few', () => {
  it('passes where only chosen people invite', () => {
    expect(invitedBy('adminsAndGuestInviters')).toMatchObject({ verdict: 'pass' })
  })

  it('fails where everyone invites, and says so', () => {
    expect(invitedBy('everyone')).toMatchObject({
      verdict: 'fail',
      reason: 'Guests are invited by “everyone”.',
      evidence: [{ value: 'everyone', ok: false }],
    })
  })

  it('passes where a customer was let off', () => {
    expect(invitedBy('everyone', { acmeInviters: ['everyone'] })).toMatchObject({ verdict: 'pass' })
  })

  it('is not assessed where the answer does not tell, or was not to be had', () => {
    expect(invitedBy(null)).toMatchObject({ verdict: 'notAssessed', cause: 'error' })
    expect(judge(invites, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
    const readings = { [authorization.source]: { status: 'notPermitted', permissions: ['Policy.Read.All'] } }
    expect(judge(invites, { readings })).toMatchObject({ cause: 'notPermitted', permissions: ['Policy.Read.All'] })
  })
})
