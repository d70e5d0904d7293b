/** `npm run dist [-- options of electron-builder]`: installers for this system in `dist/`, signed metadata and the list of parts. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const run = (command: string, args: readonly string[]): void => {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}
run('npm', ['run', '-s', 'build'])
run('electron-builder', ['--publish', 'never', ...process.argv.slice(2)])
copyFileSync(join(root, 'out/renderer/sbom.cdx.json'), join(root, 'dist/sbom.cdx.json'))
run('node', [join(root, '.ci/sign-update.ts')])

if (!existsSync(join(root, 'resources/update-key.pem')))
  console.error(
    [
      '',
      '*** THIS BUILD WILL NEVER UPDATE ITSELF ***',
      'It carries no resources/update-key.pem, so it can believe no release that comes after it.',
      'Make the key once, keep its private half safe and out of the repository, commit the public half, and build again:',
      '  node .ci/sign-update.ts --new-key ~/rbee-update-key.pem',
      '  RBEE_UPDATE_KEY=~/rbee-update-key.pem npm run dist',
      '',
    ].join('\n'),
  )
