import { readFile } from 'node:fs/promises'
import type { HttpReply, HttpRequest } from '../http/exchange.js'
import type { Simulation } from '../simulation.js'
import { ControlError } from './control-error.js'
import { Input } from './input.js'
import { routes } from './routes.js'

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** The control API and the page that uses it; README.md lists every call, and so does `GET /_control/api`. */
export async function answerControl(simulation: Simulation, request: HttpRequest): Promise<HttpReply> {
  try {
    return (await pageFile(request)) ?? (await answer(simulation, request))
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    return { status: error.status, body: { error: error.message } }
  }
}

async function answer(simulation: Simulation, request: HttpRequest): Promise<HttpReply> {
  const segments = request.path.split('/').filter((segment) => segment !== '')
  for (const route of routes) {
    const keys = route.method === request.method ? match(route.path, segments) : undefined
    if (!keys) continue
    const input = Input.parse(request.body)
    return await route.answer({ simulation, input, options: new URLSearchParams(request.query), keys })
  }
  throw new ControlError(404, `The control API has no ${request.method} ${request.path}; GET /_control/api lists it.`)
}

/** What stands for the braces of a route's path, if these segments are it. */
function match(path: string, segments: string[]): string[] | undefined {
  const wanted = path.slice(1).split('/')
  if (wanted.length !== segments.length) return undefined
  const keys: string[] = []
  for (const [index, segment] of segments.entries()) {
    if (wanted[index]?.startsWith('{')) keys.push(decode(segment))
    else if (wanted[index] !== segment) return undefined
  }
  return keys
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new ControlError(400, `'${segment}' is not a valid part of an address.`)
  }
}

async function pageFile({ method, path }: HttpRequest): Promise<HttpReply | undefined> {
  const file = path === '/' ? 'control.html' : /^\/((?:lab\/)?[a-z-]+\.(?:css|js))$/.exec(path)?.[1]
  if (method !== 'GET' || file === undefined) return undefined
  const body = await readFile(new URL(`../../public/${file}`, import.meta.url), 'utf8').catch(() => undefined)
  if (body === undefined) return undefined
  const policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
  const type = TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? 'text/plain'
  return { status: 200, headers: { 'content-type': type, 'content-security-policy': policy }, body }
}
