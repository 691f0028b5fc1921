import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { TEST_MASTER_KEY } from './support/master-key.js'
import { createOwner, newBrowser, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'

const COMMAND = fileURLToPath(new URL('../dist/accounts.js', import.meta.url))

let api: TestApp
let owner: TestPerson

beforeAll(async () => {
  api = await startApp()
  owner = await createOwner(api)
})

afterAll(() => api.close())

const run = (...words: string[]) =>
  promisify(execFile)(process.execPath, [COMMAND, ...words], {
    env: { ...process.env, DATABASE_URL: api.ownerDatabase.ownerUrl, MASTER_KEY: TEST_MASTER_KEY },
  })

it('gives a person who forgot their password a new one, signs them out everywhere, and leaves an audit entry', async () => {
  const { stdout } = await run('new-password', owner.email)
  const password = /: (\S+)$/m.exec(stdout)?.[1]
  await owner.browser.get('/api/v1/session').expect(401)
  const browser = newBrowser(api)
  await browser.post('/api/v1/session').send({ email: owner.email, password: owner.password }).expect(401)
  await browser.post('/api/v1/session').send({ email: owner.email, password }).expect(200)
  const { body } = await browser.get(`/api/v1/organizations/${owner.organizationId}/audit`).expect(200)
  expect(body.items).toContainEqual(expect.objectContaining({ action: 'user.passwordReset' }))
})

it('says in one line when nobody has the address', async () => {
  await expect(run('new-password', 'nobody@example.com')).rejects.toMatchObject({
    code: 1,
    stderr: 'Nobody has the e-mail address nobody@example.com.\n',
  })
})
