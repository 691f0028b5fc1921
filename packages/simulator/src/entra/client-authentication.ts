import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Application, Certificate } from '../world/model.js'
import { ASSERTION_ISSUER } from '../world/world.js'
import type { SigningKey } from './signing-keys.js'
import { TokenError } from './token-errors.js'

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

export interface Presented {
  clientSecret: string | undefined
  assertion: string | undefined
  assertionType: string | undefined
}

interface Circumstances {
  now: Date
  issuerKey: SigningKey
  /** The addresses of the token endpoint that an assertion may be meant for. */
  audiences: string[]
}

/** `appidacr` of the token: how the application proved itself. */
export type Proof = '1' | '2'

/** Proves that the caller is the application, by secret, certificate or an outside issuer's assertion. */
export async function authenticateClient(
  application: Application,
  presented: Presented,
  circumstances: Circumstances,
): Promise<Proof> {
  if (presented.assertion !== undefined) {
    if (presented.assertionType !== ASSERTION_TYPE) throw new TokenError(900144, { value: 'client_assertion_type' })
    await checkAssertion(application, presented.assertion, circumstances)
    return '2'
  }
  if (presented.clientSecret === undefined) throw new TokenError(7000216)
  if (presented.clientSecret === '') throw new TokenError(7000218)
  checkSecret(application, presented.clientSecret, circumstances.now)
  return '1'
}

function checkSecret(application: Application, value: string, now: Date): void {
  const secret = application.secrets.find((candidate) => candidate.value === value)
  if (!secret) throw new TokenError(7000215, { appId: application.appId })
  if (secret.endsAt <= now) throw new TokenError(7000222, { appId: application.appId })
}

async function checkAssertion(
  application: Application,
  assertion: string,
  circumstances: Circumstances,
): Promise<void> {
  let claims: JWTPayload
  let fingerprint: string | undefined
  try {
    claims = decodeJwt(assertion)
    const { 'x5t#S256': sha256, x5t } = decodeProtectedHeader(assertion)
    fingerprint = typeof sha256 === 'string' ? sha256 : x5t
  } catch {
    throw new TokenError(50027)
  }
  if (claims.iss === application.appId) await checkCertificate(application, assertion, fingerprint, circumstances)
  else await checkFederated(application, assertion, claims, circumstances)
}

async function checkCertificate(
  application: Application,
  assertion: string,
  fingerprint: string | undefined,
  { now, audiences }: Circumstances,
): Promise<void> {
  const certificate = application.certificates.find((candidate) => fingerprints(candidate).includes(fingerprint ?? ''))
  if (!certificate) throw new TokenError(700027, { value: 'The key was not found.' })
  if (certificate.endsAt <= now) throw new TokenError(700027, { value: 'The key used is expired.' })
  await verify(assertion, createPublicKey(certificate.pem), audiences)
}

function fingerprints(certificate: Certificate): string[] {
  const x509 = new X509Certificate(certificate.pem)
  return [x509.fingerprint, x509.fingerprint256].map((hex) =>
    Buffer.from(hex.replaceAll(':', ''), 'hex').toString('base64url'),
  )
}

async function checkFederated(
  application: Application,
  assertion: string,
  claims: JWTPayload,
  { issuerKey }: Circumstances,
): Promise<void> {
  const byIssuer = application.federatedCredentials.filter(({ issuer }) => issuer === claims.iss)
  if (byIssuer.length === 0) throw new TokenError(700211, { value: claims.iss ?? '' })
  const bySubject = byIssuer.filter(({ subject }) => subject === claims.sub)
  if (bySubject.length === 0) throw new TokenError(700213, { value: claims.sub ?? '' })
  const presented = [claims.aud ?? ''].flat()
  const record = bySubject.find(({ audience }) => presented.includes(audience))
  if (!record) throw new TokenError(700212, { value: presented.join(' ') })
  if (record.issuer !== ASSERTION_ISSUER) throw new TokenError(700027, { value: 'The issuer publishes no keys.' })
  await verify(assertion, issuerKey.publicKey, [record.audience])
}

/**
 * Signature, audience and life of an assertion. Its life is judged by this machine's clock, not by the simulated one:
 * the caller's clock does not move when the world's does.
 */
async function verify(assertion: string, key: KeyObject, audience: string[]): Promise<void> {
  try {
    await jwtVerify(assertion, key, {
      algorithms: ['PS256', 'RS256'],
      audience,
      clockTolerance: 300,
      requiredClaims: ['exp'],
    })
  } catch (error) {
    if (
      error instanceof errors.JWTExpired ||
      (error instanceof errors.JWTClaimValidationFailed && error.claim !== 'aud')
    ) {
      const { nbf, exp } = decodeJwt(assertion)
      const at = (seconds: number | undefined) => (seconds === undefined ? '' : new Date(seconds * 1000).toISOString())
      throw new TokenError(700024, { now: new Date().toISOString(), from: at(nbf), to: at(exp) })
    }
    if (error instanceof errors.JWTClaimValidationFailed) throw new TokenError(700023)
    throw new TokenError(700027, { value: 'Client assertion contains an invalid signature.' })
  }
}
