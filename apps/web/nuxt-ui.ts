import ui from '@nuxt/ui/vite'

/**
 * Nuxt UI with explicit imports only. Its icons are bundled: without `clientBundle` it would fetch them from a public server
 * at run time. Colours and colour mode are ours (src/styles), so that no style is injected at run time and the
 * content security policy needs no exception.
 */
export const nuxtUi = () =>
  ui({
    autoImport: false,
    components: false,
    colorMode: false,
    icon: {
      clientBundle: {
        scan: {
          globInclude: ['src/**/*.{vue,ts}', '../../packages/ui/src/**/*.{vue,ts}'],
          // The default excludes whatever begins with a dot, and with it every path that leads through `..`.
          globExclude: ['**/node_modules/**'],
        },
      },
    },
    ui: {
      button: { slots: { base: 'font-medium' }, defaultVariants: { size: 'md' } },
      tooltip: { slots: { content: 'h-auto max-w-72 py-1.5 text-xs' } },
    },
  })
