import { app } from 'electron'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Platform } from '#domain/hardware'
import { runApp } from './app.ts'
import { catchLinks } from './links.ts'
import { registerAppScheme } from './scheme.ts'

app.enableSandbox()
// As the installer's shortcut has it: Windows shows the notifications of none else.
if (process.platform === 'win32') app.setAppUserModelId('dev.rbee.marketplace')
registerAppScheme()
const place = { platform: process.platform as Platform, home: homedir(), env: process.env }
const links = catchLinks(process.argv, place)

// The one instance that runs is told about this start ('second-instance') and comes to the front.
if (app.requestSingleInstanceLock()) {
  void runApp(
    {
      appRoot: join(import.meta.dirname, '../..'),
      rendererDir: join(import.meta.dirname, '../renderer'),
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      devUrl: app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null),
    },
    { place, links },
  )
} else {
  app.quit()
}
