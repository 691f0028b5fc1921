import { readData } from '../data.js'

interface StoredEnumeration {
  members: string[]
  /** Several at a time, written with commas. */
  flags?: boolean
}

const stored = readData('enums.json') as Record<string, StoredEnumeration>

/** Members that come after it were added later. https://learn.microsoft.com/graph/best-practices-concept */
export const SENTINEL = 'unknownFutureValue'

export interface Enumeration {
  members: readonly string[]
  flags: boolean
  /** A member as it is declared, whatever case it is given in. */
  member(text: string): string | undefined
  /** Whether a client that knows nothing of newer members is spared this one. */
  isNewer(member: string): boolean
}

const known = new Map<string, Enumeration>()
for (const [name, { members, flags = false }] of Object.entries(stored)) {
  const sentinel = members.indexOf(SENTINEL)
  const byLowerCase = new Map(members.map((member) => [member.toLowerCase(), member]))
  known.set(`enum:${name}`, {
    members,
    flags,
    member: (text) => byLowerCase.get(text.toLowerCase()),
    isNewer: (member) => sentinel >= 0 && members.indexOf(member) > sentinel,
  })
}

/** The enumeration of a property's type, `enum:…`. */
export function enumeration(type: string): Enumeration | undefined {
  return known.get(type)
}
