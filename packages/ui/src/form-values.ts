import type { FormField } from '@tenantry/core'

/** What was typed into a form, by field name. */
export type FormValues = Record<string, string | boolean>

/** The values a form starts with. */
export function initialValues(fields: readonly FormField[]): FormValues {
  return Object.fromEntries(
    fields.map(({ name, type, initial }) => [name, initial ?? (type === 'boolean' ? false : '')]),
  )
}

/** The values as they are sent: text trimmed, what was left empty left out. */
export function filledValues(fields: readonly FormField[], values: FormValues): FormValues {
  return Object.fromEntries(
    fields.flatMap(({ name }) => {
      const value = values[name]
      const clean = typeof value === 'string' ? value.trim() : value
      return clean === undefined || clean === '' ? [] : [[name, clean]]
    }),
  )
}

/** What is wrong with the values as far as the form itself can tell, by field name. */
export function formErrors(fields: readonly FormField[], values: FormValues): Record<string, string> {
  const errors: Record<string, string> = {}
  const filled = filledValues(fields, values)
  for (const field of fields) {
    const value = filled[field.name]
    if (value === undefined) {
      if (field.required) errors[field.name] = `${field.label} is needed.`
    } else if (field.pattern && typeof value === 'string' && !matches(field.pattern, value)) {
      errors[field.name] = `This does not look like a ${field.label.charAt(0).toLowerCase()}${field.label.slice(1)}${
        field.example ? `. An example: ${field.example}` : ''
      }`
    }
  }
  return errors
}

function matches(pattern: string, value: string): boolean {
  try {
    // JSON Schema patterns carry no flags; ids and domains are the same in both cases.
    return new RegExp(pattern, 'i').test(value)
  } catch {
    return true
  }
}
