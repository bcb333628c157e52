// Sentences of the data rules about what is being typed: what must be mended apart from what is only asked. Shared by every form that asks them.
import { type Finding, ruleOf } from '@shared/domain/quality';

export interface TypedDoubt {
  rule: string;
  /** 必须改 or not; then the sentence and how it is mended. */
  must: boolean;
  words: string;
  mend: string;
  /** Whether "it is so, because…" settles it. */
  explainable: boolean;
}

export function doubtsFrom(found: readonly Finding[]): TypedDoubt[] {
  return found.flatMap(({ rule: id, words }) => {
    const rule = ruleOf(id);
    return rule
      ? [{ rule: id, must: rule.severity === 'block', words: `${rule.title}：${words}`, mend: rule.mend, explainable: rule.explainable }]
      : [];
  });
}
