import {
  pluginFault,
  secretFields,
  type ConnectionSetup,
  type CredentialKind,
  type ConnectionKind,
  type ProviderPlugin,
} from '@tenantry/core'
import type { z } from 'zod'
import { ValidationError } from '../http/problem.js'

/** What someone entered to connect. */
export interface SetupInput {
  kind: string
  config: Record<string, unknown>
  sets: readonly string[]
  credential: { kind: string; values: Record<string, unknown> }
}

/** Checks what was entered against the plugin's schemas. Throws a {@link ValidationError} that names each field. */
export function parseSetup(plugin: ProviderPlugin, input: SetupInput): ConnectionSetup {
  const kind = connectionKind(plugin, input.kind)
  const credential = credentialKind(plugin, kind, input.credential.kind)
  const config = parse(plugin, kind.config, input.config)
  const values = parse(plugin, credential.schema, input.credential.values)
  const unknownSets = input.sets.filter((id) => !plugin.permissionSets.some((set) => set.id === id))
  const errors = [
    ...issues(config.error, 'config'),
    ...issues(values.error, 'credential.values'),
    ...unknownSets.map((id) => ({ path: 'sets', message: `There is no permission set “${id}”.` })),
  ]
  if (errors.length > 0 || !config.success || !values.success) throw new ValidationError(errors)
  return {
    kind: kind.id,
    config: config.data,
    credential: { kind: credential.id, values: values.data },
    sets: input.sets,
  }
}

function parse<Schema extends z.ZodType>(plugin: ProviderPlugin, schema: Schema, input: unknown) {
  try {
    return schema.safeParse(input)
  } catch (cause) {
    throw pluginFault({ plugin: plugin.name }, { cause })
  }
}

/** The connection kind with this id; a {@link ValidationError} otherwise. */
export function connectionKind(plugin: ProviderPlugin, id: string): ConnectionKind {
  const kind = plugin.connectionKinds.find((candidate) => candidate.id === id)
  if (!kind) throw new ValidationError([{ path: 'kind', message: `There is no connection kind “${id}”.` }])
  return kind
}

function credentialKind(plugin: ProviderPlugin, kind: ConnectionKind, id: string): CredentialKind {
  const credential = plugin.credentialKinds.find((candidate) => candidate.id === id)
  if (!credential || !kind.credentials.includes(id)) {
    throw new ValidationError([
      { path: 'credential.kind', message: `“${kind.name}” does not take the credential kind “${id}”.` },
    ])
  }
  return credential
}

/** Splits the values of a credential into secret ones and others. */
export function splitSecrets(plugin: ProviderPlugin, credential: ConnectionSetup['credential']) {
  const kind = plugin.credentialKinds.find(({ id }) => id === credential.kind)
  const secretNames = new Set(kind ? secretFields(kind.schema) : [])
  const secrets: Record<string, string> = {}
  const open: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(credential.values)) {
    if (secretNames.has(name)) secrets[name] = String(value)
    else open[name] = value
  }
  return { secrets, open }
}

/** What may be shown of a secret: its last four characters, and nothing of a short or structured one. */
export function hintOf(secrets: Record<string, string>): string | null {
  const [only, ...more] = Object.values(secrets)
  return only === undefined || more.length > 0 || only.length < 12 || only.includes('\n') ? null : only.slice(-4)
}

function issues(error: z.ZodError | undefined, prefix: string) {
  return (error?.issues ?? []).map((issue) => ({
    path: [prefix, ...issue.path.map(String)].join('.'),
    message: issue.code === 'invalid_type' && issue.input === undefined ? 'This field is needed.' : issue.message,
  }))
}
