import { propertyNames } from '../../odata/types.js'
import type { Entity } from '../../world/model.js'
import { historyItem, riskyUser } from '../../world/risk.js'
import { audit } from '../audit.js'
import { GraphError } from '../graph-error.js'
import { noContent } from '../reply.js'
import { requirePremium } from '../require-premium.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

const before = requirePremium('P2')

const rules = (type: string) => ({ type, defaults: propertyNames(type), defaultPage: 100, maxPage: 500 })

/** What an administrator can say of people at risk. https://learn.microsoft.com/graph/api/resources/riskyuser */
const VERDICTS = {
  dismiss: {
    activity: 'DismissUser',
    facts: { riskDetail: 'adminDismissedAllRiskForUser', riskLevel: 'none', riskState: 'dismissed' },
  },
  confirmCompromised: {
    activity: 'ConfirmCompromised',
    facts: { riskDetail: 'adminConfirmedUserCompromised', riskLevel: 'high', riskState: 'confirmedCompromised' },
  },
  confirmSafe: {
    activity: 'ConfirmAccountSafe',
    facts: { riskDetail: 'adminConfirmedAccountSafe', riskLevel: 'none', riskState: 'confirmedSafe' },
  },
}

/** In one request. https://learn.microsoft.com/graph/api/riskyuser-dismiss */
const MOST_USERS = 60

function readUsers(call: GraphCall): Entity[] {
  const { userIds } = call.body()
  if (!Array.isArray(userIds) || userIds.length === 0) {
    throw new GraphError('invalidQuery', { value: 'The parameter userIds is missing or empty.' })
  }
  if (userIds.length > MOST_USERS) {
    throw new GraphError('invalidQuery', { value: `The number of userIds must not exceed ${MOST_USERS}.` })
  }
  return userIds.map((id) => {
    const user = call.tenant.set('users').view().get(String(id))
    if (!user) throw new GraphError('notFound', { value: String(id) })
    return user
  })
}

function judge(name: keyof typeof VERDICTS): Room {
  return {
    method: 'POST',
    path: `/identityProtection/riskyUsers/${name}`,
    answer(call) {
      before(call)
      const { activity, facts } = VERDICTS[name]
      const set = call.tenant.set('riskyUsers')
      for (const user of readUsers(call)) {
        const known = set.view().get(user.id)
        if (!known && name === 'dismiss') continue
        const item = historyItem(user, facts, call.now, [], call.servicePrincipal.id)
        const changed = riskyUser(user, facts, call.now, [...((known?.['history'] ?? []) as Entity[]), item])
        if (known) set.update(user.id, changed, call.now.getTime())
        else set.create(changed, call.now.getTime())
        judgeDetections(call, user.id, facts)
        audit(call, {
          activity,
          category: 'Other',
          service: 'Identity Protection',
          operation: 'Update',
          targets: [{ id: user.id, type: 'User', userPrincipalName: String(user['userPrincipalName']) }],
        })
      }
      return noContent()
    },
  }
}

function judgeDetections(call: GraphCall, userId: string, { riskDetail, riskState }: Record<string, string>): void {
  const detections = call.tenant.set('riskDetections')
  for (const detection of detections.view()) {
    if (detection['userId'] === userId) detections.update(detection.id, { riskDetail, riskState }, call.now.getTime())
  }
}

export const riskyUserRooms: Room[] = [
  collection('/identityProtection/riskyUsers', rules('riskyUser'), (call) => call.list('riskyUsers'), { before }),
  single('/identityProtection/riskyUsers/{id}', rules('riskyUser'), (call) => call.read('riskyUsers').get(key(call)), {
    before,
  }),
  collection(
    '/identityProtection/riskyUsers/{id}/history',
    rules('riskyUserHistoryItem'),
    (call) => {
      const user = call.read('riskyUsers').get(key(call))
      if (!user) throw new GraphError('notFound', { value: key(call) })
      return (user['history'] ?? []) as Entity[]
    },
    { before },
  ),
  judge('dismiss'),
  judge('confirmCompromised'),
  judge('confirmSafe'),
  collection('/identityProtection/riskDetections', rules('riskDetection'), (call) => call.list('riskDetections'), {
    before,
  }),
  single(
    '/identityProtection/riskDetections/{id}',
    rules('riskDetection'),
    (call) => call.read('riskDetections').get(key(call)),
    { before },
  ),
]
