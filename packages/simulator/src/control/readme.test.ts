import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faultKinds } from '../faults/kinds.js'
import { scenarioNames } from '../index.js'
import { routes } from './routes.js'
import { changes } from './tenant-changes.js'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

describe('the manual', () => {
  it.each([
    ['change', Object.keys(changes)],
    ['fault', faultKinds],
    ['scenario', scenarioNames()],
    ['call', routes.map(({ path }) => path.replace('/{change}', '').replace(/\/\{id\}$/, ''))],
  ])('names every %s there is', (_, names) => {
    expect(names.filter((name) => !readme.includes(name.startsWith('/') ? `/_control${name}` : `\`${name}\``))).toEqual(
      [],
    )
  })
})
