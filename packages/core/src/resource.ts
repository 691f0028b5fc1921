import type { z } from 'zod'

/** A fact about a tenant in its source's own shape: what is judged is typed, the rest is kept as it came. */
export interface Resource<T = unknown> {
  /** Permanent, e.g. `entra.conditionalAccessPolicies`. */
  id: string
  /** What people call it, e.g. `Conditional Access policies`. */
  name: string
  /** The service it lives in, e.g. `Entra ID`. */
  service: string
  /** Its key in a snapshot file, e.g. `/identity/conditionalAccess/policies`, `exo:Get-TransportRule`, `dns:TXT/dmarc`. */
  source: string
  /** Lets unknown members and unknown enum values through: they are data, not errors. */
  schema: z.ZodType<T>
  /** The property that tells the objects of a list apart, e.g. `id`; absent: the fact is one object. */
  key?: string
  /** The property that people know an object of the list by, e.g. `displayName`. */
  label?: string
  /** Properties that change by themselves, so that a change of nothing else is no change. */
  volatile?: readonly string[]
  /** Whose measurement it is, e.g. `Microsoft`: it changes with what is measured, so nobody is looked for who changed it. */
  measuredBy?: string
  /** Why no provider reads it from a live tenant; a snapshot file may still bring it. */
  unread?: string
}

/** Declares a resource; its type follows from the schema. */
export function defineResource<S extends z.ZodType>(
  resource: Omit<Resource<z.output<S>>, 'schema'> & { schema: S },
): Resource<z.output<S>> {
  return resource as Resource<z.output<S>>
}
