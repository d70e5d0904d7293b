/**
 * Blurhash: a picture's colours in about 30 letters, decoded as https://github.com/woltapp/blurhash describes it.
 * Hubs send them, so anything may stand in one: what is not a blurhash gives `null`.
 */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~'

type Rgb = readonly [number, number, number]

const number83 = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum * 83 + alphabet.indexOf(letter), 0)
const toLinear = (value: number): number => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
const toSrgb = (value: number): number => {
  const share = Math.max(0, Math.min(1, value))
  return Math.round((share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055) * 255)
}
const signedSquare = (value: number): number => Math.sign(value) * value * value

const firstColour = (value: number): Rgb => [
  toLinear(value >> 16),
  toLinear((value >> 8) & 255),
  toLinear(value & 255),
]
const otherColour = (value: number, most: number): Rgb => [
  signedSquare((Math.floor(value / 361) - 9) / 9) * most,
  signedSquare(((Math.floor(value / 19) % 19) - 9) / 9) * most,
  signedSquare(((value % 19) - 9) / 9) * most,
]

interface Waves {
  readonly across: number
  readonly colours: readonly Rgb[]
}

function readWaves(hash: string): Waves | null {
  if (hash.length < 6 || Array.from(hash).some((letter) => !alphabet.includes(letter))) return null
  const size = number83(hash.slice(0, 1))
  const [across, down] = [(size % 9) + 1, Math.floor(size / 9) + 1]
  if (hash.length !== 4 + 2 * across * down) return null
  const most = (number83(hash.slice(1, 2)) + 1) / 166
  const others = Array.from({ length: across * down - 1 }, (_, place) =>
    otherColour(number83(hash.slice(6 + 2 * place, 8 + 2 * place)), most),
  )
  return { across, colours: [firstColour(number83(hash.slice(2, 6))), ...others] }
}

/** RGBA bytes, or `null` where the text is no blurhash. */
export function decodeBlurhash(
  hash: string,
  width: number,
  height: number,
): Uint8ClampedArray<ArrayBuffer> | null {
  const waves = readWaves(hash)
  if (waves === null) return null
  const bytes = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = colourAt(waves, x / width, y / height)
      bytes.set([toSrgb(red), toSrgb(green), toSrgb(blue), 255], 4 * (y * width + x))
    }
  return bytes
}

function colourAt({ across, colours }: Waves, x: number, y: number): Rgb {
  let [red, green, blue] = [0, 0, 0]
  for (const [place, colour] of colours.entries()) {
    const weight =
      Math.cos(Math.PI * x * (place % across)) * Math.cos(Math.PI * y * Math.floor(place / across))
    red += colour[0] * weight
    green += colour[1] * weight
    blue += colour[2] * weight
  }
  return [red, green, blue]
}
