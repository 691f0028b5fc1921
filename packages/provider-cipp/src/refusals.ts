import { type AppError, type ErrorContext, isWebPage, notNow, requestRefused, unexpectedAnswer } from '@tenantry/core'
import { textsOf } from './answers.js'
import {
  addressRefused,
  backgroundApp,
  clientNotLetIn,
  clientNotOnList,
  customRoleLacks,
  functionBlocked,
  functionOff,
  functionUnknown,
  notTheApi,
  roleTooWeak,
  roleUnknown,
  subscriptionEnded,
  tenantOutOfScope,
} from './errors.js'

/** An answer of CIPP, or of whatever stands in front of it. */
export interface Answer {
  response: Response
  text: string
  at: Date
  host: string
  /** The function that was called. */
  name: string
  /** Whether nothing was heard of CIPP before: then a web page means that the address is wrong, later that something is. */
  first: boolean
}

/** The error of an answer that is none of CIPP's functions; undefined when a function answered. */
export function refusalOf(answer: Answer, context: ErrorContext): AppError | undefined {
  const { response, text, at, host, name } = answer
  const { status } = response
  if (status === 429) return notNow(response, host, at, context)
  if (status >= 300 && status < 400) return webPage(answer, 'a redirect to elsewhere', context)
  if (status === 401) return clientNotLetIn({ host }, { ...context, field: 'config.clientId' })
  if (status === 403) return forbidden(answer, context)
  if (isWebPage(text) && status < 500) return webPage(answer, 'a web page instead of data', context)
  if (status === 404) return functionUnknown({ name }, context)
  const off = /^This feature has been disabled:\s*(.*)$/s.exec(text)?.[1]
  if (status === 503 && off !== undefined) return functionOff({ name, reason: off }, context)
  if (status >= 400) {
    const reason = textsOf(tryJson(text)).join(' ')
    if (reason !== '') return requestRefused({ service: 'CIPP', reason }, context)
    return notNow(response, host, at, context) ?? unexpectedAnswer({ service: host, what: `status ${status}` }, context)
  }
  return undefined
}

function webPage({ host, first }: Answer, what: string, context: ErrorContext): AppError {
  return first
    ? notTheApi({ host, what }, { ...context, field: 'config.baseUrl' })
    : unexpectedAnswer({ service: host, what }, context)
}

/** Status 403 has many senders: the platform in front, CIPP's roles, and functions that Exchange refused. */
function forbidden(answer: Answer, context: ErrorContext): AppError {
  const { text, host } = answer
  if (text.startsWith('Access to this')) return byRole(text, context)
  if (text.startsWith('API calls are not accepted')) {
    return backgroundApp({ host }, { ...context, field: 'config.baseUrl' })
  }
  if (text.startsWith('Your CIPP subscription')) return subscriptionEnded({}, context)
  if (text.trim() === '' || text.includes('You do not have permission')) {
    return clientNotOnList({ host }, { ...context, field: 'config.clientId' })
  }
  if (isWebPage(text)) return webPage(answer, 'a web page instead of data', context)
  const body = tryJson(text)
  const reason = body === undefined ? text.trim() : textsOf(body).join(' ')
  return reason === ''
    ? unexpectedAnswer({ service: host, what: 'status 403' }, context)
    : requestRefused({ service: 'CIPP', reason }, context)
}

/** CIPP's own refusals, told apart by their words alone. */
function byRole(text: string, context: ErrorContext): AppError {
  if (text.startsWith('Access to this tenant')) return tenantOutOfScope({}, context)
  const weak = /the '(.+?)' base role does not have the required permission: (\S+)/.exec(text)
  if (weak) return roleTooWeak({ role: weak[1] ?? '', permission: weak[2] ?? '' }, context)
  const blocked = /the custom role '(.+?)' has blocked this endpoint: (\S+)/.exec(text)
  if (blocked) return functionBlocked({ role: blocked[1] ?? '', name: blocked[2] ?? '' }, context)
  const lacks = /you do not have the required permission: (\S+)/.exec(text)
  if (lacks) return customRoleLacks({ permission: lacks[1] ?? '' }, context)
  // Only the check of addresses says so of an API client.
  if (text.includes('the API Client does not have the required permission')) return addressRefused({}, context)
  if (text.includes('the user does not have the required permission')) return roleUnknown({}, context)
  return requestRefused({ service: 'CIPP', reason: text }, context)
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
