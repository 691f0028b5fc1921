import { type Endpoint, isTrue, ok } from '../call.js'
import { dayOf } from '../log.js'
import { queueRow } from '../queues.js'

export const logbookEndpoints: Record<string, Endpoint> = {
  ListCippQueue: {
    permission: 'CIPP.Core.Read',
    anyTenant: true,
    answer(call) {
      const { instance, now } = call
      const id = call.query('QueueId')
      const queues = id === undefined ? instance.queues.list(now) : [instance.queues.find(id) ?? []].flat()
      return ok(queues.map((queue) => queueRow(queue, now)))
    },
  },

  ListLogs: {
    permission: 'CIPP.Core.Read',
    anyTenant: true,
    answer(call) {
      const { instance, now } = call
      const rows = instance.log.of(call.query('DateFilter') ?? dayOf(now))
      if (!isTrue(call.query('Filter'))) return ok(rows)
      const matches = (name: string, value: string) => {
        const wanted = call.query(name)?.toLowerCase()
        return wanted === undefined || wanted.split(',').includes(value.toLowerCase())
      }
      return ok(
        rows.filter(
          (row) =>
            matches('Severity', row.Severity) &&
            matches('API', row.API) &&
            matches('Tenant', row.Tenant) &&
            matches('User', row.User),
        ),
      )
    },
  },
}
