/** The module `electron`, main-process side, as far as the app uses it. A missing export fails the app's start. */
import { app } from './app.ts'
import * as desktop from './desktop.ts'
import { ipcMain } from './ipc.ts'
import { net, protocol } from './schemes.ts'
import { session } from './session.ts'
import { nativeTheme } from './theme.ts'
import { BrowserWindow, webContents } from './window.ts'

export * from './desktop.ts'
export { app, BrowserWindow, ipcMain, nativeTheme, net, protocol, session, webContents }
// Playwright asks `require('electron')` in the inspector, which sees the default export.
export default { app, BrowserWindow, ipcMain, nativeTheme, net, protocol, session, webContents, ...desktop }
