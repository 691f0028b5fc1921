import { describe, expect, it } from 'vitest'
import { judgeSpf, type RecordsOf } from './spf.js'

const nothing: RecordsOf = () => undefined
const names =
  (known: Record<string, string[]>): RecordsOf =>
  (name) =>
    known[name] ? { records: known[name] } : { problem: `${name} does not answer` }

describe('an SPF record', () => {
  it.each(['v=spf1 -all', 'v=spf1 ip4:192.0.2.1 ~all', 'V=SPF1 -ALL'])('is good when it is %s', (record) => {
    expect(judgeSpf([record, 'something else'], nothing).state).toBe('good')
  })

  it.each([
    ['none', []],
    ['two', ['v=spf1 -all', 'v=spf1 ~all']],
    ['one that lets all in', ['v=spf1 +all']],
    ['one that says nothing of the rest', ['v=spf1 ip4:192.0.2.1']],
    ['one that is neutral', ['v=spf1 ?all']],
    ['one of another version', ['v=spf10 -all']],
  ])('is bad when there is %s', (_, records) => {
    expect(judgeSpf(records, nothing).state).toBe('bad')
  })

  it('closes by the name that it redirects to', () => {
    expect(judgeSpf(['v=spf1 redirect=_spf.a.com'], names({ '_spf.a.com': ['v=spf1 -all'] })).state).toBe('good')
    expect(judgeSpf(['v=spf1 redirect=_spf.a.com'], names({ '_spf.a.com': ['v=spf1 ?all'] })).state).toBe('bad')
  })

  it('does not close by what it includes', () => {
    expect(judgeSpf(['v=spf1 include:b.com'], names({ 'b.com': ['v=spf1 -all'] })).state).toBe('bad')
  })

  it('ignores a redirect when it says itself what happens to the rest', () => {
    expect(judgeSpf(['v=spf1 ~all redirect=gone.com'], nothing).state).toBe('good')
  })

  it('counts lookups through what it includes, and ten are the limit', () => {
    const chain = (count: number) =>
      ['v=spf1 include:b.com -all', names({ 'b.com': [`v=spf1 ${'mx '.repeat(count - 1)}-all`] })] as const
    const [ten, tenNames] = chain(10)
    const [eleven, elevenNames] = chain(11)
    expect(judgeSpf([ten], tenNames).state).toBe('good')
    expect(judgeSpf([eleven], elevenNames)).toMatchObject({ state: 'bad', text: expect.stringContaining('11 lookups') })
  })

  it('is not known when a name on the way does not answer', () => {
    expect(judgeSpf(['v=spf1 include:b.com -all'], names({}))).toMatchObject({
      state: 'unknown',
      text: expect.stringContaining('b.com does not answer'),
    })
  })

  it('is followed once around a circle', () => {
    expect(judgeSpf(['v=spf1 include:b.com -all'], names({ 'b.com': ['v=spf1 include:b.com -all'] })).state).toBe(
      'good',
    )
  })
})
