import type { Room } from '../room.js'
import { needsPremium } from './licence-needs.js'
import { policyRooms } from './policy-rooms.js'

export const governanceRooms: Room[] = policyRooms(
  '/identityGovernance/accessReviews/definitions',
  'accessReviews',
  'accessReviewScheduleDefinition',
  { before: needsPremium('P2') },
)
