import type { Entity } from '../../world/model.js'
import type { GraphCall } from '../room.js'

/** A policy names an authentication strength by its id, and is shown with all of it. */
export function withStrength(call: GraphCall, policy: Entity): Entity {
  const controls = policy['grantControls'] as Record<string, unknown> | null
  if (!controls) return policy
  const named = controls['authenticationStrength'] as { id: string } | null | undefined
  const strength = named ? call.tenant.set('authenticationStrengthPolicies').view(call.readAt).get(named.id) : undefined
  const address = `${call.root}/$metadata#identity/conditionalAccess/policies('${policy.id}')/grantControls/authenticationStrength/$entity`
  return {
    ...policy,
    grantControls: {
      ...controls,
      'authenticationStrength@odata.context': address,
      authenticationStrength: strength ? { ...strength, combinationConfigurations: [] } : null,
    },
  }
}

export function strengthOf(policy: Entity): string | undefined {
  const controls = policy['grantControls'] as { authenticationStrength?: { id?: string } | null } | null
  return controls?.authenticationStrength?.id
}
