import { writeFileSync } from 'node:fs'
import { DataSource } from 'typeorm'
import { readConfig } from '../config/config.js'
import { createApp } from '../create-app.js'
import { Database } from '../database/database.js'
import { asMasterKey } from '../vault/master-key.js'
import { MasterKeys } from '../vault/master-keys.js'
import { VERSION } from '../config/version.js'
import { createDocument } from './document.js'

/** Writes `openapi.json` from the code alone: the application is put together, and neither started nor connected. */
const app = await createApp({
  config: readConfig({ LOG_LEVEL: 'silent' }),
  database: new Database(new DataSource({ type: 'postgres' })),
  appUrl: '',
  masterKeys: new MasterKeys({ dataDir: '' }, [asMasterKey(Buffer.alloc(32, 1))]),
})
const document = createDocument(app, VERSION)
writeFileSync(new URL('../../openapi.json', import.meta.url), `${JSON.stringify(document, null, 2)}\n`)
process.exit(0)
