import { escapeHtml, html, type HttpReply } from '../http/exchange.js'
import type { Application, Tenant } from '../world/model.js'
import type { ConsentRequest } from './admin-consent.js'

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#e9edf3, #14181f); }
  main { box-sizing: border-box; width: min(30rem, 100%); padding: 2rem; background: light-dark(#fff, #1f2530); }
  h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .5rem; }
  .note { font-size: .85rem; color: light-dark(#4a5260, #b3bccb); }
  ul { padding-left: 1.2rem; max-height: 16rem; overflow: auto; }
  label { display: block; margin: 1rem 0 .25rem; }
  select, button { font: inherit; padding: .5rem .75rem; }
  select { width: 100%; }
  .actions { display: flex; gap: .75rem; justify-content: flex-end; margin-top: 1.5rem; }
  .primary { background: #1f5fbf; color: #fff; border: 1px solid #1f5fbf; }
  code { overflow-wrap: anywhere; }`

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>
<p class="note">Simulated sign-in page. Nothing here reaches Microsoft.</p>
${content}
</main></body>
</html>`
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
