import { describe, expect, it } from 'vitest'
import { defineResource } from '@tenantry/core'
import { z } from 'zod'
import { contentsOf, contentsOfItems, packed, unpacked, valueOf } from './content.js'

const about = { id: 'a.list', name: 'List', service: 'A', source: '/list', schema: z.unknown() }
const list = defineResource({ ...about, key: 'id', volatile: ['seenAt'] })
const single = defineResource({ ...about, id: 'a.one' })

const back = (contents: ReturnType<typeof contentsOf>) =>
  valueOf(contents.map(({ key, text, volatile }) => ({ key, value: unpacked(packed(text), volatile) })))

describe('content', () => {
  it('comes back as it was written', () => {
    const odd = { id: '1', text: 'NUL \u0000, half a pair \ud800', deep: [{ b: 1, a: [null, 1.5] }], seenAt: 'now' }
    expect(back(contentsOf(list, [odd]))).toEqual([odd])
    for (const value of [odd, 'text', 7, null, [], [1, 2]]) expect(back(contentsOf(single, value))).toEqual(value)
    expect(back(contentsOf(list, []))).toEqual([])
  })

  it('is the same whatever the order of its members, and whatever changes by itself', () => {
    const [one] = contentsOf(list, [{ id: '1', a: { x: 1, y: 2 }, seenAt: 'yesterday' }])
    const [other] = contentsOf(list, [{ seenAt: 'today', a: { y: 2, x: 1 }, id: '1', gone: undefined }])
    expect(other?.hash).toEqual(one?.hash)
    expect(contentsOf(list, [{ id: '1', a: { x: 1, y: 3 } }])[0]?.hash).not.toEqual(one?.hash)
  })

  it('knows objects by their key, numbers too; those without one keep their place across pages', () => {
    expect(contentsOfItems(list, [{ id: 7 }, { id: 'a' }, { id: 'a', later: true }], 0)).toMatchObject([
      { key: '7' },
      { key: 'a', text: '{"id":"a","later":true}' },
    ])
    const pages = [...contentsOfItems(list, [{ n: 1 }, 'x'], 0), ...contentsOfItems(list, [{ n: 1 }], 2)]
    expect(new Set(pages.map(({ key }) => key)).size).toBe(3)
    expect(back(pages)).toEqual([{ n: 1 }, 'x', { n: 1 }])
  })
})
