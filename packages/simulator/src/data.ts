import { readFileSync } from 'node:fs'

/** Reads one of the fact files beside the code (`data/`). */
export function readData(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8')) as unknown
}
