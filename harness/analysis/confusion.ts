/**
 * Confusion matrix: entry [i][j] counts the test cases of class i that were predicted as class j.
 *
 * @param classes number of classes
 */
export function confusionMatrix(
  labels: readonly number[],
  predictions: readonly number[],
  classes: number,
): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [i, label] of labels.entries()) counts[label]![predictions[i]!]!++;
  return counts;
}
