import { guid, pick } from '../world/ids.js'

const HOUR = 3_600_000

/** Tasks that run at the same time. */
const AT_ONCE = 10

export interface Task {
  name: string
  startsAt: Date
  endsAt: Date
  /** It broke down, which is not the same as having achieved nothing. */
  failed: boolean
}

export interface Queue {
  id: string
  name: string
  link: string
  reference: string
  createdAt: Date
  tasks: Task[]
}

/** Background work of an instance. */
export class Queues {
  readonly #queues: Queue[] = []

  constructor(private readonly seed: string) {}

  /** Each task takes some seconds, and a task that would be one too many waits for another to end. */
  add(facts: { name: string; link?: string; reference?: string; tasks: string[]; at: Date; startsAt: Date }): Queue {
    const id = guid(this.seed, 'queue', this.#queues.length)
    const lanes = Array.from({ length: AT_ONCE }, () => facts.startsAt.getTime() + 1000)
    const tasks = facts.tasks.map((name, index): Task => {
      const lane = lanes.indexOf(Math.min(...lanes))
      const startsAt = lanes[lane] as number
      const endsAt = startsAt + 2000 + pick(5000, id, index)
      lanes[lane] = endsAt
      return { name, startsAt: new Date(startsAt), endsAt: new Date(endsAt), failed: false }
    })
    const { name, link = '', reference = '', at } = facts
    const queue = { id, name, link, reference, createdAt: at, tasks }
    this.#queues.push(queue)
    return queue
  }

  find(id: string): Queue | undefined {
    return this.#queues.find((queue) => queue.id === id)
  }

  /** Those of the last three hours, newest first. */
  list(now: Date): Queue[] {
    return this.#queues.filter(({ createdAt }) => createdAt.getTime() > now.getTime() - 3 * HOUR).reverse()
  }
}

function taskStatus({ startsAt, endsAt, failed }: Task, now: Date): 'Queued' | 'Running' | 'Completed' | 'Failed' {
  if (startsAt > now) return 'Queued'
  if (endsAt > now) return 'Running'
  return failed ? 'Failed' : 'Completed'
}

/** A queue as ListCippQueue shows it. Those that failed count as completed, too. */
export function queueRow({ id, name, link, reference, createdAt, tasks }: Queue, now: Date) {
  const statuses = tasks.map((task) => taskStatus(task, now))
  const count = (status: (typeof statuses)[number]) => statuses.filter((one) => one === status).length
  const [failed, running] = [count('Failed'), count('Running')]
  const completed = count('Completed') + failed
  const percent = (part: number) => (tasks.length === 0 ? 0 : Math.round((part / tasks.length) * 1000) / 10)
  return {
    PartitionKey: 'CippQueue',
    RowKey: id,
    Name: name,
    Link: link,
    Reference: reference,
    TotalTasks: tasks.length,
    CompletedTasks: completed,
    RunningTasks: running,
    FailedTasks: failed,
    PercentComplete: percent(completed),
    PercentFailed: percent(failed),
    PercentRunning: percent(running),
    Tasks: tasks
      .map((task, index) => ({ task, status: statuses[index] }))
      .filter(({ status }) => status !== 'Queued')
      .map(({ task, status }) => ({
        Timestamp: (status === 'Running' ? task.startsAt : task.endsAt).toISOString(),
        Name: task.name,
        Status: status,
      })),
    Status: overall(tasks.length, { completed, running, failed }),
    Timestamp: createdAt.toISOString(),
  }
}

function overall(total: number, done: { completed: number; running: number; failed: number }): string {
  if (done.completed >= total) {
    if (done.failed === 0) return 'Completed'
    return done.failed === total ? 'Failed' : 'Completed (with errors)'
  }
  return done.running > 0 || done.completed > 0 ? 'Running' : 'Queued'
}
