import type { HttpReply, HttpRequest } from '../http/exchange.js'
import { ExchangeError } from './exchange-error.js'
import type { Execution } from './execute.js'
import { answer, readInput } from './invoke.js'

/** The documented API: these endpoints with these cmdlets, and of Set-Mailbox these parameters only. */
const ENDPOINTS: Record<string, Record<string, readonly string[] | 'all'>> = {
  organizationconfig: { 'get-organizationconfig': 'all' },
  accepteddomain: { 'get-accepteddomain': 'all' },
  mailbox: { 'get-mailbox': 'all', 'set-mailbox': ['identity', 'grantsendonbehalfto'] },
  mailboxfolderpermission: {
    'get-mailboxfolderpermission': 'all',
    'add-mailboxfolderpermission': 'all',
    'set-mailboxfolderpermission': 'all',
    'remove-mailboxfolderpermission': 'all',
  },
  distributiongroupmember: { 'get-distributiongroupmember': 'all' },
  dynamicdistributiongroupmember: { 'get-dynamicdistributiongroupmember': 'all' },
}

/** The properties of an organization that the documented API shows. */
const ORGANIZATION = [
  'Name',
  'Guid',
  'Identity',
  'MailTipsAllTipsEnabled',
  'MailTipsExternalRecipientsTipsEnabled',
  'MailTipsGroupMetricsEnabled',
  'MailTipsLargeAudienceThreshold',
  'MailTipsMailboxSourcedTipsEnabled',
]

/** `POST …/adminapi/v2.0/{tenant}/{Endpoint}`, in preview. https://learn.microsoft.com/exchange/reference/admin-api-overview */
export function adminApi(execution: Execution, request: HttpRequest, endpoint: string): HttpReply {
  const cmdlets = ENDPOINTS[endpoint.toLowerCase()]
  if (!cmdlets) throw new ExchangeError('unknownPath', { value: endpoint })
  if (request.method !== 'POST') throw new ExchangeError('methodNotAllowed', { value: request.method })
  const input = readInput(request.body)
  const allowed = cmdlets[input.cmdlet.toLowerCase()]
  const wrong = Object.keys(input.parameters).find(
    (name) => !name.includes('@') && Array.isArray(allowed) && !allowed.includes(name.toLowerCase()),
  )
  if (!allowed || wrong !== undefined) {
    const what = wrong === undefined ? `The cmdlet '${input.cmdlet}'` : `The parameter '${wrong}'`
    throw new ExchangeError('badInput', { value: `${what} is not supported by the endpoint '${endpoint}'.` })
  }
  const subset = endpoint.toLowerCase() === 'organizationconfig' && !/(^|&)(\$|%24)select=/i.test(request.query)
  const query = subset
    ? [request.query, `$select=${ORGANIZATION.join(',')}`].filter((part) => part !== '').join('&')
    : request.query
  return answer(execution, { ...request, query }, input)
}
