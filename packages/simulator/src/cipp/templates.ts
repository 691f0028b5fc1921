/** What one resource API is asked for: application permissions by id, delegated ones by name. */
export interface ResourcePermissions {
  applicationPermissions?: { id?: string; value?: string }[]
  delegatedPermissions?: { id?: string; value?: string }[]
}

/** By the app id of the resource. */
export type Permissions = Record<string, ResourcePermissions>

export interface PermissionSet {
  TemplateId: string
  TemplateName: string
  Permissions: Permissions
  UpdatedBy: string
  Timestamp: string
}

export interface AppTemplate {
  TemplateId: string
  TemplateName: string
  AppType: string
  AppId: string
  AppName: string
  PermissionSetId: string
  PermissionSetName: string
  Permissions: Permissions
  UpdatedBy: string
  Timestamp: string
}

/** What an instance keeps to give apps the same permissions in many tenants. */
export class Templates {
  readonly permissionSets = new Map<string, PermissionSet>()
  readonly apps = new Map<string, AppTemplate>()

  /** The linked set wins over the copy in the template as long as it exists. */
  permissionsOf(template: AppTemplate): Permissions {
    return this.permissionSets.get(template.PermissionSetId)?.Permissions ?? template.Permissions
  }
}
