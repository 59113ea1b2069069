"""The page of a handout, for typst. Texts come as data and never as markup."""

# A word longer than a line may break anywhere. Exercises and notes share two columns:
# where all fits on one page, they are parted where the columns come out most even.
TEMPLATE = r"""
#let handout = json(bytes(sys.inputs.handout))
#let ink = rgb("#1c2733")
#let head = rgb("#12355b")
#let rule = rgb("#c3ccd6")
#let stop = rgb("#b8400a")
#let gutter = 6mm
#let gap = 2.4mm

#set document(title: handout.title, date: none)
#set page(
  paper: sys.inputs.paper,
  margin: (x: 10mm, top: 9mm, bottom: 11mm),
  footer-descent: 2mm,
  footer: context {
    let last = counter(page).final().first()
    if last > 1 { align(center)[#counter(page).get().first() / #last] }
  },
)
#set text(
  font: "Libertinus Serif", size: 9.2pt, fill: ink, lang: "en", hyphenate: false,
)
#set par(leading: 0.42em, spacing: 0.55em)
#set enum(indent: 0pt, body-indent: 0.45em, spacing: 0.5em)
#set list(indent: 0.2em, body-indent: 0.5em, spacing: 0.5em)
#show title: set text(size: 17pt, fill: head)
#show title: set block(below: 0.5em)
#show heading: set text(fill: head)
#show heading.where(level: 1): set text(size: 11.5pt)
#show heading.where(level: 2): set text(size: 10.5pt)
#show heading: set block(above: 0.4em, below: 0.55em)
#show regex("\S{40,}"): long => long.text.clusters().join(sym.zws)

#let card(one) = {
  let size = if handout.lone { 40mm } else { 26mm }
  if one.name != "" { heading(level: 2, one.name) }
  par(strong(one.dose))
  if one.figure == none { enum(..one.steps) } else {
    grid(
      columns: (1fr, size), column-gutter: 2mm, enum(..one.steps),
      image(
        bytes(one.figure), format: "svg", alt: one.alternative,
        width: 100%, height: size * 0.7, fit: "contain",
      ),
    )
  }
  if one.care.len() > 0 { list(..one.care) }
}

#let notes((title, texts)) = block(
  stroke: (left: 1.2pt + if title == "When to stop" { stop } else { rule }),
  inset: (left: 2.5mm, y: 0.3mm),
  { heading(level: 1, title); list(..texts) },
)

#let fact((name, said)) = par[#strong[#name:] #said]

#let pieces = {
  for section in handout.sections {
    for (index, one) in section.cards.enumerate() {
      let first = if index > 0 [] else {
        heading(level: 1, section.title)
        if section.line != "" { par(section.line) }
      }
      let edge = (top: 0.5pt + rule)
      let body = block(width: 100%, stroke: edge, inset: (top: 1.2mm), card(one))
      (first + body,)
    }
  }
  handout.notes.map(notes)
}

#let whole(piece, tall) = block(
  width: 100%, above: 0pt, below: gap, breakable: tall, piece,
)

#let front = {
  title()
  let apart = (column-gutter: gutter, row-gutter: 0.5em)
  grid(columns: (1fr, 1fr), ..apart, ..handout.facts.map(fact))
  v(0.5em)
}

#let back = {
  line(length: 100%, stroke: 0.5pt + rule)
  if handout.sources.last().len() > 0 {
    let (title, texts) = handout.sources
    // Each in marks that let none turn the others round.
    let isolated = texts.map(one => "\u{2068}" + one + "\u{2069}")
    par[#strong[#title:] #isolated.join("; ")]
  }
  par(handout.closing)
}

#set text(size: 11pt) if handout.lone

#front
#layout(size => {
  let width = (size.width - gutter) / 2
  let height(piece, wide) = measure(block(width: wide, piece)).height
  let heights = pieces.map(piece => height(piece, width) + gap)
  let blocks = pieces.zip(heights).map(
    ((piece, tall)) => whole(piece, tall > size.height)
  )
  let sum(some) = some.fold(0pt, (a, b) => a + b)
  let higher(at) = calc.max(sum(heights.slice(0, at)), sum(heights.slice(at)))
  let cuts = range(0, heights.len() + 1)
  let cut = cuts.sorted(key: higher).first()
  let room = size.height - height(front, size.width) - height(back, size.width)
  if higher(cut) <= room {
    grid(
      columns: (1fr, 1fr), column-gutter: gutter,
      blocks.slice(0, cut).join(), blocks.slice(cut).join(),
    )
  } else {
    columns(2, gutter: gutter, blocks.join())
  }
})
#back
"""
