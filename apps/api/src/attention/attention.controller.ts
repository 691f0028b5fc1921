import { Controller, Get, Param } from '@nestjs/common'
import type { z } from 'zod'
import { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Returns } from '../http/returns.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { attentionOf } from './attention.js'
import { AttentionList } from './attention.dto.js'
import { tenantAttention } from './tenant-attention.js'

const ORDER = { broken: 0, attention: 1, unknown: 2 } as const

@ApiTags('Health')
@Controller('api/v1/organizations/:organizationId/attention')
export class AttentionController {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List what needs attention',
    description:
      'What Home shows: broken connections, secrets that end, things nobody knows, tenants that lost or lack something.',
  })
  @RequirePermission('health:read')
  @Returns(AttentionList)
  list(@Param('organizationId') organizationId: string): Promise<z.output<typeof AttentionList>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const rows = await tx.find(ConnectionRow, { order: { name: 'ASC' } })
      const rotations: { connection_id: string; started_at: Date }[] = await tx.query(
        `select connection_id, started_at from secret_rotations where step = 'deleteOld'`,
      )
      const now = new Date()
      const each = rows.map((row) =>
        attentionOf(
          row,
          this.registry.find(row.providerId) !== undefined,
          rotations.find((rotation) => rotation.connection_id === row.id)?.started_at,
          now,
        ),
      )
      const items = [...each.flat(), ...(await tenantAttention(tx))]
      return {
        items: items.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity] || a.since.localeCompare(b.since)),
        nextCursor: null,
        total: rows.length,
        well: each.filter((items) => items.length === 0).length,
        simulated: rows.some(({ simulated }) => simulated),
      }
    })
  }
}
