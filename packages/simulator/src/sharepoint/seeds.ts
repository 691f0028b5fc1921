import type { Entity, Tenant } from '../world/model.js'
import { seedSharePointTenant } from './tenant-settings.js'

export const sharePointSeeds: Record<string, (tenant: Tenant) => Entity[]> = {
  sharePointTenant: seedSharePointTenant,
}
