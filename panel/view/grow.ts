/** The share of a flexible box, set through CSSOM: a strict policy refuses style attributes, which `styleMap` begins with. */
import { nothing } from 'lit';
import { directive, Directive, type ElementPart } from 'lit/directive.js';

class Grow extends Directive {
  override render(share: number): unknown {
    return share;
  }

  override update({ element }: ElementPart, [share]: [share: number]): typeof nothing {
    (element as HTMLElement).style.flexGrow = String(share);
    return nothing;
  }
}

/** Gives the element that it stands in so many parts of its row. */
export const grow = directive(Grow);
