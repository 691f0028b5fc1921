/** The policy of authentication methods with these methods, as Graph writes it. */
export function authenticationMethods(methods: readonly object[] = [], changes: object = {}) {
  return {
    '/policies/authenticationMethodsPolicy': {
      policyMigrationState: 'migrationComplete',
      authenticationMethodConfigurations: methods,
      ...changes,
    },
  }
}

/** A feature that is on for everyone. */
export const forAll = { state: 'enabled', includeTarget: { targetType: 'group', id: 'all_users' } }
