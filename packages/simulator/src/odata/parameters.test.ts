import { describe, expect, it } from 'vitest'
import { readParameters } from './parameters.js'

describe('the parameters of a function', () => {
  it('are read by their types, in any order', () => {
    expect(readParameters("date=2026-01-01,period='it''s'", { period: 'String', date: 'Date' })).toEqual({
      period: "it's",
      date: '2026-01-01',
    })
    expect(readParameters('', {})).toEqual({})
  })

  it.each(['period=D7', "period='D7',more='x'", '', "period='D7',", "period 'D7'", 'PERIOD=7'])(
    '(%s) are refused',
    (text) => {
      expect(() => readParameters(text, { period: 'String' })).toThrow(expect.objectContaining({ status: 400 }))
    },
  )
})
