import { z } from 'zod'

/** What a field of a plugin's schema may say about itself through `.meta(…)`. */
export interface FieldMeta {
  label: string
  help?: string
  example?: string
  /** Never shown, returned or logged again once entered. */
  secret?: boolean
  /** Several lines, e.g. a PEM block. */
  multiline?: boolean
  /** Labels of the choices of an enum, by value. */
  choices?: Readonly<Record<string, string>>
  /** For each choice, values it fills into the texts and links of the setup guide. */
  fills?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Attaches what the form shows to a schema. */
export function field<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  return schema.meta({ ...meta })
}

/** A field as a form draws it. */
export interface FormField {
  name: string
  label: string
  help?: string
  example?: string
  type: 'text' | 'secret' | 'multiline' | 'secretMultiline' | 'choice' | 'date' | 'boolean'
  required: boolean
  choices?: { value: string; label: string; fills?: Readonly<Record<string, string>> }[]
  initial?: string | boolean
  /** A regular expression that a right value matches, for checks while typing. */
  pattern?: string
}

type JsonProperty = {
  type?: string
  enum?: string[]
  format?: string
  pattern?: string
  default?: string | boolean
  /** A field that may be null, or one of several forms. */
  anyOf?: JsonProperty[]
} & Partial<FieldMeta>

/** Reads the fields of an object schema, in the order declared. */
export function formFields(schema: z.ZodObject): FormField[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, JsonProperty>
    required?: string[]
  }
  return Object.entries(json.properties ?? {}).map(([name, declared]) => formField(name, declared, json.required ?? []))
}

function formField(name: string, declared: JsonProperty, required: readonly string[]): FormField {
  const property: JsonProperty = Object.assign({}, ...formsOf(declared), declared)
  return {
    name,
    label: property.label ?? name,
    ...(property.help && { help: property.help }),
    ...(property.example && { example: property.example }),
    type: fieldType(property),
    required: required.includes(name),
    ...(property.enum && {
      choices: property.enum.map((value) => ({
        value,
        label: property.choices?.[value] ?? value,
        ...(property.fills?.[value] && { fills: property.fills[value] }),
      })),
    }),
    ...(property.default !== undefined && { initial: property.default }),
    ...(property.pattern && { pattern: property.pattern }),
  }
}

/** What a field says about itself may stand in any of its forms. */
function formsOf({ anyOf = [] }: JsonProperty): JsonProperty[] {
  return anyOf.filter(({ type }) => type !== 'null').flatMap((form) => [...formsOf(form), form])
}

function fieldType(property: JsonProperty): FormField['type'] {
  if (property.secret) return property.multiline ? 'secretMultiline' : 'secret'
  if (property.multiline) return 'multiline'
  if (property.enum) return 'choice'
  if (property.type === 'boolean') return 'boolean'
  if (property.format === 'date') return 'date'
  return 'text'
}

/** The names of the secret fields of an object schema. */
export function secretFields(schema: z.ZodObject): string[] {
  return formFields(schema)
    .filter(({ type }) => type === 'secret' || type === 'secretMultiline')
    .map(({ name }) => name)
}
