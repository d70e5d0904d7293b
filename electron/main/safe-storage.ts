import { safeStorage } from 'electron'
import type { Cipher } from '#core/settings/secrets'

/**
 * The system's own key store. Where Linux has none, Electron would only scramble with a fixed key: then there is no
 * cipher, and the core keeps tokens in a file that only their owner can read, and says so.
 */
export function systemCipher(): { readonly cipher?: Cipher } {
  const scrambles = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
  if (scrambles || !safeStorage.isEncryptionAvailable()) return {}
  return {
    cipher: {
      encrypt: (text) => safeStorage.encryptString(text),
      decrypt: (bytes) => safeStorage.decryptString(bytes),
    },
  }
}
