/** A small value of the form that a schema takes, from its JSON schema: what a source answers where nothing is special. */
export function sampleOf(schema, definitions = schema.$defs ?? {}) {
  const branches = schema.anyOf ?? schema.oneOf
  if (schema.$ref) return sampleOf(definitions[schema.$ref.split('/').at(-1)], definitions)
  if (branches) return sampleOf(branches.find(({ type }) => type !== 'null') ?? branches[0], definitions)
  if (schema.enum) return schema.enum[0]
  if ('const' in schema) return schema.const
  switch (schema.type) {
    case 'array':
      return [0, 1, 2].map(() => sampleOf(schema.items ?? {}, definitions))
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, each]) => [name, sampleOf(each, definitions)]),
      )
    case 'string':
      return 'text'
    case 'number':
    case 'integer':
      return 7
    case 'boolean':
      return true
    default:
      return null
  }
}
