import { createPrivateKey, X509Certificate } from 'node:crypto'
import { field, type CredentialKind } from '@tenantry/core'
import { z } from 'zod'
import { looksLikeGuid } from './config.js'

/** A workload identity token that the machine's own identity provider mounts as a file. */
export const federatedCredential = z.object({
  tokenName: field(
    z
      .string()
      .trim()
      .regex(/^[\w.-]{1,100}$/, 'A token name has only letters, digits, dots, hyphens and underscores.'),
    {
      label: 'Token name',
      help: 'Name of the token file in the folder that the operator of this server set aside for federated tokens.',
      example: 'entra-token',
    },
  ),
})

/** A key pair whose certificate was uploaded to the app. */
export const clientCertificate = z
  .object({
    certificate: field(
      z
        .string()
        .trim()
        .refine(isCertificate, 'Paste the certificate as PEM text, from BEGIN CERTIFICATE to END CERTIFICATE.'),
      {
        label: 'Certificate',
        help: 'The public certificate, exactly as uploaded to the app.',
        example: '-----BEGIN CERTIFICATE-----',
        multiline: true,
      },
    ),
    privateKey: field(
      z
        .string()
        .trim()
        .refine(
          isPrivateKey,
          'Paste the unencrypted private key as PEM text, from BEGIN PRIVATE KEY to END PRIVATE KEY.',
        ),
      {
        label: 'Private key',
        help: 'Stays on this server, encrypted. It is never shown again.',
        secret: true,
        multiline: true,
      },
    ),
  })
  .refine(
    ({ certificate, privateKey }) =>
      !isCertificate(certificate) || !isPrivateKey(privateKey) || belongTogether(certificate, privateKey),
    {
      path: ['privateKey'],
      message: 'This private key does not belong to the certificate above.',
    },
  )

/** A shared secret. */
export const clientSecret = z.object({
  clientSecret: field(
    z
      .string()
      .trim()
      .min(1, 'Paste the secret’s value.')
      .max(500, 'This is too long for a client secret.')
      .refine((text) => !looksLikeGuid(text), {
        message:
          'This looks like the Secret ID. Paste the Value next to it; Microsoft shows it only once, so make a new secret if it is gone.',
      }),
    {
      label: 'Client secret',
      help: 'The Value of the secret, not its Secret ID.',
      secret: true,
    },
  ),
  expiresAt: field(z.iso.date().optional(), {
    label: 'Expires on',
    help: 'From the same table. Needed where we may not read it ourselves, so that you hear of it in time.',
  }),
})

export const credentialKinds: readonly CredentialKind[] = [
  {
    id: 'federatedCredential',
    name: 'Federated credential',
    description: 'This server proves itself with a token of its own platform. There is no secret to steal or to renew.',
    advice: 'Best, where this server runs on a platform that issues workload identity tokens.',
    schema: federatedCredential,
  },
  {
    id: 'clientCertificate',
    name: 'Certificate',
    description: 'A key pair: the private key stays here, the certificate is uploaded to the app.',
    advice: 'Good anywhere. Renew it before it expires.',
    schema: clientCertificate,
  },
  {
    id: 'clientSecret',
    name: 'Client secret',
    description: 'A password of the app.',
    advice: 'Quickest to set up, and the first thing attackers look for. Renew it every 6 to 12 months.',
    schema: clientSecret,
  },
]

export type Credential =
  | { kind: 'federatedCredential'; values: z.output<typeof federatedCredential> }
  | { kind: 'clientCertificate'; values: z.output<typeof clientCertificate> }
  | { kind: 'clientSecret'; values: z.output<typeof clientSecret> }

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).raw.length > 0
  } catch {
    return false
  }
}

function isPrivateKey(text: string): boolean {
  try {
    return createPrivateKey(text).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

function belongTogether(certificate: string, privateKey: string): boolean {
  return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey))
}
