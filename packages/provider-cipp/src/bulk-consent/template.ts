import { createHash } from 'node:crypto'
import { type ConsentRequest, requestRefused, unexpectedAnswer } from '@tenantry/core'
import { z } from 'zod'
import { rowsOf, textsOf } from '../answers.js'
import type { CippClient } from '../cipp-client.js'
import { APPLICATIONS, TEMPLATES } from '../permissions.js'

/** An app template of CIPP’s: what it deploys to tenants. */
export interface Template {
  id: string
  name: string
}

const saved = z.looseObject({ Metadata: z.looseObject({ TemplateId: z.string() }) })

/**
 * Keeps in CIPP what our app asks for, of every API: the form that names permissions one by one grants those of Microsoft
 * Graph alone. Saving again replaces what is there, since the ids follow from the app.
 */
export async function saveTemplate(client: CippClient, request: ConsentRequest, name: string): Promise<Template> {
  const set = { id: idFor(request.appId, 'permissions'), name: `${name} permissions` }
  const template = { id: idFor(request.appId, 'template'), name }
  const permissions = Object.fromEntries(
    request.apis.map((api) => [
      api.id,
      {
        applicationPermissions: api.permissions.map((permission) => ({ id: permission.id, value: permission.name })),
        delegatedPermissions: [],
      },
    ]),
  )
  const setAnswer = await client.call({
    name: 'ExecAppPermissionTemplate',
    permission: TEMPLATES,
    purpose: 'Save the permissions of our app in CIPP',
    body: { Action: 'Save', TemplateId: set.id, TemplateName: set.name, Permissions: permissions },
  })
  requireSaved(setAnswer)
  const templateAnswer = await client.call({
    name: 'ExecAppApprovalTemplate',
    permission: APPLICATIONS,
    purpose: 'Save our app as a template in CIPP',
    body: {
      Action: 'Save',
      TemplateId: template.id,
      TemplateName: template.name,
      AppType: 'EnterpriseApp',
      AppId: request.appId,
      AppName: name,
      PermissionSetId: set.id,
      PermissionSetName: set.name,
      Permissions: permissions,
    },
  })
  requireSaved(templateAnswer)
  return template
}

/** A failure has status 200 too; only a success names what was saved. */
function requireSaved(answer: unknown): void {
  if (rowsOf(answer).some((row) => saved.safeParse(row).success)) return
  const reason = textsOf(answer).join(' ')
  if (reason !== '') throw requestRefused({ service: 'CIPP', reason })
  throw unexpectedAnswer({ service: 'CIPP', what: 'no word on the template that was to be saved' })
}

/** The same id for the same app, wherever and whenever it is asked for. */
function idFor(appId: string, what: string): string {
  const hex = createHash('sha256').update(`tenantry ${what} ${appId.toLowerCase()}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
