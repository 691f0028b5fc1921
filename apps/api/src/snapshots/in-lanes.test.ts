import { describe, expect, it } from 'vitest'
import { inLanes, type Lined } from './in-lanes.js'

const one = (id: string, after: string[] = [], lane?: string): Lined<string> => ({ id, task: id, after, lane })

/** Does the work, and notes what began and ended in which order. */
async function watch(lined: Lined<string>[], limit: number, fails?: string) {
  const events: string[] = []
  let running = 0
  let most = 0
  const done = inLanes(lined, limit, async (task) => {
    events.push(`${task} begins`)
    most = Math.max(most, (running += 1))
    await new Promise((resolve) => setTimeout(resolve, 5))
    running -= 1
    events.push(`${task} ends`)
    if (task === fails) throw new Error(task)
  })
  const failure = await done.then(
    () => undefined,
    (error: Error) => error.message,
  )
  return { events, most, failure }
}

describe('work in lanes', () => {
  it('is done side by side, so many at once', async () => {
    const { events, most } = await watch(
      ['a', 'b', 'c', 'd', 'e'].map((id) => one(id)),
      3,
    )
    expect(most).toBe(3)
    expect(events).toHaveLength(10)
  })

  it('waits for what comes before it, and for its lane', async () => {
    const { events } = await watch([one('second', ['first']), one('first'), one('a', [], 'l'), one('b', [], 'l')], 8)
    expect(events.indexOf('second begins')).toBeGreaterThan(events.indexOf('first ends'))
    expect(events.indexOf('b begins')).toBeGreaterThan(events.indexOf('a ends'))
  })

  it('is done even where it waits for itself in a circle, or for what is not there', async () => {
    const { events } = await watch([one('a', ['b']), one('b', ['a']), one('c', ['nobody'])], 8)
    expect(events.filter((event) => event.endsWith('ends'))).toHaveLength(3)
  })

  it('begins nothing more after a failure, and tells it once all that was begun has ended', async () => {
    const { events, failure } = await watch([one('a'), one('b'), one('c', ['a'])], 2, 'a')
    expect(failure).toBe('a')
    expect(events).toContain('b ends')
    expect(events).not.toContain('c begins')
  })
})
