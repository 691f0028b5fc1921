import { readBody } from '../../odata/body.js'
import type { Entity } from '../../world/model.js'
import { complete } from '../../world/policies/complete.js'
import { groupSettingTemplates } from '../../world/policies/group-setting-templates.js'
import { defaultValues } from '../../world/policies/group-settings.js'
import { audit } from '../audit.js'
import { entityForWrite } from '../entity-for-write.js'
import { GraphError } from '../graph-error.js'
import { newId } from '../new-id.js'
import { createdReply, type GraphReply, noContent } from '../reply.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { policyTarget } from '../../world/policies/policy-target.js'
import { policyRooms, policyRules } from './policy-rooms.js'

const SET = 'groupSettings'
const CONFLICT = 'A conflicting object with one or more of the specified property values is present in the directory.'

interface Value {
  name: string
  value: string
}

/** What was sent, and the defaults for the rest: values are replaced whole. */
function readValues(call: GraphCall, templateId: string): Value[] {
  const sent = readBody(call, 'groupSetting', { readOnly: ['id', 'displayName'] })['values']
  const given = Array.isArray(sent) ? (sent as Value[]) : []
  const template = groupSettingTemplates.find(({ id }) => id === templateId)
  const types = new Map(
    ((template?.['values'] ?? []) as { name: string; type: string }[]).map(({ name, type }) => [name, type]),
  )
  for (const { name, value } of given) {
    const type = types.get(name)
    const fits = type !== 'System.Boolean' || /^(true|false)$/i.test(value)
    const counts = type !== 'System.Int32' || /^\d+$/.test(value)
    if (type === undefined || !fits || !counts) {
      throw new GraphError('badRequest', {
        value: `Invalid value specified for property '${name}' of resource 'DirectorySetting'.`,
      })
    }
  }
  return defaultValues(templateId).map(({ name, value }) => ({
    name,
    value: given.find((one) => one.name === name)?.value ?? value,
  }))
}

function create(call: GraphCall, path: string): GraphReply {
  const { templateId } = call.body()
  const template = groupSettingTemplates.find(({ id }) => id === templateId)
  if (!template) throw new GraphError('badRequest', { value: `The template '${String(templateId)}' does not exist.` })
  const settings = call.tenant.set(SET)
  if (settings.view().find('templateId', template.id)) throw new GraphError('badRequest', { value: CONFLICT })
  const entity = complete('groupSetting', {
    id: newId(call, SET),
    displayName: template['displayName'],
    templateId: template.id,
    values: readValues(call, template.id),
  })
  settings.create(entity, call.now.getTime())
  note(call, 'Create settings', entity)
  return createdReply(call, path.slice(1), entity)
}

function update(call: GraphCall): GraphReply {
  const before = entityForWrite(call, SET)
  const values = readValues(call, String(before['templateId']))
  const after = call.tenant.set(SET).update(before.id, { values }, call.now.getTime())
  note(call, 'Update settings', after, before)
  return noContent()
}

function remove(call: GraphCall): GraphReply {
  const before = entityForWrite(call, SET)
  call.tenant.set(SET).remove(before.id, call.now.getTime())
  note(call, 'Delete settings', before)
  return noContent()
}

function note(call: GraphCall, activity: string, entity: Entity, before?: Entity): void {
  audit(call, {
    activity,
    category: 'DirectoryManagement',
    targets: [policyTarget(entity, { ...(before ? { before } : {}), after: entity })],
  })
}

/** Beta has them under another name. https://learn.microsoft.com/graph/group-directory-settings */
const PATHS = [
  { path: '/groupSettings', versions: ['v1.0'] },
  { path: '/settings', versions: ['beta'] },
]

export const groupSettingRooms: Room[] = [
  ...PATHS.flatMap(({ path, versions }): Room[] => [
    ...policyRooms(path, SET, 'groupSetting', { versions }),
    { method: 'POST', path, versions, answer: (call) => create(call, path) },
    { method: 'PATCH', path: `${path}/{id}`, versions, answer: update },
    { method: 'DELETE', path: `${path}/{id}`, versions, answer: remove },
  ]),
  collection('/groupSettingTemplates', policyRules('groupSettingTemplate'), () => groupSettingTemplates),
  single('/groupSettingTemplates/{id}', policyRules('groupSettingTemplate'), (call) =>
    groupSettingTemplates.find(({ id }) => id === key(call).toLowerCase()),
  ),
]
