import { QueryClient, QueryObserver } from '@tanstack/vue-query'
import { describe, expect, it, vi } from 'vitest'
import { renewFirstAnswers } from '../src/queries/first-answers.js'

const queryKey = ['run', '1']

/** A page that shows a run, and a server that answers when told to. */
function watchRun() {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  renewFirstAnswers(queryClient)
  const answers: ((status: string) => void)[] = []
  const queryFn = vi.fn(() => new Promise<string>((resolve) => answers.push(resolve)))
  const observer = new QueryObserver(queryClient, { queryKey, queryFn })
  const leave = observer.subscribe(() => undefined)
  const shown = () => observer.getCurrentResult().data
  return { queryClient, queryFn, answers, shown, leave }
}

describe('what changes while it is asked for the first time', () => {
  it('is asked again, since the answer may be from before the change', async () => {
    const { queryClient, answers, shown, leave } = watchRun()
    void queryClient.invalidateQueries({ queryKey: ['run'] })
    answers[0]?.('running')
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    expect(shown()).toBe('running')
    answers[1]?.('succeeded')
    await vi.waitFor(() => expect(shown()).toBe('succeeded'))
    leave()
  })

  it('is asked once more, however often it changed', async () => {
    const { queryClient, queryFn, answers, shown, leave } = watchRun()
    for (let change = 0; change < 3; change++) void queryClient.invalidateQueries({ queryKey })
    answers[0]?.('running')
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    answers[1]?.('succeeded')
    await vi.waitFor(() => expect(shown()).toBe('succeeded'))
    expect(queryFn).toHaveBeenCalledTimes(2)
    leave()
  })

  it('is asked once where nothing changed meanwhile', async () => {
    const { queryClient, queryFn, answers, shown, leave } = watchRun()
    answers[0]?.('running')
    await vi.waitFor(() => expect(shown()).toBe('running'))
    await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0))
    expect(queryFn).toHaveBeenCalledTimes(1)
    leave()
  })

  it('is not asked by a page that was left meanwhile', async () => {
    const { queryClient, queryFn, answers, leave } = watchRun()
    void queryClient.invalidateQueries({ queryKey })
    leave()
    answers[0]?.('running')
    await vi.waitFor(() => expect(queryClient.getQueryData(queryKey)).toBe('running'))
    expect(queryFn).toHaveBeenCalledTimes(1)
    expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true)
  })
})
