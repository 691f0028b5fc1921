import { describe, expect, it } from 'vitest'
import { authenticationMethods } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { methodsInOnePlace as control } from './auth-methods-migrated.js'

describe(control.title, () => {
  it.each(['migrationComplete', null])('passes at %s', (policyMigrationState) => {
    expect(judge(control, authenticationMethods([], { policyMigrationState }))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['preMigration', 'migrationInProgress'])('fails at %s', (policyMigrationState) => {
    expect(judge(control, authenticationMethods([], { policyMigrationState }))).toMatchObject({ verdict: 'fail' })
  })
})
