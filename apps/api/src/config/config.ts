import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { StartupError } from './startup-error.js'

const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must look like postgresql://user:password@host:5432/name')
const list = z.string().transform((text) => text.split(',').flatMap((part) => part.trim() || []))

const environment = z.object({
  /** Port of the API and the console. 0 takes a free one. */
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535).default(3000),
  /** Address to listen on. */
  HOST: z.string().default('127.0.0.1'),
  /** Where the embedded database and the key file live. */
  DATA_DIR: z.string().default('.data'),
  /** The address people open, when a proxy stands in front. Decides on secure cookies. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  /** The owner's login: used for migrations alone. Unset: an embedded PostgreSQL is started. */
  DATABASE_URL: databaseUrl.optional(),
  /** The login for all other work. Unset: made from DATABASE_URL with the role `tenantry_app`. */
  DATABASE_APP_URL: databaseUrl.optional(),
  /** Connections per process for requests and jobs. */
  DATABASE_POOL: z.coerce.number('must be a number').int().min(1).max(200).default(10),
  /** The key that seals all secrets: 32 bytes in base64. Unset: a key file in DATA_DIR. */
  MASTER_KEY: z.string().optional(),
  /** The key before, while rotating. */
  MASTER_KEY_PREVIOUS: z.string().optional(),
  /** What this process does: everything, requests only, or jobs only. */
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  /** From which level on the log is written. */
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  /** Proxies in front whose X-Forwarded-For counts: a number of hops, or addresses with commas between. */
  TRUST_PROXY: z.string().default('').transform(trustProxy),
  /** Requests that one key or session may send in a minute. */
  REQUESTS_PER_MINUTE: z.coerce.number('must be a number').int().min(8).default(1200),
  /** A running simulator. */
  SIMULATOR_URL: z.url({ protocol: /^http$/, error: 'must be an http address' }).optional(),
  /** The command that starts a simulator on demand. */
  SIMULATOR_COMMAND: z.string().optional(),
  /** On the first start: an owner key with this value, for scripts. */
  BOOTSTRAP_API_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Providers switched off for everyone: plugin ids with commas between. */
  DISABLED_PROVIDERS: list.default([]),
  /** Folders of control packs, with commas between. */
  CONTROL_PACKS: list.default([]),
  /** Whose control packs are used: files with Ed25519 public keys (PEM), with commas between. Unset: packs need no signature. */
  CONTROL_PACK_KEYS: list.default([]),
  /** The folder of workload identity tokens for federated credentials. */
  FEDERATED_TOKENS_DIR: z.string().optional(),
  /** Name servers that are asked for mail records of tenants: address or address:port with commas between. Unset: those of the system. */
  DNS_SERVERS: list.pipe(z.array(z.string().refine(isNameServer, 'must be addresses, or address:port'))).default([]),
  /** Seconds between two checks of a healthy connection. */
  HEALTH_CHECK_SECONDS: z.coerce.number('must be a number').int().min(1).max(86_400).default(300),
  /** Seconds after which the jobs of a process that was killed are taken over by another one. */
  JOBS_LOCK_SECONDS: z.coerce.number('must be a number').int().min(2).max(300).default(15),
  /** Days that snapshots of tenants are kept; the latest of each tenant stays. */
  SNAPSHOT_DAYS: z.coerce.number('must be a number').int().min(1).max(3650).default(400),
  /** Seconds after which a call to a provider is given up. */
  CALL_DEADLINE_SECONDS: z.coerce.number('must be a number').int().min(1).max(600).default(30),
  /** A mail server for every organization that has none of its own: smtps://user:password@host:465 for TLS, smtp://…:587 for STARTTLS, with ?encryption=none for neither. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtps://user:password@host:465' }).optional(),
  /** Whom its messages come from: an address, or `Name <address>`. Needed with SMTP_URL. */
  SMTP_SENDER: z
    .string()
    .regex(/^[^<>@\s]+@[^<>@\s]+$|^[^<>@\r\n]+<[^<>@\s]+@[^<>@\s]+>$/, 'must be an address, or Name <address>')
    .optional(),
  /** Mail servers that organizations may use although they are on this machine or on an unusual port: host:port with commas between. */
  SMTP_HOSTS_ALLOWED: list.default([]),
})

