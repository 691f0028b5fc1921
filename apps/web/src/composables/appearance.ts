import { reactive, watch } from 'vue'

/** How the console looks on this device. */
export interface Appearance {
  mode: 'light' | 'dark' | 'system'
  density: 'compact' | 'comfortable'
}

const STORED = 'tenantry.appearance'
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')

function stored(): Appearance {
  const read: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}')
  const { mode, density } = read as Partial<Appearance>
  return {
    mode: mode === 'light' || mode === 'dark' ? mode : 'system',
    density: density === 'comfortable' ? 'comfortable' : 'compact',
  }
}

export const appearance = reactive(stored())

// Kept in step with public/appearance.js, which does the same before the first paint.
function apply() {
  const dark = appearance.mode === 'dark' || (appearance.mode === 'system' && prefersDark.matches)
  const root = document.documentElement
  root.classList.toggle('dark', dark)
  root.classList.toggle('light', !dark)
  root.dataset['density'] = appearance.density
}

watch(appearance, () => {
  localStorage.setItem(STORED, JSON.stringify(appearance))
  apply()
})
prefersDark.addEventListener('change', apply)
