import { readFile } from 'node:fs/promises'
import { mintAssertion } from '../entra/outside-issuer.js'
import type { HttpReply, HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { ControlError } from './changes.js'
import { Input, required } from './input.js'
import { readFault } from './read-fault.js'
import { describeState } from './state.js'
import { changeTenant, findTenant } from './tenant-changes.js'

const PAGE_FILES: Record<string, [file: string, type: string]> = {
  '/': ['control.html', 'text/html; charset=utf-8'],
  '/control.css': ['control.css', 'text/css; charset=utf-8'],
  '/control.js': ['control.js', 'text/javascript; charset=utf-8'],
}

/** The control API and the page that uses it; README.md lists every call. */
export async function answerControl(simulation: Simulation, request: HttpRequest): Promise<HttpReply> {
  try {
    return await route(simulation, request)
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    return { status: error.status, body: { error: error.message } }
  }
}

async function route(simulation: Simulation, request: HttpRequest): Promise<HttpReply> {
  const page = PAGE_FILES[request.path]
  if (page && request.method === 'GET') return pageFile(...page)
  const [, room = '', name = '', action = ''] = request.path.split('/').map(decode)
  const input = Input.parse(request.body)
  switch (`${request.method} ${room}`) {
    case 'GET state':
      return ok(describeState(simulation))
    case 'POST reset':
      simulation.reset()
      return ok(describeState(simulation))
    case 'POST clock':
      return ok(moveClock(simulation, input))
    case 'GET faults':
      return ok({ faults: simulation.faults.list() })
    case 'POST faults':
      return { status: 201, body: simulation.faults.add(readFault(input, undefined)) }
    case 'DELETE faults':
      if (name === '') simulation.faults.clear()
      else if (!simulation.faults.remove(name)) throw new ControlError(404, `There is no fault '${name}'.`)
      return { status: 204 }
    case 'POST assertions':
      return ok({ assertion: await mintAssertion(simulation.keys, assertionPlan(input)) })
    case 'POST tenants':
      return changeTenant(simulation, findTenant(simulation, name), action, input)
    case 'DELETE tenants':
      if (action !== 'faults') break
      simulation.faults.clear(findTenant(simulation, name).id)
      return { status: 204 }
  }
  throw new ControlError(404, `The control API has no ${request.method} ${request.path}.`)
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new ControlError(400, `'${segment}' is not a valid part of an address.`)
  }
}

function ok(body: unknown): HttpReply {
  return { status: 200, body }
}

async function pageFile(file: string, type: string): Promise<HttpReply> {
  const body = await readFile(new URL(`../../public/${file}`, import.meta.url), 'utf8')
  const policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'"
  return { status: 200, headers: { 'content-type': type, 'content-security-policy': policy }, body }
}

function moveClock(simulation: Simulation, input: Input): { now: string } {
  const [seconds, moment] = [input.number('advanceSeconds'), input.date('set')]
  if (moment) simulation.clock.set(moment)
  else simulation.clock.advance(required(seconds, 'advanceSeconds'))
  return { now: simulation.clock.now().toISOString() }
}

function assertionPlan(input: Input) {
  const [audience, issuer, lifetimeSeconds] = [
    input.string('audience'),
    input.string('issuer'),
    input.number('lifetimeSeconds'),
  ]
  return {
    subject: required(input.string('subject'), 'subject'),
    ...(audience === undefined ? {} : { audience }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(lifetimeSeconds === undefined ? {} : { lifetimeSeconds }),
  }
}
