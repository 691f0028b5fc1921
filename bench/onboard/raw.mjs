import { Pool } from 'undici'

const GRAPH = 'graph.microsoft.com'
const EXCHANGE = 'outlook.office365.com'
const LOGIN = 'login.microsoftonline.com'
const AT_ONCE = 16

/** The calls of a first discovery and verification, and nothing else: what is answered is read as far as the next call needs it. */
export function rawClient(simulatorUrl, app) {
  const { origin } = new URL(simulatorUrl)
  const pool = new Pool(origin, { connections: AT_ONCE })

  const send = async (host, path, { method = 'GET', headers = {}, body } = {}) => {
    const answer = await pool.request({
      path: `/${host}${path}`,
      method,
      headers: { 'x-forwarded-host': host, 'x-forwarded-proto': 'https', ...headers },
      body,
    })
    return { ok: answer.statusCode < 300, body: await answer.body.json() }
  }

  const token = async (tenantId, resource) => {
    const { body } = await send(LOGIN, `/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
      body: new URLSearchParams({
        client_id: app.clientId,
        client_secret: app.clientSecret,
        grant_type: 'client_credentials',
        scope: `https://${resource}/.default`,
      }).toString(),
    })
    return body.access_token
  }

  const get = (path, bearer) => send(GRAPH, path, { headers: { authorization: `Bearer ${bearer}` } })

  const pages = async (first, bearer) => {
    const items = []
    for (let path = first; path;) {
      const { ok, body } = await get(path, bearer)
      if (!ok) throw new Error(`${path} was refused: ${JSON.stringify(body)}`)
      items.push(...body.value)
      const next = body['@odata.nextLink']
      path = next && next.slice(next.indexOf(GRAPH) + GRAPH.length)
    }
    return items
  }

  return {
    atOnce: AT_ONCE,

    async findTenants() {
      const bearer = await token(app.tenantId, GRAPH)
      await get('/v1.0/organization?$select=id,displayName,verifiedDomains', bearer)
      await pages('/v1.0/contracts?$select=customerId,defaultDomainName&$top=999', bearer)
      const relationships = await pages('/v1.0/tenantRelationships/delegatedAdminRelationships?$top=300', bearer)
      return [...new Set([app.tenantId, ...relationships.map(({ customer }) => customer.tenantId)])]
    },

    async verifyTenants(tenantIds) {
      const waiting = [...tenantIds]
      const work = async () => {
        for (let id = waiting.pop(); id; id = waiting.pop()) await verify(id)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
    },

    close: () => pool.close(),
  }

  /** A token of each service, and one read with each token. */
  async function verify(tenantId) {
    const graph = await token(tenantId, GRAPH)
    const exchange = await token(tenantId, EXCHANGE)
    if (graph) await get('/v1.0/organization?$select=id,displayName,verifiedDomains', graph)
    if (!exchange) return
    await send(EXCHANGE, `/adminapi/beta/${tenantId}/InvokeCommand?$select=Name,Guid`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${exchange}`,
        'content-type': 'application/json; charset=utf-8',
        'x-anchormailbox': `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${tenantId}`,
      },
      body: JSON.stringify({ CmdletInput: { CmdletName: 'Get-OrganizationConfig', Parameters: {} } }),
    })
  }
}
