import typescript from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'

// For what oxlint does not see: templates, and promises inside components.
export default typescript.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/*.ts', '**/*.mjs', '**/*.js'] },
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    plugins: { '@typescript-eslint': typescript.plugin },
    languageOptions: {
      parserOptions: {
        parser: typescript.parser,
        project: ['apps/web/tsconfig.json', 'packages/ui/tsconfig.json'],
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-unused-refs': 'error',
      'vue/no-useless-v-bind': 'error',
      // A page that is one form starts in its first field.
      'vuejs-accessibility/no-autofocus': 'off',
      // A table takes the keys of its rows; what is clickable without keys is another rule's.
      'vuejs-accessibility/no-static-element-interactions': 'off',
      // Layout is oxfmt's, and types say what is optional.
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/require-default-prop': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
    },
  },
)
