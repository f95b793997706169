// Builds what the server serves: the live application, and the styles of the plain pages.
// There is no index.html here: the server's templates read the manifest for the hashed names.

import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  base: '/static/build/',
  publicDir: false,
  plugins: [svelte(), svelteTesting()],
  css: {
    preprocessorOptions: {
      scss: {
        // Sass compresses, since Vite's own minifiers refuse valid CSS that GOV.UK Frontend keeps
        // for old browsers.
        style: 'compressed',
        loadPaths: ['node_modules/govuk-frontend/dist'],
        // What GOV.UK Frontend itself still uses of old Sass is not ours to mend.
        quietDeps: true,
      },
    },
  },
  build: {
    outDir: '../codesign/web/static/build',
    emptyOutDir: true,
    manifest: true,
    cssMinify: false,
    // Residents bring old phones. These are the first versions with everything Svelte 5 needs.
    target: ['es2020', 'chrome87', 'firefox78', 'safari14'],
    rolldownOptions: {
      input: ['src/main.ts', 'src/styles/pages.scss'],
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['fake-indexeddb/auto', 'gallery/freshPage.ts'],
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 15_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
})
