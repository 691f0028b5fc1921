import { describe, expect, it } from 'vitest'
import { parseFilter } from './filter.js'

const matches = (type: string, text: string, entity: object) => parseFilter(text, type).matches(entity)

describe('a $filter', () => {
  it.each([
    [
      'a flag among flags',
      'conditionalAccessTemplate',
      "scenarios has 'secureFoundation'",
      { scenarios: 'zeroTrust,secureFoundation' },
    ],
    [
      'a member by its full name',
      'riskyUser',
      "riskState eq microsoft.graph.riskState'atRisk'",
      { riskState: 'atRisk' },
    ],
    ['a member in any case', 'riskyUser', "riskState eq 'ATRISK'", { riskState: 'atRisk' }],
    ['a duration', 'delegatedAdminRelationship', "duration eq duration'P730D'", { duration: 'P730D' }],
    ['a part of a part', 'signIn', "startswith(location/city,'Os')", { location: { city: 'Oslo' } }],
    ['a number', 'signIn', 'status/errorCode eq 50126', { status: { errorCode: 50126 } }],
    [
      'a date for a moment',
      'directoryAudit',
      'activityDateTime ge 2026-01-01',
      { activityDateTime: '2026-01-01T00:00:00Z' },
    ],
    [
      'an item of a list, by several facts at once',
      'directoryAudit',
      "targetResources/any(t:t/id eq '1' and t/displayName eq 'Ada')",
      { targetResources: [{ id: '1', displayName: 'Ada' }] },
    ],
    [
      'a type below the declared one',
      'accessReviewScheduleDefinition',
      "contains(scope/microsoft.graph.accessReviewQueryScope/query, './members')",
      { scope: { '@odata.type': '#microsoft.graph.accessReviewQueryScope', query: '/groups/1/./members' } },
    ],
    [
      'every item of a list',
      'managedDevice',
      "deviceActionResults/all(r:r/actionName eq 'wipe')",
      { deviceActionResults: [] },
    ],
    [
      'objects of a type below that of the collection',
      'namedLocation',
      "isof('microsoft.graph.countryNamedLocation') and not(isof('microsoft.graph.ipNamedLocation'))",
      { '@odata.type': '#microsoft.graph.countryNamedLocation' },
    ],
    ['objects of the declared type', 'namedLocation', "isof('microsoft.graph.namedLocation')", {}],
  ])('can ask for %s', (_, type, text, entity) => {
    expect(matches(type, text, entity)).toBe(true)
  })

  it.each([
    [
      'the items of two conditions at once, where each holds of another',
      "assignedPlans/any(p:p/service eq 'a' and p/capabilityStatus eq 'b')",
      { assignedPlans: [{ service: 'a' }, { capabilityStatus: 'b' }] },
    ],
    ['what is unset as beginning with something', "startsWith(mail,'')", { mail: null }],
    ['what is unset as not beginning with something', "not(startsWith(mail,'a'))", { mail: null }],
    ['what is unset as small', "mail le 'z'", { mail: null }],
  ])('does not take %s', (_, text, entity) => {
    expect(matches('user', text, entity)).toBe(false)
  })

  it.each([
    ['a comparison after not without parentheses', "not displayName eq 'a'"],
    ['an unknown function', 'length(displayName) eq 3'],
    ['an unknown operator', "displayName like 'a'"],
    ['a comparison of two properties', 'displayName eq mail'],
    ['the type of a directory object', "isof('microsoft.graph.user')"],
    ['a literal in front', "'a' eq displayName"],
    ['a collection like a value', "businessPhones eq '1'"],
    ['text of what is no text', "startsWith(accountEnabled,'t')"],
    ['a list without end', "displayName in ('a','b'"],
    ['something after the end', "displayName eq 'a' 'b'"],
    ['nothing', ''],
    ['depth without end', `${'('.repeat(200)}accountEnabled eq true${')'.repeat(200)}`],
    ['all of a list, of a directory object', "proxyAddresses/all(p:p eq 'x')"],
    ['whether a list of a directory object has anything', 'proxyAddresses/any()'],
    ['a count other than those that are indexed', 'assignedLicenses/$count gt 1'],
    ['a variable outside its lambda', "proxyAddresses/any(p:p eq 'x') and p eq 'y'"],
  ])('refuses %s', (_, text) => {
    expect(() => parseFilter(text, 'user', { directory: true, eventual: true })).toThrow(
      expect.objectContaining({ status: 400 }),
    )
  })

  it.each([
    ['without a name', "isof('countryNamedLocation')"],
    ['that does not exist', "isof('microsoft.graph.lunarNamedLocation')"],
    ['that does not derive from that of the collection', "isof('microsoft.graph.user')"],
  ])('refuses a type %s', (_, text) => {
    expect(() => parseFilter(text, 'namedLocation')).toThrow(expect.objectContaining({ status: 400 }))
  })

  it('refuses a member that an enumeration does not have', () => {
    expect(() => parseFilter("riskState eq 'sleepy'", 'riskyUser')).toThrow('not a valid enumeration type constant')
  })

  it('asks of a mixture of directory objects what any of them has, as an advanced query', () => {
    const filter = parseFilter("userPrincipalName eq 'a' or mailNickname eq 'b'", 'directoryObject', {
      directory: true,
    })
    expect(filter.advanced).toBe(true)
    expect(filter.matches({ mailNickname: 'B' })).toBe(true)
  })
})
