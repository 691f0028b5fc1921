import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { inRepository } from '../../scripts/root.mjs'

// The same Nest as the API's, which is installed for the API alone.
const require = createRequire(inRepository('apps/api/package.json'))
const load = (name) => import(pathToFileURL(require.resolve(name)).href)
await load('reflect-metadata')
const { Controller, Get, Module } = await load('@nestjs/common')
const { NestFactory } = await load('@nestjs/core')

class HelloController {
  hello() {
    return 'hello'
  }
}
Get()(HelloController.prototype, 'hello', Object.getOwnPropertyDescriptor(HelloController.prototype, 'hello'))
Controller()(HelloController)

class HelloModule {}
Module({ controllers: [HelloController] })(HelloModule)

const app = await NestFactory.create(HelloModule, { logger: false })
await app.listen(0, '127.0.0.1')
console.log(await app.getUrl())
process.once('SIGTERM', () => app.close())
