/** Where the companies are listed that need the same. */
export function listOfNeed(need: string): string {
  if (need === 'relationshipEnding') return '/companies?relationship=soon&sort=relationshipEndsAt'
  if (need === 'relationshipEnded') return '/companies?relationship=ended'
  return '/companies?show=attention'
}
