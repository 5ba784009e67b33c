import { acrossLanes, at, minus, plus, times, vector } from "./lanes";

/*
 * Gradients of weights and the step that they give. d is (rows, lanes) at every step, x (columns, lanes), with so
 * many numbers from one step to the next. Sums run over the steps and, four by four, over the lanes; at the end
 * across the four.
 */

/** to (rows, columns) += Σ d xᵀ over steps and lanes; rows are a multiple of 4, lanes of 8. */
export function addOuter(
  rows: i32, columns: i32, lanes: i32, steps: i32,
  d: i32, dStep: i32, x: i32, xStep: i32, to: i32,
): void {
  const row = at(lanes);
  const target = at(to);
  const width = at(columns);
  const wide = columns & ~3;
  for (let k = 0; k < wide; k += 4) {
    const right = at(x) + <usize>k * row;
    for (let i = 0; i < rows; i += 2) {
      addWide(
        row, steps, at(d) + <usize>i * row, at(dStep), right, at(xStep),
        target + <usize>i * width + at(k), width,
      );
    }
  }
  for (let k = wide; k < columns; k++) {
    const right = at(x) + <usize>k * row;
    for (let i = 0; i < rows; i += 4) {
      addColumn(
        row, steps, at(d) + <usize>i * row, at(dStep), right, at(xStep),
        target + <usize>i * width + at(k), width,
      );
    }
  }
}

/** Two rows and four columns. */
@inline
function addWide(
  row: usize, steps: i32, d: usize, dStep: usize, x: usize, xStep: usize, to: usize, width: usize,
): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s02 = s00;
  let s03 = s00;
  let s10 = s00;
  let s11 = s00;
  let s12 = s00;
  let s13 = s00;
  for (let step = 0; step < steps; step++) {
    let left = d;
    let right = x;
    for (const end = left + row; left < end; left += vector) {
      const d0 = v128.load(left);
      const d1 = v128.load(left + row);
      let value = v128.load(right);
      s00 = plus(s00, times(d0, value));
      s10 = plus(s10, times(d1, value));
      value = v128.load(right + row);
      s01 = plus(s01, times(d0, value));
      s11 = plus(s11, times(d1, value));
      value = v128.load(right + 2 * row);
      s02 = plus(s02, times(d0, value));
      s12 = plus(s12, times(d1, value));
      value = v128.load(right + 3 * row);
      s03 = plus(s03, times(d0, value));
      s13 = plus(s13, times(d1, value));
      right += vector;
    }
    d += dStep;
    x += xStep;
  }
  v128.store(to, plus(v128.load(to), acrossLanes(s00, s01, s02, s03)));
  v128.store(to + width, plus(v128.load(to + width), acrossLanes(s10, s11, s12, s13)));
}

/** Four rows and one column. */
@inline
function addColumn(
  row: usize, steps: i32, d: usize, dStep: usize, x: usize, xStep: usize, to: usize, width: usize,
): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let step = 0; step < steps; step++) {
    let left = d;
    let right = x;
    for (const end = left + row; left < end; left += vector) {
      const value = v128.load(right);
      s0 = plus(s0, times(v128.load(left), value));
      s1 = plus(s1, times(v128.load(left + row), value));
      s2 = plus(s2, times(v128.load(left + 2 * row), value));
      s3 = plus(s3, times(v128.load(left + 3 * row), value));
      right += vector;
    }
    d += dStep;
    x += xStep;
  }
  const sums = acrossLanes(s0, s1, s2, s3);
  store<f32>(to, load<f32>(to) + f32x4.extract_lane(sums, 0));
  to += width;
  store<f32>(to, load<f32>(to) + f32x4.extract_lane(sums, 1));
  to += width;
  store<f32>(to, load<f32>(to) + f32x4.extract_lane(sums, 2));
  to += width;
  store<f32>(to, load<f32>(to) + f32x4.extract_lane(sums, 3));
}

/** to (rows) += Σ d over steps and lanes. */
export function addSums(rows: i32, lanes: i32, steps: i32, d: i32, dStep: i32, to: i32): void {
  const row = at(lanes);
  let target = at(to);
  for (let i = 0; i < rows; i += 4) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let step = 0; step < steps; step++) {
      let left = at(d) + <usize>step * at(dStep) + <usize>i * row;
      for (const end = left + row; left < end; left += vector) {
        s0 = plus(s0, v128.load(left));
        s1 = plus(s1, v128.load(left + row));
        s2 = plus(s2, v128.load(left + 2 * row));
        s3 = plus(s3, v128.load(left + 3 * row));
      }
    }
    v128.store(target, plus(v128.load(target), acrossLanes(s0, s1, s2, s3)));
    target += vector;
  }
}

/** Multiplies numbers by a factor; their count is a multiple of 4. */
export function scale(count: i32, factor: f32, numbers: i32): void {
  const factors = f32x4.splat(factor);
  let own = at(numbers);
  for (const end = own + at(count); own < end; own += vector) {
    v128.store(own, times(v128.load(own), factors));
  }
}

/**
 * A step of RMSProp: v ← decay v + rest g², w ← w - learningRate (g / (√v + epsilon)). The count is a multiple
 * of 4.
 */
export function update(
  count: i32, learningRate: f32, decay: f32, rest: f32, epsilon: f32,
  weights: i32, gradients: i32, squares: i32,
): void {
  const bytes = at(count);
  for (let k: usize = 0; k < bytes; k += vector) {
    const g = v128.load(at(gradients) + k);
    const v = plus(
      times(v128.load(at(squares) + k), f32x4.splat(decay)),
      times(times(g, g), f32x4.splat(rest)),
    );
    v128.store(at(squares) + k, v);
    const size = plus(f32x4.sqrt(v), f32x4.splat(epsilon));
    const change = times(f32x4.splat(learningRate), f32x4.div(g, size));
    v128.store(at(weights) + k, minus(v128.load(at(weights) + k), change));
  }
}
