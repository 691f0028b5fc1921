import { beforeEach, vi } from 'vitest'

type Answer = (body: unknown) => { status?: number; body?: unknown }

const answers = new Map<string, Answer>()
const sent: { method: string; path: string; body: unknown }[] = []

async function answer(input: Request | string): Promise<Response> {
  const request = typeof input === 'string' ? new Request(new URL(input, location.href)) : input
  const { pathname } = new URL(request.url)
  const text = await request.text()
  const body: unknown = text ? JSON.parse(text) : undefined
  sent.push({ method: request.method, path: pathname, body })
  const { status = 200, body: said = {} } = answers.get(`${request.method} ${pathname}`)?.(body) ?? { status: 404 }
  return Response.json(said, { status })
}

/** Puts a made-up server behind `fetch`. The API client takes `fetch` when it is loaded, so this comes before it. */
export const installHttp = () => vi.stubGlobal('fetch', answer)

/** The made-up server of a test: what it answers, and what it was sent. Unknown addresses answer 404. */
export function serveHttp() {
  beforeEach(() => {
    answers.clear()
    sent.length = 0
  })
  return { sent, on: (operation: string, reply: Answer) => answers.set(operation, reply) }
}
