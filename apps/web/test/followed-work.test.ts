import { beforeEach, describe, expect, it } from 'vitest'
import { followedWork } from '../src/composables/followed-work.js'

beforeEach(() => sessionStorage.clear())

function followed() {
  const work = followedWork('work')
  const told: string[] = []
  work.onEnd((id) => told.push(id))
  return { ...work, told }
}

describe('work that was begun here', () => {
  it('is told once when it ends, and work of others is not', () => {
    const { follow, end, told } = followed()
    follow(['a'])
    end('b')
    end('a')
    end('a')
    expect(told).toEqual(['a'])
  })

  it('is told when it ended before the answer to its beginning was here', () => {
    const { follow, end, told } = followed()
    end('a')
    follow(['a'])
    expect(told).toEqual(['a'])
  })

  it('is remembered through a reload of the page', () => {
    followed().follow(['a'])
    const { end, told } = followed()
    end('a')
    expect(told).toEqual(['a'])
  })

  it('is told when it ended while no page was there, and only then', async () => {
    followed().follow(['ended', 'goesOn', 'unasked'])
    const { lookAfter, told } = followed()
    const server: Record<string, boolean> = { ended: true, goesOn: false }
    const hasEnded = (id: string) =>
      id in server ? Promise.resolve(server[id] === true) : Promise.reject(new Error('away'))
    await lookAfter(hasEnded)
    expect(told).toEqual(['ended'])
    server['goesOn'] = true
    await lookAfter(hasEnded)
    expect(told).toEqual(['ended', 'goesOn'])
  })
})
