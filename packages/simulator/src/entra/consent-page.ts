import { escapeHtml, html, type HttpReply } from '../http/exchange.js'
import { simulatedPage } from '../http/simulated-page.js'
import type { Application, Tenant } from '../world/model.js'
import type { ConsentRequest } from './admin-consent.js'

function page(title: string, content: string): string {
  return simulatedPage({ title, kind: 'sign-in page', content })
}

/** Where a person reads what an application asks for, and accepts or cancels. */
export function consentPage(asked: ConsentRequest, application: Application, tenants: Tenant[]): HttpReply {
  const roles = application.requiredAccess.flatMap((access) => access.roles)
  const hidden = { client_id: asked.clientId, redirect_uri: asked.redirectUri, state: asked.state, scope: asked.scope }
  return html(
    200,
    page(
      'Permissions requested',
      `<h1>${escapeHtml(application.displayName)} asks for permissions in your organization</h1>
<p>Application <code>${application.appId}</code> wants these application permissions for the whole organization:</p>
<ul tabindex="0" aria-label="Permissions">${roles.map((role) => `<li>${escapeHtml(role)}</li>`).join('')}</ul>
<form method="post">
${Object.entries(hidden)
  .filter((field): field is [string, string] => field[1] !== undefined)
  .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
  .join('\n')}
<label for="tenant">Organization</label>
<select id="tenant" name="tenant">${tenants
        .map(({ id, name }) => `<option value="${id}">${escapeHtml(name)}</option>`)
        .join('')}</select>
<label for="person">You are</label>
<select id="person" name="person">
<option value="administrator">A Global Administrator</option>
<option value="user">An ordinary user</option>
</select>
<div class="actions">
<button name="decision" value="cancel">Cancel</button>
<button name="decision" value="accept" class="primary">Accept</button>
</div>
</form>`,
    ),
  )
}

export function errorPage(message: string, correlationId: string | undefined): HttpReply {
  return html(
    400,
    page(
      'Sign in: trouble',
      `<h1>Sorry, but we’re having trouble signing you in.</h1>
<p role="alert">${escapeHtml(message)}</p>
${correlationId === undefined ? '' : `<p class="note">Correlation ID: ${escapeHtml(correlationId)}</p>`}`,
    ),
  )
}
