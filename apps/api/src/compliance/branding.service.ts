import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { fileRefused } from '../http/file-body.js'
import type { Branding as BrandingView, SetBranding } from './branding.dto.js'
import { isPng } from './file-kinds.js'
import { whoOf, type Who } from './who.dto.js'

const ACCENT = '#1f6feb'

/** What reports of an organization look like. */
export interface ReportBranding extends SetBranding {
  /** A PNG picture. */
  logo: Buffer | null
}

interface BrandingRow {
  name: string
  accent_colour: string
  footer: string
  logo: Buffer | null
  logo_sha256: string | null
  changed_by: Who
  changed_at: Date
}

/** The name, colour, logo and footer that reports carry. Until someone chooses, reports carry the organization's name. */
@Injectable()
export class Branding {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** For reports of the organization of the transaction. */
  async of(tx: EntityManager): Promise<ReportBranding> {
    const row = await stored(tx)
    if (row) return { name: row.name, accentColour: row.accent_colour, footer: row.footer, logo: row.logo }
    const [organization] = await tx.query<{ name: string }[]>(
      `select name from organizations where id = current_setting('app.organization_id')::uuid`,
    )
    return { name: organization?.name ?? 'Tenantry', accentColour: ACCENT, footer: '', logo: null }
  }

  get(organizationId: string): Promise<BrandingView> {
    return this.database.inOrganization(organizationId, (tx) => this.view(tx))
  }

  set(organizationId: string, actor: Actor, wanted: SetBranding): Promise<BrandingView> {
    return this.change(organizationId, actor, async (tx) => {
      const before = await this.of(tx)
      await tx.query('update report_branding set name = $1, accent_colour = $2, footer = $3', [
        wanted.name,
        wanted.accentColour.toLowerCase(),
        wanted.footer,
      ])
      const { logo: _, ...words } = before
      return { what: 'changed what reports look like', details: { before: words, after: wanted } }
    })
  }

  setLogo(organizationId: string, actor: Actor, logo: Buffer): Promise<BrandingView> {
    if (!isPng(logo)) throw fileRefused({ reason: 'it is not a PNG picture', accepted: 'a PNG picture' })
    const sha256 = createHash('sha256').update(logo).digest('hex')
    return this.change(organizationId, actor, async (tx) => {
      const before = await stored(tx)
      await tx.query('update report_branding set logo = $1, logo_sha256 = $2', [logo, sha256])
      return {
        what: 'changed the logo of reports',
        details: { before: before?.logo_sha256 ?? null, after: sha256, bytes: logo.length },
      }
    })
  }

  async removeLogo(organizationId: string, actor: Actor): Promise<void> {
    await this.change(organizationId, actor, async (tx) => {
      const before = await stored(tx)
      await tx.query('update report_branding set logo = null, logo_sha256 = null')
      return {
        what: 'took the logo of reports away',
        details: { before: before?.logo_sha256 ?? null, after: null },
      }
    })
  }

  async logo(organizationId: string): Promise<Buffer> {
    const { logo } = await this.database.inOrganization(organizationId, (tx) => this.of(tx))
    if (!logo) throw notFound({ what: 'logo' })
    return logo
  }

  /** Makes sure of the row, which is then locked, so that each entry of the log names what was there before. */
  private change(
    organizationId: string,
    actor: Actor,
    how: (tx: EntityManager) => Promise<{ what: string; details: Record<string, unknown> }>,
  ): Promise<BrandingView> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const { name, accentColour, footer } = await this.of(tx)
      const who = JSON.stringify(whoOf(actor))
      await tx.query(
        `insert into report_branding (organization_id, name, accent_colour, footer, changed_by) values ($1, $2, $3, $4, $5)
         on conflict (organization_id) do update set changed_by = excluded.changed_by, changed_at = now()`,
        [organizationId, name, accentColour, footer, who],
      )
      const { what, details } = await how(tx)
      await this.audit.record(tx, {
        actor,
        action: 'reportBranding.changed',
        subject: { kind: 'reportBranding', id: organizationId, name },
        summary: `${actor.name} ${what}.`,
        details,
      })
      return this.view(tx)
    })
  }

  private async view(tx: EntityManager): Promise<BrandingView> {
    const row = await stored(tx)
    const { logo, ...words } = await this.of(tx)
    return {
      ...words,
      logo: logo && row ? { sha256: row.logo_sha256 ?? '', bytes: logo.length } : null,
      changedBy: row?.changed_by ?? null,
      changedAt: row?.changed_at.toISOString() ?? null,
    }
  }
}

async function stored(tx: EntityManager): Promise<BrandingRow | undefined> {
  const [row] = await tx.query<BrandingRow[]>('select * from report_branding')
  return row
}
