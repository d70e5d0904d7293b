import { app, Menu, type MenuItemConstructorOptions } from 'electron'

const PROJECT = 'https://rbee.dev'

export function setApplicationMenu(openExternal: (url: string) => Promise<boolean>): void {
  const isMac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged
          ? []
          : [
              { type: 'separator' } as const,
              { role: 'reload' } as const,
              { role: 'toggleDevTools' } as const,
            ]),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: 'rbee.dev', click: () => void openExternal(PROJECT) }] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
