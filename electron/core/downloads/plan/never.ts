/** Files that no worker of ours reads, or that could do harm: whatever the listing says, they are not fetched. */
const WANTED =
  /(\.(safetensors|gguf|json|tiktoken|jinja|model|txt|spm|md)|(^|\/)(licen[cs]e|notice|copying)[^/]*)$/i
/** The LLM worker loads every `*.safetensors` that lies in the folder, so a second copy of the weights breaks it. */
const SECOND_COPY = /(^|\/)(consolidated[^/]*|original\/.*|adapter_[^/]*)$/i
const CODE =
  /\.(py|pyc|sh|bat|cmd|ps1|exe|dll|so|dylib|js|mjs|jar|pkl|pickle|pt|pth|ckpt|bin|npz|npy|h5|keras|msgpack|onnx|zip|tar|gz|7z)$/i

export const isNeverFetched = (path: string): boolean =>
  CODE.test(path) || SECOND_COPY.test(path) || !WANTED.test(path)
