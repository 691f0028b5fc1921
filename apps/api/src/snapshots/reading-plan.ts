import type { PluginClient, Reader, Resource } from '@tenantry/core'
import type { ReadingConnection } from './reading-connections.js'

/** A way to read a resource. */
export interface Way {
  connection: ReadingConnection
  reader: Reader<PluginClient>
}

/** A resource with the ways to read it, in the order they are tried. */
export interface Task {
  resource: Resource
  ways: readonly Way[]
}

/** What is read, and through which connections; those that ids name, with what must be read before them. */
export function planOf(
  resources: readonly Resource[],
  connections: readonly ReadingConnection[],
  wanted: readonly string[] | null,
): Task[] {
  const tasks = new Map(
    resources.map((resource) => [
      resource.id,
      {
        resource,
        ways: connections.flatMap((connection) =>
          (connection.plugin.readers ?? [])
            .filter((reader) => reader.resource.id === resource.id && isOffered(reader, connection))
            .map((reader) => ({ connection, reader })),
        ),
      },
    ]),
  )
  if (!wanted) return [...tasks.values()]
  const chosen = new Map<string, Task>()
  const choose = (id: string) => {
    const task = tasks.get(id)
    if (!task || chosen.has(id)) return
    chosen.set(id, task)
    for (const before of dependencies(task)) choose(before)
  }
  for (const id of wanted) choose(id)
  return [...chosen.values()]
}

/** Ids of the resources that must have been read first. */
export function dependencies({ ways }: Task): string[] {
  return ways.flatMap(({ reader }) => (reader.after ?? []).map(({ id }) => id))
}

/** Readers with the same one wait for each other. */
export function laneOf({ connection, reader }: Way): string | undefined {
  return reader.limit === undefined ? undefined : `${connection.row.id} ${reader.limit}`
}

/** Whether the feature exists for connections of this kind at all. */
function isOffered({ set: id }: Reader<PluginClient>, { plugin, row }: ReadingConnection): boolean {
  const set = plugin.permissionSets.find((one) => one.id === id)
  return set?.kinds === undefined || set.kinds.includes(row.kind)
}
