import type { Entity } from '../world/model.js'
import { GraphError } from './graph-error.js'
import { outlookId } from './mailbox.js'

/** Conditions of inbox rules: Graph's names and those of Exchange's cmdlets. */
const CONDITIONS: Record<string, string> = {
  bodyContains: 'BodyContainsWords',
  bodyOrSubjectContains: 'SubjectOrBodyContainsWords',
  fromAddresses: 'From',
  hasAttachments: 'HasAttachment',
  headerContains: 'HeaderContainsWords',
  importance: 'WithImportance',
  notSentToMe: 'MyNameNotInToBox',
  recipientContains: 'RecipientAddressContainsWords',
  senderContains: 'FromAddressContainsWords',
  sentCcMe: 'MyNameInCcBox',
  sentOnlyToMe: 'SentOnlyToMe',
  sentToAddresses: 'SentTo',
  sentToMe: 'MyNameInToBox',
  sentToOrCcMe: 'MyNameInToOrCcBox',
  subjectContains: 'SubjectContainsWords',
}

const ACTIONS: Record<string, string> = {
  assignCategories: 'ApplyCategory',
  copyToFolder: 'CopyToFolder',
  delete: 'DeleteMessage',
  forwardAsAttachmentTo: 'ForwardAsAttachmentTo',
  forwardTo: 'ForwardTo',
  markAsRead: 'MarkAsRead',
  markImportance: 'MarkImportance',
  moveToFolder: 'MoveToFolder',
  permanentDelete: 'SoftDeleteMessage',
  redirectTo: 'RedirectTo',
  stopProcessingRules: 'StopProcessingRules',
}

const RECIPIENTS = new Set(['From', 'SentTo', 'ForwardTo', 'ForwardAsAttachmentTo', 'RedirectTo'])

type Part = Record<string, unknown>

/** An inbox rule as Graph shows it; parts that the rule leaves open are absent. */
export function toGraph(rule: Part, index: number): Entity {
  return {
    id: outlookId(String(rule['RuleIdentity'])),
    displayName: rule['Name'],
    sequence: index + 1,
    isEnabled: rule['Enabled'] !== false,
    hasError: false,
    isReadOnly: false,
    conditions: pick(rule, CONDITIONS),
    actions: pick(rule, ACTIONS),
    exceptions: null,
  }
}

function pick(rule: Part, names: Record<string, string>): Part | null {
  const found = Object.entries(names).flatMap(([graphs, exchanges]) => {
    const value = rule[exchanges]
    if (value === undefined || value === null || value === false) return []
    return [[graphs, RECIPIENTS.has(exchanges) ? asList(value).map(recipient) : value] as const]
  })
  return found.length > 0 ? Object.fromEntries(found) : null
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

/** `"Ada" [SMTP:ada@contoso.com]` */
function recipient(text: unknown): Part {
  const [, name, address] = /^"?(.*?)"? \[\w+:(.*)\]$/.exec(String(text)) ?? []
  return { emailAddress: { name: name ?? String(text), address: address ?? String(text) } }
}

/** The parts of an inbox rule that a body of Graph's writes. */
export function toExchange(body: Part): Part {
  const { displayName, isEnabled, conditions, actions, exceptions } = body
  if (exceptions !== undefined && exceptions !== null) {
    throw new GraphError('invalidQuery', { value: 'The exceptions of the rule are not supported.' })
  }
  return {
    ...(displayName === undefined ? {} : { Name: displayName }),
    ...(isEnabled === undefined ? {} : { Enabled: isEnabled }),
    ...write(conditions, CONDITIONS),
    ...write(actions, ACTIONS),
  }
}

function write(part: unknown, names: Record<string, string>): Part {
  return Object.fromEntries(
    Object.entries((part ?? {}) as Part).map(([name, value]) => {
      const exchanges = names[name]
      if (exchanges === undefined) {
        throw new GraphError('invalidQuery', { value: `The property '${name}' of the rule is not supported.` })
      }
      return [exchanges, RECIPIENTS.has(exchanges) ? asList(value).map(trustee) : value]
    }),
  )
}

function trustee(value: unknown): string {
  const { emailAddress = {} } = (value ?? {}) as { emailAddress?: { name?: string; address?: string } }
  return `"${emailAddress.name ?? emailAddress.address ?? ''}" [SMTP:${emailAddress.address ?? ''}]`
}
