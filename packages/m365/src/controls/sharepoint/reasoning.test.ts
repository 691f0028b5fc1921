import { describe, expect, it } from 'vitest'
import { sharingOf, sharingOfNumber } from './reasoning.js'

describe('how far SharePoint shares', () => {
  it.each([
    ['disabled', 0, 'nobody'],
    ['existingExternalUserSharingOnly', 3, 'existingGuests'],
    ['externalUserSharingOnly', 1, 'guests'],
    ['externalUserAndGuestSharing', 2, 'anyone'],
  ] as const)('is %s in Graph and %i in the admin interface', (name, number, sharing) => {
    expect(sharingOf({ settings: { sharingCapability: name } })).toBe(sharing)
    expect(sharingOf({ tenant: { SharingCapability: number } })).toBe(sharing)
  })

  it('is not known where neither says it, or with a word that is new', () => {
    expect(sharingOf({})).toBeUndefined()
    expect(sharingOf({ settings: { sharingCapability: 'someday' } })).toBeUndefined()
    expect(sharingOfNumber(9)).toBeUndefined()
    expect(sharingOfNumber(null)).toBeUndefined()
  })

  it('is taken from the admin interface where Graph has a new word', () => {
    expect(sharingOf({ settings: { sharingCapability: 'someday' }, tenant: { SharingCapability: 0 } })).toBe('nobody')
  })
})
