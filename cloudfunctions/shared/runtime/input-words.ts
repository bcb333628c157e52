// What is wrong with an input, field by field, in words a person can act on.
import type * as z from 'zod';

type Issue = z.core.$ZodIssue;

/** A schema's own message wins when it is Chinese: field rules say it best. */
const CHINESE = /[\u4e00-\u9fff]/;

function wordsOf(issue: Issue): string {
  if (CHINESE.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '还没有填' : '填的不是这一栏要的东西';
    case 'too_small':
      return issue.origin === 'string' ? `太短了，至少 ${issue.minimum} 个字` : `太小了，不能小于 ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `太长了，最多 ${issue.maximum} 个字` : `太大了，不能大于 ${issue.maximum}`;
    case 'invalid_value':
      return '不在可以选的里面';
    case 'unrecognized_keys':
      return '多出了不认识的一项';
    default:
      return '写法不对';
  }
}

/** Field path → words; the first thing wrong with each field. The path of the whole input is ''. */
export function fieldWords(issues: readonly Issue[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const path = issue.path.map(String).join('.');
    if (!Object.hasOwn(fields, path)) fields[path] = wordsOf(issue);
  }
  return fields;
}
