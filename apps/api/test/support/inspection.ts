import { randomUUID } from 'node:crypto'
import { join as pathOf } from 'node:path'
import { storeList } from '../../src/tenants/tenant-list.js'
import { assessmentsOf } from './assessments.js'
import { MarinaWorld, office, withMarina } from './marina.js'
import { createOwner, type TestPerson } from './people.js'
import { startApp, type TestApp } from './start-app.js'

/** A folder of controls for marinas, kept outside of any plugin. */
export const HARBOUR_PACK = pathOf(import.meta.dirname, 'harbour-pack')

/** An organization whose marinas are judged by the plugin's one control and by those of a pack. */
export class Inspection {
  private constructor(
    readonly world: MarinaWorld,
    readonly api: TestApp,
    readonly owner: TestPerson,
    readonly connectionId: string,
  ) {}

  static async begin(env: Record<string, string> = {}): Promise<Inspection> {
    const world = new MarinaWorld()
    await world.start()
    const api = await startApp(
      { SIMULATOR_URL: world.url, CONTROL_PACKS: HARBOUR_PACK, ...env },
      { modules: [withMarina(world)] },
    )
    const owner = await createOwner(api)
    const { body } = await owner.browser
      .post(`/api/v1/organizations/${owner.organizationId}/connections`)
      .send(office('Office'))
      .expect(201)
    return new Inspection(world, api, owner, (body as { id: string }).id)
  }

  async end(): Promise<void> {
    await this.api.close()
    await this.world.stop()
  }

  get work() {
    return assessmentsOf(this.owner)
  }

  /** Has these tenants and no others; nothing is known of them yet. Their ids in the order of the names. */
  async onlyHas(...names: string[]): Promise<string[]> {
    const { organizationId } = this.owner
    await this.api.ownerDatabase.asOwner('delete from tenants')
    await this.api.ownerDatabase.asOwner('delete from assessments')
    const listed = names.map((name) => ({
      tenantId: randomUUID(),
      name,
      domains: [],
      own: false,
      relationships: [],
    }))
    const { connectionId } = this
    const { appeared } = await this.api.database.inOrganization(organizationId, (tx) =>
      storeList(tx, { organizationId, connectionId }, listed, new Date()),
    )
    return names.map((name) => appeared.find((one) => one.name === name)!.id)
  }

  /** How often each version of a tenant's verdicts was written. */
  async versions(tenantId: string): Promise<number> {
    const [row] = await this.api.ownerDatabase.asOwner<{ count: number }>(
      'select count(*)::int as count from verdicts where tenant_id = $1',
      [tenantId],
    )
    return row!.count
  }
}
