import { describe, expect, it } from 'vitest'
import { pathMatcher } from './path-pattern.js'

describe('the path of a fault', () => {
  it.each<[string, string, boolean]>([
    ['/users', '/v1.0/users', true],
    ['/users', '/v1.0/users/1/manager', true],
    ['/v1.0/users', '/v1.0/users', true],
    ['/beta/users', '/v1.0/users', false],
    ['/USERS', '/v1.0/users', true],
    ['/users/*', '/v1.0/users', false],
    ['/users/*', '/v1.0/users/1', true],
    ['/users/*', '/v1.0/users/1/manager', false],
    ['/users/**', '/v1.0/users/1/manager', true],
    ['/users/{id}/manager', '/beta/users/1/manager', true],
    ['/groups/*/members', '/v1.0/groups/1/members', true],
    ['/groups/*/members', '/v1.0/groups/1/owners', false],
    ['/reports/get*', '/v1.0/reports/getEmailActivityCounts(period=%27D7%27)', true],
    ['/*/oauth2/v2.0/token', '/contoso.example/oauth2/v2.0/token', true],
    ['_dmarc.*', '_dmarc.contoso.example', true],
    ['_dmarc.*', 'contoso.example', false],
    ['/a.b*', '/v1.0/aXb', false],
  ])('%s covers %s: %s', (pattern, path, covered) => {
    expect(pathMatcher(pattern)(path)).toBe(covered)
  })
})
