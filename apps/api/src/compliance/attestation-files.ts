import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { Catalogues } from '../assessments/catalogue.js'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { fileRefused } from '../http/file-body.js'
import { attestationRow, attestationView } from './attestation-rows.js'
import { attachmentKept, attestationWithdrawn } from './compliance.errors.js'
import { faultOfFile } from './file-kinds.js'
import type { Attestation } from './manual-work.dto.js'
import { whoOf } from './who.dto.js'

/** A file as it was attached. */
export interface AttachedFile {
  name: string
  type: string
  sha256: string
  body: Buffer
}

const ACCEPTED = 'a PDF, a PNG or JPEG picture, a text, a CSV, or a Word or Excel document without macros'

/** Files that show what an attestation says. */
@Injectable()
export class AttestationFiles {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly catalogues: Catalogues,
  ) {}

  /** Throws `not_found` before any of the file is read. */
  async expect(organizationId: string, id: string): Promise<void> {
    await this.database.inOrganization(organizationId, (tx) => attestationRow(tx, id))
  }

  /** Attaches a file, once: it is evidence. The same file again changes nothing. */
  attach(
    organizationId: string,
    actor: Actor,
    id: string,
    file: { name: string; type: string; body: Buffer },
  ): Promise<Attestation> {
    const fault = faultOfFile(file.type, file.body)
    if (fault !== undefined) throw fileRefused({ reason: fault, accepted: ACCEPTED })
    const sha256 = createHash('sha256').update(file.body).digest('hex')
    const name = plainName(file.name)
    return this.database.inOrganization(organizationId, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      const before = await attestationRow(tx, id)
      if (before.withdrawn_at !== null) throw attestationWithdrawn({})
      const stored = await tx.query<unknown[]>(
        `insert into attestation_files (attestation_id, organization_id, name, type, bytes, sha256, body, added_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning 1`,
        [id, organizationId, name, file.type, file.body.length, sha256, file.body, JSON.stringify(whoOf(actor))],
      )
      const view = attestationView(await attestationRow(tx, id), catalogue)
      if (stored.length === 0) {
        if (view.attachment?.sha256 === sha256) return view
        throw attachmentKept({})
      }
      await this.audit.record(tx, {
        actor,
        action: 'attestation.fileAttached',
        subject: { kind: 'attestation', id, name: view.control.title },
        summary: `${actor.name} attached “${name}” to the attestation of “${view.control.title}”.`,
        details: { name, type: file.type, bytes: file.body.length, sha256 },
      })
      return view
    })
  }

  /** The file as it was attached. */
  async file(organizationId: string, id: string): Promise<AttachedFile> {
    const [file] = await this.database.inOrganization(organizationId, (tx) =>
      tx.query<AttachedFile[]>('select name, type, sha256, body from attestation_files where attestation_id = $1', [
        id,
      ]),
    )
    if (!file) throw notFound({ what: 'attachment' })
    return file
  }
}

/** A name without folders and without what a file name must not hold. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last.replaceAll(/[\p{C}<>:"|?*]/gu, '').replace(/^[. ]+/, '')
  return plain === '' ? 'attachment' : plain
}
