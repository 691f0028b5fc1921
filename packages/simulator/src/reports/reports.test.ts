import { describe, expect, it } from 'vitest'
import { tokenOf } from '../../test/client.js'
import { useCompany } from '../../test/people.js'

const company = useCompany()

async function ask(report: string): Promise<Response> {
  const token = await tokenOf(company.simulator)
  return fetch(`${company.simulator.graph}/v1.0/reports/${report}`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}` },
  })
}

const link = async (report = "getOffice365ActiveUserDetail(period='D30')") =>
  String((await ask(report)).headers.get('location'))

/** Its bytes, and its lines as objects. */
async function file(report?: string): Promise<{ bytes: Buffer; rows: Record<string, string>[] }> {
  const bytes = Buffer.from(await (await fetch(await link(report))).arrayBuffer())
  const [head = '', ...lines] = bytes.toString('utf8').replace('\ufeff', '').trimEnd().split('\r\n')
  const names = head.split(',')
  return {
    bytes,
    rows: lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell]))),
  }
}

describe('usage reports (§9.26)', () => {
  it('answer 302 without a body to a file on another host', async () => {
    const answer = await ask("getOffice365ActiveUserDetail(period='D7')")
    expect([answer.status, await answer.text()]).toEqual([302, ''])
    expect(answer.headers.get('location')).not.toContain('graph.microsoft.com')
  })

  it('give the file to anybody with the address, but not to a bearer token, and not for long', async () => {
    const address = await link()
    expect((await fetch(address)).status).toBe(200)
    expect((await fetch(address, { headers: { authorization: 'Bearer x' } })).status).toBe(401)
    expect((await fetch(`${address.slice(0, -4)}AAAA`)).status).toBe(404)
    company.simulator.advanceClock(3600)
    expect((await fetch(address)).status).toBe(403)
  })

  it('are text with a byte order mark, of the day before yesterday', async () => {
    const { bytes, rows } = await file()
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const day = new Date(company.simulator.now().getTime() - 2 * 86_400_000).toISOString().slice(0, 10)
    expect(new Set(rows.map((row) => row['Report Refresh Date']))).toEqual(new Set([day]))
  })

  it('hide who is meant while the organization conceals names', async () => {
    const conceal = (displayConcealedNames: boolean) =>
      company.call('PATCH', '/admin/reportSettings', { displayConcealedNames })
    await conceal(true)
    expect((await file()).rows[20]!['User Principal Name']).toMatch(/^[0-9A-F]{32}$/)
    await conceal(false)
    const { rows } = await file()
    const known = (await company.get('/users?$top=999&$select=userPrincipalName')).body.value
    expect(rows[20]!['User Principal Name']).toBe(
      known.find((user) => user['userPrincipalName'] === rows[20]!['User Principal Name'])?.['userPrincipalName'],
    )
  })

  it('know the licences that people hold', async () => {
    await company.call('PATCH', '/admin/reportSettings', { displayConcealedNames: false })
    const licensed = (await company.get('/users?$top=999&$select=userPrincipalName,assignedLicenses')).body.value
    const { rows } = await file()
    for (const row of rows.slice(0, 60)) {
      const user = licensed.find((candidate) => candidate['userPrincipalName'] === row['User Principal Name'])
      const products = row['Assigned Products'] === '' ? [] : row['Assigned Products']!.split('+')
      expect(products).toHaveLength((user!['assignedLicenses'] as unknown[]).length)
    }
  })

  it.each([
    "getMailboxUsageDetail(period='D30')",
    "getM365AppUserDetail(period='D90')",
    'getOffice365ActivationsUserDetail',
    "getTeamsUserActivityUserDetail(period='D180')",
    "getEmailActivityUserDetail(period='D7')",
    "getOneDriveUsageAccountDetail(period='D7')",
    "getOneDriveActivityUserDetail(period='D7')",
    "getSharePointActivityUserDetail(period='D7')",
  ])('tell every licensed person: %s', async (report) => {
    expect((await file(report)).rows.length).toBeGreaterThan(100)
  })

  it.each(["period='D14'", 'period=D7', 'date=2020-01-01', "days='7'"])('refuse %s', async (parameters) => {
    expect((await ask(`getOffice365ActiveUserDetail(${parameters})`)).status).toBe(400)
  })

  it('need Reports.Read.All', async () => {
    await company.without('Reports.Read.All')
    expect((await ask("getOffice365ActiveUserDetail(period='D7')")).status).toBe(403)
  })
})
