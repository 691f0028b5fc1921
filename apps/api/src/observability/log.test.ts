import { randomUUID } from 'node:crypto'
import { Logger } from '@nestjs/common'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../config/config.js'
import { createLog, nestLog } from './log.js'
import { Redactor } from './redactor.js'

const CANARY = 'S3cr~t/Canary+"value"&of=a client'

function openLog() {
  const lines: string[] = []
  const redactor = new Redactor()
  const log = createLog(readConfig({ LOG_LEVEL: 'trace' }), redactor, { write: (line) => void lines.push(line) })
  return { lines, redactor, log, text: () => lines.join('') }
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
  ]
}

describe('the log', () => {
  it.each([
    ['as a text', (log) => log.info(`the value ${CANARY} was used`)],
    ['in a nested field', (log) => log.info({ a: { b: [{ c: CANARY }] } }, 'nested')],
    ['URL-encoded in a query', (log) => log.info({ url: `/x?v=${encodeURIComponent(CANARY)}` }, 'url')],
    ['in base64', (log) => log.info(Buffer.from(CANARY).toString('base64'))],
    ['in hex', (log) => log.info(Buffer.from(CANARY).toString('hex'))],
    [
      'in an error, its stack and its cause',
      (log) => log.error({ err: new Error(CANARY, { cause: new Error(CANARY) }) }),
    ],
    [
      'in what a database driver hangs on an error',
      (log) =>
        log.error({ err: Object.assign(new Error('failed'), { parameters: [CANARY], detail: CANARY, query: CANARY }) }),
    ],
    ['in job data', (log) => log.warn({ job: { data: { payload: { x: CANARY } } } }, 'A job failed')],
    ['in GraphQL variables', (log) => log.info({ body: JSON.stringify({ variables: { v: CANARY } }) })],
  ] satisfies [string, (log: ReturnType<typeof openLog>['log']) => void][])(
    'shows no opened secret %s (S-24)',
    (_, write) => {
      const { log, redactor, text } = openLog()
      redactor.register(CANARY)
      write(log)
      expect(text()).not.toBe('')
      for (const form of formsOf(CANARY)) expect(text()).not.toContain(form)
    },
  )

  it.each([
    ['an authorization header', { headers: { authorization: 'Bearer abcdefghijklmnop' } }, 'abcdefghijklmnop'],
    ['a cookie', { headers: { cookie: 'tenantry_session=zyxwvutsrq' } }, 'zyxwvutsrq'],
    ['a password in an address', { url: 'postgresql://app:pa55word@db/x' }, 'pa55word'],
    ['a client secret in a form', { body: 'grant_type=x&client_secret=abc%7Edef&scope=y' }, 'abc%7Edef'],
    ['a token', { note: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln' }, 'eyJzdWIiOiIxIn0'],
    ['an API key of ours', { note: 'key tnt_0123456789abcdefghijABCDEF' }, '0123456789abcdefghij'],
    ['a member that is called a secret', { clientSecret: 'never seen before' }, 'never seen before'],
  ])('shows no %s that nobody registered (S-24)', (_, fields, secret) => {
    const { log, text } = openLog()
    log.info(fields, 'fields')
    expect(text()).toContain('[secret]')
    expect(text()).not.toContain(secret)
  })

  it('is lines of JSON after redaction', () => {
    const { log, lines, redactor } = openLog()
    redactor.register(CANARY)
    log.info({ password: CANARY, nested: { token: 'a"b\\', plain: 'kept' } }, `with ${CANARY}`)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ nested: { plain: 'kept' } })
  })

  it.each([
    ['line breaks', 'a\r\n{"level":"error","msg":"forged"}'],
    ['terminal commands', '\u001b[31mred\u001b]0;title\u0007 \u009b2J'],
    ['reversed text', 'exe.\u202egnp.\u2066x\u2069'],
    ['invisible characters', 'a\u200bb\u2028c\ufeff'],
  ])('keeps %s in one harmless line that reads back the same (S-27)', (_, name) => {
    const { log, lines } = openLog()
    log.info({ tenant: name }, name)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029]*\n$/u)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ tenant: name, msg: name })
  })

  it('takes the words of Nest, with the name of who speaks', () => {
    const { log, lines } = openLog()
    Logger.overrideLogger(nestLog(log))
    new Logger('Speaker').warn({ id: 7 }, 'Something happened')
    new Logger('Speaker').error(new Error('broken'), 'Something broke')
    Logger.overrideLogger(false)
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 'warn', name: 'Speaker', id: 7, msg: 'Something happened' },
      { level: 'error', name: 'Speaker', msg: 'Something broke', err: { message: 'broken' } },
    ])
  })
})

describe('the redactor', () => {
  it('forgets the oldest secrets rather than growing for ever', () => {
    const redactor = new Redactor()
    redactor.register('the very first secret')
    for (let n = 0; n < 5000; n += 1) redactor.register(`secret ${randomUUID()}`)
    redactor.register('the very last secret')
    expect(redactor.clean('the very last secret')).toBe('[secret]')
    expect(redactor.clean('the very first secret')).toBe('the very first secret')
  })

  it('finds a secret inside another text, and the longer of two that begin alike', () => {
    const redactor = new Redactor()
    redactor.register('password-one')
    redactor.register('password-one-and-more')
    expect(redactor.clean('xpassword-one-and-morex password-onex')).toBe('x[secret]x [secret]x')
  })
})
