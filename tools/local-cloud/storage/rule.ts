// The storage rule as the console has it: who may read and write files from a phone. Only the forms below; another form is refused at start.

export interface StorageRule {
  read: boolean | string;
  write: boolean | string;
}

export interface RuleFacts {
  /** The person who asks; '' = nobody. */
  openid: string;
  /** Owner of the file in question; for a new file the person who creates it. */
  owner: string;
}

/** Believed of the service: without a rule of one's own, the creator writes and everybody reads. */
export const DEFAULT_RULE: StorageRule = { read: true, write: 'resource.openid == auth.openid' };

const FORMS: Record<string, (facts: RuleFacts) => boolean> = {
  true: () => true,
  false: () => false,
  'resource.openid == auth.openid': ({ openid, owner }) => openid !== '' && openid === owner,
  'auth.openid == resource.openid': ({ openid, owner }) => openid !== '' && openid === owner,
  'auth != null': ({ openid }) => openid !== '',
};

/** Compile one side of the rule. */
export function compileRule(rule: boolean | string): (facts: RuleFacts) => boolean {
  const form = FORMS[String(rule).trim().replace(/\s+/g, ' ').replaceAll('===', '==')];
  if (!form) throw new Error(`storage rule '${String(rule)}' is not understood; known: ${Object.keys(FORMS).join(' | ')}`);
  return form;
}
