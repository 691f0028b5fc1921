import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { field, formFields, secretFields } from './form.js'

const only = (schema: z.ZodType) => formFields(z.object({ it: schema }))[0]

describe('The form of a schema', () => {
  it('has the fields in the order declared, with their texts', () => {
    const schema = z.object({
      tenantId: field(z.string(), { label: 'Tenant ID', help: 'From the overview.', example: 'contoso.com' }),
      clientId: field(z.string(), { label: 'Client ID' }),
    })
    expect(formFields(schema)).toEqual([
      {
        name: 'tenantId',
        label: 'Tenant ID',
        help: 'From the overview.',
        example: 'contoso.com',
        type: 'text',
        required: true,
      },
      { name: 'clientId', label: 'Client ID', type: 'text', required: true },
    ])
  })

  it('falls back to the name of a field without a label', () => {
    expect(only(z.string())).toMatchObject({ name: 'it', label: 'it' })
  })

  it.each([
    ['text', z.string().trim(), {}],
    ['secret', z.string(), { secret: true }],
    ['multiline', z.string(), { multiline: true }],
    ['secretMultiline', z.string(), { secret: true, multiline: true }],
    ['choice', z.enum(['a', 'b']), {}],
    ['boolean', z.boolean(), {}],
    ['date', z.iso.date(), {}],
  ])('draws a %s field', (type, schema, meta) => {
    expect(only(field<z.ZodType>(schema, { label: 'It', ...meta }))).toMatchObject({ type })
  })

  it('asks only for what has neither a default nor leave to be absent', () => {
    const schema = z.object({ a: z.string(), b: z.string().optional(), c: z.string().default('x') })
    expect(formFields(schema).map(({ name, required }) => [name, required])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
    ])
  })

  it('starts a field with its default', () => {
    expect(only(z.enum(['a', 'b']).default('b'))).toMatchObject({ initial: 'b' })
    expect(only(z.boolean().default(false))).toMatchObject({ initial: false })
  })

  it('gives each choice its label and what it fills into the guide', () => {
    const cloud = field(z.enum(['global', 'china']), {
      label: 'Cloud',
      choices: { global: 'Global' },
      fills: { china: { portal: 'portal.example.cn' } },
    })
    expect(only(cloud)?.choices).toEqual([
      { value: 'global', label: 'Global' },
      { value: 'china', label: 'china', fills: { portal: 'portal.example.cn' } },
    ])
  })

  it('passes on a pattern, for checks while typing', () => {
    expect(only(z.string().regex(/^\d+$/))).toMatchObject({ pattern: '^\\d+$' })
  })

  it('keeps the texts of a field that is trimmed, optional, or part of a checked object', () => {
    const schema = z.object({ it: field(z.string().trim(), { label: 'Name' }).optional() }).refine(() => true)
    expect(formFields(schema)).toMatchObject([{ name: 'it', label: 'Name', required: false }])
  })
})

describe('Secret fields', () => {
  it('are found by their flag, on one line or several', () => {
    const schema = z.object({
      certificate: field(z.string(), { label: 'Certificate', multiline: true }),
      privateKey: field(z.string(), { label: 'Private key', secret: true, multiline: true }),
      password: field(z.string(), { label: 'Password', secret: true }),
    })
    expect(secretFields(schema)).toEqual(['privateKey', 'password'])
  })

  it.each([
    ['optional', (secret: z.ZodString) => secret.optional()],
    ['nullable', (secret: z.ZodString) => secret.nullable()],
    ['one of two forms', (secret: z.ZodString) => z.union([z.guid(), secret])],
    ['with a default', (secret: z.ZodString) => secret.default('')],
    ['transformed afterwards', (secret: z.ZodString) => secret.transform((text) => text.trim())],
    ['refined afterwards', (secret: z.ZodString) => secret.refine((text) => text.length > 3)],
    ['read-only', (secret: z.ZodString) => secret.readonly()],
    ['caught', (secret: z.ZodString) => secret.catch('')],
  ])('stay secret when %s', (_, wrap) => {
    const schema = z.object({ password: wrap(field(z.string(), { label: 'Password', secret: true })) })
    expect(secretFields(schema)).toEqual(['password'])
  })
})
