import { z } from 'zod'
import { Who } from './who.dto.js'

export const ParameterField = z
  .object({
    name: z.string().nullable().describe('The member of the value that it is; null: it is the whole value.'),
    label: z.string(),
    type: z.enum(['text', 'number', 'boolean', 'choice', 'list']).describe('`list`: texts, one a line.'),
    choices: z.array(z.string()).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  })
  .meta({ id: 'ParameterField' })
export type ParameterField = z.output<typeof ParameterField>

const Choice = z.object({
  value: z.unknown(),
  note: z.string(),
  setBy: Who,
  setAt: z.string(),
})
export type Choice = z.output<typeof Choice>

const parameter = {
  id: z.string(),
  name: z.string(),
  help: z.string(),
  schema: z.record(z.string(), z.unknown()).describe('JSON Schema of a value.'),
  fields: z.array(ParameterField).describe('The same as fields of a form.'),
  default: z.unknown(),
  controls: z.array(z.object({ id: z.string(), title: z.string() })).describe('Controls that it changes.'),
}

export const Parameter = z
  .object({
    ...parameter,
    value: z.unknown().describe('In force in tenants that have no value of their own.'),
    organization: Choice.nullable().describe('What the organization chose; null: the default is in force.'),
    tenants: z.int().min(0).describe('How many tenants have a value of their own.'),
    deviating: z
      .array(z.object({ id: z.guid(), name: z.string() }))
      .describe('Tenants with a value of their own, by name: the first 20.'),
  })
  .meta({ id: 'ControlParameter' })
export type Parameter = z.output<typeof Parameter>

export const ParameterList = z
  .object({ items: z.array(Parameter), nextCursor: z.null() })
  .meta({ id: 'ControlParameterList' })

export const valueSources = ['default', 'organization', 'tenant', 'exception'] as const

export const TenantParameter = z
  .object({
    ...parameter,
    value: z.unknown().describe('In force in this tenant.'),
    source: z.enum(valueSources).exclude(['exception']).describe('Where the value in force comes from.'),
    organization: Choice.nullable(),
    tenant: Choice.nullable().describe('What was chosen for this tenant; null: the organization’s value is in force.'),
    exceptions: z
      .array(z.object({ id: z.guid(), control: z.string(), value: z.unknown() }))
      .describe('Exceptions that add to the value when their control is judged.'),
  })
  .meta({ id: 'TenantParameter' })
export type TenantParameter = z.output<typeof TenantParameter>

export const TenantParameterList = z
  .object({ items: z.array(TenantParameter), nextCursor: z.null() })
  .meta({ id: 'TenantParameterList' })

export const SetParameter = z.object({
  value: z.unknown().describe('As the schema of the parameter has it.'),
  note: z.string().trim().max(500).default('').describe('Why.'),
})
export type SetParameter = z.output<typeof SetParameter>
