import { z } from 'zod'
import { pageOf } from '../http/pages.js'
import { ConnectionTest, healthValues, ProblemFacts } from './connection-test.dto.js'

const values = z.record(z.string(), z.unknown())

const CredentialInput = z.object({
  kind: z.string().describe('Id of a credential kind of the provider.'),
  values: values.describe('The fields of that kind. Secrets are sealed at once and never given back.'),
})

const setup = {
  providerId: z.string(),
  kind: z.string().describe('Id of a connection kind of the provider.'),
  config: values.describe('The fields of that kind.'),
  sets: z.array(z.string()).max(100).default([]).describe('Ids of the permission sets of the features wanted.'),
  simulated: z.boolean().default(false).describe('Whether to talk to the simulated cloud instead of the real one.'),
  credential: CredentialInput,
}

const name = z.string().trim().min(1).max(100)

export const TestRequest = z.object(setup)
export type TestRequest = z.output<typeof TestRequest>

export const CreateConnection = z.object({ ...setup, name })
export type CreateConnection = z.output<typeof CreateConnection>

export const UpdateConnection = z.object({
  name: name.optional(),
  sets: z.array(z.string()).max(100).optional(),
})
export type UpdateConnection = z.output<typeof UpdateConnection>

export const UpdateCredential = z.object({
  config: values.optional().describe('Changed settings; those left out stay as they are.'),
  credential: z
    .object({ kind: z.string(), values })
    .describe('Left-out or empty secret fields keep what is stored; others replace it once the test has passed.'),
})
export type UpdateCredential = z.output<typeof UpdateCredential>

const CredentialState = z.object({
  kind: z.string(),
  kindName: z.string(),
  values: values.describe('Fields that are not secret.'),
  hint: z.string().nullable().describe('The last four characters of the secret.'),
  setAt: z.string(),
  expiresAt: z.string().nullable(),
  expirySource: z.enum(['provider', 'entered']).nullable(),
  expiry: z.enum(['unknown', 'fine', 'soon', 'expired', 'never']),
  daysLeft: z.int().nullable(),
  rotation: z
    .object({ dueAt: z.string(), state: z.enum(['fine', 'advised', 'due']) })
    .nullable()
    .describe(
      'By our own rule: advised after 6 months, due after 12, whatever the expiry; null where there is no secret.',
    ),
})

export const Connection = z
  .object({
    id: z.guid(),
    providerId: z.string(),
    providerName: z.string(),
    kind: z.string(),
    kindName: z.string(),
    name: z.string(),
    simulated: z.boolean(),
    access: z
      .enum(['readOnly', 'readWrite'])
      .describe('Read-only unless a feature that changes things is switched on.'),
    sets: z.array(z.string()),
    config: values,
    tenant: z.object({ id: z.string(), name: z.string(), defaultDomain: z.string().nullable() }).nullable(),
    health: z.enum([...healthValues, 'disabled']),
    healthSince: z.string(),
    problem: ProblemFacts.nullable(),
    notes: z.array(z.string()),
    checkedAt: z.string().nullable(),
    nextCheckAt: z.string().nullable(),
    lastSyncAt: z.string().nullable(),
    credential: CredentialState,
    createdAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Connection' })
export type Connection = z.output<typeof Connection>

export const ConnectionPage = pageOf(Connection, 'ConnectionPage')

export const CredentialUpdated = z
  .object({ connection: Connection, test: ConnectionTest })
  .meta({ id: 'CredentialUpdated' })

export const StoredTest = z
  .object({
    id: z.guid(),
    cause: z.enum(['manual', 'schedule', 'create', 'credential', 'refresh']),
    result: ConnectionTest,
  })
  .meta({ id: 'StoredConnectionTest' })
export const StoredTestPage = pageOf(StoredTest, 'StoredConnectionTestPage')

export const RefreshStarted = z.object({ jobId: z.string() }).meta({ id: 'RefreshStarted' })
