/** A token of the first app, in its own tenant. */
export async function tokenOf({ apps: [app], login }) {
  const answer = await fetch(`${login}/${app.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: app.clientId,
      client_secret: app.clientSecret,
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  const { access_token: token } = await answer.json()
  if (!token) throw new Error(`The simulator gives no token: ${answer.status}.`)
  return token
}
