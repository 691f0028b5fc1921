import type { z } from 'zod'

type Check = (value: unknown) => boolean

/** `undefined`: the schema does more than tell forms apart, e.g. it transforms. */
const checks = new WeakMap<z.core.$ZodType, Check | undefined>()

/**
 * Whether a value is as the schema wants it and would come out of it unchanged. It is many times faster than parsing,
 * and copies nothing; where it says no, only parsing tells whether the value is wrong or merely has to be changed.
 */
export function fits(schema: z.core.$ZodType, value: unknown): boolean {
  return checkOf(schema)?.(value) ?? false
}

function checkOf(schema: z.core.$ZodType): Check | undefined {
  if (!checks.has(schema)) checks.set(schema, compiled(schema))
  return checks.get(schema)
}

function compiled(schema: z.core.$ZodType): Check | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.checks && def.checks.length > 0) return undefined
  switch (def.type) {
    case 'string':
      return 'format' in def || def.coerce ? undefined : (value) => typeof value === 'string'
    case 'number':
      return 'format' in def || def.coerce ? undefined : Number.isFinite
    case 'boolean':
      return def.coerce ? undefined : (value) => typeof value === 'boolean'
    case 'unknown':
    case 'any':
      return () => true
    case 'null':
      return (value) => value === null
    case 'optional':
      return orNothing(undefined, checkOf(def.innerType))
    case 'nullable':
      return orNothing(null, checkOf(def.innerType))
    case 'union':
      return either(def.options.map(checkOf))
    case 'array':
      return listOf(checkOf(def.element))
    case 'object':
      return objectOf(def)
    default:
      return undefined
  }
}

function orNothing(nothing: null | undefined, check: Check | undefined): Check | undefined {
  return check && ((value) => value === nothing || check(value))
}

function either(options: readonly (Check | undefined)[]): Check | undefined {
  const known = options.filter((option) => option !== undefined)
  return known.length < options.length ? undefined : (value) => known.some((check) => check(value))
}

function listOf(check: Check | undefined): Check | undefined {
  return check && ((value) => Array.isArray(value) && value.every((each) => check(each)))
}

/** Only an object that lets unknown members through: others drop them or refuse. */
function objectOf({ shape, catchall }: z.core.$ZodObjectDef): Check | undefined {
  if (catchall?._zod.def.type !== 'unknown') return undefined
  const members: { name: string; check: Check }[] = []
  for (const [name, member] of Object.entries(shape)) {
    const check = checkOf(member)
    if (!check) return undefined
    members.push({ name, check })
  }
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    for (const { name, check } of members) if (!check((value as Record<string, unknown>)[name])) return false
    return true
  }
}
