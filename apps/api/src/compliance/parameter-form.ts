import { z } from 'zod'
import type { ParameterField } from './parameters.dto.js'

interface JsonProperty {
  type?: string
  enum?: string[]
  properties?: Record<string, JsonProperty>
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  label?: string
}

/** JSON Schema of a parameter's value, as it is given. */
export function parameterSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return json
}

/** The value as fields of a form: one for each member of an object, or one for the whole. */
export function parameterFields(schema: z.ZodType): ParameterField[] {
  const json = parameterSchema(schema) as JsonProperty
  if (json.type !== 'object') return [fieldOf(null, json)]
  return Object.entries(json.properties ?? {}).map(([name, property]) => fieldOf(name, property))
}

function fieldOf(name: string | null, property: JsonProperty): ParameterField {
  const minimum = property.minimum ?? property.exclusiveMinimum
  return {
    name,
    label: property.label ?? (name === null ? 'Value' : inWords(name)),
    type: typeOf(property),
    ...(property.enum && { choices: property.enum }),
    ...(minimum !== undefined && { minimum }),
    ...(property.maximum !== undefined && { maximum: property.maximum }),
  }
}

function typeOf({ type, enum: choices }: JsonProperty): ParameterField['type'] {
  if (choices) return 'choice'
  if (type === 'array') return 'list'
  if (type === 'number' || type === 'integer') return 'number'
  return type === 'boolean' ? 'boolean' : 'text'
}

/** `guestUserTypes` as people write it: `Guest user types`. */
function inWords(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
