import { readParameters } from '../../odata/parameters.js'
import { reports } from '../../reports/columns.js'
import { downloadPath, REPORTS_HOST } from '../../reports/download.js'
import { GraphError } from '../graph-error.js'
import { GraphReply } from '../reply.js'
import { type GraphCall, key, type Room } from '../room.js'

const DAY = 86_400_000

/** Reports tell of these many days. https://learn.microsoft.com/graph/api/reportroot-getoffice365activeuserdetail */
const PERIODS = ['D7', 'D30', 'D90', 'D180']

function wish(call: GraphCall): { period?: string; date?: string } {
  const inner = key(call)
  if (/^\s*date\s*=/i.test(inner)) {
    const date = String(readParameters(inner, { date: 'Date' }).date)
    const age = call.now.getTime() - Date.parse(date)
    if (!(age >= 0 && age <= 30 * DAY)) {
      throw new GraphError('invalidQuery', { value: 'Invalid date: it must lie within the last 30 days.' })
    }
    return { date }
  }
  const period = String(readParameters(inner, { period: 'String' }).period)
  if (!PERIODS.includes(period)) {
    throw new GraphError('invalidQuery', { value: `Invalid period '${period}'. Supported are ${PERIODS.join(', ')}.` })
  }
  return { period }
}

/** Answers with where the file lies; the address is enough to fetch it. */
function report(name: string, hasPeriod: boolean): Room {
  return {
    path: `/reports/${name}${hasPeriod ? '(period={period})' : ''}`,
    permissionsOf: '/reports/getOffice365ActiveUserDetail(period={period})',
    answer(call) {
      const path = downloadPath(call.tenant, name, hasPeriod ? wish(call) : {}, call.now)
      const location = call.root.replace(/[^/]+\/[^/]+$/, REPORTS_HOST) + path
      return new GraphReply(302, undefined, { location })
    },
  }
}

export const usageReportRooms: Room[] = Object.entries(reports).map(([name, { hasPeriod }]) => report(name, hasPeriod))
