/** Remembers work that was begun in this tab, so that its end is told wherever one is by then. */
export function followedWork(name: string) {
  const kept = () => new Set((sessionStorage.getItem(name) ?? '').split(' ').filter(Boolean))
  const keep = (ids: ReadonlySet<string>) => sessionStorage.setItem(name, [...ids].join(' '))
  /** What has ended; short work does so before the answer to its beginning is here. */
  const ended = new Set<string>()
  let tell: (id: string) => void = () => {}

  const follow = (ids: readonly string[]): void => {
    keep(new Set([...kept(), ...ids.filter((id) => !ended.has(id))]))
    for (const id of ids) if (ended.has(id)) tell(id)
  }
  /** Says that work has ended, whoever began it. */
  const end = (id: string): void => {
    ended.add(id)
    const ids = kept()
    if (!ids.delete(id)) return
    keep(ids)
    tell(id)
  }
  /** Asks of all that was begun here whether it has ended: a page that was not there was not told. */
  const lookAfter = async (hasEnded: (id: string) => Promise<boolean>): Promise<void> => {
    const asked = [...kept()].map(async (id) => {
      if (await hasEnded(id).catch(() => false)) end(id) // What cannot be asked now is asked the next time.
    })
    await Promise.all(asked)
  }
  /** Calls back when work ends that was begun here. */
  const onEnd = (listener: (id: string) => void): void => {
    tell = listener
  }
  return { follow, end, lookAfter, onEnd }
}
