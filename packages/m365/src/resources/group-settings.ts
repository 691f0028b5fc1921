import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/groupsetting */
export const groupSettings = defineResource({
  id: 'entra.groupSettings',
  name: 'Settings of the directory',
  service: 'Entra ID',
  source: '/groupSettings',
  schema: z.array(
    z.looseObject({
      id: z.string().nullish(),
      displayName: z.string().nullish(),
      templateId: z.string().nullish(),
      /** Every value is text, also numbers and truths. */
      values: z.array(z.looseObject({ name: z.string(), value: z.string().nullish() })),
    }),
  ),
  key: 'id',
  label: 'displayName',
})

export type GroupSettings = z.output<typeof groupSettings.schema>

/** One value of the settings made from a template; absent where the tenant was never changed there. */
export function settingOf(settings: GroupSettings, template: string, name: string): string | undefined {
  const found = settings.find(({ displayName }) => displayName === template)
  return found?.values.find((value) => value.name === name)?.value ?? undefined
}
