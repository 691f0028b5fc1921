import ui from '@nuxt/ui/vite'

// The library's icons are drawn for its larger type.
const icons = { leadingIcon: 'size-4', trailingIcon: 'size-4' }
const overlay = 'bg-(--ui-color-neutral-950)/40'
const smallIcons = { leadingIcon: 'size-3.5', trailingIcon: 'size-3.5' }

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
      button: {
        slots: { base: 'font-medium' },
        compoundVariants: [
          // The library lightens a button under the pointer, past what its label can be read on.
          { color: 'primary', variant: 'solid', class: 'hover:bg-(--primary-hover) active:bg-(--primary-hover)' },
          { color: 'error', variant: 'solid', class: 'hover:bg-(--error-hover) active:bg-(--error-hover)' },
        ],
        variants: { size: { xs: smallIcons, sm: icons, md: icons, lg: icons } },
      },
      input: { variants: { size: { sm: icons, md: icons } } },
      select: { variants: { size: { sm: icons, md: icons } } },
      modal: { slots: { overlay: overlay } },
      slideover: { slots: { overlay: overlay } },
      dropdownMenu: { variants: { size: { md: { itemLeadingIcon: 'size-4', itemTrailingIcon: 'size-4' } } } },
      commandPalette: { slots: { itemLeadingIcon: 'size-4' } },
      tooltip: { slots: { content: 'h-auto max-w-72 py-1.5 text-xs' } },
    },
  })
