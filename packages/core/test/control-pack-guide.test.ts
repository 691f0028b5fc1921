import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const example = new URL('control-pack/', import.meta.url)
const guide = readFileSync(new URL('../../../docs/guides/control-packs.md', import.meta.url), 'utf8')

/** Code of the guide by the file that the line before it names. */
const shown = new Map(
  [...guide.matchAll(/^`([\w.-]+\.js)`.*\n(?:.+\n)*\n```js\n([\s\S]*?)```$/gm)].map(([, file, code]) => [file, code]),
)

describe('The guide “Control packs”', () => {
  it.each(readdirSync(example))('shows %s as it is tested', (file) => {
    expect(shown.get(file)).toBe(readFileSync(new URL(file, example), 'utf8'))
  })
})
