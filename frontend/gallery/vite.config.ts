// The gallery is served, never shipped.

import { fileURLToPath } from 'node:url'

import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const frontend = fileURLToPath(new URL('..', import.meta.url))
// What the golden counts of every way of voting say.
const frames = fileURLToPath(new URL('../../tests/protocol/frames', import.meta.url))

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [svelte({ configFile: `${frontend}svelte.config.js` })],
  css: {
    preprocessorOptions: {
      scss: { loadPaths: [`${frontend}node_modules/govuk-frontend/dist`], quietDeps: true },
    },
  },
  server: { fs: { allow: [frontend, frames] } },
  build: {
    outDir: '../node_modules/.gallery',
    emptyOutDir: true,
    target: 'es2022',
    // One file of what is there from the start, as the application has it: cut into more, styles
    // that build on others would come before them.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'room', tags: ['$initial'] }] } },
    },
  },
})
