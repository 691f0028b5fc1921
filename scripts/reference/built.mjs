import { pathToFileURL } from 'node:url'
import { inRepository } from '../root.mjs'

/** Imports a built module of the repository. */
export const built = (path) => import(pathToFileURL(inRepository(path)).href)

/** The plugins of this release, in the order of `plugins.ts`. */
export async function builtPlugins() {
  const { plugins } = await built('apps/api/dist/plugins.js')
  return Promise.all(plugins.map(({ load }) => load()))
}
