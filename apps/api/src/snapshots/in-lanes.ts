/** Work with what it has to wait for. */
export interface Lined<Task> {
  id: string
  task: Task
  /** Ids of work that must have ended; what is not in the list is not waited for. */
  after: readonly string[]
  /** Work in one lane is done one after another. */
  lane: string | undefined
}

/** Does work side by side, at most `limit` at once. The first failure ends it, once what is under way has ended. */
export async function inLanes<Task>(
  lined: readonly Lined<Task>[],
  limit: number,
  work: (task: Task) => Promise<void>,
): Promise<void> {
  const waiting = new Map(lined.map((one) => [one.id, one]))
  const open = new Set(waiting.keys())
  const lanes = new Set<string>()
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []
  const begin = ({ id, task, lane }: Lined<Task>) => {
    waiting.delete(id)
    if (lane !== undefined) lanes.add(lane)
    const run = work(task)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => {
        open.delete(id)
        if (lane !== undefined) lanes.delete(lane)
        running.delete(run)
      })
    running.add(run)
  }
  while (open.size > 0 && failures.length === 0) {
    for (const one of waiting.values()) {
      if (running.size >= limit) break
      const isFree = one.lane === undefined || !lanes.has(one.lane)
      if (isFree && !one.after.some((id) => id !== one.id && open.has(id))) begin(one)
    }
    // Those that wait for each other in a circle would wait for ever.
    const [first] = waiting.values()
    if (running.size === 0 && first) begin(first)
    await Promise.race(running)
  }
  await Promise.all(running)
  if (failures.length > 0) throw failures[0]
}
