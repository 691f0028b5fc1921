import type { EntityManager } from 'typeorm'
import type { StoredNotice } from './notices.js'

export async function planDeliveries(_tx: EntityManager, _notice: StoredNotice): Promise<void> {}
