import { readConfig } from '../../src/config/config.js'
import { createApp } from '../../src/create-app.js'
import { openDatabase } from '../../src/database/open-database.js'
import { TEST_MASTER_KEY } from './master-key.js'
import type { TestApp } from './start-app.js'

/** Another process of an installation: the same database, its own settings. */
export async function startReplica(
  of: TestApp,
  env: Record<string, string> = {},
): Promise<Pick<TestApp, 'app' | 'url' | 'close'>> {
  const { ownerUrl } = of.ownerDatabase
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    REQUESTS_PER_MINUTE: '1000000',
    DATABASE_URL: ownerUrl,
    MASTER_KEY: TEST_MASTER_KEY,
    ...env,
  })
  const { database, appUrl, masterKeys, close } = await openDatabase(config, ownerUrl)
  const app = await createApp({ config, database, appUrl, masterKeys })
  await app.listen(config.port, config.host)
  return {
    app,
    url: await app.getUrl(),
    close: async () => {
      await app.close()
      await close()
    },
  }
}
