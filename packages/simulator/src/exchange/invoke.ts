import { header, type HttpReply, type HttpRequest } from '../http/exchange.js'
import { ExchangeError } from './exchange-error.js'
import { type CmdletInput, execute, type Execution } from './execute.js'
import { toWire } from './wire.js'

const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'

/** Where a next link goes on. */
interface Place {
  position: number
  served: number
}

/** `POST …/InvokeCommand`: the cmdlet and its parameters are in the body, also on later pages. */
export function invokeCommand(execution: Execution, request: HttpRequest): HttpReply {
  if (request.method !== 'POST') throw new ExchangeError('methodNotAllowed', { value: request.method })
  const input = readInput(request.body)
  return answer(execution, request, input)
}

export function answer(execution: Execution, request: HttpRequest, input: CmdletInput): HttpReply {
  const query = new URLSearchParams(request.query)
  const place = readToken(query.get('$skiptoken'))
  const { objects, warnings, next } = execute(execution, input, { size: pageSize(request), ...place })
  const select = query.get('$select')
  const selected = select === null || select === '*' ? undefined : select.split(',').map((name) => name.trim())
  const root = request.linkTo(request.host)
  const service = request.path.replace(/\/[^/]*$/, '')
  if (next) query.set('$skiptoken', writeToken(next))
  return {
    status: 200,
    headers: {
      'content-type': JSON_TYPE,
      'odata-version': '4.0',
      'preference-applied': 'odata.include-annotations="*"',
    },
    body: {
      '@odata.context': `${root}${service}/$metadata#Collection(Exchange.GenericHashTable)`,
      'adminapi.warnings@odata.type': '#Collection(String)',
      '@adminapi.warnings': warnings,
      ...(next ? { '@odata.nextLink': `${root}${request.path}?${unescaped(query)}` } : {}),
      value: objects.map((object) => toWire(object, selected)),
    },
  }
}

function unescaped(query: URLSearchParams): string {
  return query.toString().replaceAll('%24', '$').replaceAll('%2C', ',')
}

/** `Prefer: odata.maxpagesize=N`, up to a thousand. */
function pageSize({ headers }: HttpRequest): number {
  const prefer = `${header(headers, 'prefer') ?? ''};${header(headers, 'x-prefer') ?? ''}`
  const asked = Number(/odata\.maxpagesize\s*=\s*(\d+)/i.exec(prefer)?.[1] ?? 100)
  return Math.min(Math.max(1, asked), 1000)
}

export function readInput(body: string): CmdletInput {
  let read: unknown
  try {
    read = JSON.parse(body)
  } catch {
    throw new ExchangeError('badInput', { value: 'The request body is not valid JSON.' })
  }
  const input = (read as { CmdletInput?: { CmdletName?: unknown; Parameters?: unknown } } | null)?.CmdletInput
  const parameters = input?.Parameters ?? {}
  if (
    typeof input?.CmdletName !== 'string' ||
    input.CmdletName === '' ||
    typeof parameters !== 'object' ||
    Array.isArray(parameters)
  ) {
    throw new ExchangeError('badInput', { value: 'The request needs CmdletInput with CmdletName and Parameters.' })
  }
  return { cmdlet: input.CmdletName, parameters: parameters as Record<string, unknown> }
}

function writeToken({ position, served }: Place): string {
  return Buffer.from(`p${position}-s${served}`).toString('base64url')
}

function readToken(token: string | null): Place {
  if (token === null) return { position: 0, served: 0 }
  const found = /^p(\d+)-s(\d+)$/.exec(Buffer.from(token, 'base64url').toString())
  if (!found) throw new ExchangeError('badInput', { value: 'The skip token is not valid.' })
  return { position: Number(found[1]), served: Number(found[2]) }
}
