import type { Config } from '../config/config.js'
import { encryptions, type Encryption, type MailServer } from './mail-session.js'

/** The mail server that the operator provides for everybody, if one. */
export function operatorMailServer({
  smtpUrl,
  smtpSender,
}: Pick<Config, 'smtpUrl' | 'smtpSender'>): MailServer | undefined {
  if (smtpUrl === undefined || smtpSender === undefined) return undefined
  const url = new URL(smtpUrl)
  const encryption = encryptionOf(url)
  const [, name = '', address = smtpSender] = /^(.*)<(.+)>$/.exec(smtpSender) ?? []
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (encryption === 'tls' ? 465 : encryption === 'starttls' ? 587 : 25),
    encryption,
    ...(url.username && { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
    sender: { name: name.trim() || 'Tenantry', address },
    trusted: true,
  }
}

function encryptionOf(url: URL): Encryption {
  const asked = url.searchParams.get('encryption')
  return encryptions.find((one) => one === asked) ?? (url.protocol === 'smtps:' ? 'tls' : 'starttls')
}
