import MailComposer from 'nodemailer/lib/mail-composer'
import { DateTime } from 'luxon'
import type { Notice } from './notices.dto.js'
import { severities, type Severity } from './notice-kinds.js'

/** What a message says of a notice. */
export interface MailedNotice extends Pick<Notice, 'severity' | 'state' | 'title' | 'detail' | 'fix' | 'path'> {
  happenedAt: Date
  resolvedAt: Date | null
}

/** Why a message is sent, and where it leads. */
export interface MailFrame {
  organizationId: string
  organizationName: string
  ruleName: string
  timeZone: string
  digest: boolean
  /** The address of the console. */
  consoleUrl: string
  sentAt: Date
}

const HEADINGS: Record<Severity, string> = { critical: 'Critical', warning: 'Warnings', info: 'For information' }
const ONE: Record<Severity, string> = { critical: 'Critical', warning: 'Warning', info: 'Notice' }
const COLOURS: Record<Severity, string> = { critical: '#b3261e', warning: '#8a5a00', info: '#4b5563' }

/** The subject line. */
export function subjectOf(notices: readonly Pick<MailedNotice, 'severity' | 'title'>[], frame: MailFrame): string {
  const [first] = notices
  const count = `${notices.length} ${notices.length === 1 ? 'notice' : 'notices'}`
  const critical = notices.filter(({ severity }) => severity === 'critical').length
  const what = `${count}${critical > 0 ? `, ${critical} critical` : ''}`
  if (frame.digest) return `[${frame.organizationName}] Digest of ${dayOf(frame.sentAt, frame.timeZone)}: ${what}`
  if (notices.length === 1 && first) return `[${frame.organizationName}] ${ONE[first.severity]}: ${first.title}`
  return `[${frame.organizationName}] ${what}`
}

/** The message as plain text. */
export function textOf(notices: readonly MailedNotice[], frame: MailFrame): string {
  const lines: string[] = []
  for (const { heading, items } of grouped(notices)) {
    lines.push(heading, '='.repeat(heading.length), '')
    for (const notice of items) {
      lines.push(
        notice.title,
        whenOf(notice, frame),
        notice.detail,
        `What to do: ${notice.fix}`,
        linkOf(notice, frame),
        '',
      )
    }
  }
  lines.push('-- ', whyOf(frame), `Change it: ${settingsOf(frame)}`)
  return `${lines.join('\n')}\n`
}

/** The same as HTML, with nothing to load. */
export function htmlOf(notices: readonly MailedNotice[], frame: MailFrame): string {
  const sections = grouped(notices).map(({ severity, heading, items }) => {
    const rows = items.map(
      (notice) => `<tr><td style="padding:12px 0;border-top:1px solid #e5e7eb">
<a href="${escape(linkOf(notice, frame))}" style="color:#111827;font-weight:600;text-decoration:none">${escape(notice.title)}</a>
<div style="color:#6b7280;font-size:13px">${escape(whenOf(notice, frame))}</div>
<div style="margin-top:4px">${escape(notice.detail)}</div>
<div style="margin-top:4px"><b>What to do:</b> ${escape(notice.fix)}</div>
<div style="margin-top:6px"><a href="${escape(linkOf(notice, frame))}" style="color:#1d4ed8">Open in Tenantry</a></div>
</td></tr>`,
    )
    return `<h2 style="margin:24px 0 4px;font-size:14px;color:${COLOURS[severity]}">${escape(heading)}</h2>
<table role="presentation" width="100%" cellspacing="0" cellpadding="0">${rows.join('\n')}</table>`
  })
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"></head>
<body style="margin:0;background:#f3f4f6;color:#111827;font:15px/1.5 system-ui,sans-serif">
<div style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff">
<div style="font-size:13px;color:#6b7280">Tenantry · ${escape(frame.organizationName)}</div>
${sections.join('\n')}
<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #e5e7eb;color:#6b7280;font-size:13px">${escape(whyOf(frame))} <a href="${escape(settingsOf(frame))}" style="color:#6b7280">Change it</a>.</p>
</div></body></html>
`
}

/** A whole message as it goes over the wire. */
export function compose(message: {
  id: string
  from: { name: string; address: string }
  to: readonly string[]
  subject: string
  text: string
  html?: string
  date: Date
}): Promise<Buffer> {
  const domain = message.from.address.split('@')[1] ?? 'localhost'
  const composer = new MailComposer({
    // The same message keeps its id however often it is tried, so that a mailbox can tell.
    messageId: `<${message.id}@${domain}>`,
    from: message.from,
    to: [...message.to],
    subject: message.subject,
    text: message.text,
    ...(message.html !== undefined && { html: message.html }),
    date: message.date,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

function grouped(notices: readonly MailedNotice[]) {
  return severities
    .map((severity) => ({
      severity,
      heading: HEADINGS[severity],
      items: notices.filter((notice) => notice.severity === severity),
    }))
    .filter(({ items }) => items.length > 0)
}

function whenOf({ happenedAt, resolvedAt, state }: MailedNotice, { timeZone }: MailFrame): string {
  const since = momentOf(happenedAt, timeZone)
  if (state === 'resolved' && resolvedAt) return `${since}, over since ${momentOf(resolvedAt, timeZone)}`
  return since
}

const whyOf = ({ ruleName, organizationName }: MailFrame) =>
  `You get this by the rule “${ruleName}” of ${organizationName}.`
const linkOf = ({ path }: Pick<MailedNotice, 'path'>, { consoleUrl, organizationId }: MailFrame) =>
  `${consoleUrl}/o/${organizationId}${path}`
const settingsOf = ({ consoleUrl, organizationId }: MailFrame) =>
  `${consoleUrl}/o/${organizationId}/settings/notifications`

function momentOf(moment: Date, timeZone: string): string {
  return `${DateTime.fromJSDate(moment, { zone: timeZone }).toFormat('d LLL yyyy, HH:mm', { locale: 'en' })} (${timeZone})`
}

function dayOf(moment: Date, timeZone: string): string {
  return DateTime.fromJSDate(moment, { zone: timeZone }).toFormat('d LLL yyyy', { locale: 'en' })
}

const SPECIAL: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => SPECIAL[character] ?? '')
