// Runs before the first paint, so that a dark console never flashes white. Kept in step with src/composables/appearance.ts.
;(function () {
  var stored = {}
  try {
    stored = JSON.parse(localStorage.getItem('tenantry.appearance') || '{}')
  } catch {
    stored = {}
  }
  var dark = stored.mode === 'dark' || (stored.mode !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  var root = document.documentElement
  root.classList.add(dark ? 'dark' : 'light')
  root.dataset.density = stored.density === 'comfortable' ? 'comfortable' : 'compact'
})()
