import { z } from 'zod'

export const Rotation = z
  .object({
    step: z
      .enum(['none', 'create', 'update', 'deleteOld'])
      .describe(
        '`create`: make a new secret at the provider; `update`: enter it here, which tests it; `deleteOld`: the new one is in force, delete the old one at the provider.',
      ),
    startedAt: z.string().nullable(),
    oldHint: z.string().nullable(),
    newHint: z.string().nullable(),
    oldStillValid: z
      .boolean()
      .nullable()
      .describe('Whether the provider still accepts the old secret; null: not checked.'),
    oldCheckedAt: z.string().nullable(),
  })
  .meta({ id: 'SecretRotation' })

export const RotationAction = z.object({
  action: z
    .enum(['start', 'created', 'checkOld', 'finish', 'cancel'])
    .describe('`finish` forgets the old secret here; `checkOld` tries it at the provider.'),
})
