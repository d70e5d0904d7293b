/** What anybody could put into a model card. `window.ran` tells that one of them ran. */
const RUN = 'window.ran=(window.ran||0)+1'

export const HOSTILE: Readonly<Record<string, string>> = {
  scripts: `
<script>${RUN}</script><img src=x onerror="${RUN}"><svg onload="${RUN}"><script>${RUN}</script></svg>
<svg><animate onbegin="${RUN}" attributeName=x dur=1s></svg><body onload="${RUN}"><details open ontoggle="${RUN}">x</details>
<iframe srcdoc="<script>parent.${RUN}</script>"></iframe><object data="data:text/html,<script>${RUN}</script>"></object>
<embed src="javascript:${RUN}"><meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">
<form action="https://evil.example/"><button formaction="javascript:${RUN}">Get</button><input autofocus onfocus="${RUN}"></form>
<style>@import url(https://evil.example/x.css); body{display:none;background:url(https://evil.example/x)}</style>
<link rel="stylesheet" href="https://evil.example/x.css"><link rel="prefetch" href="https://evil.example/x">
<video src="https://evil.example/x" onerror="${RUN}" autoplay></video><audio src=x onerror="${RUN}"></audio>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;"></mglyph></table></mtext></math>
<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript><template><script>${RUN}</script></template>
<a href="https://evil.example/" ping="https://evil.example/ping" onclick="${RUN}" style="position:fixed;inset:0;z-index:9999">x</a>
`,
  links: `
[one](javascript:${RUN}) [two](JaVaScRiPt:${RUN}) [three](java&#10;script:${RUN}) [four](data:text/html,<script>${RUN}</script>)
[five](vbscript:x) [six](file:///etc/passwd) [seven](blob:https://evil.example/x) [eight](rbee://install-worker/x) [nine](//evil.example/x)
<a href="&#106;avascript:${RUN}">ten</a> <a href="\u0001javascript:${RUN}">eleven</a> <a target="_blank" href="javascript:${RUN}">twelve</a>
[thirteen][r] <javascript:${RUN}> ![fourteen](javascript:${RUN}) ![fifteen](data:image/svg+xml,<svg/onload=${RUN}>)
![sixteen](http://evil.example/x.png) ![seventeen](https://evil.example/x.png) <img srcset="https://evil.example/y.png 2x" src="https://evil.example/z.png">

[r]: javascript:${RUN}
`,
  names: `
<img name="getElementById"><img id="root"><form id="rbee" name="rbee"><input name="call"><input name="attributes"></form>
<a id="location" name="location" href="https://evil.example/"></a><input id="content" name="content"><div id="__proto__"></div>
<div class="fixed inset-0 z-50 bg-canvas" style="position:fixed">over everything</div>

\u202Egnp.exe \u2066hidden\u2069 \u200Bzero\uFEFF
`,
}

/** What would keep a page busy for minutes. */
export const ENDLESS: Readonly<Record<string, string>> = {
  'a table without end': `| ${'a | '.repeat(30)}\n|${'-|'.repeat(30)}\n${`| ${'cell | '.repeat(30)}\n`.repeat(6_000)}`,
  'deep quotes': `${'>'.repeat(3_000)} x\n\n${Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')}`,
  'open brackets': '['.repeat(40_000),
  'open pictures': '![a]('.repeat(10_000),
  'asterisks and backticks': `${'*a '.repeat(20_000)}\n\n${'`'.repeat(30_001)}`,
  'nested elements': `${'<div>'.repeat(20_000)}x`,
  'a line without end': 'x'.repeat(1_900_000),
  emphasis: '**a _b ~~c '.repeat(20_000),
}
