import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/**
 * Packs our own modules, Nest and TypeORM, well over a thousand small files, into a few: opening and linking them is what takes
 * longest when the process starts. Our other dependencies stay packages of their own: plugins must share one `@tenantry/core`
 * and one zod with us.
 */
const dist = fileURLToPath(new URL('dist/', import.meta.url))
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))

const packed = (name) => name.startsWith('@nestjs/') || name === 'rxjs' || name === 'typeorm'
const kept = Object.keys(dependencies).filter((name) => !packed(name))
/** Packages that Nest would use if they were installed. */
const absent = [
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@fastify/static',
  'class-transformer',
  'class-validator',
]

const outside = [...kept, ...absent]
rmSync(new URL('dist/bundle', import.meta.url), { recursive: true, force: true })
const bundle = await rolldown({
  input: `${dist}main.js`,
  platform: 'node',
  external: (id) => outside.some((name) => id === name || id.startsWith(`${name}/`)),
  logLevel: 'silent',
})
await bundle.write({ dir: dist, format: 'esm', sourcemap: true, chunkFileNames: 'bundle/[name]-[hash].js' })
