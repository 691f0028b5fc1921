import { QueryClient, QueryObserver } from '@tanstack/vue-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askOfWorkUnderWay, showsWorkUnderWay } from '../src/queries/work-under-way.js'

describe('an answer shows work under way', () => {
  it.each([
    ['a run that waits for its turn', { id: '1', status: 'queued' }],
    ['a list with one that goes on', { items: [{ status: 'succeeded' }, { status: 'running' }], nextCursor: null }],
    ['a later part of a list', { pages: [{ items: [] }, { items: [{ status: 'collecting' }] }], pageParams: [null] }],
  ])('in %s', (_, answer) => expect(showsWorkUnderWay(answer)).toBe(true))

  it.each([
    ['a run that ended', { status: 'partlyFailed' }],
    ['an exception in force', { status: 'active', endedAt: null }],
    ['a list of nothing', { items: [], nextCursor: null }],
    ['no answer yet', undefined],
    ['nothing there', null],
  ])('not in %s', (_, answer) => expect(showsWorkUnderWay(answer)).toBe(false))
})

describe('work on screen whose end was told to nobody', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is asked about until it has ended, and what is not on screen is not', async () => {
    const queryClient = new QueryClient()
    const stop = askOfWorkUnderWay(queryClient)
    const answers = ['running', 'running', 'succeeded']
    const queryFn = vi.fn(() => Promise.resolve({ status: answers.shift() }))
    const run = new QueryObserver(queryClient, { queryKey: ['run'], queryFn })
    const leave = run.subscribe(() => undefined)
    queryClient.setQueryData(['left'], { status: 'running' })

    await vi.advanceTimersByTimeAsync(40_000)
    expect(run.getCurrentResult().data).toEqual({ status: 'succeeded' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(queryFn).toHaveBeenCalledTimes(3)
    expect(queryClient.getQueryState(['left'])?.isInvalidated).toBe(false)

    leave()
    stop()
  })

  it('is left alone by a page that nobody looks at', async () => {
    const queryClient = new QueryClient()
    const stop = askOfWorkUnderWay(queryClient)
    const queryFn = vi.fn(() => Promise.resolve({ status: 'running' }))
    const leave = new QueryObserver(queryClient, { queryKey: ['run'], queryFn }).subscribe(() => undefined)
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')

    await vi.advanceTimersByTimeAsync(60_000)
    expect(queryFn).toHaveBeenCalledTimes(1)

    hidden.mockRestore()
    leave()
    stop()
  })
})
