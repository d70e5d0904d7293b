import { expect, test } from 'vitest'
import { findFolders } from '#core/folders'

test.each([
  ['linux', '/home/ada', {}, '/home/ada/.local/share/rbee-marketplace', '/home/ada/.cache/rbee'],
  ['linux', '/home/ada', { XDG_CACHE_HOME: '/c', XDG_DATA_HOME: '/d' }, '/d/rbee-marketplace', '/c/rbee'],
  [
    'darwin',
    '/Users/ada',
    {},
    '/Users/ada/Library/Application Support/rbee-marketplace',
    '/Users/ada/Library/Caches/rbee',
  ],
  [
    'win32',
    'C:\\Users\\ada',
    {},
    'C:\\Users\\ada\\AppData\\Local\\rbee-marketplace',
    'C:\\Users\\ada\\AppData\\Local\\rbee',
  ],
  ['linux', '/home/ada', { RBEE_DATA_DIR: '/x', RBEE_CACHE_DIR: '/y' }, '/x', '/y'],
] as const)('%s: data and cache', (platform, home, env, ...folders) => {
  expect(findFolders({ platform, home, env })).toEqual({ data: folders[0], rbeeCache: folders[1] })
})
