/** The part of JSON Schema that our request bodies use. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minLength?: number
  minimum?: number
}

const TEXTS: Record<string, string> = {
  email: 'someone@example.com',
  uuid: '7b0a4f6e-3a5d-4f0e-9d52-2b8f7d1c6a90',
  'date-time': '2030-01-01T00:00:00Z',
  uri: 'https://example.com/',
}

/** The least that a schema accepts. */
export function sampleOf(schema: Schema, components: Record<string, Schema>): unknown {
  if (schema.$ref) return sampleOf(components[schema.$ref.split('/').at(-1) ?? ''] ?? {}, components)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [choice] = schema.anyOf ?? schema.oneOf ?? []
  if (choice) return sampleOf(choice, components)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sampleOf(part, components))) as unknown
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {}, components)]),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, components))
    case 'string':
      return TEXTS[schema.format ?? ''] ?? 'sample'.padEnd(schema.minLength ?? 0, '-')
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    default:
      return null
  }
}
