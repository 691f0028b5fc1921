import { readBody } from '../../odata/body.js'
import { parseSelect, project } from '../../odata/select.js'
import { propertyNames } from '../../odata/types.js'
import { seedAutoReply } from '../../exchange/recipients/mailbox-settings.js'
import { changeState } from '../../exchange/recipients/mailbox-state.js'
import type { Mailbox } from '../../exchange/recipients/mailboxes.js'
import type { Entity } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { outlookTime, requireMailbox } from '../mailbox.js'
import { type GraphCall, key, type Room } from '../room.js'

const path = '/users/{id}/mailboxSettings'

/** https://learn.microsoft.com/graph/api/user-get-mailboxsettings#userpurpose */
const PURPOSES = {
  UserMailbox: 'user',
  SharedMailbox: 'shared',
  RoomMailbox: 'room',
  EquipmentMailbox: 'equipment',
} as const

/** Automatic replies as Exchange's cmdlets name them, and as Graph does. */
const STATES: Record<string, string> = { Disabled: 'disabled', Enabled: 'alwaysEnabled', Scheduled: 'scheduled' }
const AUDIENCES: Record<string, string> = { None: 'none', Known: 'contactsOnly', All: 'all' }

const graphs = (names: Record<string, string>, exchanges: unknown) =>
  typeof exchanges === 'string' ? names[exchanges] : undefined

const exchanges = (names: Record<string, string>, wanted: unknown) =>
  Object.keys(names).find((name) => names[name] === wanted)

function settings(call: GraphCall, { user, kind, state }: Mailbox): Entity {
  const locale = typeof user['preferredLanguage'] === 'string' ? user['preferredLanguage'] : 'en-US'
  const written = call.tenant.set('mailboxSettings').view().get(user.id)
  return {
    archiveFolder: null,
    automaticRepliesSetting: automaticReplies(call, { ...seedAutoReply(user), ...state.autoReply }),
    dateFormat: 'yyyy-MM-dd',
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    language: { locale, displayName: new Intl.DisplayNames(['en'], { type: 'language' }).of(locale) ?? locale },
    timeFormat: 'HH:mm',
    timeZone: 'UTC',
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '08:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: { name: 'UTC' },
    },
    ...written,
    id: user.id,
    userPurpose: PURPOSES[kind],
  }
}

function automaticReplies({ now }: GraphCall, reply: Record<string, unknown>): Record<string, unknown> {
  const today = new Date(Math.floor(now.getTime() / 86_400_000) * 86_400_000)
  const moment = (value: unknown, otherwise: Date) =>
    outlookTime(typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value) : otherwise)
  return {
    status: graphs(STATES, reply['AutoReplyState']) ?? 'disabled',
    externalAudience: graphs(AUDIENCES, reply['ExternalAudience']) ?? 'all',
    internalReplyMessage: reply['InternalMessage'] ?? '',
    externalReplyMessage: reply['ExternalMessage'] ?? '',
    scheduledStartDateTime: moment(reply['StartTime'], today),
    scheduledEndDateTime: moment(reply['EndTime'], new Date(today.getTime() + 86_400_000)),
  }
}

function context(call: GraphCall, suffix = ''): string {
  return `${call.root}/$metadata#users('${encodeURIComponent(key(call))}')/mailboxSettings${suffix}`
}

function read(call: GraphCall) {
  const selection = parseSelect(
    call.query.get('$select'),
    'mailboxSettings',
    propertyNames('mailboxSettings'),
    call.version,
  )
  const shown = selection.context === undefined ? '' : `(${selection.context})`
  return {
    '@odata.context': context(call, shown),
    ...project(settings(call, requireMailbox(call)), 'mailboxSettings', selection),
  }
}

/** https://learn.microsoft.com/graph/api/user-update-mailboxsettings */
function update(call: GraphCall) {
  const mailbox = requireMailbox(call)
  const body = readBody(call, 'mailboxSettings', { readOnly: ['userPurpose', 'archiveFolder'] })
  const { automaticRepliesSetting: reply, ...changes } = body
  const at = call.now.getTime()
  if (reply) {
    const autoReply = { ...mailbox.state.autoReply, ...exchangeReply(reply as Record<string, unknown>) }
    changeState(call.tenant, mailbox.user, { autoReply }, at)
  }
  if (Object.keys(changes).length > 0) {
    const set = call.tenant.set('mailboxSettings')
    if (set.view().get(mailbox.user.id)) set.update(mailbox.user.id, changes, at)
    else set.create({ id: mailbox.user.id, ...changes }, at)
  }
  const after = settings(call, requireMailbox(call))
  return {
    '@odata.context': context(call),
    ...Object.fromEntries(Object.keys(body).map((name) => [name, after[name]])),
  }
}

function exchangeReply(reply: Record<string, unknown>): Record<string, unknown> {
  const { status, externalAudience, internalReplyMessage, externalReplyMessage } = reply
  const start = reply['scheduledStartDateTime'] as { dateTime?: string } | undefined
  const end = reply['scheduledEndDateTime'] as { dateTime?: string } | undefined
  if (status === 'scheduled' && (!start || !end)) {
    throw new GraphError('invalidQuery', { value: 'Scheduled automatic replies need a start and an end.' })
  }
  const given: Record<string, unknown> = {
    AutoReplyState: exchanges(STATES, status),
    ExternalAudience: exchanges(AUDIENCES, externalAudience),
    InternalMessage: internalReplyMessage,
    ExternalMessage: externalReplyMessage,
    StartTime: start?.dateTime,
    EndTime: end?.dateTime,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** One of the settings by itself, such as `…/mailboxSettings/userPurpose`. */
function part(name: string): Room {
  return {
    path: `${path}/${name}`,
    answer(call) {
      const value = settings(call, requireMailbox(call))[name]
      const isObject = typeof value === 'object' && value !== null
      return { '@odata.context': context(call, `/${name}`), ...(isObject ? value : { value }) }
    },
  }
}

export const mailboxSettingsRooms: Room[] = [
  { path, answer: read },
  { method: 'PATCH', path, answer: update },
  ...['userPurpose', 'timeZone', 'language', 'workingHours', 'dateFormat', 'timeFormat', 'automaticRepliesSetting'].map(
    part,
  ),
]
