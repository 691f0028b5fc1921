import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const example = new URL('example/', import.meta.url)
const guide = readFileSync(new URL('../../../docs/guides/write-a-provider.md', import.meta.url), 'utf8')

/** Code of the guide by the file that the line before it names. */
const shown = new Map(
  [...guide.matchAll(/^`((?:src|test)\/[\w.-]+\.ts)`.*\n(?:.+\n)*\n```ts\n([\s\S]*?)```$/gm)].map(([, file, code]) => [
    file,
    code,
  ]),
)

describe('The guide “Write a provider”', () => {
  const files = ['src', 'test'].flatMap((folder) =>
    readdirSync(new URL(folder, example)).map((name) => `${folder}/${name}`),
  )

  it.each(files)('shows %s as it is tested', (file) => {
    expect(shown.get(file)).toBe(readFileSync(new URL(file, example), 'utf8'))
  })
})
