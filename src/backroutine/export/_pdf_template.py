"""The page of a handout, for typst. Texts come as data and never as markup."""

# A word longer than a line may break anywhere. Exercises and notes share two columns:
# where all fits on one page, they are parted where the columns come out most even.
TEMPLATE = r"""
#let handout = json(bytes(sys.inputs.handout))
#let ink = rgb(sys.inputs.ink)
#let head = rgb(sys.inputs.head)
#let stop = rgb(sys.inputs.stop)
#let rule = color.mix((ink, 25%), (white, 75%), space: rgb)
#let gutter = 6mm
#let gap = 2.4mm
#let apart = 2mm

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

// A picture, as wide as it may be but no higher than that.
#let picture(figure, size) = {
  let drawn(..more) = image(
    bytes(figure.picture), format: "svg", alt: figure.alternative, width: size, ..more,
  )
  if measure(drawn()).height <= size { drawn() } else {
    drawn(height: size, fit: "contain")
  }
}

// Pictures, with as many steps beside them as they are high; the others follow below.
#let illustrated(one, wide) = {
  let size = if handout.lone { 40mm } else { 26mm }
  let drawn = stack(spacing: 1mm, ..one.figures.map(one => picture(one, size)))
  let room = wide - size - apart
  let height(number) = {
    measure(block(width: room, enum(..one.steps.slice(0, number)))).height
  }
  let numbers = range(1, one.steps.len())
  let enough = numbers.find(number => height(number) >= measure(drawn).height)
  let beside = if enough == none { one.steps.len() } else { enough }
  let steps = enum(..one.steps.slice(0, beside))
  grid(columns: (1fr, size), column-gutter: apart, steps, drawn)
  let rest = one.steps.slice(beside)
  if rest.len() > 0 { enum(start: beside + 1, ..rest) }
}

#let card(one, wide) = {
  if one.name != "" { heading(level: 2, one.name) }
  par(strong(one.dose))
  if one.start != "" { par(one.start) }
  if one.figures.len() > 0 { illustrated(one, wide) } else { enum(..one.steps) }
  if one.care.len() > 0 { list(..one.care) }
}

#let notes(one) = block(
  stroke: (left: 1.8pt + if one.urgent { stop } else { rule }),
  inset: (left: 2.5mm, y: 0.3mm),
  { heading(level: 1, one.title); list(..one.texts) },
)

#let fact((name, said)) = par[#strong[#name:] #said]

#let pieces(wide) = {
  handout.notes.filter(one => one.urgent).map(notes)
  for section in handout.sections {
    for (index, one) in section.cards.enumerate() {
      let first = if index > 0 [] else {
        heading(level: 1, section.title)
        if section.line != "" { par(section.line) }
      }
      let edge = (top: 0.5pt + rule)
      let body = block(width: 100%, stroke: edge, inset: (top: 1.2mm), card(one, wide))
      (first + body,)
    }
  }
  handout.notes.filter(one => not one.urgent).map(notes)
}

#let whole(piece, tall) = block(
  width: 100%, above: 0pt, below: gap, breakable: tall, piece,
)

#let sum(some) = some.fold(0pt, (a, b) => a + b)

// Where to part what stands in two columns, and how high they are then.
#let parted(heights) = {
  let higher(at) = calc.max(sum(heights.slice(0, at)), sum(heights.slice(at)))
  let cut = range(0, heights.len() + 1).sorted(key: higher).first()
  (cut, higher(cut))
}

#let beside(pieces, cut) = grid(
  columns: (1fr, 1fr), column-gutter: gutter,
  pieces.slice(0, cut).join(), pieces.slice(cut).join(),
)

// Marks that let no text turn its neighbours round.
#let isolated(text) = "\u{2068}" + text + "\u{2069}"

#let front(wide) = {
  let more = if handout.about != "" {
    h(0.8em)
    text(size: 11.5pt, weight: "regular", isolated(handout.about))
  }
  title(isolated(handout.title) + more)
  let facts = handout.facts.map(fact)
  let heights = facts.map(one => measure(block(width: wide, one)).height)
  beside(facts, parted(heights).first())
  v(0.5em)
}

#let back = {
  set text(size: 0.88em)
  line(length: 100%, stroke: 0.5pt + rule)
  if handout.sources.texts.len() > 0 {
    let texts = handout.sources.texts.map(isolated).join("; ")
    par[#strong[#handout.sources.title:] #texts]
  }
  par(handout.closing)
}

#set text(size: 11pt) if handout.lone

#layout(size => {
  let width = (size.width - gutter) / 2
  let height(piece, wide) = measure(block(width: wide, piece)).height
  let all = pieces(width)
  let heights = all.map(piece => height(piece, width) + gap)
  let blocks = all.zip(heights).map(
    ((piece, tall)) => whole(piece, tall > size.height)
  )
  let opening = front(width)
  let below = height(back, size.width)
  let room = size.height - height(opening, size.width) - below
  let (cut, higher) = parted(heights)
  opening
  if higher <= room {
    beside(blocks, cut)
  } else {
    columns(2, gutter: gutter, blocks.join())
  }
  block(breakable: below > size.height, back)
})
"""
