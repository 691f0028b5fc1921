import { MetadataScanner, ModulesContainer } from '@nestjs/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { notesOf } from '../http/documentation.js'
import { permissions } from '../roles/permissions.js'

interface Operation {
  operationId: string
  summary?: string
  tags?: string[]
  security?: unknown[]
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
  'x-permission'?: string
}

describe('the OpenAPI document', () => {
  let api: TestApp
  let text: string
  let operations: [string, Operation][]
  beforeAll(async () => {
    api = await startApp({ ROLE: 'api' })
    const answer = await api.agent.get('/api/openapi.json').expect(200)
    text = answer.text
    const { paths } = answer.body as { paths: Record<string, Record<string, Operation>> }
    operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    )
  })
  afterAll(() => api.close())

  it('says of every operation what it is for, in which chapter it stands and what it answers', () => {
    for (const [name, { summary, tags, responses }] of operations) {
      expect(summary, name).toMatch(/^[A-Z]/)
      expect(tags, name).not.toEqual([])
      expect(
        Object.keys(responses).some((status) => /^[23]/.test(status)),
        name,
      ).toBe(true)
      for (const [status, { description, content }] of Object.entries(responses)) {
        expect(description, `${name} ${status}`).not.toBe('')
        if (Number(status) >= 400) expect(Object.keys(content ?? {}), name).toEqual(['application/problem+json'])
      }
    }
  })

  it('names the permission of every operation in an organization, and only permissions that exist', () => {
    for (const [name, operation] of operations) {
      if (name.includes('{organizationId}')) expect(operation['x-permission'], name).toBeDefined()
      const permission = operation['x-permission']
      if (permission !== undefined) expect(Object.keys(permissions)).toContain(permission)
    }
  })

  it('covers every handler, each with its access said in so many words', () => {
    const scanner = new MetadataScanner()
    const controllers = [...api.app.get(ModulesContainer).values()].flatMap((module) => [
      ...module.controllers.values(),
    ])
    const silent = controllers.flatMap(({ metatype }) => {
      const prototype = metatype?.prototype as Record<string, object>
      return scanner
        .getAllMethodNames(prototype)
        .filter((name) => Reflect.hasMetadata('path', prototype[name] ?? {}))
        .filter((name) => {
          const { permission, access, answer, summary } = notesOf(prototype[name] ?? {})
          return !summary || !answer || (permission === undefined && access === undefined)
        })
        .map((name) => `${metatype?.name}.${name}`)
    })
    expect(silent).toEqual([])
  })

  it('gives every operation a name of its own', () => {
    const names = operations.map(([, { operationId }]) => operationId)
    expect(new Set(names).size).toBe(names.length)
  })

  it('names every parameter of every address', () => {
    const { paths } = JSON.parse(text) as {
      paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>
    }
    const unnamed = Object.entries(paths).flatMap(([address, methods]) =>
      Object.entries(methods).flatMap(([method, { parameters = [] }]) =>
        [...address.matchAll(/{(\w+)}/g)]
          .filter(([, name]) => !parameters.some((known) => known.in === 'path' && known.name === name))
          .map(([, name]) => `${method} ${address}: ${name}`),
      ),
    )
    expect(unnamed).toEqual([])
  })

  it('refers to nothing that is not in it', () => {
    const document = JSON.parse(text) as { components: { schemas: object } }
    const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(names))
    expect(text).not.toMatch(/"\$ref":"#\/(definitions|\$defs)/)
  })
})

describe('the page of the reference', () => {
  it('loads everything from this server, and no script stands in it', async () => {
    const api = await startApp({ ROLE: 'api' })
    const { text } = await api.agent.get('/api/docs').expect(200)
    const addresses = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => String(address))
    for (const address of addresses) await api.agent.get(address).expect(200)
    expect(addresses.every((address) => address.startsWith('/api/docs/'))).toBe(true)
    expect(text).not.toMatch(/<script>|<style|style=/)
    await api.agent.get('/api/docs/../package.json').expect(404)
    await api.close()
  })
})
