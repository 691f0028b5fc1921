import { defineError } from '@tenantry/core'

/** There is no way to send e-mail. */
export const mailServerMissing = defineError({
  code: 'mail_server_missing',
  status: 409,
  title: 'No mail server is set up',
  why: () => 'Neither this organization nor the operator has named a mail server.',
  fix: () => 'Enter one under Settings › Notifications.',
  example: {},
})

/** The address is one that an organization may not make the server connect to. */
export const mailServerForbidden = defineError({
  code: 'mail_server_forbidden',
  status: 422,
  title: 'This mail server may not be used',
  why: (p: { host: string; reason: string }) => `${p.host} ${p.reason}.`,
  fix: () =>
    'Use another server or port, or let the operator name this one in SMTP_HOSTS_ALLOWED or provide one for everybody with SMTP_URL.',
  example: { host: 'localhost', reason: 'leads to this machine itself (127.0.0.1)' },
})

/** Name, network or server. */
export const mailServerNotReachable = defineError({
  code: 'mail_server_not_reachable',
  status: 502,
  title: 'The mail server cannot be reached',
  why: (p: { host: string; port: number; reason: string }) => `${p.host}:${p.port} ${p.reason}.`,
  fix: () => 'Check host and port, and that a firewall lets this server through to it.',
  retryable: true,
  example: { host: 'smtp.example.com', port: 587, reason: 'did not answer in time' },
})

/** TLS could not be agreed on, or the certificate is not good. */
export const mailEncryptionFailed = defineError({
  code: 'mail_encryption_failed',
  status: 502,
  title: 'No encrypted connection to the mail server',
  why: (p: { host: string; reason: string }) => `${p.host}: ${p.reason}.`,
  fix: () =>
    'Port 465 usually wants TLS, ports 587 and 25 want STARTTLS. A certificate must be valid for the host; for one of your own authority, start with NODE_EXTRA_CA_CERTS.',
  retryable: true,
  example: { host: 'smtp.example.com', reason: 'the server offers no STARTTLS' },
})

/** User name or password. */
export const mailSignInRefused = defineError({
  code: 'mail_sign_in_refused',
  status: 422,
  title: 'The mail server refuses the sign-in',
  why: (p: { answer: string }) => `It answered: ${p.answer}.`,
  fix: () =>
    'Check user name and password. Some providers want an app password, or have SMTP sign-in switched off for the mailbox.',
  retryable: true,
  example: { answer: '535 5.7.8 Authentication credentials invalid' },
})

/** Sender or all recipients were refused for good. */
export const mailAddressRefused = defineError({
  code: 'mail_address_refused',
  status: 422,
  title: 'The mail server refuses an address',
  why: (p: { what: string; answer: string }) => `It does not take ${p.what}: ${p.answer}.`,
  fix: () => 'Check the addresses, and that the sender is one that this sign-in may send as.',
  example: { what: 'the sender tenantry@example.com', answer: '550 5.7.60 Client does not have permissions' },
})

/** The server took the connection and then refused or stumbled. */
export const mailServerTrouble = defineError({
  code: 'mail_server_trouble',
  status: 502,
  title: 'The mail server did not take the message',
  why: (p: { answer: string }) => `It answered: ${p.answer}.`,
  fix: () => 'It is tried again by itself. If it lasts, ask who runs the mail server.',
  retryable: true,
  example: { answer: '451 4.3.0 Temporary failure' },
})

/** The connection broke between handing over and the answer. */
export const mailOutcomeUnknown = defineError({
  code: 'mail_outcome_unknown',
  status: 502,
  title: 'The message may have been sent, or not',
  why: () =>
    'The connection or this process ended after the message was handed over and before the mail server answered.',
  fix: () => 'It is not sent again by itself, so that nobody gets it twice. Send it again if nobody got it.',
  example: {},
})

/** Nobody is there to write to. */
export const mailNobody = defineError({
  code: 'mail_nobody',
  status: 409,
  title: 'Nobody would get this message',
  why: () => 'The rule names no address, and nobody has the roles it names.',
  fix: () => 'Add an address or a role to the rule.',
  example: {},
})

/** Only what has ended can be sent again. */
export const messageUnderWay = defineError({
  code: 'message_under_way',
  status: 409,
  title: 'This message is not to be sent again',
  why: () => 'It was sent, or is on its way.',
  fix: () => 'Nothing to do. Messages that failed can be sent again.',
  example: {},
})

/** Errors that come up behind operations, in deliveries. */
export const deliveryErrors = [
  mailServerMissing,
  mailServerForbidden,
  mailServerNotReachable,
  mailEncryptionFailed,
  mailSignInRefused,
  mailAddressRefused,
  mailServerTrouble,
  mailOutcomeUnknown,
  mailNobody,
]
