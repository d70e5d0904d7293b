import { describe, expect, it } from 'vitest'
import { searchFolders } from '#core/workers/search-folders'

describe('folders to look in', () => {
  it('on Linux: added ones, PATH, then the usual; each once', () => {
    const env = { PATH: '/usr/bin:/home/u/.local/bin/:.:relative/bin::/opt/x', RBEE_INSTALL_DIR: '/srv/rbee' }
    expect(searchFolders({ platform: 'linux', home: '/home/u', env }, ['/home/u/src/rbee'])).toEqual([
      '/home/u/src/rbee',
      '/home/u/src/rbee/bin',
      '/home/u/src/rbee/target/release',
      '/home/u/src/rbee/target/debug',
      '/usr/bin',
      '/home/u/.local/bin/',
      '/opt/x',
      '/srv/rbee',
      '/usr/local/bin',
      '/home/u/.cargo/bin',
      '/home/linuxbrew/.linuxbrew/bin',
    ])
  })

  it('in WSL: without the Windows folders on its PATH', () => {
    const env = { PATH: '/usr/bin:/mnt/c/Windows/system32:/mnt/data/bin', WSL_DISTRO_NAME: 'Debian' }
    expect(searchFolders({ platform: 'linux', home: '/home/u', env }, []).slice(0, 2)).toEqual([
      '/usr/bin',
      '/mnt/data/bin',
    ])
  })

  it('on macOS: Homebrew too, whatever PATH an app gets there', () => {
    expect(
      searchFolders({ platform: 'darwin', home: '/Users/u', env: { PATH: '/usr/bin:/bin' } }, []),
    ).toEqual([
      '/usr/bin',
      '/bin',
      '/opt/homebrew/bin',
      '/usr/local/bin',
      '/Users/u/.local/bin',
      '/Users/u/.cargo/bin',
    ])
  })

  it('on Windows: Path in any case, quotes, no network places, no current folder', () => {
    const env = {
      Path: String.raw`C:\Windows;"D:\my tools";\\server\share;.;c:\windows\ ;%USERPROFILE%\x`,
      LOCALAPPDATA: String.raw`C:\Users\u\AppData\Local`,
    }
    expect(searchFolders({ platform: 'win32', home: String.raw`C:\Users\u`, env }, [])).toEqual([
      String.raw`C:\Windows`,
      String.raw`D:\my tools`,
      String.raw`C:\Users\u\AppData\Local\Programs\rbee`,
      String.raw`C:\Users\u\.local\bin`,
      String.raw`C:\Users\u\.cargo\bin`,
    ])
  })

  it('without any environment', () => {
    expect(searchFolders({ platform: 'win32', home: String.raw`C:\Users\u`, env: {} }, [])).toContain(
      String.raw`C:\Users\u\AppData\Local\Programs\rbee`,
    )
  })
})
