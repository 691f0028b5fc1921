import { z } from 'zod'

const FormField = z
  .object({
    name: z.string(),
    label: z.string(),
    help: z.string().optional(),
    example: z.string().optional(),
    type: z.enum(['text', 'secret', 'multiline', 'secretMultiline', 'choice', 'date', 'boolean']),
    required: z.boolean(),
    choices: z
      .array(z.object({ value: z.string(), label: z.string(), fills: z.record(z.string(), z.string()).optional() }))
      .optional(),
    initial: z.union([z.string(), z.boolean()]).optional(),
    pattern: z.string().optional(),
  })
  .meta({ id: 'FormField', description: 'A field as the connect form draws it.' })

const Who = z.object({
  enough: z.array(z.string()).describe('Role ids, each of which is enough, least privileged first.'),
  notEnough: z.array(z.string()).optional().describe('Role ids that people expect to be enough and that are not.'),
})

const SetupStep = z
  .object({
    id: z.string(),
    title: z.string(),
    instructions: z.array(z.string()),
    link: z.object({ label: z.string(), href: z.string() }).optional(),
    copy: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
    warning: z.string().optional(),
    note: z.string().optional(),
    who: Who,
    showsPermissions: z.boolean().optional(),
    provenBy: z.enum(['authentication', 'permissions', 'apiCalls']).optional(),
  })
  .meta({ id: 'SetupStep', description: 'Texts and links may hold names such as `{clientId}`, filled from the form.' })

const ConnectionKind = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    fields: z.array(FormField),
    binds: z.array(z.string()).describe('Fields whose change asks for the credential again.'),
    credentials: z.array(z.string()).describe('Ids of the credential kinds it takes, safest first.'),
    reachesOthers: z.boolean().describe('Whether it reaches tenants besides its own, as a partner does.'),
    simulatedApp: z.string().optional().describe('The kind of app of the simulated cloud that it connects with.'),
    guide: z.object({ creates: z.array(z.string()), needs: z.array(z.string()), steps: z.array(SetupStep) }),
  })
  .meta({ id: 'ConnectionKind' })

const CredentialKind = z
  .object({ id: z.string(), name: z.string(), description: z.string(), advice: z.string(), fields: z.array(FormField) })
  .meta({ id: 'CredentialKind' })

const PermissionSet = z
  .object({
    id: z.string(),
    name: z.string(),
    feature: z.string().describe('What works once the set is granted.'),
    permissions: z.array(
      z.object({
        name: z.string(),
        resource: z.string(),
        why: z.string(),
        risk: z.enum(['low', 'medium', 'high']),
        write: z.boolean(),
      }),
    ),
    required: z.boolean().optional(),
    byDefault: z.boolean().optional(),
    licence: z.string().optional(),
    kinds: z.array(z.string()).optional().describe('Connection kinds it is for; absent: all.'),
  })
  .meta({ id: 'PermissionSet' })

const summary = {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  categories: z.array(z.string()),
  enabled: z.boolean().describe('Switched on for this organization.'),
  globallyDisabled: z.boolean().describe('Switched off by the operator for everyone.'),
  connections: z.int().describe('Connections of this organization through it.'),
}

export const Provider = z.object(summary).meta({ id: 'Provider' })
export type Provider = z.output<typeof Provider>

export const ProviderList = z
  .object({
    items: z.array(Provider),
    nextCursor: z.null(),
    refused: z
      .array(z.object({ module: z.string(), reasons: z.array(z.string()) }))
      .describe('Plugins that were not loaded at start, and why.'),
  })
  .meta({ id: 'ProviderList' })

export const ProviderDetail = z
  .object({
    ...summary,
    connectionKinds: z.array(ConnectionKind),
    credentialKinds: z.array(CredentialKind),
    roles: z.array(z.object({ id: z.string(), name: z.string(), note: z.string().optional() })),
    permissionSets: z.array(PermissionSet),
    dataCategories: z.array(z.object({ id: z.string(), name: z.string(), reads: z.string(), set: z.string() })),
    neverReads: z.array(z.string()).describe('What calls are refused for, whatever the plugin tries.'),
    activityLinks: z.array(z.object({ label: z.string(), href: z.string() })),
    hasManifest: z.boolean().describe('Whether the permissions can be had as a file to import.'),
  })
  .meta({ id: 'ProviderDetail' })

export const SwitchProvider = z.object({ enabled: z.boolean() })

export const ManifestQuery = z.object({
  sets: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .describe('Ids of permission sets with commas between; required ones are always included.'),
  kind: z.string().describe('The connection kind.'),
})

export const Manifest = z.object({ fileName: z.string(), content: z.string() }).meta({ id: 'PermissionManifest' })
