import { z } from 'zod'
import { DisplayName } from './display-name.js'
import { NewPassword, PresentedPassword } from './password.js'

export const OwnChange = z.object({ name: DisplayName }).meta({ id: 'OwnChange' })

export type OwnChange = z.output<typeof OwnChange>

export const PasswordChange = z.object({ current: PresentedPassword, next: NewPassword }).meta({ id: 'PasswordChange' })

export type PasswordChange = z.output<typeof PasswordChange>
