import { secureScores } from '../../world/policies/secure-score.js'
import { collection, key, type Room, single } from '../room.js'
import { policyRooms, policyRules } from './policy-rooms.js'

const scoreRules = { ...policyRules('secureScore'), defaultPage: 90 }

export const secureScoreRooms: Room[] = [
  collection('/security/secureScores', scoreRules, ({ tenant, now }) => secureScores(tenant, now)),
  single('/security/secureScores/{id}', scoreRules, (call) =>
    secureScores(call.tenant, call.now).find(({ id }) => id === key(call)),
  ),
  ...policyRooms('/security/secureScoreControlProfiles', 'secureScoreControlProfiles', 'secureScoreControlProfile'),
]
