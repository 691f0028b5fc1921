import { isIP } from 'node:net'
import { readBody } from '../../odata/body.js'
import { typeOf } from '../../odata/types.js'
import { directoryTime } from '../../world/directory.js'
import { hasPremium } from '../../world/licences.js'
import type { Entity } from '../../world/model.js'
import { complete } from '../../world/policies/complete.js'
import { audit } from '../audit.js'
import { entityForWrite } from '../entity-for-write.js'
import { GraphError } from '../graph-error.js'
import { newId } from '../new-id.js'
import { createdReply, type GraphReply, noContent } from '../reply.js'
import { type GraphCall, type Room } from '../room.js'
import { mergedChanges } from './merge.js'
import { policyTarget } from '../../world/policies/policy-target.js'

const PATH = '/identity/conditionalAccess/namedLocations'
const SET = 'namedLocations'
const READ_ONLY = ['id', 'createdDateTime', 'modifiedDateTime', 'deletedDateTime']

function refused(value: string): GraphError {
  return new GraphError('invalidQuery', { value })
}

function validate(location: Record<string, unknown>): void {
  const name = location['displayName']
  if (typeof name !== 'string' || name === '') throw refused('A named location needs a display name.')
  switch (typeOf(location, 'namedLocation')) {
    case 'ipNamedLocation':
      return validateRanges(location['ipRanges'])
    case 'countryNamedLocation':
      return validateCountries(location['countriesAndRegions'])
    default:
      throw refused("The property '@odata.type' must name a type of named location.")
  }
}

function validateRanges(value: unknown): void {
  const ranges = Array.isArray(value) ? (value as { cidrAddress?: string }[]) : []
  if (ranges.length === 0) throw refused('An IP named location needs at least one range.')
  for (const { cidrAddress = '' } of ranges) {
    const [address = '', length = ''] = cidrAddress.split('/')
    const kind = isIP(address)
    const most = kind === 6 ? 128 : 32
    if (kind === 0 || !/^\d+$/.test(length) || Number(length) > most || Number(length) < 1) {
      throw refused(`The IP range '${cidrAddress}' is not valid.`)
    }
  }
}

function validateCountries(value: unknown): void {
  const countries = Array.isArray(value) ? value.map(String) : []
  if (countries.length === 0) throw refused('A country named location needs at least one country.')
  const wrong = countries.find((country) => !/^[A-Z]{2}$/.test(country))
  if (wrong !== undefined) throw refused(`The country '${wrong}' is not valid.`)
}

function create(call: GraphCall): GraphReply {
  if (!hasPremium(call.tenant, 'P1')) throw new GraphError('notLicensed')
  const body = readBody(call, 'namedLocation', { readOnly: READ_ONLY })
  validate(body)
  const moment = directoryTime(call.now)
  const entity = complete('namedLocation', {
    ...body,
    '@odata.type': `#microsoft.graph.${typeOf(body, 'namedLocation')}`,
    id: newId(call, SET),
    createdDateTime: moment,
    modifiedDateTime: moment,
  })
  call.tenant.set(SET).create(entity, call.now.getTime())
  note(call, 'Add', entity)
  return createdReply(call, PATH.slice(1), entity)
}

function update(call: GraphCall): GraphReply {
  const before = entityForWrite(call, SET)
  const body = readBody(call, typeOf(before, 'namedLocation'), { readOnly: READ_ONLY })
  const changes = { ...mergedChanges(before, body), modifiedDateTime: directoryTime(call.now) }
  validate({ ...before, ...changes, '@odata.type': before['@odata.type'] })
  const after = call.tenant.set(SET).update(before.id, changes, call.now.getTime())
  note(call, 'Update', after, before)
  return noContent()
}

/** One that is trusted, or that a policy names, has to be let go first. */
function remove(call: GraphCall): GraphReply {
  const before = entityForWrite(call, SET)
  if (before['isTrusted'] === true) throw refused('A trusted named location cannot be deleted.')
  const used = [...call.tenant.set('conditionalAccessPolicies').view()].find(({ conditions }) =>
    JSON.stringify((conditions as { locations?: unknown }).locations ?? null).includes(before.id),
  )
  if (used) throw refused(`The named location is used by the policy '${String(used['displayName'])}'.`)
  call.tenant.set(SET).remove(before.id, call.now.getTime())
  note(call, 'Delete', before, before)
  return noContent()
}

function note(call: GraphCall, verb: 'Add' | 'Update' | 'Delete', entity: Entity, before?: Entity): void {
  audit(call, {
    activity: `${verb} named location`,
    category: 'Policy',
    service: 'Conditional Access',
    targets: [policyTarget(entity, { ...(before ? { before } : {}), ...(verb === 'Delete' ? {} : { after: entity }) })],
  })
}

export const namedLocationWriteRooms: Room[] = [
  { method: 'POST', path: PATH, answer: create },
  { method: 'PATCH', path: `${PATH}/{id}`, answer: update },
  { method: 'DELETE', path: `${PATH}/{id}`, answer: remove },
]
