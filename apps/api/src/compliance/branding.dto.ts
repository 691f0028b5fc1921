import { z } from 'zod'
import { Who } from './who.dto.js'

const shape = {
  name: z.string().trim().min(1).max(100).describe('Whose reports they are.'),
  accentColour: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #1f6feb'),
  footer: z.string().trim().max(300).describe('A line at the foot of each page.'),
}

export const Branding = z
  .object({
    ...shape,
    logo: z.object({ sha256: z.string(), bytes: z.int() }).nullable(),
    changedBy: Who.nullable(),
    changedAt: z.string().nullable().describe('Null: nobody has changed it yet.'),
  })
  .meta({ id: 'ReportBranding' })
export type Branding = z.output<typeof Branding>

export const SetBranding = z.object(shape)
export type SetBranding = z.output<typeof SetBranding>
