import { createHash } from 'node:crypto'
import { escapeHtml, html, type HttpReply } from '../http/exchange.js'
import { simulatedPage } from '../http/simulated-page.js'

/** Links into Microsoft's portals say what is meant after the `#`, which only the browser sees. */
const SCRIPT = `
function follow() {
  if (location.hash.length < 2) return
  const query = new URLSearchParams(location.search)
  query.set('view', location.hash.slice(1))
  query.delete('done')
  location.replace(location.pathname + '?' + query)
}
addEventListener('hashchange', follow)
follow()
`
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64')

export interface PortalPage {
  /** The portal's name. */
  portal: string
  title: string
  /** HTML. */
  content: string
  /** What was just done. */
  done?: string | undefined
}

export function portalPage({ portal, title, content, done }: PortalPage): HttpReply {
  const body = simulatedPage({
    title: `${title} – ${portal}`,
    kind: portal,
    wide: true,
    content: `<script>${SCRIPT}</script>
<h1>${escapeHtml(title)}</h1>
${done === undefined ? '' : `<p class="done" role="status">${escapeHtml(done)}</p>`}
${content}`,
  })
  const page = html(200, body)
  return {
    ...page,
    headers: {
      ...page.headers,
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${SCRIPT_HASH}'; base-uri 'none'`,
    },
  }
}

/** What a person does in the real portal. */
export function steps(...texts: string[]): string {
  return `<h2>In the real portal</h2><ol>${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ol>`
}

/** A button that does it here; `of` says to what, for those who hear buttons out of their row. */
export function button(
  label: string,
  fields: Record<string, string>,
  { primary = false, of }: { primary?: boolean; of?: string } = {},
): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  )
  const kind = primary ? ' class="primary"' : ''
  const name = of === undefined ? '' : ` aria-label="${escapeHtml(`${label}: ${of}`)}"`
  return `<form method="post">${hidden.join('')}<button${kind}${name}>${escapeHtml(label)}</button></form>`
}

/** Rows are HTML. */
export function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return `<p>${escapeHtml(caption)}: none.</p>`
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('')
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')
  return `<h2>${escapeHtml(caption)}</h2><div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

export const day = (moment: Date): string => moment.toISOString().slice(0, 10)
