import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { nuxtUi } from './nuxt-ui.js'

export default defineConfig({
  plugins: [vue(), nuxtUi()],
  resolve: { dedupe: ['@nuxt/ui', 'vue', 'vue-router'] },
  build: {
    target: 'es2022',
    // The polyfill is an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
    // Inlined assets become data: addresses, which the policy refuses for fonts.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': process.env['API_URL'] ?? 'http://127.0.0.1:3000' } },
})
