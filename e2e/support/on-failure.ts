import { afterEach } from 'vitest'
import { pagesAsText } from './browser.js'

// A journey that failed on another machine is understood by what was on screen.
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') console.error(await pagesAsText())
})
