"""The player's style sheet."""

from .._theme import COLOURS, PAPER, TIMES, Colour

_COLOURS: dict[str, Colour] = {
    "paper": PAPER,
    "words": COLOURS["words"],
    "accent": COLOURS["arrow"],
    "strong": TIMES["strong"],
    "pale": TIMES["pale"],
    "edge": TIMES["edge"],
    "quiet": TIMES["quiet"],
}
_LIGHT = "".join(f"--{name}:{colour.light};" for name, colour in _COLOURS.items())
_DARK = "".join(f"--{name}:{colour.dark};" for name, colour in _COLOURS.items())
_VARIABLES = f""":root{{color-scheme:light dark;{_LIGHT}}}
@media (prefers-color-scheme:dark){{:root{{{_DARK}}}}}
"""
_RULES = """
*{box-sizing:border-box}
[hidden],.off{display:none!important}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;
  background:var(--paper);color:var(--words);overflow-wrap:anywhere;
  font:1.0625rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main{width:100%;max-width:46rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.25rem}
main{flex:1;display:flex;flex-direction:column;padding-bottom:1rem}
h1,h2,p,ul,ol,dl,dd{margin:0}
h1{font-size:1.75rem;line-height:1.2}
h2{font-size:1.2rem;margin-top:1.5rem}
small{color:var(--quiet);font-size:.875rem}
li{margin:.35rem 0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
#end:focus{outline:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
  white-space:nowrap}

button{font:inherit;font-weight:600;color:var(--words);background:var(--pale);
  border:2px solid transparent;border-radius:.75rem;min-width:44px;min-height:48px;
  padding:.35rem .5rem;cursor:pointer;touch-action:manipulation}
button:hover{border-color:var(--edge)}
#start,button.main{background:var(--strong);color:var(--paper)}
#start:hover,button.main:hover{border-color:var(--accent)}
#start,#ended button{font-size:1.25rem;padding:.75rem 2rem;min-height:60px}
.icon{width:1.5em;height:1.5em;fill:currentColor;display:block;margin:0 auto}

.time{color:var(--quiet);margin-top:.25rem}
.care{margin:.6rem 0 0;padding:.5rem .9rem;border-left:5px solid var(--accent);
  background:var(--pale);border-radius:.25rem;line-height:1.35}
.care h2{margin:0;font-size:1.0625rem}
.care ul{padding-left:1.1rem}
.care li{margin:.15rem 0}
details p{font-weight:600;margin-top:.5rem}
details ul{padding-left:1.1rem}
#start{display:block;width:100%;margin-top:.75rem}
.exercises{padding-left:1.6rem}
summary{cursor:pointer;min-height:44px;padding:.35rem 0}
summary small{display:block}
dl>div{display:flex;flex-wrap:wrap;gap:0 .75rem;padding:.2rem 0}
dt{min-width:6rem}
kbd{font:inherit;font-size:.875rem;background:var(--pale);border:1px solid var(--edge);
  border-radius:.3rem;padding:.05rem .4rem}

body[data-state] h1{font-size:1rem;font-weight:600;color:var(--quiet);
  white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
body[data-state] header{padding-top:.5rem}
#player{--rest:32.5rem;flex:1;display:grid;gap:.5rem;
  grid-template:"status" auto "figure" auto "saying" 1fr "stop" auto "controls" auto
  /minmax(0,1fr)}
.status{grid-area:status;display:grid;grid-template-columns:1fr auto 1fr;gap:.25rem;
  font-variant-numeric:tabular-nums}
#rest{grid-column:3;text-align:right}
.status .when-paused{grid-column:2;grid-row:1;font-weight:700;color:var(--accent)}
.bar{grid-column:1/-1;height:8px;border-radius:4px;background:var(--pale);
  box-shadow:inset 0 0 0 1px var(--edge);overflow:hidden}
#done{height:100%;background:var(--strong);transform:scaleX(0);transform-origin:left}
#figure{grid-area:figure;display:block;width:100%;
  height:clamp(9rem,min(42vh,66vw,100vh - var(--rest)),28rem);
  background:var(--paper);forced-color-adjust:none}
#figure.off{display:block!important;visibility:hidden}
.saying{grid-area:saying;text-align:center;align-self:center}
#exercise,#about,.next{min-height:1.45em}
#exercise,.next{color:var(--quiet)}
#exercise,.next,#cue{display:-webkit-box;-webkit-box-orient:vertical;
  -webkit-line-clamp:1;overflow:hidden}
.room{display:grid;align-items:center;height:2.3em;
  font-size:clamp(1.4rem,1rem + 3.2vmin,2.75rem);line-height:1.15}
#cue{font-weight:700;-webkit-line-clamp:2}
#left{font-size:clamp(2rem,1rem + 6vmin,4rem);line-height:1.1;font-weight:300;
  font-variant-numeric:tabular-nums}
.now{position:relative}
.begins>:not(ul){visibility:hidden}
#mind{position:absolute;inset:0;overflow:auto;list-style:none;padding:0;
  font-size:.875rem;line-height:1.25}
#mind li{margin:0}
.stop{grid-area:stop;display:flex;justify-content:center;align-items:center;gap:.75rem;
  font-size:.875rem;line-height:1.25}
.stop button{min-height:44px;font-size:.875rem;font-weight:500;padding:0 .75rem;
  flex:none}
dialog{width:min(46rem,100vw - 1rem);max-height:calc(100% - 1rem);padding:1rem;
  color:inherit;background:var(--paper);border:2px solid var(--edge);
  border-radius:.75rem}
dialog::backdrop{background:#0009}
dialog>button{position:sticky;top:0;width:100%}
.controls{grid-area:controls;display:grid;gap:.5rem;
  grid-template-columns:repeat(6,minmax(0,1fr))}
.controls button{grid-column:span 2;line-height:1.2}
.controls button:nth-child(-n+3){min-height:64px}
.controls button:nth-child(n+4){font-size:.875rem;font-weight:500}
.controls button:nth-child(n+4) .icon{width:1.1em;height:1.1em}
body:not([data-state=paused]) .when-paused,
body[data-state=paused] .when-playing{display:none}
#voice[aria-pressed=false]{text-decoration:line-through;background:none;
  border-color:var(--edge)}
#ended{margin:auto;text-align:center;padding:2rem 0}
#ended h2{font-size:3rem;margin:0}
#ended button{margin-top:1.5rem}

@media (orientation:landscape) and (max-height:56rem){
  header,main{max-width:60rem}
  #player:not(.bare){column-gap:1rem;
    grid-template:"status status" auto "figure saying" 1fr "stop controls" auto
      /minmax(0,1fr) minmax(0,1fr)}
  #player{--rest:13.5rem}
  #figure{height:clamp(9rem,100vh - var(--rest),26rem);align-self:center}
}
@media (max-height:42rem) and (orientation:portrait){
  #player{--rest:28.5rem}
}
@media (max-height:42rem){
  body[data-state] main{padding-bottom:.5rem}
  .controls button:nth-child(-n+3){min-height:52px}
  .controls button:nth-child(n+4) .icon{display:none}
}
@media (max-height:36rem) and (orientation:landscape){
  #player{--rest:10.5rem}
}
@media (max-height:36rem){
  #player,.controls{gap:.35rem}
  .controls button{padding:.1rem .25rem;min-height:44px!important}
  .controls .icon{display:none}
  #left{font-size:1.75rem}
}
@media (max-height:24rem){
  body[data-state]{line-height:1.25}
  body[data-state] h1{position:absolute;width:1px;height:1px;clip-path:inset(50%)}
  #left{font-size:1.5rem}
}
"""

STYLE = _VARIABLES + _RULES
