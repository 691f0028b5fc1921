import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { SYSTEM } from '../../src/audit/audit.js'
import { SnapshotFacts } from '../../src/snapshots/snapshot-facts.js'
import { type SnapshotRequest, SnapshotTaker } from '../../src/snapshots/snapshot-taker.js'
import type {
  Snapshot,
  SnapshotChangePage,
  SnapshotPage,
  SnapshotResourceList,
} from '../../src/snapshots/snapshots.dto.js'
import { storeList } from '../../src/tenants/tenant-list.js'
import { MarinaWorld, office, withMarina } from './marina.js'
import { createOwner, type TestPerson } from './people.js'
import { startApp, type TestApp } from './start-app.js'

type Resource = z.output<typeof SnapshotResourceList>['items'][number]

/** An organization that takes snapshots of marinas, one tenant at a time. */
export class Survey {
  tenantId = ''

  private constructor(
    readonly world: MarinaWorld,
    readonly api: TestApp,
    readonly owner: TestPerson,
    readonly connectionId: string,
  ) {}

  static async begin(): Promise<Survey> {
    const world = new MarinaWorld()
    await world.start()
    const api = await startApp({ SIMULATOR_URL: world.url }, { modules: [withMarina(world)] })
    const owner = await createOwner(api)
    const { body } = await owner.browser
      .post(`/api/v1/organizations/${owner.organizationId}/connections`)
      .send(office('Office'))
      .expect(201)
    return new Survey(world, api, owner, (body as { id: string }).id)
  }

  async end(): Promise<void> {
    await this.api.close()
    await this.world.stop()
  }

  get base(): string {
    return `/api/v1/organizations/${this.owner.organizationId}`
  }

  get address(): string {
    return `${this.base}/tenants/${this.tenantId}`
  }

  /** Goes on in a tenant of which nothing is known. */
  async enterNew(providerTenantId: string = randomUUID()): Promise<void> {
    const { organizationId } = this.owner
    const tenant = { tenantId: providerTenantId, name: 'Customer', domains: [], own: false, relationships: [] }
    const { appeared } = await this.api.database.inOrganization(organizationId, (tx) =>
      storeList(tx, { organizationId, connectionId: this.connectionId }, [tenant], new Date()),
    )
    this.tenantId = appeared[0]!.id
  }

  async connect(setup: object): Promise<string> {
    const { body } = await this.owner.browser.post(`${this.base}/connections`).send(setup).expect(201)
    return (body as { id: string }).id
  }

  async take(changes: Partial<SnapshotRequest> = {}): Promise<number> {
    const { snapshotId } = await this.api.app.get(SnapshotTaker).take(this.owner.organizationId, this.tenantId, {
      source: 'manual',
      startedBy: SYSTEM,
      signal: new AbortController().signal,
      ...changes,
    })
    return snapshotId
  }

  async get<T>(path: string): Promise<T> {
    const { body } = await this.owner.browser.get(`${this.address}${path}`).expect(200)
    return body as T
  }

  async all(): Promise<Snapshot[]> {
    return (await this.get<z.output<typeof SnapshotPage>>('/snapshots')).items
  }

  snapshot(number: number): Promise<Snapshot> {
    return this.get<Snapshot>(`/snapshots/${number}`)
  }

  async resourcesOf(number: number): Promise<Record<string, Resource>> {
    const { items } = await this.get<z.output<typeof SnapshotResourceList>>(`/snapshots/${number}/resources`)
    return Object.fromEntries(items.map((item) => [item.resource, item]))
  }

  async changesOf(number: number, query = ''): Promise<z.output<typeof SnapshotChangePage>['items']> {
    return (await this.get<z.output<typeof SnapshotChangePage>>(`/snapshots/${number}/changes?${query}`)).items
  }

  factsOf(number: number) {
    return this.api.app.get(SnapshotFacts).of(this.owner.organizationId, this.tenantId, number)
  }

  /** How much is stored for the tenant, and how many contents for all. */
  async stored(): Promise<{ versions: number; contents: number; staged: number }> {
    const [row] = await this.api.ownerDatabase.asOwner<{ versions: number; contents: number; staged: number }>(
      `select (select count(*)::int from object_versions where tenant_id = $1) as versions,
         (select count(*)::int from contents) as contents, (select count(*)::int from snapshot_staging) as staged`,
      [this.tenantId],
    )
    return row!
  }
}
