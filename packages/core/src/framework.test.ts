import { describe, expect, it } from 'vitest'
import { type Framework, referencesOf } from './framework.js'

const framework = (about: Partial<Framework>): Framework => ({
  id: 'a',
  name: 'A',
  version: '1',
  publisher: 'Someone',
  url: 'https://example.com',
  reference: 'a',
  requirements: [],
  ...about,
})

describe('references of controls', () => {
  it('gathers the numbers of a control from all frameworks', () => {
    const references = referencesOf([
      framework({
        requirements: [
          { id: 'A.1', controls: ['doors', 'windows'] },
          { id: 'A.2', controls: ['doors'] },
        ],
      }),
      framework({ reference: 'b', requirements: [{ id: 'B.9', controls: ['doors'] }] }),
    ])
    expect(references.get('doors')).toEqual({ a: ['A.1', 'A.2'], b: ['B.9'] })
    expect(references.get('windows')).toEqual({ a: ['A.1'] })
  })

  it('keeps editions of one framework apart, since a number means another thing in the next', () => {
    const references = referencesOf([
      framework({ edition: '4', requirements: [{ id: '1.1', controls: ['doors'] }] }),
      framework({
        edition: '5',
        requirements: [
          { id: '1.1', controls: ['windows'] },
          { id: '1.2', controls: ['doors'] },
        ],
      }),
    ])
    expect(references.get('doors')).toEqual({ a: { 4: ['1.1'], 5: ['1.2'] } })
  })
})
