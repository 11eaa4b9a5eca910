/** What the case suite found, counted: the figures that the product is measured by. */

/** @typedef {import("./person.mjs").Expected} Expected */

/**
 * What is demanded of each figure, as parts of one. How many steps have a picture depends on the machine's other work
 * too: a machine with ten times more work than processors left 9 % without.
 */
export const DEMANDED = { recall: 0.99, precision: 0.99, titles: 0.97, rectangles: 0.99, pictures: 0.99, pictured: 0.85 };

/** Whether a title is the one that was expected. @param {Expected["title"]} wanted @param {string | undefined} said */
export function fits(wanted, said) {
  return said !== undefined && (wanted instanceof RegExp ? wanted.test(said) : wanted === said);
}

/**
 * Pairs expected steps with recorded ones, both in order: those with the right title first, then, between them, those
 * that stand at the same place.
 *
 * @param {Expected[]} expected
 * @param {string[]} said
 * @returns {{pairs: {nth: number, at: number, right: boolean}[], extra: number}}
 */
export function paired(expected, said) {
  // The longest row of right titles, from the end.
  const most = Array.from({ length: expected.length + 1 }, () => new Array(said.length + 1).fill(0));
  for (let nth = expected.length - 1; nth >= 0; nth -= 1) {
    for (let at = said.length - 1; at >= 0; at -= 1) {
      const right = fits(expected[nth].title, said[at]) ? most[nth + 1][at + 1] + 1 : 0;
      most[nth][at] = Math.max(right, most[nth + 1][at], most[nth][at + 1]);
    }
  }
  const pairs = [];
  let [nth, at] = [0, 0];
  while (nth < expected.length && at < said.length) {
    const right = fits(expected[nth].title, said[at]) && most[nth][at] === most[nth + 1][at + 1] + 1;
    if (right) pairs.push({ nth: nth++, at: at++, right });
    else if (most[nth + 1][at + 1] === most[nth][at]) pairs.push({ nth: nth++, at: at++, right: false });
    else if (most[nth + 1][at] === most[nth][at]) nth += 1;
    else at += 1;
  }
  return { pairs, extra: said.length - pairs.length };
}

/** Sums over cases. */
export class Score {
  cases = 0;
  steps = { expected: 0, found: 0, extra: 0 };
  titles = 0;
  rectangles = { measured: 0, right: 0 };
  pictures = { right: 0, missing: 0, wrong: 0 };

  /**
   * @param {Expected[]} expected
   * @param {string[]} said
   * @param {{measured: number, off: number}} rectangles
   * @param {{missing: number, wrong: number}} pictures
   */
  add(expected, said, rectangles, pictures) {
    const { pairs, extra } = paired(expected, said);
    this.cases += 1;
    this.steps.expected += expected.length;
    this.steps.found += pairs.length;
    this.steps.extra += extra;
    this.titles += pairs.filter(({ right }) => right).length;
    this.rectangles.measured += rectangles.measured;
    this.rectangles.right += rectangles.measured - rectangles.off;
    this.pictures.missing += pictures.missing;
    this.pictures.wrong += pictures.wrong;
    this.pictures.right += said.length - pictures.missing - pictures.wrong;
  }

  /** Parts of one; one where there is nothing to count. */
  figures() {
    const { expected, found, extra } = this.steps;
    const { right, missing, wrong } = this.pictures;
    const part = (/** @type {number} */ some, /** @type {number} */ all) => (all === 0 ? 1 : some / all);
    return {
      recall: part(found, expected),
      precision: part(found, found + extra),
      titles: part(this.titles, found),
      rectangles: part(this.rectangles.right, this.rectangles.measured),
      pictures: part(right, right + wrong),
      pictured: part(right + wrong, right + wrong + missing),
    };
  }

  /** As lines for a reader. @param {string} name */
  lines(name) {
    const { recall, precision, titles, rectangles, pictures, pictured } = this.figures();
    const of = (/** @type {number} */ part) => `${(100 * part).toFixed(1)} %`;
    const { steps } = this;
    return [
      `${name}: ${this.cases} cases`,
      `steps: ${steps.expected} expected, ${steps.found} found, ${steps.extra} extra; recall ${of(recall)}, precision ${of(precision)}`,
      `titles: ${this.titles} of ${steps.found} right, ${of(titles)}`,
      `rectangles: ${this.rectangles.right} of ${this.rectangles.measured} right, ${of(rectangles)}`,
      `pictures: ${this.pictures.right} right, ${this.pictures.missing} missing, ${this.pictures.wrong} wrong; ${of(pictured)} of the steps have one, ${of(pictures)} of these right`,
    ];
  }
}
