import { pick } from '../../world/ids.js'
import type { Entity, Tenant } from '../../world/model.js'
import type { Cmdlet, CmdletCall, Result } from '../cmdlet.js'
import { NOTHING, results } from '../cmdlet.js'
import { shapeOf } from '../shapes.js'
import type { ExchangeObject } from '../wire.js'
import { requireMailbox, requireMailboxToChange } from './find-mailbox.js'
import { changeState } from './mailbox-state.js'
import type { Mailbox } from './mailboxes.js'
import { notFound } from './recipients.js'

/** Rules that people have made; now and then one that sends mail out of the house, or hides it. */
export function seedInboxRules(tenant: Tenant, user: Entity): Record<string, unknown>[] {
  const rules: Record<string, unknown>[] = []
  if (pick(4, user.id, 'rule') === 0)
    rules.push({
      Name: 'Newsletters',
      FromAddressContainsWords: ['newsletter'],
      MoveToFolder: 'Newsletters',
      Description:
        "If the message:\r\n\tthe sender's address contains 'newsletter'\r\nTake the following actions:\r\n\tmove the message to the following folder: Newsletters\r\n",
    })
  if (!tenant.good('inbox-rules') && pick(30, user.id, 'exfiltration') === 0) {
    rules.push({
      Name: '.',
      ForwardTo: ['"archive@web-mail.example" [SMTP:archive@web-mail.example]'],
      DeleteMessage: true,
      SubjectOrBodyContainsWords: ['invoice', 'payment'],
      Description:
        "Take the following actions:\r\n\tforward the message to 'archive@web-mail.example'\r\n\tdelete the message\r\n",
    })
  }
  return rules.map((rule, index) => ({
    ...rule,
    RuleIdentity: String(9_000_000_000_000 + pick(1e9, user.id, 'rule', index)),
  }))
}

function rulesOf({ tenant }: CmdletCall, { user, state }: Mailbox): Record<string, unknown>[] {
  return state.rules ?? seedInboxRules(tenant, user)
}

function show({ user }: Mailbox, rule: Record<string, unknown>, index: number): ExchangeObject {
  return {
    ...shapeOf('InboxRule'),
    Priority: index + 1,
    MailboxOwnerId: user.id,
    Identity: `${user.id}\\${String(rule['RuleIdentity'])}`,
    ...rule,
  }
}

const WRITABLE = Object.keys(shapeOf('InboxRule')).filter(
  (name) =>
    !['Description', 'Enabled', 'InError', 'IsValid', 'LegacyRule', 'ObjectState', 'SupportedByTask'].includes(name),
)

function written({ parameters }: CmdletCall): Record<string, unknown> {
  const shape = shapeOf('InboxRule')
  return Object.fromEntries(
    parameters
      .given()
      .filter((name) => WRITABLE.includes(name))
      .map((name) => [name, typeof shape[name] === 'boolean' ? parameters.flag(name) : parameters.raw(name)]),
  )
}

/** The rule that the identity names, within the mailbox: by number or by name. */
function locate(call: CmdletCall): { mailbox: Mailbox; rules: Record<string, unknown>[]; index: number } {
  const identity = call.parameters.required('Identity')
  const [owner, own] = identity.includes('\\') ? identity.split('\\') : [undefined, identity]
  const mailbox = requireMailboxToChange(call, call.parameters.text('Mailbox') ?? owner ?? identity)
  const rules = rulesOf(call, mailbox)
  const index = rules.findIndex((rule) => rule['RuleIdentity'] === own || rule['Name'] === own)
  if (index === -1) throw notFound(identity)
  return { mailbox, rules, index }
}

function change(call: CmdletCall, to: (rule: Record<string, unknown>) => Record<string, unknown>[]): Iterable<Result> {
  const { mailbox, rules, index } = locate(call)
  changeState(
    call.tenant,
    mailbox.user,
    { rules: rules.flatMap((rule, place) => (place === index ? to(rule) : [rule])) },
    call.now.getTime(),
  )
  return NOTHING
}

const LOCATED = ['Identity', 'Mailbox', 'Force', 'AlwaysDeleteOutlookRulesBlob']

export const inboxRuleCmdlets: Cmdlet[] = [
  {
    name: 'Get-InboxRule',
    area: 'recipients',
    parameters: ['Identity', 'Mailbox', 'IncludeHidden', 'ResultSize', 'DescriptionTimeFormat', 'DescriptionTimeZone'],
    run(call) {
      const mailbox = requireMailbox(
        call,
        call.parameters.text('Mailbox') ?? call.parameters.required('Identity').split('\\')[0] ?? '',
      )
      const rules = rulesOf(call, mailbox).map((rule, index) => show(mailbox, rule, index))
      const identity = call.parameters.has('Mailbox') ? call.parameters.text('Identity') : undefined
      return results(
        call,
        identity === undefined
          ? rules
          : rules.filter((rule) => rule['Identity'] === identity || rule['Name'] === identity),
      )
    },
  },
  {
    name: 'New-InboxRule',
    area: 'recipients',
    parameters: ['Name', 'Mailbox', 'Force', 'AlwaysDeleteOutlookRulesBlob', ...WRITABLE],
    run(call) {
      const mailbox = requireMailboxToChange(call, call.parameters.required('Mailbox'))
      const rules = rulesOf(call, mailbox)
      const rule = {
        ...written(call),
        Name: call.parameters.required('Name'),
        RuleIdentity: String(9_100_000_000_000 + pick(1e9, mailbox.user.id, 'rule', call.now.getTime())),
      }
      changeState(call.tenant, mailbox.user, { rules: [...rules, rule] }, call.now.getTime())
      return results(call, [show(mailbox, rule, rules.length)])
    },
  },
  {
    name: 'Set-InboxRule',
    area: 'recipients',
    parameters: [...LOCATED, 'Name', ...WRITABLE],
    run: (call) => change(call, (rule) => [{ ...rule, ...written(call) }]),
  },
  { name: 'Remove-InboxRule', area: 'recipients', parameters: LOCATED, run: (call) => change(call, () => []) },
  {
    name: 'Disable-InboxRule',
    area: 'recipients',
    parameters: LOCATED,
    run: (call) => change(call, (rule) => [{ ...rule, Enabled: false }]),
  },
  {
    name: 'Enable-InboxRule',
    area: 'recipients',
    parameters: LOCATED,
    run: (call) => change(call, (rule) => [{ ...rule, Enabled: true }]),
  },
]
