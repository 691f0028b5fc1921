import { describe, expect, it } from 'vitest'
import { confirmChange } from './confirm-change.js'
import { requestRefused, timedOut } from './shared-errors.js'

/** A list with a server in front that may refuse, lose its answers, or be late. */
function list({ refusal, showsAt = 1 }: { refusal?: Error; showsAt?: number } = {}) {
  const seen = { made: 0, reads: 0 }
  const change = confirmChange({
    service: 'Exchange',
    change: 'Add Adele to Sales',
    make: () => {
      seen.made++
      return refusal ? Promise.reject(refusal) : Promise.resolve()
    },
    shows: () => Promise.resolve(++seen.reads >= showsAt),
    signal: new AbortController().signal,
  })
  return { seen, change }
}

describe('A change', () => {
  it('is made once it shows', async () => {
    const { change, seen } = list()
    await change
    expect(seen).toEqual({ made: 1, reads: 1 })
  })

  it('is read again when it does not show at once, and never sent again', async () => {
    const { change, seen } = list({ showsAt: 2 })
    await change
    expect(seen).toEqual({ made: 1, reads: 2 })
  })

  it('that is accepted and never shows is unconfirmed', async () => {
    await expect(list({ showsAt: Infinity }).change).rejects.toMatchObject({ code: 'change_unconfirmed' })
  })

  it('whose answer did not come in time counts when it shows', async () => {
    const { change, seen } = list({ refusal: timedOut({ service: 'Exchange', seconds: 30 }) })
    await change
    expect(seen).toEqual({ made: 1, reads: 1 })
  })

  it('that was refused and does not show is refused', async () => {
    const refusal = requestRefused({ service: 'Exchange', reason: 'It is synchronized from elsewhere' })
    await expect(list({ refusal, showsAt: Infinity }).change).rejects.toBe(refusal)
  })
})
