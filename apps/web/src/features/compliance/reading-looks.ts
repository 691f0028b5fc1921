import type { ReadingStatus } from '../../api/shapes.js'
import { causeLooks, type Look } from './verdict-looks.js'

/** What became of reading a part of a company's configuration. */
export const readingLooks: Readonly<Record<ReadingStatus, Look>> = {
  ...causeLooks,
  read: { meaning: 'good', label: 'Read' },
  notApplicable: { meaning: 'off', label: 'Not there', icon: 'i-lucide-minus' },
}
