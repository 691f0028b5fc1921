import { guid } from '../../world/ids.js'
import { type CippCall, type Endpoint, isFields, ok } from '../call.js'
import type { Permissions } from '../templates.js'

const saved = (name: string, id: string) =>
  ok([{ Results: 'Template Saved', Metadata: { TemplateName: name, TemplateId: id } }])

const failed = (message: string) => ok([{ Results: message }])

function permissionsIn(call: CippCall): Permissions | undefined {
  const permissions = call.field('Permissions')
  return isFields(permissions) ? (permissions as Permissions) : undefined
}

/** A save without an id makes a new one. */
function templateId(call: CippCall, count: number): string {
  return call.text('TemplateId') ?? guid(call.instance.appId, 'template', count, call.now.getTime())
}

function stamp({ caller, now }: CippCall) {
  return { UpdatedBy: caller.displayName, Timestamp: now.toISOString() }
}

const permissionSets = (permission: string): Endpoint => ({
  permission,
  anyTenant: true,
  answer(call) {
    const { permissionSets: sets } = call.instance.templates
    const action = call.text('Action') ?? call.query('Action')
    if (action === 'Save') {
      const permissions = permissionsIn(call)
      if (!permissions) return failed("Cannot bind argument to parameter 'Permissions' because it is null.")
      const id = templateId(call, sets.size)
      const name = call.text('TemplateName') ?? ''
      sets.set(id, { TemplateId: id, TemplateName: name, Permissions: permissions, ...stamp(call) })
      return saved(name, id)
    }
    const id = call.either('TemplateId')
    if (action === 'Delete' && id !== undefined) {
      const existed = sets.delete(id)
      return failed(
        existed ? 'Successfully deleted permission template' : 'Failed to delete permission template: not found',
      )
    }
    return ok([...sets.values()].filter(({ TemplateId }) => id === undefined || TemplateId === id))
  },
})

const appTemplates = (permission: string): Endpoint => ({
  permission,
  anyTenant: true,
  answer(call) {
    const { apps } = call.instance.templates
    const action = call.text('Action') ?? call.query('Action')
    const id = call.either('TemplateId')
    if (action === 'Save') {
      const appId = call.text('AppId')
      if (appId === undefined) return failed('AppId is required')
      const savedId = templateId(call, apps.size)
      const name = call.text('TemplateName') ?? ''
      apps.set(savedId, {
        TemplateId: savedId,
        TemplateName: name,
        AppType: call.text('AppType') ?? 'EnterpriseApp',
        AppId: appId,
        AppName: call.text('AppName') ?? '',
        PermissionSetId: call.text('PermissionSetId') ?? '',
        PermissionSetName: call.text('PermissionSetName') ?? '',
        Permissions: permissionsIn(call) ?? {},
        ...stamp(call),
      })
      return saved(name, savedId)
    }
    if (action === 'Delete' && id !== undefined) {
      return failed(apps.delete(id) ? 'Template Deleted' : 'Template not found')
    }
    return ok([...apps.values()].filter(({ TemplateId }) => id === undefined || TemplateId === id))
  },
})

export const templateEndpoints: Record<string, Endpoint> = {
  ExecAppPermissionTemplate: permissionSets('Tenant.ApplicationTemplates.ReadWrite'),
  ExecAppApprovalTemplate: appTemplates('Tenant.Application.ReadWrite'),
  ListAppApprovalTemplates: {
    permission: 'Tenant.Application.Read',
    anyTenant: true,
    answer: ({ instance }) => ok([...instance.templates.apps.values()]),
  },
}
