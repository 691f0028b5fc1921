import type { TestProject } from 'vitest/node'
import { findBrowser } from '../../scripts/browser.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    chromiumPath: string
  }
}

/** Finds a browser once for the run. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('chromiumPath', await findBrowser())
}