/** What the environment decides, read once at start. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly publicUrl: string | undefined
  readonly databaseUrl: string | undefined
  readonly databaseAppUrl: string | undefined
  readonly databasePool: number
  readonly masterKey: string | undefined
  readonly masterKeyPrevious: string | undefined
  readonly role: 'all' | 'api' | 'worker'
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
  readonly trustProxy: false | number | readonly string[]
  readonly requestsPerMinute: number
  readonly simulatorUrl: string | undefined
  readonly simulatorCommand: string | undefined
  readonly bootstrapApiKey: string | undefined
  readonly disabledProviders: readonly string[]
  readonly controlPacks: readonly string[]
  readonly controlPackKeys: readonly string[]
  readonly federatedTokensDir: string | undefined
  readonly dnsServers: readonly string[]
  readonly healthCheckSeconds: number
  readonly jobsLockSeconds: number
  readonly snapshotDays: number
  readonly callDeadlineSeconds: number
  readonly smtpUrl: string | undefined
  readonly smtpSender: string | undefined
  readonly smtpHostsAllowed: readonly string[]
}

/** Injection token of {@link Config}. */
export const CONFIG = Symbol('Config')

/** Reads the configuration. Throws a {@link StartupError} with one line per bad value. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // A variable set to nothing means the same as one not set: that is how compose files and shells leave them out.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    throw new StartupError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'))
  }
  const values = parsed.data
  if (values.SMTP_URL && !values.SMTP_SENDER) throw new StartupError('SMTP_SENDER must be set together with SMTP_URL.')
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    dataDir: resolve(values.DATA_DIR),
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    databaseUrl: values.DATABASE_URL,
    databaseAppUrl: values.DATABASE_APP_URL,
    databasePool: values.DATABASE_POOL,
    masterKey: values.MASTER_KEY,
    masterKeyPrevious: values.MASTER_KEY_PREVIOUS,
    role: values.ROLE,
    logLevel: values.LOG_LEVEL,
    trustProxy: values.TRUST_PROXY,
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    simulatorUrl: values.SIMULATOR_URL?.replace(/\/+$/, ''),
    simulatorCommand: values.SIMULATOR_COMMAND,
    bootstrapApiKey: values.BOOTSTRAP_API_KEY,
    disabledProviders: values.DISABLED_PROVIDERS,
    controlPacks: values.CONTROL_PACKS.map((folder) => resolve(folder)),
    controlPackKeys: values.CONTROL_PACK_KEYS.map((file) => resolve(file)),
    federatedTokensDir: values.FEDERATED_TOKENS_DIR,
    dnsServers: values.DNS_SERVERS,
    healthCheckSeconds: values.HEALTH_CHECK_SECONDS,
    jobsLockSeconds: values.JOBS_LOCK_SECONDS,
    snapshotDays: values.SNAPSHOT_DAYS,
    callDeadlineSeconds: values.CALL_DEADLINE_SECONDS,
    smtpUrl: values.SMTP_URL,
    smtpSender: values.SMTP_SENDER,
    smtpHostsAllowed: values.SMTP_HOSTS_ALLOWED.map((entry) => entry.toLowerCase()),
  })
}

/** `192.0.2.1`, `192.0.2.1:53`, `2001:db8::1` or `[2001:db8::1]:53`. */
function isNameServer(text: string): boolean {
  const [, address = text, port] = /^\[?([^[\]]+?)\]?:(\d{1,5})$/.exec(text) ?? []
  return isIP(text) > 0 || (isIP(address) > 0 && Number(port) > 0 && Number(port) <= 65_535)
}

function trustProxy(text: string): false | number | readonly string[] {
  if (text === '' || text === 'false') return false
  if (/^\d+$/.test(text)) return Number(text)
  return text.split(',').map((address) => address.trim())
}
