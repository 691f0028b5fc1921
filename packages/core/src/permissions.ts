/** One permission that a feature needs. */
export interface Permission {
  /** The provider's name of it, e.g. `User.Read.All`. */
  name: string
  /** The API it belongs to, e.g. `Microsoft Graph`. */
  resource: string
  /** What it is needed for, in a sentence. */
  why: string
  /** How much harm it could do in the wrong hands. */
  risk: 'low' | 'medium' | 'high'
  /** True when it allows changes. */
  write: boolean
}

/** Permissions that belong to one feature: granting them all lights it. */
export interface PermissionSet {
  id: string
  name: string
  /** What works once the set is granted. */
  feature: string
  permissions: readonly Permission[]
  /** Always asked for, cannot be switched off. */
  required?: boolean
  /** Switched on for a new connection. */
  byDefault?: boolean
  /** The licence the feature needs in the tenant, if any. */
  licence?: string
  /** Connection kinds it makes sense for; absent: all. */
  kinds?: readonly string[]
}

/** The sets in force for a connection of this kind: the required ones and those chosen, where the kind allows them. */
export function activeSets(
  sets: readonly PermissionSet[],
  kind: string,
  chosen: readonly string[],
): readonly PermissionSet[] {
  return sets.filter(
    ({ id, required, kinds }) => (kinds === undefined || kinds.includes(kind)) && (required || chosen.includes(id)),
  )
}

/** For each permission, the narrower ones that it includes (direct steps are enough). */
export type PermissionLattice = Readonly<Record<string, readonly string[]>>

/** How a needed permission stands against what was granted. */
export interface PermissionStatus {
  name: string
  status: 'granted' | 'covered' | 'missing'
  /** The wider permission that covers it. */
  by?: string
}

function includes(lattice: PermissionLattice, wide: string, narrow: string, seen = new Set<string>()): boolean {
  if (wide === narrow) return true
  if (seen.has(wide)) return false
  seen.add(wide)
  return (lattice[wide] ?? []).some((next) => includes(lattice, next, narrow, seen))
}

/** Says of each needed permission whether it is granted, covered by a wider one, or missing. */
export function comparePermissions(
  needed: readonly string[],
  granted: readonly string[],
  lattice: PermissionLattice,
): PermissionStatus[] {
  return needed.map((name) => {
    if (granted.includes(name)) return { name, status: 'granted' }
    const by = granted.find((wide) => includes(lattice, wide, name))
    return by === undefined ? { name, status: 'missing' } : { name, status: 'covered', by }
  })
}

/**
 * Granted permissions that can be removed without switching off anything that works now. Of two that cover the same
 * need, the one that is not itself needed goes first.
 */
export function surplusPermissions(
  needed: readonly string[],
  granted: readonly string[],
  lattice: PermissionLattice,
): string[] {
  const missing = (of: readonly string[]) =>
    comparePermissions(needed, of, lattice).filter((status) => status.status === 'missing').length
  let kept = granted.filter((name) => !needed.includes(name))
  const wanted = granted.filter((name) => needed.includes(name))
  const before = missing(granted)
  const surplus: string[] = []
  for (const candidate of kept) {
    const without = kept.filter((name) => name !== candidate)
    if (missing([...wanted, ...without]) > before) continue
    kept = without
    surplus.push(candidate)
  }
  return surplus
}
