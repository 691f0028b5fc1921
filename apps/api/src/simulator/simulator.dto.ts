import { z } from 'zod'

export const SimulatorState = z
  .object({
    available: z.boolean().describe('Whether connections may be simulated on this server.'),
    running: z.boolean(),
    controlUrl: z.string().nullable().describe('The fault lab, once it runs.'),
    apps: z
      .array(
        z.object({
          kind: z.string(),
          name: z.string(),
          tenantId: z.string(),
          clientId: z.string(),
          clientSecret: z.string().nullable().describe('Opens the simulation only.'),
          values: z
            .record(z.string(), z.string())
            .describe('What to enter to connect with it, by the name of the field.'),
        }),
      )
      .describe('Apps that exist in the simulated cloud, to connect with.'),
    tenants: z.array(z.object({ id: z.string(), name: z.string(), defaultDomain: z.string() })),
  })
  .meta({ id: 'Simulator' })
