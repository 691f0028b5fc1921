import { notAssessed, type Outcome } from '@tenantry/core'
import type {
  AuthenticationMethod,
  AuthenticationMethodsPolicy,
} from '../../resources/authentication-methods-policy.js'

/** One method of the policy; ids are told apart without regard to case. */
export function methodOf(
  { authenticationMethodConfigurations: methods }: AuthenticationMethodsPolicy,
  id: string,
): AuthenticationMethod | undefined {
  return methods.find((method) => method.id.toLowerCase() === id.toLowerCase())
}

/** The outcome where a method is not among what was read. */
export function methodMissing(id: string): Outcome {
  return notAssessed('notRead', `The method ${id} is not among what was read.`)
}

/** Whether a feature is meant for everyone. */
export function isForAll(
  feature:
    | { state?: string | null | undefined; includeTarget?: { id?: string | null | undefined } | null | undefined }
    | null
    | undefined,
): boolean {
  return feature?.state === 'enabled' && feature.includeTarget?.id === 'all_users'
}

/** A feature in few words, as evidence. */
export function sayFeature(
  feature:
    | { state?: string | null | undefined; includeTarget?: { id?: string | null | undefined } | null | undefined }
    | null
    | undefined,
): string | null {
  if (!feature?.state) return null
  return feature.includeTarget?.id ? `${feature.state} for ${feature.includeTarget.id}` : feature.state
}
